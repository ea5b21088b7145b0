"""Tables of the page on sampling: fits in k, what picking by tests gives, k beside size, and resampling ceilings."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from generator.analyse.absence import Absence
from generator.analyse.interval import wilson
from generator.analyse.k_fits import KINDS, SEEN, BetaBinomial, KFit, Model, k_fit
from generator.analyse.scores import Estimate, published_score, run_score
from generator.analyse.verified import run_verified, verified_ceiling
from generator.check.conditions import decoding, version
from generator.check.wording import suite_name
from generator.errors import nearest
from generator.model.catalogue import ModelCard
from generator.model.corpus import Corpus
from generator.model.published import PublishedScore, ResamplingFigure
from generator.model.run import Run
from generator.render.cells import Cell, cell
from generator.render.cut import MOST_FITTED, most_sampled, sampled_of
from generator.render.engine import PageError
from generator.render.formats import decimal, percent, plural, points, two_figures
from generator.render.scope import PageScope, block

_SHOWN = (1, 2, 5, 10, 20, 40, 100, 200)  # k of a table; the largest of a run is added
_UNPUBLISHED = "the outcomes behind it are not published"


@dataclass(frozen=True, slots=True)
class RunTitle:
    """What the rows of one run share."""

    model: ModelCard
    run: Run
    tests: str
    about: str  # version, decoding, samples and tasks


@dataclass(frozen=True, slots=True)
class FitRow:
    """One fitted model with its errors in points."""

    kind: str
    parameters: str
    at_limit: str
    largest: str
    other_tasks: str
    absence: str = ""


@dataclass(frozen=True, slots=True)
class FitGroup:
    """The models fitted to one run."""

    title: RunTitle
    seen: int
    limit: int
    found: Cell  # pass@n
    floor: str
    rows: tuple[FitRow, ...]


def k_fits_table(scope: PageScope) -> Markup:
    """Compare models of pass@k in k by what they say of samples and tasks that they have not seen."""
    corpus = scope.site.corpus
    groups = fit_groups(corpus)
    values = {"groups": groups, "seen": SEEN, "shown": sampled_of(len(_fitting(corpus)), MOST_FITTED)}
    return block(scope, "k_fits.html", values) if groups else Markup()


def fit_groups(corpus: Corpus) -> tuple[FitGroup, ...]:
    """Fit each sampled run whose samples leave enough unseen, of very many those with the most samples."""
    return tuple(_fit_groups(corpus))


def _fit_groups(corpus: Corpus) -> Iterator[FitGroup]:
    for run in most_sampled(_fitting(corpus), MOST_FITTED):
        limit = int(run.samples.min())
        for plus, passed in ((False, run.base), (True, run.plus)):
            if passed is not None:
                fits = partial(_fits, run, plus=plus, seed=corpus.report.seed)
                made_of = (run.tasks, run.samples, passed, corpus.report.seed)
                rows, floor = corpus.memory.of("fits in k", made_of, tuple[tuple[FitRow, ...], str], fits)
                title, found = _title(corpus, run, plus=plus), cell(run_score(run, limit, plus=plus))
                yield FitGroup(title, SEEN, limit, found, floor, rows)


def _fitting(corpus: Corpus) -> tuple[Run, ...]:
    return tuple(
        run for run in corpus.runs if run.samples.min() >= 2 * SEEN and run.decoding.strategy == "sampling"
    )


def _fits(run: Run, *, plus: bool, seed: int) -> tuple[tuple[FitRow, ...], str]:
    """Fit all models to a run; gives their rows, and what the choice of tasks alone makes."""
    fits = [k_fit(run, kind, plus=plus, seed=seed) for kind in KINDS]
    rows = tuple(_fit_row(kind, found) for kind, found in zip(KINDS, fits, strict=True))
    return rows, next((points(fit.other_tasks_floor)[1:] for fit in fits if isinstance(fit, KFit)), "–")


def _fit_row(kind: str, found: KFit | Absence) -> FitRow:
    if isinstance(found, Absence):
        return FitRow(kind, "", "", "", "", found.reason)
    errors = (points(found.at_limit), points(found.largest), points(found.other_tasks)[1:])
    return FitRow(kind, _parameters(found.model), *errors)


def _parameters(model: Model) -> str:
    if isinstance(model, BetaBinomial):
        shapes = f"α = {two_figures(model.alpha)}, β = {two_figures(model.beta)}"
        return f"{shapes}, never solved {percent(model.zeros)}%" if model.zeros else shapes
    return f"a = {model.a:.2g}, b = {model.b:.2g}".replace("-", "−")  # type: ignore[attr-defined]


def _title(corpus: Corpus, run: Run, *, plus: bool) -> RunTitle:
    tests = suite_name(corpus, run.benchmark, plus=plus)
    drawn = f"{plural(int(run.samples.min()), 'sample')} of each of {plural(len(run.tasks), 'task')}"
    return RunTitle(corpus.models[run.model], run, tests, f"{version(run)}, {decoding(run)}, {drawn}")


@dataclass(frozen=True, slots=True)
class VerifiedGroup:
    """pass@k of one run beside what picking by base tests gives."""

    title: RunTitle
    base_name: str
    ceiling: Cell
    rows: tuple[tuple[int, Cell, Cell, Cell], ...]  # k, pass@k on base, on plus, verified@k


def verified_table(scope: PageScope) -> Markup:
    """Show pass@k beside verified@k for every run of several samples a task that has base and plus outcomes."""
    corpus = scope.site.corpus
    runs = tuple(
        run for run in corpus.runs if run.samples.min() > 1 and run.base is not None and run.plus is not None
    )
    groups = tuple(_verified(corpus, run) for run in most_sampled(runs))
    values = {"groups": groups, "shown": sampled_of(len(runs))}
    return block(scope, "verified.html", values) if groups else Markup()


def _verified(corpus: Corpus, run: Run) -> VerifiedGroup:
    limit = int(run.samples.min())
    rows = tuple(
        (
            k,
            cell(run_score(run, k, plus=False)),
            cell(run_score(run, k, plus=True)),
            cell(run_verified(run, k)),
        )
        for k in sorted({*(k for k in _SHOWN if k < limit), limit})
    )
    base_name = corpus.benchmarks[run.benchmark].name
    return VerifiedGroup(_title(corpus, run, plus=True), base_name, cell(verified_ceiling(run)), rows)


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A printed score in words, and itself."""

    cell: Cell
    score: PublishedScore


