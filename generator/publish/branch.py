"""A branch of a remote: what it holds, which deployments are in it, and a new commit on top of it."""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.errors import InputError, Place
from generator.publish.deployment import RECORD, Blob, Entry, Record, Tree, read_record
from generator.publish.git import Remote, ask, identity, told
from generator.publish.refusals import refusal, without_passwords

_TRAILERS = ("Deployed-Prefix", "Rolled-Back-To")


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch of a remote, seen from a repository of the user that need not have it."""

    folder: Path  # in the repository
    remote: Remote
    name: str

    @property
    def ref(self) -> str:
        """Give the full name."""
        return f"refs/heads/{self.name}"

    @property
    def place(self) -> Place:
        """Name the branch in a problem."""
        return Place(f"{without_passwords(self.remote.name)} {self.name}")


@dataclass(frozen=True, slots=True)
class State:
    """What a branch holds at a commit ("" = there is no such branch), and its deployments by their prefixes."""

    commit: str
    tree: Tree
    records: Mapping[str, Record]


def read_branch(branch: Branch) -> State:
    """See what the remote has now; its objects are fetched where they are not here, and no branch is touched."""
    said = ask(branch.folder, "ls-remote", branch.remote.given, branch.ref)
    if said.code:
        raise InputError(refusal(said.words, branch.remote.name, branch.name))
    lines = (line.split("\t") for line in said.line.splitlines())
    commit = next((commit for commit, name in lines if name == branch.ref), "")
    if not commit:
        return State("", {}, {})
    if ask(branch.folder, "cat-file", "-e", f"{commit}^{{commit}}").code:
        _fetch(branch)
    return state_at(branch.folder, commit)


def state_at(folder: Path, commit: str) -> State:
    """Give what a commit holds."""
    listing = told(folder, "ls-tree", "-r", "-l", "-z", "--full-tree", commit)
    tree = dict(_blobs(listing))
    return State(commit, tree, dict(_records(folder, tree)))


def history(folder: Path, commit: str) -> tuple[Entry, ...]:
    """Give the commits of a branch, the newest first, with what their trailers say of deployments."""
    wanted = "%x1f".join(f"%(trailers:key={name},valueonly,separator=%x20)" for name in _TRAILERS)
    form = f"--format=%H%x1f{wanted}"
    listing = told(folder, "log", "--first-parent", "-z", "--no-color", "--no-show-signature", form, commit)
    return tuple(map(_entry, filter(None, listing.decode(errors="replace").split("\0"))))


def commit_tree(branch: Branch, tree: Tree, parent: str, message: str) -> str:
    """Make a commit of a tree whose blobs are all here; the user's index is not used."""
    lines = (f"{file.mode} {file.id}\t{path}\0" for path, file in sorted(tree.items()))
    with tempfile.TemporaryDirectory(prefix="gen-deploy-") as scratch:
        listing, index = "".join(lines).encode(errors="surrogateescape"), f"{scratch}/index"
        told(branch.folder, "update-index", "-z", "--index-info", given=listing, GIT_INDEX_FILE=index)
        written = told(branch.folder, "write-tree", GIT_INDEX_FILE=index).decode().strip()
    parents = ("-p", parent) if parent else ()
    somebody = identity(branch.folder)
    made = told(branch.folder, "commit-tree", written, *parents, given=message.encode(), **somebody)
    return made.decode().strip()


def push(branch: Branch, commit: str, expected: str) -> None:
    """Let the branch be a commit, if it still is what we saw ("" = is not there); raises `InputError` if not."""
    words = ["push", "--porcelain", "--no-follow-tags", "--recurse-submodules=no"]
    words += [f"--force-with-lease={branch.ref}:{expected}", branch.remote.given, f"{commit}:{branch.ref}"]
    said = ask(branch.folder, *words)
    if said.code:
        told_by_both = f"{said.out.decode(errors='replace')}\n{said.words}"
        raise InputError(refusal(without_passwords(told_by_both), branch.remote.name, branch.name))


def _fetch(branch: Branch) -> None:
    words = ("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules")
    said = ask(branch.folder, *words, branch.remote.given, branch.ref)
    if said.code:
        raise InputError(refusal(said.words, branch.remote.name, branch.name))


def _blobs(listing: bytes) -> Iterator[tuple[str, Blob]]:
    for line in listing.decode(errors="surrogateescape").split("\0"):
        if line:
            described, _, path = line.partition("\t")
            mode, _, name, size = described.split()
            yield path, Blob(mode, name, int(size) if size.isdecimal() else 0)


def _records(folder: Path, tree: Tree) -> Iterator[tuple[str, Record]]:
    """Yield the deployments in a tree: folders whose record says that it lies there."""
    for path, file in tree.items():
        prefix, _, name = path.rpartition("/")
        if name == RECORD:
            record = read_record(told(folder, "cat-file", "blob", file.id))
            if record is not None and record.prefix == prefix:
                yield prefix, record


def _entry(line: str) -> Entry:
    commit, prefix, rolled_back_to = (part.strip() for part in line.split("\x1f"))
    return Entry(commit, prefix.strip("/"), rolled_back_to, deploys=bool(prefix))
