"""What is said of an evaluation: how samples ended, which verdicts are not to be trusted, and how it was run."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from generator.evaluate.expected import EVALPLUS
from generator.evaluate.samples import Sample
from generator.evaluate.verdicts import FAIL, PASS, Outcome

_ENDS = ("passed", "passed the base tests only", "failed", "ended before its tests did")
_NOTE = (
    "Run by gen evaluate, {where}, with the tests and the rules of EvalPlus {version}; unlike evalplus.evaluate, "
    "HumanEval/32 can be passed, some tasks may be left out, a sample is judged anew whenever its text changes, "
    "EVALPLUS_TIMEOUT_PER_TASK is read as a number, and nothing waits at the end."
)


def note_of(samples: Sequence[Sample], outcomes: Mapping[str, Outcome], where: str) -> str:
    """Say how it was run, and what a reader of its scores has to know."""
    note = _NOTE.format(where=where, version=EVALPLUS)
    untrusted = sum(bool(outcomes[sample.key].untrusted) for sample in samples)
    if not untrusted:
        return note
    whose = "1 sample has a verdict" if untrusted == 1 else f"{untrusted:,} samples have verdicts"
    return f"{note} {whose} that cannot be trusted, counted as failed: answers that say by themselves what they equal."


def lines_of(samples: Sequence[Sample], outcomes: Mapping[str, Outcome]) -> Iterator[str]:
    """Say how many samples ended how, then which verdicts are not to be trusted."""
    ends = Counter(_end(outcomes[sample.key]) for sample in samples)
    yield ", ".join(f"{ends[end]:,} {end}" for end in _ENDS if ends[end])
    number = Counter[str]()
    for sample in samples:
        number[sample.task] += 1
        if text := distrust(outcomes[sample.key]):
            yield f"  {sample.task}, sample {number[sample.task]}: {text}; its verdict is not to be trusted"


def distrust(outcome: Outcome) -> str:
    """Say why a verdict is not to be trusted; empty where it is."""
    if not outcome.untrusted:
        return ""
    return f"answers with a value of class {outcome.untrusted}, which says by itself what it equals"


def _end(outcome: Outcome) -> str:
    passed = [verdict.status == PASS for verdict in (outcome.base, outcome.plus) if verdict]
    if passed[0]:
        return _ENDS[0] if all(passed) else _ENDS[1]
    return _ENDS[2] if outcome.base.status == FAIL else _ENDS[3]