@dataclass(frozen=True, slots=True)
class SizeRow:
    """What one source prints of one model for several k."""

    model: ModelCard
    cells: tuple[PrintedCell | None, ...]


@dataclass(frozen=True, slots=True)
class SizeGroup:
    """The models of one source, with how each k was decoded."""

    source: str
    family: str
    training: str
    decodings: tuple[str, ...]  # one for each k
    rows: tuple[SizeRow, ...]


def printed_by_k(scope: PageScope, benchmark: str, ks: tuple[int, ...] = (1, 10, 100)) -> Markup:
    """Show, by family and size, what sources print of a model for at least two of some k; base tests only."""
    corpus = scope.site.corpus
    if benchmark not in corpus.benchmarks:
        raise PageError(f"there is no benchmark `{benchmark}`{nearest(benchmark, corpus.benchmarks)}")
    if not _counts(ks):
        raise PageError(f"found {ks!r} for ks; expected whole numbers from 1, such as (1, 10, 100)")
    groups: dict[tuple[str, str, str], dict[str, dict[int, PublishedScore]]] = {}
    for score in corpus.published:
        card = corpus.card_of(score)
        fits = score.benchmark == benchmark and not score.plus and score.k in ks and score.read != "by-eye"
        if card is None or card.parameters is None or not fits or score.estimand == "selected":
            continue
        of_family = groups.setdefault((score.source, card.family, card.training), {})
        of_family.setdefault(card.id, {}).setdefault(score.k, score)
    made = (_size_group(corpus, key, models, ks) for key, models in sorted(groups.items()))
    shown = tuple(group for group in made if group.rows)
    name = corpus.benchmarks[benchmark].name
    return block(scope, "printed_by_k.html", {"groups": shown, "ks": ks, "name": name}) if shown else Markup()


