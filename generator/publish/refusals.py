"""What git and its remotes say when they refuse, in plain words and with what to do."""

import re
from dataclasses import dataclass

from generator.errors import Place, Problem

_PASSWORD = re.compile(r"(?<=://)[^/@\s]+@")
_REMOTE = re.compile(r"^remote: ?(.*?)\s*$", re.MULTILINE)
_NO_NEWS = re.compile(
    r"^(?:To |Done$|hint:|error: failed to push|Everything up-to-date|Please make sure|and the repository exists)"
)
_LONGEST = 600  # signs of what a remote says


@dataclass(frozen=True, slots=True)
class _Refusal:
    """How a refusal is known, its code, and what it means."""

    signs: str
    code: str
    meaning: str


# The first that fits counts: a protected branch is also told as declined by a hook.
_REFUSALS = (
    _Refusal(
        r"stale info|non-fast-forward|fetch first|cannot lock ref .*but expected|reference already exists",
        "diverged",
        "somebody else pushed to it meanwhile, and what they pushed stays; run `gen deploy` again, "
        "which starts from what is there now",
    ),
    _Refusal(
        r"GH006|GH013|protected branch|rule violations|not allowed to (?:force )?push code to protected",
        "protected",
        "it is protected, and its rules refuse this push; expected a branch that you may push to: change the rules "
        "in the repository's settings, or name another with --branch",
    ),
    _Refusal(
        r"GH001|exceeds .*file size limit",
        "too-large",
        "a file is larger than the remote takes; make it smaller, or keep it elsewhere and link to it",
    ),
    _Refusal(
        r"branch is currently checked out|refusing to update checked out branch",
        "checked-out",
        "it is checked out at the remote, whose files would no longer be those of its branch; expected a bare "
        "repository, or another --branch",
    ),
    _Refusal(
        r"exists; cannot create",
        "branch-name",
        "the remote has a branch whose name is a part of this one, or the other way round; expected another --branch",
    ),
    _Refusal(
        r"hook declined",
        "hook",
        "a hook of the remote refuses it; do what it asks for, or speak with those who run the remote",
    ),
    _Refusal(
        r"[Pp]ermission (?:to \S+ )?denied|Authentication failed|could not read (?:Username|Password)"
        r"|error: 40[13]|insufficient permission|unable to create temporary object directory|[Rr]ead-only"
        r"|Write access to repository not granted|Invalid username or (?:password|token)|unpacker error",
        "no-permission",
        "you may not write to it; expected an account, a key or a token that may push "
        "(in a workflow of GitHub: `permissions: contents: write`)",
    ),
    _Refusal(
        r"does not appear to be a git repository|[Rr]epository .*not found|Could not resolve host"
        r"|unable to access|Connection (?:refused|timed out|reset|closed)|[Nn]etwork is unreachable"
        r"|Could not read from remote repository|unable to connect|No such file or directory|does not exist",
        "unreachable",
        "it cannot be reached; expected a git repository: look at the address that `git remote -v` names, "
        "and at the network",
    ),
)


def refusal(words: str, remote: str, branch: str) -> Problem:
    """Explain what git printed when it could not read from a remote's branch or push to it."""
    place = Place(f"{without_passwords(remote)} {branch}")
    for each in _REFUSALS:
        if re.search(each.signs, words):
            return Problem(place, each.code, f"{each.meaning}; {_quoted(words)}")
    return Problem(place, "push", f"git could not do it; {_quoted(words)}")


def without_passwords(text: str) -> str:
    """Take user names, passwords and tokens out of addresses."""
    return _PASSWORD.sub("", text)


def last_words(words: str) -> str:
    """Give what git said in one line."""
    lines = (line.strip() for line in words.splitlines())
    return _shortened(" ".join(line for line in lines if line and not _NO_NEWS.match(line)) or "nothing")


def _quoted(words: str) -> str:
    """Quote the remote's own words where it has some, and git's otherwise."""
    own = " ".join(line for line in _REMOTE.findall(words) if line.strip())
    return f"the remote says: {_shortened(own)}" if own else f"git says: {last_words(words)}"


def _shortened(text: str) -> str:
    shown = "".join(sign if sign.isprintable() else " " for sign in text)
    plain = " ".join(shown.split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"
