"""Files of one set of tests: what was counted in them becomes a run."""

from typing import Any

from generator.load.adapters.counting import MOST_SAMPLES, Tally, counts, natural_order
from generator.load.adapters.decoding import at_key
from generator.load.adapters.protocol import RawRun, ResultFile
from generator.load.problems import Problems, shortened


def tallied(
    file: ResultFile, form: str, tally: Tally, problems: Problems, *, plus: bool = False, **said: Any
) -> tuple[RawRun, ...]:
    """Make a run with what else a file has `said`; nothing, and problems, where it cannot be one.

    The outcomes are those of the base tests, or with `plus` those of the plus tests alone.
    """
    if not tally.samples:
        problems.add(file.place, "no-tasks", "holds no task; expected at least one")
        return ()
    excess = {task: number for task, number in tally.samples.items() if not 1 <= number <= MOST_SAMPLES}
    for task, number in excess.items():
        text = f"{shortened(task)}: found {number:,} samples; expected between 1 and {MOST_SAMPLES:,}"
        problems.add(at_key(file, task), "samples", text)
    if excess:
        return ()
    tasks = natural_order(tally.samples)
    passes = counts(tally.passes[task] for task in tasks)
    run = RawRun(
        files=(file,),
        format=form,
        tasks=tuple(tasks),
        samples=counts(tally.samples[task] for task in tasks),
        base=None if plus else passes,
        plus=None,
        plus_alone=passes if plus else None,
        **said,
    )
    return (run,)
