"""Columns that the numbers of several figures share, and what each holds."""

from dataclasses import replace

from generator.render.figures.spec import Column

MODEL = Column("model", "Model", holds="name of the model")
SCORE = Column("benchmark", "Score", holds="benchmark, with a plus sign for the plus score")
K = Column("k", "k", "whole", holds="the k of pass@k")
SOURCE = Column("source", "Source", holds="citation key of the source")
DECODING = Column("decoding", "Decoding", holds="how samples were drawn, in words")
VERSION = Column("dataset_version", "Data", holds="id of the version of the benchmark's data")
SAMPLES = Column("samples", "Samples a task", "whole", holds="samples of the task that has the fewest")
TASKS = Column("tasks", "Tasks", "whole", holds="tasks that the score is a mean of")
LOCATOR = Column("locator", "", holds="where in the source it stands: a table, a file")
ID = Column("id", "", holds="id of the printed score or of the run")


def measured(number: Column, ends: tuple[str, str, str], how: str) -> tuple[Column, Column, Column, Column]:
    """Give the four columns of a number: itself, the ends of its interval, and how that was computed; `how` heads the last."""
    low, high, method = ends
    return (
        replace(number, interval=ends),
        Column(low, "", number.kind, holds="lower end of its interval"),
        Column(high, "", number.kind, holds="upper end of its interval"),
        Column(method, how, holds="how the interval was computed, or why there is none"),
    )


SHARE = measured(
    Column("share", "pass@k, % (95% interval)", "share", holds="pass@k"),
    ("low", "high", "interval_method"),
    "Interval by",
)
