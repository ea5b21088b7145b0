"""A deployment as plain data: which files a branch holds, which of them are whose, and what a new site changes."""

import hashlib
import ipaddress
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

# The record of a deployment: it lies at its top, and makes a folder one that other deployments keep.
RECORD = "deployment.json"
NO_JEKYLL = ".nojekyll"  # without it GitHub Pages leaves out what starts with `_`
DOMAIN = "CNAME"
FILE_LIMIT = 100 * 2**20  # bytes; GitHub refuses more
SITE_LIMIT = 10**9  # bytes; GitHub Pages publishes no more
_SETTINGS = frozenset({NO_JEKYLL, DOMAIN})


@dataclass(frozen=True, slots=True)
class Blob:
    """A file as git keeps it."""

    mode: str
    id: str
    size: int


Tree = Mapping[str, Blob]  # by path


@dataclass(frozen=True, slots=True)
class Record:
    """What a deployment was made from, as anybody can read it beside the site."""

    prefix: str  # "" = the root of the branch
    source_commit: str = ""  # "" = the report was in no commit
    source_changed: bool = False  # inputs differed from that commit
    input_hash: str = ""
    generator: str = ""

    def content(self) -> bytes:
        """Write the record as a file."""
        return (json.dumps(asdict(self), indent=1) + "\n").encode()


@dataclass(frozen=True, slots=True)
class Entry:
    """A commit of a branch, as far as its trailers tell: where it put a site, and whether it went back to another."""

    commit: str
    prefix: str = ""  # also where another tool made the commit
    rolled_back_to: str = ""
    deploys: bool = True  # False = another tool, or somebody, made the commit


@dataclass(frozen=True, slots=True)
class Change:
    """What a deployment does to a branch: paths that come, become others and go, and the bytes of those that are new."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    size: int

    def __bool__(self) -> bool:
        """Say whether it does anything."""
        return bool(self.added or self.changed or self.removed)


def blob(content: bytes, algorithm: str) -> Blob:
    """Name a file's content as git does, without asking it."""
    digest = hashlib.new(algorithm, b"blob %d\0" % len(content), usedforsecurity=False)
    digest.update(content)
    return Blob("100644", digest.hexdigest(), len(content))


def change(before: Tree, after: Tree, record: str) -> Change:
    """Compare what was with what will be; the record alone is no change, since it differs with each commit."""
    old, new = before.keys() - {record}, after.keys() - {record}
    changed = [path for path in old & new if _named(before[path]) != _named(after[path])]
    size = sum(after[path].size for path in (*changed, *(new - old)))
    return Change(tuple(sorted(new - old)), tuple(sorted(changed)), tuple(sorted(old - new)), size)


def read_record(content: bytes) -> Record | None:
    """Read a record; None where the file is none."""
    try:
        stated = json.loads(content)
        texts = (str(stated[name]) for name in ("prefix", "source_commit", "input_hash", "generator"))
        prefix, commit, inputs, generator = texts
        return Record(prefix, commit, bool(stated["source_changed"]), inputs, generator)
    except (ValueError, KeyError, TypeError):
        return None


def deployment_before(history: Sequence[Entry], prefix: str) -> str:
    """Give the commit whose files stood at a prefix before those that stand there now; "" where there is none.

    `history` has the newest first. Who rolls back twice goes back two deployments, and not to and fro. What others
    committed since the first deployment is none; what they had published before it can be had back.
    """
    ours = [entry for entry in history if entry.deploys and entry.prefix == prefix]
    if not prefix and ours:
        ours += [entry for entry in history[history.index(ours[-1]) :] if not entry.deploys][:1]
    places = {entry.commit: place for place, entry in enumerate(ours)}

    def shown(place: int) -> int:
        """Give the deployment whose files a commit has: its own, or the one that it went back to."""
        while (older := places.get(ours[place].rolled_back_to, -1)) > place:
            place = older
        return place

    if not ours or shown(0) + 1 >= len(ours):
        return ""
    return ours[shown(shown(0) + 1)].commit


def inside(path: str, prefix: str) -> bool:
    """Say whether a path lies below a prefix; all do below the root."""
    return not prefix or path.startswith(f"{prefix}/")


