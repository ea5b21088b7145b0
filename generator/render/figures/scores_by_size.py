"""Every recomputed score of the fullest leaderboard against the size of its model."""

from collections.abc import Iterable

from generator.analyse.board import BoardKey, board_key
from generator.analyse.datum import Datum, recomputed
from generator.check.conditions import estimand, version
from generator.model.catalogue import Training
from generator.model.corpus import Corpus
from generator.model.run import Run
from generator.render.figures.curves import Curve, Look, curve, panel, plot
from generator.render.figures.spec import Plot
from generator.render.figures.wording import interval_note
from generator.render.formats import parameters, percent, plural

_ENOUGH = 3  # models without which a cloud of points shows nothing
KINDS: tuple[tuple[Training, str, Look], ...] = (
    ("base", "base", Look(0, "circle", line=False, filled=False)),
    ("sft", "supervised tuning", Look(3, "triangle", line=False)),
    ("rlhf", "preference-optimised", Look(1, "square", line=False)),
    ("instruct", "tuned by mixed or unstated means", Look(2, "diamond", line=False)),
    ("unknown", "training not stated", Look(7, "down", line=False, filled=False)),
)


def spec(corpus: Corpus) -> Plot | None:
    """Draw the fullest board, plus score before base score; None where it has fewer than three models of known size."""
    scores = [*recomputed(corpus, plus=True), *recomputed(corpus, plus=False)]
    boards: dict[tuple[BoardKey, bool] | None, list[Datum]] = {}
    for datum in scores:
        boards.setdefault(_board(datum), []).append(datum)
    fullest = max(boards.values(), key=_models, default=[])
    if _models(fullest) < _ENOUGH:
        return None
    first = fullest[0]
    curves = tuple(_curves(fullest))
    title = f"{first.benchmark} pass@1, {version(first.origin)}, {estimand(first.conditions.estimand)}"
    caption = (
        f"Each point is one run, recomputed from per-task outcomes, on {first.benchmark} ({version(first.origin)}). Runs are not "
        f"joined: they differ in more than size. {interval_note(fullest)}"
    )
    drawn = panel(title, curves, _alt(title, fullest), "pass@1, %")
    return plot("scores-by-size", "Scores by model size", caption, [(drawn, curves)])


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
