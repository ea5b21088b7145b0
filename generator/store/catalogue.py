"""Add entries to models.yaml and benchmarks.yaml as text, without touching what people wrote there."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from generator.errors import Place
from generator.load.bibtex import read_references
from generator.load.catalogue import read_benchmarks, read_models
from generator.load.files import place_of, read_text
from generator.load.located import Located, parse_yaml
from generator.load.placing import Catalogue
from generator.load.problems import Problems, meant
from generator.model.catalogue import Benchmark, DatasetVersion, ModelCard

Entry = TypeVar("Entry", ModelCard, Benchmark)
_PLAIN = re.compile(r"[A-Za-z][\w .+()/-]*[\w+)]\Z", re.ASCII)
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off"})
_DRAFTED = "# Drafted from names by `gen add --new-models`: correct what is wrong, then remove `unconfirmed`."


@dataclass(frozen=True, slots=True)
class CatalogueFiles:
    """The files of `results/` that an addition changes, by name, with their whole new text."""

    changed: tuple[tuple[str, str], ...] = ()


def expect_results(root: Path, problems: Problems) -> None:
    """Report that there is no folder that anything could be added to."""
    if not (root / "results").is_dir():
        text = "there is no folder of results here; `gen init` makes a report, -C DIR works on one elsewhere"
        problems.add(Place("results"), "no-results", text)


def default_benchmarks() -> str:
    """Give the text of the benchmarks.yaml that a report starts with."""
    return (files("generator") / "scaffold" / "benchmarks.yaml").read_text(encoding="utf-8")


def with_default_benchmarks(catalogue: Catalogue, root: Path) -> Catalogue:
    """Let a report without a benchmarks.yaml know the benchmarks that it would start with."""
    if (root / "results" / "benchmarks.yaml").exists():
        return catalogue
    located = parse_yaml(default_benchmarks(), "benchmarks.yaml", problems := Problems())
    found = read_benchmarks(located, problems) if located else ()
    return replace(catalogue, benchmarks={each.id: each for each in found})


@dataclass(frozen=True, slots=True)
class Growth:
    """What an addition needs that the catalogue does not hold; a version stands with the id of its benchmark."""

    cards: Sequence[ModelCard] = ()
    benchmarks: Sequence[Benchmark] = ()
    versions: Sequence[tuple[str, DatasetVersion]] = ()


def grown(root: Path, known: Catalogue, growth: Growth, problems: Problems) -> CatalogueFiles:
    """Write the catalogue's files with what is added to them; a problem where one cannot be added to."""
    changed = []
    if growth.cards:
        text = with_models(_text(root, "models.yaml", ""), growth.cards)
        _check("models.yaml", text, read_models, (*known.models.values(), *growth.cards), problems=problems)
        changed.append(("models.yaml", text))
    if growth.benchmarks or growth.versions or not (root / "results" / "benchmarks.yaml").exists():
        text = with_benchmarks(_text(root, "benchmarks.yaml", default_benchmarks()), growth.benchmarks)
        text = with_versions(text, growth.versions)
        expected = {**known.benchmarks, **{each.id: each for each in growth.benchmarks}}
        for name, version in growth.versions:
            expected[name] = replace(expected[name], versions=(version, *expected[name].versions))
        _check("benchmarks.yaml", text, read_benchmarks, tuple(expected.values()), problems=problems)
        changed.append(("benchmarks.yaml", text))
    return CatalogueFiles(tuple(changed))


def _text(root: Path, name: str, otherwise: str) -> str:
    file = root / "results" / name
    return file.read_text(encoding="utf-8-sig") if file.exists() else otherwise


def check_source(sources: Iterable[str], root: Path, problems: Problems) -> None:
    """See that what is cited as the source of runs stands in the bibliography."""
    stated = sorted(source for source in sources if source)
    file = root / "results" / "references.bib"
    text = read_text(file, root, problems) if stated and file.exists() else None
    known = (
        {each.key for each in read_references(text, place_of(file, root).file, problems)} if text else set()
    )
    for source in stated:
        if source not in known:
            text = f"there is no entry `{source}` for the stated source{meant(source, known)}; expected one: add it first"
            problems.add(Place("results/references.bib"), "unknown-reference", text)


