"""Read report.yaml."""

from typing import Annotated, Literal

from pydantic import Field

from generator.load.claims import CertaintyEntry
from generator.load.literature import Count, PrismaEntry, ReviewEntry, prisma, review
from generator.load.located import Located
from generator.load.problems import Problems
from generator.load.schema import Day, Id, Key, Many, Name, Prose, Strict, Text, Url, check
from generator.model.catalogue import Training
from generator.model.claim import Certainty
from generator.model.report import (
    Conclusion,
    Directness,
    EffectName,
    Quality,
    Report,
    Synthesis,
    TextDamage,
    TuningSeries,
)


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


class _Conclusion(Strict):
    id: Id
    statement: Prose
    certainty: CertaintyEntry
    directness: Directness
    effect: EffectName | None = None
    evidence: Many[Key] = ()


class _Tuning(Strict):
    family: Name
    source: Key
    benchmark: Name  # with its plus sign
    tuned: Training
    base: Training = "base"
    k: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    base_label: Name = "base"
    tuned_label: Name = "tuned"
    note: Text = ""


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
    contact: Url | None = None
    synthesis: _Synthesis | None = None
    prisma: PrismaEntry | None = None
    reviews: Many[ReviewEntry] = ()
    conclusions: Many[_Conclusion] = ()
    tuning: Many[_Tuning] = ()


def read_report(located: Located, problems: Problems) -> Report | None:
    """Make a report of a parsed report.yaml; None, and problems, where it cannot be made."""
    file = check(located, ReportFile, problems)
    if file is None:
        return None
    _check_conclusions(file, located, problems)
    return Report(
        **file.model_dump(exclude={"contact", "synthesis", "prisma", "reviews", "conclusions", "tuning"}),
        contact=file.contact or "",
        synthesis=_synthesis(file.synthesis),
        prisma=prisma(file.prisma),
        reviews=tuple(review(each) for each in file.reviews),
        conclusions=tuple(_conclusion(each) for each in file.conclusions),
        tuning=tuple(_tuning(each) for each in file.tuning),
        place=located.place(()),
    )


def _check_conclusions(file: ReportFile, located: Located, problems: Problems) -> None:
    seen: set[str] = set()
    for at, each in enumerate(file.conclusions):
        path = ("conclusions", at)
        if each.id.casefold() in seen:
            text = f"id: found `{each.id}` twice; expected each conclusion under an id of its own"
            problems.add(located.place((*path, "id")), "duplicate-id", text)
        seen.add(each.id.casefold())
        if (each.directness == "none") != (each.certainty.level == "no_evidence"):
            text = f"directness: found `{each.directness}` with certainty `{each.certainty.level}`; expected `none` with `no_evidence`, and only with it"
            problems.add(located.place((*path, "directness")), "value", text)
        if each.effect and each.directness == "none":
            text = f"effect: found `{each.effect}` where there is no evidence; expected no effect"
            problems.add(located.place((*path, "effect")), "value", text)


def _conclusion(file: _Conclusion) -> Conclusion:
    fields = file.model_dump(exclude={"certainty"})
    return Conclusion(**fields, certainty=Certainty(**file.certainty.model_dump()))


def _synthesis(file: _Synthesis | None) -> Synthesis | None:
    if file is None:
        return None
    return Synthesis(
        **file.model_dump(exclude={"quality", "text_damage"}),
        quality=Quality(**file.quality.model_dump()) if file.quality else None,
        text_damage=tuple(TextDamage(**damage.model_dump()) for damage in file.text_damage),
    )


def _tuning(file: _Tuning) -> TuningSeries:
    benchmark = file.benchmark.removesuffix("+")
    fields = file.model_dump(exclude={"benchmark"})
    return TuningSeries(**fields, benchmark=benchmark, plus=file.benchmark.endswith("+"))