def _counts(ks: object) -> bool:
    return isinstance(ks, list | tuple) and all(type(k) is int and k >= 1 for k in ks)


def _size_group(
    corpus: Corpus,
    key: tuple[str, str, str],
    models: dict[str, dict[int, PublishedScore]],
    ks: tuple[int, ...],
) -> SizeGroup:
    kept = {model: scores for model, scores in models.items() if len(scores) > 1}
    ordered = sorted(kept, key=lambda model: (corpus.models[model].parameters or 0.0, model))
    rows = tuple(
        SizeRow(
            corpus.models[model],
            tuple(_printed(kept[model][k]) if k in kept[model] else None for k in ks),
        )
        for model in ordered
    )
    decodings = tuple(
        "; ".join(dict.fromkeys(decoding(scores[k]) for scores in kept.values() if k in scores)) or "–"
        for k in ks
    )
    return SizeGroup(*key, decodings, rows)


def _printed(score: PublishedScore) -> PrintedCell:
    return PrintedCell(cell(published_score(score)), score)


@dataclass(frozen=True, slots=True)
class CeilingRow:
    """A model's score on plus tests beside what resampling against base tests can reach."""

    model: str
    score: Cell
    ceiling: Cell


@dataclass(frozen=True, slots=True)
class RewardRow:
    """The best reward of a model by the cost of a wrong answer, with the number of samples that gives it."""

    model: str
    rewards: tuple[str, ...]


def resampling_tables(scope: PageScope) -> Markup:
    """Show ceilings and best rewards of resampling against imperfect tests, as their source prints them."""
    corpus = scope.site.corpus
    by_source: dict[str, list[ResamplingFigure]] = {}
    for figure in corpus.resampling:
        by_source.setdefault(figure.source, []).append(figure)
    values = [
        {"source": source, "ceilings": _ceilings(corpus, figures), **_rewards(figures)}
        for source, figures in by_source.items()
    ]
    return block(scope, "resampling.html", {"sources": values}) if values else Markup()


def _ceilings(corpus: Corpus, figures: list[ResamplingFigure]) -> tuple[CeilingRow, ...]:
    scores = {each.model: each for each in figures if each.quantity == "pass1_plus"}
    ceilings = {each.model: each for each in figures if each.quantity == "conditional_ceiling"}
    both = sorted((model for model in scores if model in ceilings), key=lambda model: -scores[model].value)
    return tuple(
        CeilingRow(
            model,
            cell(_as_score(corpus, scores[model])),
            cell(Estimate(ceilings[model].value, None, None, _UNPUBLISHED)),
        )
        for model in both
    )


def _as_score(corpus: Corpus, figure: ResamplingFigure) -> Estimate:
    """Give the interval that the number of tasks allows, where the same source prints the same score with it."""
    same = (
        score.tasks
        for score in corpus.published
        if score.source == figure.source
        and score.model == figure.model
        and abs(score.share - figure.value) < 1e-5
        and score.tasks
    )
    tasks = next(same, None)
    if tasks is None:
        return Estimate(figure.value, None, None, "the source does not say how many tasks")
    return Estimate(figure.value, wilson(figure.value, tasks, upper_bound=True), tasks)


def _rewards(figures: list[ResamplingFigure]) -> dict[str, object]:
    rewards = {(each.model, each.cost): each for each in figures if each.quantity == "best_reward"}
    costs = sorted({cost for _, cost in rewards if cost is not None})
    models = dict.fromkeys(model for model, _ in rewards)
    rows = tuple(
        RewardRow(model, tuple(_reward(rewards.get((model, cost))) for cost in costs)) for model in models
    )
    return {"costs": tuple(map(decimal, costs)), "rewards": rows}


def _reward(figure: ResamplingFigure | None) -> str:
    if figure is None:
        return "–"
    value = f"{figure.value:.2f}".replace("-", "−")
    rising = "≥ " if figure.note.startswith("still rising") else ""
    return value if figure.k is None else f"{value} at k {rising or '= '}{figure.k}"
