"""Base and plus outcomes that a harness keeps in separate files, read as one run."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import replace

import numpy as np

from generator.load.adapters.protocol import RawRun
from generator.load.problems import Problems, shortened


def paired(
    runs: Iterable[RawRun],
    problems: Problems,
    *,
    alike: Callable[[RawRun], Hashable],
    set_of: Callable[[RawRun], Hashable] | None = None,
) -> Iterator[RawRun]:
    """Join a run of base outcomes and one of plus outcomes that are `alike`; others stay as they are.

    Where several are alike, `set_of` says which two belong together; without it none do.
    """
    groups: dict[Hashable, list[RawRun]] = {}
    for run in runs:
        groups.setdefault(alike(run), []).append(run)
    for group in groups.values():
        bases = [run for run in group if run.base is not None and run.plus is None and run.plus_alone is None]
        pluses = [run for run in group if run.base is None and run.plus is None]
        yield from (run for run in group if run not in bases and run not in pluses)
        for base in bases:
            plus = _partner(base, bases, pluses, set_of)
            if plus is None:
                yield base
            else:
                pluses.remove(plus)
                yield from _joined(base, plus, problems)
        yield from pluses


def _partner(
    base: RawRun,
    bases: list[RawRun],
    pluses: list[RawRun],
    set_of: Callable[[RawRun], Hashable] | None,
) -> RawRun | None:
    if len(bases) == len(pluses) == 1:
        return pluses[0]
    return next((plus for plus in pluses if set_of and set_of(plus) == set_of(base)), None)


def _joined(base: RawRun, plus: RawRun, problems: Problems) -> Iterator[RawRun]:
    if base.base is None or plus.plus_alone is None:
        raise AssertionError  # `paired` sorted them
    if base.tasks != plus.tasks or not np.array_equal(base.samples, plus.samples):
        text = (
            f"{shortened(plus.model)}: found {_size(plus)} here, {_size(base)} in {base.files[0].name}; "
            "expected the same tasks and samples, to read base and plus outcomes as one run"
        )
        problems.add(plus.files[0].place, "unequal", text)
        return
    single = bool(base.samples.max() == 1)
    only_plus = int((plus.plus_alone > base.base).sum()) if single else 0
    yield replace(
        base,
        files=tuple(dict.fromkeys((*base.files, *plus.files))),
        plus=np.minimum(base.base, plus.plus_alone) if single else None,
        plus_alone=None if single else plus.plus_alone,  # which samples pass both, counts do not tell
        plus_without_base=only_plus,
        stated=(*base.stated, *plus.stated),
    )


def _size(run: RawRun) -> str:
    low, high = int(run.samples.min()), int(run.samples.max())
    return f"{len(run.tasks)} tasks of {low if low == high else f'{low} to {high}'} samples"
