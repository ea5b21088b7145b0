"""What a page, or a check of a claim, says of the one score that it means."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Filters:
    """Facts of a score; None = anything."""

    figure: str | None = None  # id of a published score
    run: str | None = None  # id of a run
    model: str | None = None  # id in models.yaml
    benchmark: str | None = None  # `humaneval` or `humaneval+`
    k: int | None = None  # None = 1, unless an id says which score is meant
    source: str | None = None  # citation key
    version: str | None = None
    estimand: str | None = None  # greedy | sampled | selected | unknown

    def __str__(self) -> str:
        """Write the filters as a page does."""
        pairs = ((name, getattr(self, name)) for name in self.__slots__)
        return ", ".join(f"{name}={value!r}" for name, value in pairs if value is not None)
