"""What GitHub, GitLab and git itself print becomes a sentence that says what to do."""

import pytest

from generator.publish.refusals import last_words, refusal, without_passwords


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("! a:b [rejected] (stale info)", "diverged"),
        ("! a:b [rejected] (fetch first)", "diverged"),
        ("! a:b [rejected] (non-fast-forward)", "diverged"),
        ("! a:b [remote rejected] (cannot lock ref 'refs/heads/x': is at 1 but expected 2)", "diverged"),
        ("! a:b [remote rejected] (cannot lock ref 'refs/heads/x': reference already exists)", "diverged"),
        ("remote: error: cannot lock ref 'x': Unable to create 'x.lock': Permission denied", "no-permission"),
        (
            "! a:b [remote rejected] (cannot lock ref 'refs/heads/x/y': 'refs/heads/x' exists; cannot create)",
            "branch-name",
        ),
        ("remote: error: GH013: Repository rule violations found for refs/heads/x.", "protected"),
        (
            "remote: GitLab: You are not allowed to push code to protected branches on this project.",
            "protected",
        ),
        ("! a:b [remote rejected] (protected branch hook declined)", "protected"),
        ("! a:b [remote rejected] (pre-receive hook declined)", "hook"),
        (
            "remote: error: GH001: Large files detected.\n! [remote rejected] (pre-receive hook declined)",
            "too-large",
        ),
        ("! a:b [remote rejected] (branch is currently checked out)", "checked-out"),
        (
            "git@github.com: Permission denied (publickey).\nfatal: Could not read from remote",
            "no-permission",
        ),
        (
            "remote: Permission to a/b.git denied to ada.\nfatal: unable to access 'https://x'",
            "no-permission",
        ),
        ("fatal: could not read Username for 'https://github.com': terminal prompts off", "no-permission"),
        ("fatal: unable to access 'x': The requested URL returned error: 403", "no-permission"),
        ("error: remote unpack failed: unable to create temporary object directory", "no-permission"),
        ("remote: Repository not found.\nfatal: repository 'https://x/' not found", "unreachable"),
        ("fatal: unable to access 'x': Could not resolve host: github.com", "unreachable"),
        ("ssh: connect to host x port 22: Connection refused\nfatal: Could not read", "unreachable"),
        ("fatal: something else", "push"),
        ("", "push"),
    ],
)
def test_a_refusal_is_understood(words: str, code: str) -> None:
    assert refusal(words, "origin", "x").code == code


def test_what_nobody_knows_is_told_in_gits_words() -> None:
    told = refusal("hint: try\nfatal: something\n  else\x1b[31m\n", "https://ada:pw@example.org/x", "y")
    assert str(told) == "https://example.org/x y: git could not do it; git says: fatal: something else [31m"


def test_a_remote_that_talks_much_is_cut_short() -> None:
    told = refusal("remote: " + "a" * 1000 + "\n! [remote rejected] (hook declined)", "o", "b").message
    assert told.endswith("the remote says: " + "a" * 600 + "…")


def test_passwords_are_taken_out_of_addresses() -> None:
    assert without_passwords("to https://u:p@h/x and git@h:y") == "to https://h/x and git@h:y"


def test_git_that_says_nothing_is_quoted_so() -> None:
    assert last_words("hint: a\n\n") == "nothing"
