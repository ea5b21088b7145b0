"""Runs of many samples against k: pass@k with its interval, one panel for each family and set of conditions."""

import math
from collections.abc import Iterable, Iterator

from generator.analyse.absence import Absence
from generator.analyse.board import BoardKey, board_key
from generator.analyse.scores import Estimate, run_curve
from generator.check.conditions import decoding
from generator.check.wording import suite_name
from generator.model.corpus import Corpus
from generator.model.run import Run
from generator.render.cut import most_sampled, sampled_of
from generator.render.figures.axes import PERCENT, count_axis
from generator.render.figures.columns import (
    DECODING,
    ID,
    MODEL,
    SAMPLES,
    SCORE,
    SHARE,
    SOURCE,
    TASKS,
    VERSION,
    K,
)
from generator.render.figures.spec import MARKERS, Axis, Panel, Plot, Point, Said, Series, Value
from generator.render.figures.wording import one_line, task_numbers, with_interval
from generator.render.formats import percent, plural

METHOD = "samples"
ENOUGH = 10  # samples a task, below which a curve in k is not worth a drawing
COLUMNS = (
    MODEL,
    SCORE,
    K,
    *SHARE[:3],
    SAMPLES,
    TASKS,
    DECODING,
    SOURCE,
    VERSION,
    SHARE[3],
    ID,
)
PLOTTED = "Share of tasks that at least one of k samples solves (pass@k, %) by k; bands are 95% intervals over tasks"
CAPTION = (
    "pass@k of every run with {enough} or more samples a task, recomputed from per-task outcomes. Bands are 95% intervals over tasks, "
    "each k by itself. Towards k = n an estimate rests on ever fewer independent draws. Panels differ in tasks, tests or family; "
    "their heights are not to be compared.{axis}"
)
_CUT = " The vertical axis does not start at 0."
_KS = (1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000)  # about evenly far apart on a logarithmic axis
Line = tuple[Run, bool, tuple[tuple[int, Estimate], ...]]  # whether plus


def spec(corpus: Corpus) -> Plot | Absence:
    """Draw the curves of all runs with 10 or more samples a task; absent where there is none."""
    groups: dict[tuple[BoardKey, str], list[Line]] = {}
    enough = tuple(run for run in corpus.runs if run.samples.min() >= ENOUGH)
    for run in most_sampled(enough):
        family = corpus.models[run.model].family or corpus.models[run.model].name
        groups.setdefault((board_key(run), family), []).extend(_lines(run))
    if not groups:
        return Absence(f"no run has {ENOUGH} or more samples of every task")
    ordered = sorted(groups.items(), key=lambda item: (item[0][0], item[0][1]))
    y = share_axis(
        score.interval.low
        for _, lines in ordered
        for *_, scores in lines
        for _, score in scores
        if score.interval
    )
    panels = tuple(
        panel
        for (_, family), lines in ordered
        for panel in _panels(corpus, family, sorted(lines, key=lambda line: _order(corpus, line)), y)
    )
    rows = tuple(row for _, lines in ordered for line in lines for row in _rows(corpus, line))
    sources = tuple(dict.fromkeys(str(row[9]) for row in rows if row[9]))
    said = _said(corpus, [line for _, lines in ordered for line in lines])
    words = (CAPTION.format(enough=ENOUGH, axis=_CUT if y.low > 0 else ""), sampled_of(len(enough)))
    caption = " ".join(filter(None, words))
    return Plot("sample-curves", "pass@k of runs", caption, panels, COLUMNS, rows, sources, said)


def _said(corpus: Corpus, lines: list[Line]) -> Said:
    """Tell the curve that rises most, and count what is drawn."""
    run, plus, scores = max(lines, key=lambda line: line[2][-1][1].value - line[2][0][1].value)
    (_, start), (most, end) = scores[0], scores[-1]
    model, tests = corpus.models[run.model].name, suite_name(corpus, run.benchmark, plus=plus)
    finding = (
        f"More samples add most for {model} on {tests}: {with_interval(start)} with one sample, "
        f"{with_interval(end)} with {most}"
    )
    runs = {each.id: each for each, _, _ in lines}.values()
    tasks = task_numbers(len(each.tasks) for each in runs)
    many = f"{plural(len(lines), 'curve')} of {plural(len(runs), 'run')}, {tasks}"
    return Said(finding, PLOTTED, many, METHOD)