def with_models(text: str, cards: Iterable[ModelCard]) -> str:
    """Append drafted models to the text of models.yaml."""
    entries = [line for card in cards for line in _entry(card)]
    return _appended(text, "models", [_DRAFTED, *entries]) if entries else text


def with_benchmarks(text: str, benchmarks: Iterable[Benchmark]) -> str:
    """Append drafted benchmarks to the text of benchmarks.yaml, each without a task_prefix."""
    entries = [
        line
        for each in benchmarks
        for line in (
            f"- id: {yaml_text(each.id)}",
            f"  name: {yaml_text(each.name)}",
            "  versions:",
            *(f"  - {_version(version)}" for version in each.versions),
        )
    ]
    return _appended(text, "benchmarks", entries) if entries else text


def _appended(text: str, key: str, entries: Iterable[str]) -> str:
    """Append the lines of entries to the list of a key, which they make where there is none."""
    if not re.search(rf"^{key}:", text, re.MULTILINE):
        text = "\n".join([*text.splitlines(), f"{key}:"])
    text = re.sub(rf"^{key}:\s*\[\s*\]\s*$", f"{key}:", text, flags=re.MULTILINE)
    item = re.search(r"^( *)- ", text, re.MULTILINE)
    indent = item[1] if item else ""
    return "\n".join([text.rstrip("\n"), "", *(indent + line for line in entries), ""])


def _entry(card: ModelCard) -> list[str]:
    lines = [f"- id: {yaml_text(card.id)}", f"  name: {yaml_text(card.name)}"]
    if card.family:
        lines.append(f"  family: {yaml_text(card.family)}")
    if card.parameters is not None:
        active = f", active: {_number(card.active_parameters)}" if card.active_parameters else ""
        lines.append(f"  parameters: {{total: {_number(card.parameters)}{active}}}")
    if card.training != "unknown":
        lines.append(f"  training: {card.training}")
    if card.aliases:
        lines.append("  aliases:")
    lines += [
        f"  - {{source: {yaml_text(each.source)}, name: {yaml_text(each.name)}}}" for each in card.aliases
    ]
    return [*lines, "  unconfirmed: true"]


def with_versions(text: str, versions: Iterable[tuple[str, DatasetVersion]]) -> str:
    """Add dataset versions to benchmarks in the text of benchmarks.yaml, each as the first of its list."""
    for benchmark, version in versions:
        line = f"- {_version(version)}\n"
        head = rf"^ *- id: {re.escape(benchmark)}$(?:\n(?! *- id:).*)*?\n *versions:\n"
        if found := re.search(rf"{head}( *)(?=- )", text, re.MULTILINE):
            text = f"{text[: found.end()]}{line}{found[1]}{text[found.end() :]}"
    return text


def _version(version: DatasetVersion) -> str:
    tasks = f", tasks: {version.tasks}" if version.tasks else ""
    hashed = f", md5: {version.md5}" if version.md5 else ""
    return f"{{id: {yaml_text(version.id)}{tasks}{hashed}, note: {yaml_text(version.note)}}}"


def _check(
    name: str,
    text: str,
    read: Callable[[Located, Problems], tuple[Entry, ...]],
    expected: Sequence[Entry],
    *,
    problems: Problems,
) -> None:
    place, unseen = Place(f"results/{name}"), Problems()
    located = parse_yaml(text, place.file, unseen)
    found = read(located, unseen) if located else ()
    if sorted(found, key=_id) != sorted(expected, key=_id):
        told = "cannot be added to by the tool as it is laid out; expected one entry a block, each starting with `- id:`"
        problems.add(place, "layout", told)


def _id(entry: ModelCard | Benchmark) -> str:
    return entry.id


def yaml_text(text: str) -> str:
    """Write text as a YAML scalar, quoted where it could be read as anything else."""
    plain = _PLAIN.match(text) and text.lower() not in _WORDS and "  " not in text
    return text if plain else json.dumps(text, ensure_ascii=False)


def _number(count: float) -> str:
    for unit, power in ((1e9, 9), (1e6, 6)):
        if count >= unit:
            return f"{count / unit:.10g}e{power}"
    return f"{count:.10g}"
