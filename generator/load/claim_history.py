"""See that the history of a claim was appended to and never edited, and that it ends where the claim stands."""

from generator.load.located import Located, YamlPath
from generator.load.problems import Problems
from generator.model.claim import Claim
from generator.model.history import digests


def check_history(claim: Claim, located: Located, path: YamlPath, problems: Problems) -> None:
    """Report what is wrong in the history of the claim that stands at a path."""
    _check_seals(claim, located, path, problems)
    for at in range(1, len(claim.history)):
        before, on = claim.history[at - 1].on, claim.history[at].on
        if on[: len(before)] < before[: len(on)]:  # as far as both are known
            text = f"on: found `{on}` after `{before}`; expected the oldest entry first"
            problems.add(located.place((*path, "history", at, "on")), "history-order", text)
    stated = [change.verdict for change in claim.history if change.verdict]
    if stated and stated[-1] != claim.verdict:
        text = f"verdict: found `{claim.verdict}` where the history ends with `{stated[-1]}`; expected the same: a new entry of the history says since when the verdict is another"
        problems.add(located.place((*path, "verdict")), "history-verdict", text)


def _check_seals(claim: Claim, located: Located, path: YamlPath, problems: Problems) -> None:
    sealed = [at for at, change in enumerate(claim.history) if change.digest]
    for at, (change, due) in enumerate(zip(claim.history, digests(claim.history), strict=True)):
        if change.digest and change.digest != due:
            text = f"digest: found `{change.digest}` where the entry and those before it give `{due}`; expected what was sealed: a history is appended to and never edited, write a new entry instead"
            problems.add(located.place((*path, "history", at, "digest")), "history-edited", text)
        elif not change.digest and sealed and at < sealed[-1]:
            text = (
                f"history[{at + 1}]: found no digest ahead of sealed entries; expected new entries at the end"
            )
            problems.add(located.place((*path, "history", at)), "history-edited", text)