def shown_ks(limit: int) -> tuple[int, ...]:
    """Choose round k from 1 to `limit`, and `limit` itself."""
    return tuple(sorted({limit, *(k for k in _KS if k <= limit)}))


def share_axis(lows: Iterable[float]) -> Axis:
    """Give an axis of pass@k up to 100%, from the ten percent below the lowest end of an interval."""
    start = min(math.floor(10 * min(lows, default=0.0)), 9)
    step = 1 if start >= 5 else 2
    marks = [mark for mark in range(10, -1, -step) if mark >= start]
    return Axis(
        PERCENT.label, start / 10, 1.0, tuple((mark / 10, f"{10 * mark}") for mark in reversed(marks))
    )


def _lines(run: Run) -> Iterator[Line]:
    ks = shown_ks(int(run.samples.min()))
    for plus in (False, True):
        curve = run_curve(run, plus=plus)
        if not isinstance(curve, Absence):
            yield run, plus, tuple((k, curve[k - 1].score) for k in ks)


def _order(corpus: Corpus, line: Line) -> tuple[float, str, bool]:
    run, plus, _ = line
    return corpus.models[run.model].parameters or 0.0, run.id, plus


def _panels(corpus: Corpus, family: str, lines: list[Line], y: Axis) -> Iterator[Panel]:
    """Put up to five curves into a panel, as one cannot tell more apart."""
    for start in range(0, len(lines), len(MARKERS)):
        part = lines[start : start + len(MARKERS)]
        first = part[0][0]
        names = dict.fromkeys(suite_name(corpus, run.benchmark, plus=plus) for run, plus, _ in part)
        title = f"{family}: {', '.join(names)}"
        series = tuple(_series(corpus, part, number) for number in range(len(part)))
        last = max(ks[-1][0] for _, _, ks in part)
        alt = f"{title}, {decoding(first)}: {'; '.join(_trend(corpus, part, line) for line in part)}."
        yield Panel(title, count_axis(1, last), y, series, alt)


def _series(corpus: Corpus, part: list[Line], number: int) -> Series:
    run, plus, scores = part[number]
    name = _label(corpus, part, part[number])
    points = tuple(
        Point(k, score.value, *_ends(score), one_line(_hover(corpus, run, k, score, plus=plus)))
        for k, score in scores
    )
    return Series(name, points, number, marker=MARKERS[number], filled=not plus, dashed=plus, band=True)


def _label(corpus: Corpus, part: Iterable[Line], line: Line) -> str:
    """Name the model, the tests, or both: what differs within the panel."""
    runs, tests = {run.id for run, _, _ in part}, {plus for _, plus, _ in part}
    model, named = corpus.models[line[0].model].name, suite_name(corpus, line[0].benchmark, plus=line[1])
    if len(tests) == 1:
        return model
    return named if len(runs) == 1 else f"{model}, {named}"


def _trend(corpus: Corpus, part: list[Line], line: Line) -> str:
    (first, start), (last, end) = line[2][0], line[2][-1]
    label = _label(corpus, part, line)
    return f"{label} goes from {percent(start.value)}% at k = {first} to {percent(end.value)}% at k = {last}"


def _ends(score: Estimate) -> tuple[float | None, float | None]:
    return (score.interval.low, score.interval.high) if score.interval else (None, None)


def _hover(corpus: Corpus, run: Run, k: int, score: Estimate, *, plus: bool) -> str:
    model, tests = corpus.models[run.model].name, suite_name(corpus, run.benchmark, plus=plus)
    return f"{model}: {tests} pass@{k} {with_interval(score)}"


def _rows(corpus: Corpus, line: Line) -> Iterator[tuple[Value, ...]]:
    run, plus, scores = line
    for k, score in scores:
        yield (
            corpus.models[run.model].name,
            suite_name(corpus, run.benchmark, plus=plus),
            k,
            score.value,
            *_ends(score),
            int(run.samples.min()),
            len(run.tasks),
            decoding(run),
            run.provenance.source,
            run.dataset_version,
            score.interval.method if score.interval else score.absence,
            run.id,
        )
