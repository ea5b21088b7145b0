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
    DataLicence,
    Directness,
    EffectName,
    Quality,
    Report,
    Synthesis,
    TextDamage,
    TuningSeries,
)


class _Quality(Strict):
    value: Annotated[float, Field(ge=0)] = Field(description="The grade that was given.")
    scale: Annotated[float, Field(gt=0)] = Field(description="The highest grade.")
    kind: Text = Field(description="Who gave it and how.")


class _Damage(Strict):
    cause: Text = Field(description="What damaged the text.")
    printed: Text = Field(default="", description="The text as printed.")
    should_be: Text = Field(default="", description="The text as it was.")


class _Synthesis(Strict):
    title: Name = Field(description="Title of the report that this one started from.")
    date: Day = Field(default="", description="Its date.")
    method: Text = Field(default="", description="How it was made, in its own words.")
    papers_retrieved: Count | None = Field(default=None, description="Papers that it says it retrieved.")
    claims_extracted: Count | None = Field(default=None, description="Claims that it says it extracted.")
    claims_verified: Count | None = Field(default=None, description="Claims that it says it verified.")
    quality: _Quality | None = Field(default=None, description="The quality that it states.")
    references_listed: Many[Key] = Field(default=(), description="Citation keys of its references.")
    text_damage: Many[_Damage] = Field(default=(), description="Faults of its text.")


class _Conclusion(Strict):
    id: Id = Field(description="Id of the conclusion.")
    statement: Prose = Field(description="What the report answers, in a sentence.")
    certainty: CertaintyEntry = Field(description="How sure that is.")
    directness: Directness = Field(description="How directly the evidence bears on the question.")
    effect: EffectName | None = Field(default=None, description="What every build computes for it.")
    evidence: Many[Key] = Field(default=(), description="Citation keys.")


class _Tuning(Strict):
    family: Name = Field(description="Family of the models.")
    source: Key = Field(description="Citation key of the source of all scores.")
    benchmark: Name = Field(description="Id of a benchmark, with + for its plus score.")
    tuned: Training = Field(description="Training of the tuned models.")
    base: Training = Field(default="base", description="Training of the models they were tuned from.")
    k: Annotated[int, Field(ge=1, le=1_000_000)] = Field(default=1, description="Number of samples.")
    base_label: Name = Field(default="base", description="What base models are called in figures.")
    tuned_label: Name = Field(default="tuned", description="What tuned models are called in figures.")
    note: Text = Field(default="", description="What a reader should know of it.")


class _DataLicence(Strict):
    name: Name = Field(description="Short name of the licence, such as CC-BY-4.0.")
    url: Url = Field(description="Address of its text.")
    note: Text = Field(default="", description="What it does not cover.")


class ReportFile(Strict):
    """The keys of report.yaml."""

    title: Name = Field(description="Title of the report.")
    question: Text = Field(default="", description="The question that it answers.")
    authors: Many[Name] = Field(default=(), description="Who wrote it.")
    date: Day = Field(default="", description="Date of the data: the newest input.")
    searched_on: Day = Field(default="", description="When the literature was last searched.")
    abstract: Text = Field(default="", description="One paragraph.")
    seed: Annotated[int, Field(ge=0, le=2**63)] = Field(
        default=0, description="Where every random number of a build starts."
    )
    primary_scale: Literal["logit", "points"] = Field(
        default="logit", description="The scale on which growth with size is judged first."
    )
    limitations: Many[Text] = Field(default=(), description="One sentence each.")
    contact: Url | None = Field(default=None, description="Where to report an error in a claim.")
    data_licence: _DataLicence | None = Field(default=None, description="Terms of use of the data files.")
    synthesis: _Synthesis | None = Field(default=None, description="A report that this one started from.")
    prisma: PrismaEntry | None = Field(
        default=None, description="The flow of records of a systematic review."
    )
    reviews: Many[ReviewEntry] = Field(default=(), description="Reviews of the report, each with its scale.")
    conclusions: Many[_Conclusion] = Field(default=(), description="What the report answers, a row each.")
    tuning: Many[_Tuning] = Field(
        default=(), description="Pairs of base and tuned models to compare by size."
    )


def read_report(located: Located, problems: Problems) -> Report | None:
    """Make a report of a parsed report.yaml; None, and problems, where it cannot be made."""
    file = check(located, ReportFile, problems)
    if file is None:
        return None
    _check_conclusions(file, located, problems)
    return Report(
        **file.model_dump(
            exclude={"contact", "data_licence", "synthesis", "prisma", "reviews", "conclusions", "tuning"}
        ),
        contact=file.contact or "",
        data_licence=DataLicence(**file.data_licence.model_dump()) if file.data_licence else None,
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
