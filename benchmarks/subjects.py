"""The reports whose builds are measured, by the name of the measurement, and what they are to reach on two cores."""

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from benchmarks.builds import Subject
from benchmarks.corpora import edit_claim, edit_page, new_run, new_run_of, report_of
from benchmarks.material import report_copy
from benchmarks.results import Reach

_UNNAMED = "xdan-l1-chat"  # a model of this report that no claim and no page names, so that no name gets a second score


def _made_up(models: int, **reaches: Reach) -> Subject:
    return Subject(
        f"A report of {models:,} models on four benchmarks",
        lambda folder: report_of(folder, models),
        partial(new_run, models=models),
        edit_claim,
        edit_page,
        {name.replace("_", " "): reach for name, reach in reaches.items()},
    )


def _under(seconds: float) -> Reach:
    return Reach("seconds", seconds)


SUBJECTS: Mapping[str, Subject] = MappingProxyType(
    {
        "report": Subject(
            "The report of this repository",
            report_copy,
            partial(new_run_of, model=_UNNAMED),
            edit_claim,
            edit_page,
            {"nothing to do": _under(0.4), "one new run": _under(3)},
        ),
        "builds-50": _made_up(50),
        "builds-1000": _made_up(
            1_000, from_nothing=Reach("ratio", 1.25), nothing_to_do=_under(1), one_new_run=_under(3)
        ),
        "builds-5000": _made_up(5_000, one_new_run=_under(8)),
    }
)
