"""Read report.yaml."""

from typing import Annotated, Literal

from pydantic import Field

from generator.load.located import Located
from generator.load.problems import Problems
from generator.load.schema import Day, Key, Many, Name, Strict, Text, check
from generator.model.report import Quality, Report, Synthesis, TextDamage

Count = Annotated[int, Field(ge=0)]


class _Quality(Strict):
    value: Annotated[float, Field(ge=0)]
    scale: Annotated[float, Field(gt=0)]
    kind: Text


class _Damage(Strict):
    cause: Text
    printed: Text = ""
    should_be: Text = ""


class _Synthesis(Strict):
    title: Name
    date: Day = ""
    method: Text = ""
    papers_retrieved: Count | None = None
    claims_extracted: Count | None = None
    claims_verified: Count | None = None
    quality: _Quality | None = None
    references_listed: Many[Key] = ()
    text_damage: Many[_Damage] = ()


class ReportFile(Strict):
    """The keys of report.yaml."""

    title: Name
    question: Text = ""
    authors: Many[Name] = ()
    date: Day = ""
    searched_on: Day = ""
    abstract: Text = ""
    seed: Annotated[int, Field(ge=0, le=2**63)] = 0
    primary_scale: Literal["logit", "points"] = "logit"
    limitations: Many[Text] = ()
    synthesis: _Synthesis | None = None


def read_report(located: Located, problems: Problems) -> Report | None:
    """Make a report of a parsed report.yaml; None, and problems, where it cannot be made."""
    file = check(located, ReportFile, problems)
    if file is None:
        return None
    fields = file.model_dump(exclude={"synthesis"})
    return Report(**fields, synthesis=_synthesis(file.synthesis), place=located.place(()))


def _synthesis(file: _Synthesis | None) -> Synthesis | None:
    if file is None:
        return None
    return Synthesis(
        **file.model_dump(exclude={"quality", "text_damage"}),
        quality=Quality(**file.quality.model_dump()) if file.quality else None,
        text_damage=tuple(TextDamage(**damage.model_dump()) for damage in file.text_damage),
    )
