"""What tuning adds, and how that changes with size, family by family and over families: forest plots on both scales."""

from collections.abc import Iterable, Iterator, Sequence

from generator.analyse.absence import Absence
from generator.analyse.gains import FamilyPairs, Measure, one_a_family, pooled, tells, tuned_families
from generator.analyse.interaction import SCALES, Change, TunedPair, gain, growth
from generator.model.corpus import Corpus
from generator.render.figures.effect_forest import Draft, Line, Over, plot
from generator.render.figures.spec import Plot
from generator.render.figures.wording import task_numbers
from generator.render.formats import parameters, plural

_CAPTION = (
    "Bars are 95% intervals over tasks; no outcomes of single tasks are published, so that base and tuned are taken as if on tasks of their own, which "
    "is usually too wide. "
)


def gain_spec(corpus: Corpus) -> Plot | Absence:
    """Draw what tuning adds to pass@1 at each size of each family, and over families."""
    families = one_a_family(tuned_families(corpus), 1)
    lines = tuple(line for family in families for line in _gain_lines(family))
    title = "What tuning adds to pass@1"
    caption = f"Tuned minus base, at each size, and as a mean over a family's sizes that counts each size once. {_CAPTION}"
    if not lines:
        return Absence("no source prints a base model and its tuned form under equal conditions")
    draft = Draft(
        name="tuning-gain",
        title=title,
        effect="tuning changes pass@1",
        plotted="Tuned minus base by family and size, in percentage points and in logits; bars are 95% intervals over tasks",
        counted=_counted(families),
        caption=caption,
        lines=lines,
        over=_over(families, gain),
    )
    return plot(draft)


def growth_spec(corpus: Corpus) -> Plot | Absence:
    """Draw how the gain changes per tenfold size, by family and over families; what is not pooled stands apart."""
    known = [each for each in tuned_families(corpus) if each.of_one_kind_of_size and len(_sizes(each)) > 1]
    first = one_a_family(known, 1)
    others = [each for each in known if each not in first]
    lines = tuple(line for family in first for line in _growth_lines(family))
    apart = tuple(line for family in others for line in _growth_lines(family))
    if not lines and not apart:
        return Absence("no family has pairs of base and tuned models at two sizes")
    if apart:
        apart = (Line("", "Not in the mean", kind="heading"), *apart)
    title = "How the gain from tuning changes with size"
    caption = (
        "Change of tuned minus base per tenfold size. Above 0 the gain grows with size, below it shrinks. "
        f"{_CAPTION}Families of two sizes give a difference of two differences. "
    )
    draft = Draft(
        name="tuning-growth",
        title=title,
        effect="a tenfold of size changes what tuning adds",
        plotted="Change of tuned minus base per tenfold of size, in percentage points and in logits; bars are 95% intervals over tasks",
        counted=_counted(known),
        caption=caption,
        lines=lines,
        over=_over(first, growth),
        apart=apart,
    )
    return plot(draft)


def _counted(families: Sequence[FamilyPairs]) -> str:
    pairs = [pair for family in families for pair in family.pairs]
    tasks = task_numbers(each.estimate.tasks for pair in pairs for each in (pair.base, pair.tuned))
    names = {family.series.family for family in families}
    return f"{plural(len(pairs), 'pair')} of base and tuned in {plural(len(names), 'family', 'families')}, {tasks}"


def _gain_lines(family: FamilyPairs) -> Iterator[Line]:
    series, score = family.series, _score(family)
    yield Line(series.family, f"{series.family}, {score}", kind="heading")
    for pair, known in zip(family.pairs, family.points, strict=True):
        found = _both(gain, [known])
        yield Line(series.family, parameters(pair.base.parameters), score, found, source=series.source)
    if len(family.pairs) > 1:
        label = f"mean of {len(family.pairs)} sizes"
        yield Line(series.family, label, score, _both(gain, family.points), colour=1, source=series.source)


def _growth_lines(family: FamilyPairs) -> Iterator[Line]:
    series, score = family.series, _score(family)
    sizes = plural(len(_sizes(family)), "size")
    at_k = f" pass@{series.k}" if series.k > 1 else ""
    step = "" if series.base == "base" else f", {series.base_label} to {series.tuned_label}"
    label = f"{series.family}{at_k}{step}, {sizes}"
    yield Line(series.family, label, score, _both(growth, family.points), source=series.source)


def _both(measure: Measure, pairs: Sequence[TunedPair]) -> tuple[Change | Absence, ...]:
    return tuple(measure(pairs, scale) for scale in SCALES)


def _sizes(family: FamilyPairs) -> set[float]:
    return {pair.base.parameters for pair in family.pairs}


def _score(family: FamilyPairs) -> str:
    return f"{family.pairs[0].base.benchmark} pass@{family.series.k}"


def _over(families: Iterable[FamilyPairs], measure: Measure) -> Over:
    known = tuple(each for each in families if tells(each, measure))
    return Over(tuple(pooled(known, measure, scale) for scale in SCALES))