def own_part(tree: Tree, prefix: str, deployed: Collection[str]) -> Tree:
    """Give what a deployment at a prefix replaces: all below it but deployments deeper down."""
    deeper = [each for each in deployed if each != prefix and inside(each, prefix)]
    return {
        path: file
        for path, file in tree.items()
        if inside(path, prefix) and not any(inside(path, each) for each in deeper)
    }


def kept_part(tree: Tree, prefix: str, deployed: Collection[str]) -> Tree:
    """Give what a deployment at a prefix leaves as it is."""
    own = own_part(tree, prefix, deployed)
    return {path: file for path, file in tree.items() if path not in own}


def foreign(own: Tree, prefix: str, put: Tree | None) -> str:
    """Say why files that would be replaced are none that a deployment put there; nothing where they are.

    `put` is what the deployment that stands there put; None where none does.
    """
    if put is None and not prefix and "index.html" in own:  # a site that another tool published is taken over
        return ""
    ours = put or {}
    looked_at = sorted(path for path in own if prefix or path not in _SETTINGS)
    others = [path for path in looked_at if path not in ours]
    edited = [path for path in looked_at if path in ours and _named(own[path]) != _named(ours[path])]
    if others:
        holds = f"holds {_files(others)} that no deployment put there, such as {others[0]}, and they would be lost"
        instead = _instead(prefix) if put is None else "them in site_src/, or removed from the branch"
        return f"{holds}; expected {instead}"
    if edited:
        holds = f"holds {_files(edited)} that somebody changed since they were deployed, such as {edited[0]}"
        return f"{holds}, and the changes would be lost; expected them in site_src/, or undone on the branch"
    return ""


def _files(paths: Collection[str]) -> str:
    return f"{len(paths):,} file{'' if len(paths) == 1 else 's'}"


def mixed(
    new: Collection[str], kept: Collection[str], deployed: Collection[str], prefix: str
) -> Iterator[str]:
    """Yield the paths of a new site that would mix with what other deployments put there."""
    deeper = [each for each in deployed if each != prefix and inside(each, prefix)]
    files, folders = set(kept), {str(folder) for path in kept for folder in PurePosixPath(path).parents}
    for path in sorted(new):
        above = {str(folder) for folder in PurePosixPath(path).parents}
        if path in folders or above & files or any(inside(path, each) for each in deeper):
            yield path


def large_files(tree: Tree) -> Iterator[tuple[str, int]]:
    """Yield the files that GitHub refuses, with their bytes."""
    return ((path, file.size) for path, file in sorted(tree.items()) if file.size > FILE_LIMIT)


def too_much(tree: Tree) -> Iterator[str]:
    """Yield what a branch of these files is too large for."""
    for path, size in large_files(tree):
        yield f"{path} has {size:,} bytes; GitHub and others refuse files above {FILE_LIMIT:,}"
    total = sum(file.size for file in tree.values())
    if total > SITE_LIMIT:
        yield f"the branch would hold {total:,} bytes; GitHub Pages publishes {SITE_LIMIT:,} at most"


def domain(site_url: str) -> str:
    """Give the domain that GitHub Pages needs to know: that of a site at the root of a domain of its own."""
    address = urlsplit(site_url)
    host = (address.hostname or "").lower()
    if address.path.strip("/") or "." not in host or host.endswith(".github.io") or _is_number(host):
        return ""
    return host


def message(subject: str, record: Record, rolled_back_to: str = "") -> str:
    """Write a commit's message: the subject, and where the site comes from as trailers."""
    changed = " with changes that are in no commit" if record.source_changed else ""
    trailers = {
        "Deployed-Prefix": record.prefix or "/",
        "Source-Commit": f"{record.source_commit}{changed}" if record.source_commit else "none",
        "Input-Hash": record.input_hash and f"sha256:{record.input_hash}",
        "Generator": record.generator and f"scalebook {record.generator}",
        "Rolled-Back-To": rolled_back_to,
    }
    lines = "".join(f"{name}: {value}\n" for name, value in trailers.items() if value)
    return f"{subject.strip()}\n\n{lines}"


def _named(file: Blob) -> tuple[str, str]:
    return file.mode, file.id


def _instead(prefix: str) -> str:
    if prefix:
        return "a --prefix of its own, such as pr/7"
    return "a --branch for the site alone, such as gh-pages"


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
