"""Read what report.yaml says of gathering and judging literature: a PRISMA flow, and reviews."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from generator.load.schema import Day, Name, Strict, Text
from generator.model.literature import Counted, Prisma, Review, ReviewKind

Count = Annotated[int, Field(ge=0)]


class PrismaEntry(Strict):
    """The keys of `prisma`, in the order of the flow."""

    identified: Annotated[dict[Name, Count], Field(min_length=1)] = Field(
        description="Records found, by database or register."
    )
    removed: dict[Name, Count] = Field(
        default_factory=dict, description="Records removed before screening, by reason."
    )
    screened: Count = Field(description="Records screened.")
    excluded: Count = Field(description="Records excluded by screening.")
    sought: Count = Field(description="Reports sought.")
    not_retrieved: Count = Field(default=0, description="Reports that could not be got.")
    assessed: Count = Field(description="Reports assessed.")
    ineligible: dict[Name, Count] = Field(
        default_factory=dict, description="Reports excluded then, by reason."
    )
    included: Count = Field(description="Reports included.")
    studies: Count | None = Field(default=None, description="Studies in them.")


class ReviewEntry(Strict):
    """The keys of one review."""

    of: Name = Field(description="What was reviewed.")
    by: Name = Field(description="Who reviewed it.")
    kind: ReviewKind = Field(description="What sort of review it was.")
    value: Annotated[float, Field(ge=0)] | None = Field(default=None, description="The grade that was given.")
    scale: Annotated[float, Field(gt=0)] | None = Field(default=None, description="The highest grade.")
    on: Day = Field(default="", description="When.")
    note: Text = Field(default="", description="What a reader should know of it.")

    @model_validator(mode="after")
    def _value_on_its_scale(self) -> Self:
        if (self.value is None) != (self.scale is None):
            given, lacking = ("value", "scale") if self.scale is None else ("scale", "value")
            raise ValueError(f"found a {given} without a {lacking}; expected both or none")
        if self.value is not None and self.scale is not None and self.value > self.scale:
            raise ValueError(f"found {self.value:g} of {self.scale:g}; expected at most the scale")
        return self


def prisma(entry: PrismaEntry | None) -> Prisma | None:
    """Make a flow of its entry in report.yaml."""
    if entry is None:
        return None
    plain = entry.model_dump(exclude={"identified", "removed", "ineligible"})
    return Prisma(
        **plain,
        identified=_counted(entry.identified),
        removed=_counted(entry.removed),
        ineligible=_counted(entry.ineligible),
    )


def _counted(counts: dict[str, int]) -> tuple[Counted, ...]:
    return tuple(Counted(label, count) for label, count in counts.items())


def review(entry: ReviewEntry) -> Review:
    """Make a review of its entry in report.yaml."""
    return Review(**entry.model_dump())
