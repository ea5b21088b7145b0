"""What a site is made of, and by what its pages are known from one build to the next."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from generator.kept import FOLDER, program
from generator.publish.config import FILE, has_navigation, site_path
from generator.publish.filling import UNFILLED, Filled, Filling, filling
from generator.publish.overrides import NAME as OVERRIDES
from generator.publish.overrides import Stated
from generator.render.files import RenderedFile
from generator.render.links import page_url


@dataclass(frozen=True, slots=True)
class KeptPage:
    """What a build knows of a page that it made."""

    key: str  # one sha256 over what it alone was made from
    html: str  # that of its HTML
    filled: list[Filled]  # where it says what every page says of the whole report
    search: list[dict[str, Any]]  # its entries in the search index
    targets: list[str]  # where its links lead to
    anchors: frozenset[str]


@dataclass(frozen=True, slots=True)
class KeptSite:
    """What a build knows of all pages, in their order; `shell` is one sha256 over what they have in common."""

    shell: str
    menus: dict[str, Any]  # what menus say of pages, by their paths
    pages: dict[str, KeptPage]  # by their paths


@dataclass(frozen=True)
class Making:
    """What a site is made of; needs the lock of `build/`, in which all of it lies."""

    build: Path  # the folder `build/`
    live: Path  # the site that is live, whose pages are taken where they are as they would be made
    config: yaml.MappingNode
    files: Sequence[RenderedFile]
    stated: Stated
    environment: Mapping[str, str]

    @property
    def cache(self) -> Path:
        """The folder in which it is kept what pages were made of."""
        return self.build / FOLDER / "html"

    @property
    def spare(self) -> Path:
        """The site that was live before the one that is."""
        return self.cache / "spare"

    @property
    def base(self) -> str:
        """The path under which the site will lie."""
        return site_path(self.config)

    @cached_property
    def pages(self) -> Mapping[str, RenderedFile]:
        """Pages by their paths."""
        return {file.path: file for file in self.files if file.path.endswith(".md")}

    @cached_property
    def filling(self) -> Filling:
        """What is filled into pages last."""
        return filling(self.build / OVERRIDES, self.stated)

    def shell(self) -> str:
        """Give one sha256 over what every page depends on."""
        top = self.build / OVERRIDES
        used = (name for name in sorted(files_in(top)) if name not in UNFILLED)
        templates = {name: sha256((top / name).read_bytes()) for name in used}
        named = has_navigation(self.config)
        # Of a page that is its folder's own, links say the file and not the address alone: it counts when it comes or goes.
        listed = [path for path in sorted(self.pages) if not named or Path(path).stem in {"index", "README"}]
        parts = [program(), sha256((self.build / FILE).read_bytes()), templates, listed]
        return sha256(json.dumps(parts).encode())

    def key(self, page: RenderedFile) -> str:
        """Give one sha256 over what a page alone depends on."""
        url = page_url(page.path)
        own = {name: self.stated.pages[url][name] for name in ("title", "address")}
        described = "" if url else self.stated.dataset
        return sha256(json.dumps([own, described]).encode() + page.content)


def files_in(folder: Path) -> Iterator[str]:
    """Give the paths of all files in a folder, relative to it."""
    for here, _, names in os.walk(folder):
        yield from (os.path.relpath(f"{here}/{name}", folder) for name in names)


def sha256(content: bytes) -> str:
    """Give the sha256 of some bytes."""
    return hashlib.sha256(content).hexdigest()
