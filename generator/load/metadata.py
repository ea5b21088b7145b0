"""What is said about a result file beside it: in a sidecar `<file>.meta.yaml`, or in options."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from generator.load.files import place_of, read_text
from generator.load.located import Located, parse_yaml
from generator.load.problems import Problems
from generator.load.schema import Day, Key, Name, Strict, Text, Url, check
from generator.model.run import Decoding, Strategy

SIDECAR = ".meta.yaml"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What somebody states of a result file; None = nothing."""

    model: str | None = None
    dataset_version: str | None = None
    decoding: Decoding | None = None
    harness: str | None = None
    harness_version: str | None = None
    date: str | None = None
    source: str | None = None
    url: str | None = None
    note: str | None = None

    def over(self, other: "Metadata") -> "Metadata":
        """Let what is stated here win over what is stated there."""
        stated = {each.name: getattr(self, each.name) for each in fields(self)}
        return replace(other, **{name: value for name, value in stated.items() if value is not None})


def decoding_of(
    strategy: Strategy | None = None, temperature: float | None = None, top_p: float | None = None
) -> Decoding | None:
    """Make a decoding of what is stated, None where nothing is; a temperature tells greedy from sampling."""
    if strategy is None and temperature is None and top_p is None:
        return None
    if strategy is None:
        strategy = "unknown" if temperature is None else "sampling" if temperature else "greedy"
    return Decoding(strategy, temperature, top_p)


class _Decoding(Strict):
    strategy: Strategy
    temperature: Annotated[float, Field(ge=0, le=10)] | None = None
    top_p: Annotated[float, Field(ge=0, le=1)] | None = None

    @model_validator(mode="after")
    def _can_be(self) -> Self:
        if contradiction := Decoding(self.strategy, self.temperature, self.top_p).contradiction:
            raise ValueError(contradiction)
        return self


class SidecarFile(Strict):
    """The keys of a sidecar."""

    model: Name | None = None
    dataset_version: Name | None = None
    decoding: _Decoding | None = None
    harness: Name | None = None
    harness_version: Text | None = None
    date: Day | None = None
    source: Key | None = None
    url: Url | None = None
    note: Text | None = None


def is_sidecar(file: Path) -> bool:
    """Say whether a file lies beside the result file that it is called after."""
    return file.name.endswith(SIDECAR) and file.with_name(file.name.removesuffix(SIDECAR)).exists()


def read_sidecar(file: Path, root: Path, problems: Problems) -> Metadata:
    """Read what stands beside a result file; nothing where there is no sidecar."""
    if not os.path.lexists(f"{file}{SIDECAR}"):
        return Metadata()
    sidecar = file.with_name(file.name + SIDECAR)
    text = read_text(sidecar, root, problems)
    located = None if text is None else parse_yaml(text, place_of(sidecar, root).file, problems)
    return _stated(located, problems) if located else Metadata()


def read_options(options: Mapping[str, Any], problems: Problems) -> Metadata:
    """Read what options state, by the same rules as a sidecar; what is None is not stated."""
    stated = {name: value for name, value in options.items() if value is not None}
    return _stated(Located(stated, "options", values={(name,): (0, 0) for name in stated}), problems)


def _stated(located: Located, problems: Problems) -> Metadata:
    stated = check(located, SidecarFile, problems)
    if stated is None:
        return Metadata()
    values = stated.model_dump(exclude={"decoding"})
    return Metadata(**values, decoding=Decoding(**stated.decoding.model_dump()) if stated.decoding else None)
