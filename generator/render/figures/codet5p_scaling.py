"""CodeT5+ against its size: independent samples on HumanEval, one greedy sample on HumanEval+."""

from generator.analyse.absence import Absence
from generator.model.corpus import Corpus
from generator.render.figures.curves import Look
from generator.render.figures.size_scaling import SizeFigure, SizePanel, SizeSeries, size_scaling
from generator.render.figures.spec import Plot

SAMPLED = SizePanel(
    title="HumanEval pass@k, sampled, as printed",
    y_label="pass@k, %",
    series=tuple(
        SizeSeries(f"pass@{k}", look, "humaneval", k, source="wang2023codet5plus", estimands=("sampled",))
        for k, look in ((1, Look(0)), (10, Look(1, "square")), (100, Look(2, "triangle")))
    ),
)
GREEDY = SizePanel(
    title="HumanEval+ pass@1",
    y_label="pass@1, %",
    series=(
        SizeSeries("greedy, as printed", Look(3), "humaneval", 1, plus=True, source="evalplus_leaderboard"),
        SizeSeries(
            "recomputed",
            Look(4, "diamond", line=False, filled=False),
            "humaneval",
            1,
            plus=True,
            estimands=("greedy", "unknown"),
        ),
    ),
)
FIGURE = SizeFigure(
    id="codet5p-scaling",
    title="CodeT5+: more parameters, more samples",
    caption=(
        "CodeT5+, a base model without preference tuning, against its number of parameters. On HumanEval, pass@1, pass@10 "
        "and pass@100 come from 200 samples a task at three temperatures (0.2, 0.6 and 0.8), so the curves are not one "
        "distribution at three k. On HumanEval+, decoding is greedy unless the legend says otherwise; we found pass@10 and "
        "pass@100 printed nowhere. Filled points are as the source prints them, hollow ones recomputed from per-task outcomes."
    ),
    family="CodeT5+",
    training="base",
    panels=(SAMPLED, GREEDY),
)


def spec(corpus: Corpus) -> Plot | Absence:
    """Draw CodeT5+ against its size, as far as the corpus has its scores."""
    return size_scaling(corpus, FIGURE)
