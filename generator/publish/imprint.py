"""What the footer of every page says of a site: when its data are from, and what and who made it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.publish.config import commit_url, read_config
from generator.publish.git import last_change
from generator.publish.stamp import over_all, version
from generator.publish.watching import inputs_inside

_SHORT = 10  # digits of a hash that people compare


@dataclass(frozen=True, slots=True)
class Source:
    """The last commit that changed an input, shortened."""

    commit: str = ""  # "" = there is none, or no git
    address: str = ""
    changed: bool = False  # inputs differ from what is committed


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the footer says: the date of the newest input, a short hash of all inputs, who made the site, and of what."""

    as_of: str  # "" = no input has a date
    inputs: str
    generator: str
    source: Source = Source()


def imprint_of(root: Path, read: Mapping[str, str], as_of: str) -> Imprint:
    """Say in short what a site is made from, with the date of its newest input."""
    return Imprint(as_of, over_all(read)[:_SHORT], version(), source_of(root))


def source_of(root: Path) -> Source:
    """Give the last commit that changed an input.

    It is no input itself: committing what a site was made from does not make the site stale.
    """
    commit, changed = last_change(root, inputs_inside(root))
    return Source(commit[:_SHORT], commit_url(read_config(root), commit), changed=changed)
