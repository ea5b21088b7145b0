"""Every recomputed score of the fullest leaderboard against the size of its model."""

from collections.abc import Iterable

from generator.analyse.absence import Absence
from generator.analyse.board import BoardKey, board_key
from generator.analyse.datum import Datum, recomputed
from generator.check.conditions import estimand, version
from generator.model.catalogue import Training
from generator.model.corpus import Corpus
from generator.model.run import Run
from generator.render.cut import MOST_POINTS, evenly
from generator.render.figures.curves import Curve, Look, Titles, curve, panel, plot
from generator.render.figures.spec import Plot, Said
from generator.render.figures.wording import interval_note, with_interval
from generator.render.formats import parameters, percent, plural

PLOTTED = "Share of tasks solved (pass@1, %) by total number of parameters; bars are 95% intervals over tasks"
_ENOUGH = 3  # models without which a cloud of points shows nothing
KINDS: tuple[tuple[Training, str, Look], ...] = (
    ("base", "base", Look(0, "circle", line=False, filled=False)),
    ("sft", "supervised tuning", Look(3, "triangle", line=False)),
    ("rlhf", "preference-optimised", Look(1, "square", line=False)),
    ("instruct", "tuned by mixed or unstated means", Look(2, "diamond", line=False)),
    ("unknown", "training not stated", Look(7, "down", line=False, filled=False)),
)


def spec(corpus: Corpus) -> Plot | Absence:
    """Draw the fullest board, plus score before base score; absent where it has fewer than three models of known size."""
    scores = [*recomputed(corpus, plus=True), *recomputed(corpus, plus=False)]
    boards: dict[tuple[BoardKey, bool] | None, list[Datum]] = {}
    for datum in scores:
        boards.setdefault(_board(datum), []).append(datum)
    fullest = max(boards.values(), key=_models, default=[])
    if _models(fullest) < _ENOUGH:
        return Absence("no leaderboard has runs of three models whose size is known")
    first = fullest[0]
    shown = evenly(sorted(fullest, key=_by_score)) if len(fullest) > MOST_POINTS else fullest
    curves = tuple(_curves(shown))
    title = f"{first.benchmark} pass@1, {version(first.origin)}, {estimand(first.conditions.estimand)}"
    caption = (
        f"Each point is one run, recomputed from per-task outcomes, on {first.benchmark} ({version(first.origin)}). Runs are not "
        f"joined: they differ in more than size. {interval_note(shown)}"
    )
    if len(shown) < len(fullest):
        caption += f" Drawn: {len(shown)} of {plural(len(fullest), 'run')}, evenly chosen in the order of their scores."
    drawn = panel(title, curves, _alt(title, fullest), "pass@1, %")
    said = Said(_finding(first.benchmark, fullest), PLOTTED, method="intervals")
    return plot(Titles("scores-by-size", "Scores by model size", caption, said), [(drawn, curves)])


def _finding(benchmark: str, data: Iterable[Datum]) -> str:
    """Name the best model, or say that none is; where several share the highest score, the smallest of them."""
    ordered = sorted(data, key=_by_score)
    best, models = ordered[0], _models(ordered)
    value = with_interval(best.estimate)
    if best.estimate.value == ordered[-1].estimate.value:
        return f"All {models:,} models solve {value} of {benchmark}"
    size = parameters(best.parameters)
    return f"Of {models:,} models, {best.card.name} ({size}) has the highest score on {benchmark}: {value}"


def _by_score(datum: Datum) -> tuple[float, float, str]:
    return -datum.estimate.value, datum.parameters, datum.card.id


def _board(datum: Datum) -> tuple[BoardKey, bool] | None:
    """Name the leaderboard that a run stands on, and its score."""
    run = datum.origin
    return (board_key(run), datum.conditions.plus) if isinstance(run, Run) else None


def _models(data: Iterable[Datum]) -> int:
    return len({datum.card.id for datum in data})


def _curves(data: Iterable[Datum]) -> Iterable[Curve]:
    known = tuple(data)
    for training, label, look in KINDS:
        group = [datum for datum in known if datum.card.training == training]
        if group:
            yield curve(label, group, look)


def _alt(title: str, data: list[Datum]) -> str:
    low, high = (pick(data, key=lambda datum: datum.estimate.value) for pick in (min, max))
    ends = " to ".join(
        f"{percent(each.estimate.value)}% ({each.card.name}, {parameters(each.parameters)})"
        for each in (low, high)
    )
    return f"{title}: {plural(_models(data), 'model')} from {ends}."
