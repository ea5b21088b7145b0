"""`site/` becomes a commit on a branch of a git remote: first what it would change, then the push."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.errors import InputError, Place, Problem
from generator.publish.branch import Branch, State, commit_tree, history, push, read_branch, state_at
from generator.publish.branch_files import Contents, content_bytes, contents
from generator.publish.deployment import (
    DOMAIN,
    FILE_LIMIT,
    RECORD,
    Change,
    Record,
    Tree,
    blob,
    change,
    deployment_before,
    foreign,
    kept_part,
    large_files,
    message,
    mixed,
    own_part,
    too_much,
)
from generator.publish.git import check_repository, find_remote, is_own_branch, source_commit, told
from generator.publish.stamp import Stamp, sound_stamp
from generator.publish.watching import inputs_inside

_SHORT = 7  # signs of a commit's name


@dataclass(frozen=True, slots=True)
class Target:
    """Where a site goes: a branch of a remote, and a folder in it ("" = its root)."""

    root: Path
    remote: str = "origin"
    branch: str = "gh-pages"
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be pushed on top of what; `contents` are the files that git does not know yet."""

    branch: Branch
    before: State
    after: Tree
    change: Change
    message: str
    contents: Contents
    warnings: tuple[str, ...] = ()

    @property
    def is_there_already(self) -> bool:
        """Say whether the branch has all of it, so that there is nothing to push."""
        return not self.change and bool(self.before.commit)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a site is put on."""

    prefix: str
    branch: Branch
    now: State

    @property
    def kept(self) -> Tree:
        return kept_part(self.now.tree, self.prefix, self.now.records)

    def becomes(self, new: Tree, text: str, files: Contents) -> Plan:
        """Plan that these files stand at the prefix."""
        after = {**self.kept, **new}
        record = f"{self.prefix}/{RECORD}" if self.prefix else RECORD
        does = change(self.now.tree, after, record)
        return Plan(self.branch, self.now, after, does, text, files, tuple(too_much(after)))


def plan_deployment(target: Target, subject: str = "") -> Plan:
    """Compare the built site with the branch; raises `InputError` where it must not be pushed. Pushes nothing."""
    stamp = sound_stamp(target.root)
    ground = _ground(target)
    record = _record(target, stamp)
    files = contents(target.root, record, ground.now.tree)
    algorithm = told(target.root, "rev-parse", "--show-object-format").decode().strip()
    new = {path: blob(content_bytes(content), algorithm) for path, content in files.items()}
    if not target.prefix and DOMAIN in ground.now.tree:
        new.setdefault(DOMAIN, ground.now.tree[DOMAIN])
    if problems := (*_foreign(ground), *_mixing(ground, new), *_too_large(ground.branch, new)):
        raise InputError(*problems)
    source = f" of {record.source_commit[:_SHORT]}" if record.source_commit else ""
    text = message(subject.strip() or f"Deploy {target.prefix or 'the site'}{source}", record)
    return ground.becomes(new, text, files)


def plan_rollback(target: Target, subject: str = "") -> Plan:
    """Plan that the deployment before the one that stands at the prefix stands there again. Pushes nothing."""
    ground = _ground(target)
    then = _deployment_before(target, ground)
    old = own_part(then.tree, target.prefix, then.records)
    if problems := (*_foreign(ground), *_mixing(ground, old)):
        raise InputError(*problems)
    record = then.records.get(target.prefix) or Record(target.prefix)
    name = target.prefix or "the site"
    text = message(subject.strip() or f"Roll {name} back to {then.commit[:_SHORT]}", record, then.commit)
    return ground.becomes(old, text, {})


def carry_out(plan: Plan) -> str:
    """Push what was planned, and give its commit; raises `InputError` where the remote refuses it."""
    _store(plan)
    commit = commit_tree(plan.branch, plan.after, plan.before.commit, plan.message)
    push(plan.branch, commit, plan.before.commit)
    return commit


def _ground(target: Target) -> _Ground:
    check_repository(target.root)
    branch = Branch(target.root, find_remote(target.root, target.remote), target.branch)
    now = read_branch(branch)
    if is_own_branch(target.root, branch.remote, branch.name, now.commit):
        text = "is a branch of the report itself; expected one for the site alone, such as gh-pages"
        raise InputError(Problem(branch.place, "own-branch", text))
    return _Ground(target.prefix, branch, now)


def _record(target: Target, stamp: Stamp) -> Record:
    root = target.root
    commit, changed = source_commit(root, inputs_inside(root))
    return Record(target.prefix, commit, changed, stamp.input_hash, stamp.generator)


def _deployment_before(target: Target, ground: _Ground) -> State:
    branch, now = ground.branch, ground.now
    if not now.commit:
        text = "there is no such branch, and nothing to go back to; `gen deploy` without --rollback makes it"
        raise InputError(Problem(branch.place, "no-branch", text))
    earlier = deployment_before(history(target.root, now.commit), target.prefix)
    if not earlier:
        where = f"in {target.prefix}" if target.prefix else "at its root"
        text = f"holds no deployment {where} before the one that stands there now; expected one to go back to"
        raise InputError(Problem(branch.place, "no-deployment", text))
    return state_at(target.root, earlier)


def _foreign(ground: _Ground) -> Iterator[Problem]:
    """Yield that files would be lost that somebody else put there."""
    own = own_part(ground.now.tree, ground.prefix, ground.now.records)
    if told_why := foreign(own, ground.prefix, _put(ground, own)):
        yield Problem(ground.branch.place, "foreign-files", f"{ground.prefix} {told_why}".strip())


def _put(ground: _Ground, own: Tree) -> Tree | None:
    """Give what the deployment that stands at the prefix put there; None where none does.

    Where the branch's history was rewritten, nothing tells, and all that lies there counts as put by it.
    """
    if ground.prefix not in ground.now.records:
        return None
    entries = history(ground.branch.folder, ground.now.commit)
    last = next((each for each in entries if each.deploys and each.prefix == ground.prefix), None)
    if last is None:
        return own
    then = state_at(ground.branch.folder, last.commit)
    return own_part(then.tree, ground.prefix, then.records)


def _mixing(ground: _Ground, new: Tree) -> Iterator[Problem]:
    """Yield that files would come to lie among those of another deployment."""
    paths = list(mixed(new, ground.kept, ground.now.records, ground.prefix))
    if paths:
        more = f" and {len(paths) - 1:,} more" if len(paths) > 1 else ""
        text = (
            f"{paths[0]}{more} would lie where another deployment has its files; expected a place of its own"
        )
        yield Problem(ground.branch.place, "mixed", text)


def _too_large(branch: Branch, new: Tree) -> Iterator[Problem]:
    """Yield the files that GitHub refuses, where it is GitHub that will be asked."""
    for path, size in large_files(new) if branch.remote.at_github else ():
        text = f"has {size:,} bytes, and GitHub takes {FILE_LIMIT:,} at most; expected a smaller file"
        yield Problem(Place(path), "too-large", text)


def _store(plan: Plan) -> None:
    """Give git the files that it does not know; raises `InputError` where they are not what was planned any more."""
    folder = plan.branch.folder
    files = {path: content for path, content in plan.contents.items() if isinstance(content, Path)}
    listing = "".join(f"{content.absolute()}\n" for content in files.values())
    words = ("hash-object", "-w", "--no-filters", "--stdin-paths")
    stored = told(folder, *words, given=listing.encode()).decode().split()
    if stored != [plan.after[path].id for path in files]:
        text = "changed while it was deployed; expected no build at the same time: run `gen deploy` again"
        raise InputError(Problem(Place("site"), "stale-site", text))
    for content in plan.contents.values():
        if isinstance(content, bytes):
            told(folder, "hash-object", "-w", "--stdin", given=content)
