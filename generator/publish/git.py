"""Git as a program of its own: what it is asked, where, and in which surroundings."""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from generator.errors import InputError, Place, Problem, nearest
from generator.publish.refusals import last_words, without_passwords

# What a hook or an alias around us may have set would lead git to another repository, or to the user's index.
_LEADS_ELSEWHERE = frozenset(
    f"GIT_{name}"
    for name in "DIR WORK_TREE INDEX_FILE OBJECT_DIRECTORY ALTERNATE_OBJECT_DIRECTORIES COMMON_DIR PREFIX NAMESPACE "
    "QUARANTINE_PATH IMPLICIT_WORK_TREE GRAFT_FILE SHALLOW_FILE REFLOG_ACTION".split()
)
_GITHUB = re.compile(r"(?:^|[/@.])github\.")
_QUIET = ("-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c", "i18n.commitEncoding=UTF-8")
# Hidden files are no inputs: who holds the lock of results/, and what is half written there.
_UNREAD = ":(exclude,glob)results/**/.*"
_SOMEBODY = {"NAME": "gen deploy", "EMAIL": "gen-deploy@localhost"}


@dataclass(frozen=True, slots=True)
class Said:
    """What git answers: exit code, standard output, and what it says to people."""

    code: int
    out: bytes
    words: str

    @property
    def line(self) -> str:
        """Give an answer of one line."""
        return self.out.decode(errors="surrogateescape").strip()


@dataclass(frozen=True, slots=True)
class Remote:
    """Another repository: as the user calls it, and where it is."""

    name: str
    address: str
    given: str  # to git: a name, so that the settings of the remote count, or an address
    known: bool = False  # it has a name in the repository

    @property
    def at_github(self) -> bool:
        """Say whether the rules of GitHub hold there."""
        return bool(_GITHUB.search(self.address))


def ask(folder: Path, *words: str, given: bytes = b"", **environment: str) -> Said:
    """Run git in a folder, in English and without questions; `environment` is added to ours."""
    ours = {name: value for name, value in os.environ.items() if name not in _LEADS_ELSEWHERE}
    ours.setdefault("GIT_TERMINAL_PROMPT", "0")
    fixed = {"LC_ALL": "C", "LANGUAGE": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(  # noqa: S603 - arguments without a shell
            ["git", *_QUIET, *words],  # noqa: S607 - the user's git, where PATH finds it
            cwd=folder,
            env=ours | fixed | environment,
            input=given,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        text = "is not installed, or PATH does not lead to it; expected git 2.29 or later"
        raise InputError(Problem(Place("git"), "no-git", text)) from None
    return Said(done.returncode, done.stdout, without_passwords(done.stderr.decode(errors="replace")))


def told(folder: Path, *words: str, given: bytes = b"", **environment: str) -> bytes:
    """Run git where only a full disk and the like can keep it from its work; give what it prints."""
    said = ask(folder, *words, given=given, **environment)
    if said.code:
        raise InputError(Problem(Place(f"git {words[0]}"), "git", f"git says: {last_words(said.words)}"))
    return said.out


def check_repository(folder: Path) -> None:
    """Raise `InputError` where the folder lies in no git repository."""
    said = ask(folder, "rev-parse", "--git-dir")
    if said.code:
        text = "lies in no git repository that can be used; `git init` makes one, and `git remote add origin URL` "
        text += f"says where to push; git says: {last_words(said.words)}"
        raise InputError(Problem(Place(str(folder)), "no-repository", text))


def find_remote(folder: Path, remote: str) -> Remote:
    """Find a remote by its name, or by an address; raises `InputError` where it is neither."""
    said = ask(folder, "remote", "get-url", "--push", "--all", remote)
    if said.code == 0:
        first, *others = said.line.splitlines()
        read_from = ask(folder, "remote", "get-url", remote).line
        alone = (
            not others and first == read_from
        )  # otherwise we would look at one repository and push to another
        return Remote(remote, first, remote if alone else first, known=True)
    if Path(remote).is_dir():
        path = str(Path(remote).absolute())
        return Remote(remote, path, path)
    if "/" in remote or ":" in remote:
        return Remote(remote, remote, remote)
    names = told(folder, "remote").decode().split()
    text = f"there is no remote of that name{nearest(remote, names)}"
    text += f"; `git remote add {remote} URL` makes it, and --remote takes an address as well"
    raise InputError(Problem(Place(remote), "no-remote", text))


def source_commit(folder: Path, inputs: tuple[str, ...]) -> tuple[str, bool]:
    """Give the commit that is checked out ("" = none yet), and whether inputs differ from it."""
    head = ask(folder, "rev-parse", "--quiet", "--verify", "HEAD^{commit}").line
    status = told(folder, "status", "--porcelain", "--untracked-files=normal", "--", *inputs, _UNREAD)
    return head, bool(status.strip())


def last_change(folder: Path, inputs: tuple[str, ...]) -> tuple[str, bool]:
    """Give the last commit that changed inputs ("" = none, or no git), and whether they differ from what is committed."""
    try:
        last = ask(folder, "log", "-1", "--format=%H", "--", *inputs)
        if last.code or not last.line:
            return "", False
        status = ask(folder, "status", "--porcelain", "--untracked-files=normal", "--", *inputs, _UNREAD)
    except InputError:
        return "", False  # git is not installed
    return last.line, bool(status.line)


def is_own_branch(folder: Path, remote: Remote, branch: str, tip: str) -> bool:
    """Say whether a branch is one of those that the files here come from; in another repository it may be called so."""
    same_name = ask(folder, "symbolic-ref", "--quiet", "--short", "HEAD").line == branch
    if not tip:
        return same_name and remote.known
    if same_name:
        return ask(folder, "merge-base", "HEAD", tip).code == 0
    return ask(folder, "merge-base", "--is-ancestor", tip, "HEAD").code == 0


def identity(folder: Path) -> dict[str, str]:
    """Give the surroundings in which a commit can be made, where the user's settings name nobody."""
    named = {role: ask(folder, "var", f"GIT_{role}_IDENT").code == 0 for role in ("AUTHOR", "COMMITTER")}
    return {
        f"GIT_{role}_{what}": value
        for role, known in named.items()
        if not known
        for what, value in _SOMEBODY.items()
    }
