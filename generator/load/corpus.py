"""Read a whole report, and see that every name in it leads somewhere."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from generator.errors import Place
from generator.load.bibtex import keys_in, read_references
from generator.load.catalogue import read_benchmarks, read_models
from generator.load.claims import read_claims
from generator.load.crosscheck import cross_check
from generator.load.files import listed, place_of, read_text
from generator.load.located import Located, parse_yaml
from generator.load.metadata import SIDECAR, is_sidecar
from generator.load.parsed_texts import ParsedTexts
from generator.load.placing import Catalogue
from generator.load.problems import Problems, meant, printable
from generator.load.published import read_published, read_resampling
from generator.load.reading_cache import ReadingCache
from generator.load.report import read_report
from generator.load.runs import Noted, read_runs
from generator.load.snapshots import read_snapshots
from generator.load.source_texts import read_source_texts
from generator.model.catalogue import Benchmark, ModelCard
from generator.model.claim import Claim
from generator.model.corpus import Corpus
from generator.model.reference import Reference
from generator.model.report import Report

Item = TypeVar("Item", Benchmark, Claim, ModelCard)
_WRITTEN = ("report.yaml", "models.yaml", "benchmarks.yaml", "claims.yaml", "references.bib")
_YAML = tuple(name for name in _WRITTEN if name.endswith(".yaml"))
_ENDINGS = {".yaml", ".yml", ".bib", ".csv"}
_UNTITLED = "Evaluation results"


def read_corpus(root: Path, cache: ReadingCache | None = None, noted: Noted = iter) -> Corpus:
    """Read `results/` of a report; raises one `InputError` with every mistake in it, and reads nothing else.

    Result files that `cache` knows are not read again; each is taken through `noted` once it is read.
    """
    results, problems = root / "results", Problems()
    if not results.is_dir():
        text = "there is no such folder; expected a report's data: `gen init` makes a report"
        problems.add(Place("results"), "no-results", text)
        problems.raise_if_any()
    if results.is_symlink():
        text = f"is a link to the folder {printable(str(results.resolve()))}; expected a folder, links are not followed"
        problems.add(Place("results"), "link-to-folder", text)
        problems.raise_if_any()
    texts = cache.texts if cache else ParsedTexts()
    _parse_ahead(results, root, texts)
    files = {name: _located(results / name, root, problems, texts) for name in _YAML}
    catalogue = _catalogue(files["models.yaml"], files["benchmarks.yaml"], problems)
    claim_files = [file for file in (files["claims.yaml"], *_claim_files(root, problems, texts)) if file]
    claims = [claim for located in claim_files for claim in read_claims(located, problems)]
    references, keys = _references(results / "references.bib", root, problems, texts)
    quoted = {each.source for claim in claims for each in claim.evidence if each.phrase}
    corpus = Corpus(
        report=_report(files["report.yaml"], problems),
        models=catalogue.models,
        benchmarks=catalogue.benchmarks,
        references=references,
        runs=read_runs(results / "runs", root, catalogue, problems, cache=cache, noted=noted),
        published=read_published(results / "published", root, problems),
        resampling=read_resampling(results / "published", root, problems),
        claims=tuple(_by_id(claims, problems).values()),
        identities=catalogue.identities,
        source_texts=read_source_texts(root, keys, quoted, problems),
        snapshots=read_snapshots(root, problems),
    )
    _report_strays(results, root, problems)
    others = (file for name, file in files.items() if file and name != "claims.yaml")
    cross_check(corpus, [*others, *claim_files], keys, problems)
    if not (problems or corpus.runs or corpus.published or corpus.resampling or corpus.claims):
        text = "holds no runs, published scores or claims; expected some: `gen add FILE` stores a result file"
        problems.add(Place("results"), "no-data", text)
    problems.raise_if_any()
    texts.keep()
    return corpus


def read_catalogue(root: Path, problems: Problems) -> Catalogue:
    """Read the models and benchmarks of a report."""
    models, benchmarks = (_located(root / "results" / name, root, problems) for name in _WRITTEN[1:3])
    return _catalogue(models, benchmarks, problems)


def read_stored_claims(root: Path, problems: Problems) -> tuple[Claim, ...]:
    """Read the claims of a report."""
    files = (_located(root / "results" / "claims.yaml", root, problems), *_claim_files(root, problems))
    claims = [claim for file in files if file for claim in read_claims(file, problems)]
    return tuple(_by_id(claims, problems).values())


def read_bibliography(root: Path) -> tuple[dict[str, Reference], Collection[str] | None]:
    """Read the references of a report, and every key in its bibliography, whatever is wrong there."""
    return _references(root / "results" / "references.bib", root, Problems())


def states_synthesis(root: Path) -> bool:
    """Say whether report.yaml describes a synthesis that the report started from."""
    located = _located(root / "results" / "report.yaml", root, Problems())
    return bool(located and isinstance(located.value, dict) and located.value.get("synthesis"))


def _catalogue(models: Located | None, benchmarks: Located | None, problems: Problems) -> Catalogue:
    cards = _by_id(read_models(models, problems) if models else (), problems)
    known = _by_id(read_benchmarks(benchmarks, problems) if benchmarks else (), problems)
    identities: dict[tuple[str, str], str] = {}
    for card in cards.values():
        for alias in card.aliases:
            other = identities.setdefault((alias.source, alias.name), card.id)
            if other != card.id:
                text = f"found the alias `{alias.name}` of {alias.source}, which is `{other}` already; expected it at one model"
                problems.add(card.place, "alias", text)
    return Catalogue(cards, known, identities)


def _parse_ahead(results: Path, root: Path, texts: ParsedTexts) -> None:
    claims = [file for file in listed(results / "claims", root, Problems()) if file.suffix == ".yaml"]
    files = dict.fromkeys((*(results / name for name in _YAML), *claims), parse_yaml)
    texts.ahead({results / "references.bib": read_references, **files}, root)


def _located(file: Path, root: Path, problems: Problems, texts: ParsedTexts | None = None) -> Located | None:
    if not os.path.lexists(file):
        return None
    text = read_text(file, root, problems)
    if text is None:
        return None
    name, texts = place_of(file, root).file, texts or ParsedTexts()
    return texts.of(text, name, Located, parse_yaml, problems=problems)


def _claim_files(
    root: Path, problems: Problems, texts: ParsedTexts | None = None
) -> Iterator[Located | None]:
    for file in listed(root / "results" / "claims", root, problems):
        if file.suffix == ".yaml":
            yield _located(file, root, problems, texts)


def _report(located: Located | None, problems: Problems) -> Report:
    report = read_report(located, problems) if located else None
    return report or Report(_UNTITLED)


def _references(
    file: Path, root: Path, problems: Problems, texts: ParsedTexts | None = None
) -> tuple[dict[str, Reference], Collection[str] | None]:
    """Read the bibliography, and every key in it, of entries that cannot be read too; None where it is unreadable."""
    if not os.path.lexists(file):
        return {}, frozenset()
    text = read_text(file, root, problems)
    if text is None:
        return {}, None
    before = len(problems.found)
    name, texts = place_of(file, root).file, texts or ParsedTexts()
    kind = tuple[Reference, ...]
    found = texts.of(text, name, kind, read_references, problems=problems)
    references = {each.key: each for each in found or ()}
    unread = keys_in(text) if len(problems.found) > before else frozenset[str]()
    return references, references.keys() | unread


def _by_id(items: Iterable[Item], problems: Problems) -> dict[str, Item]:
    found: dict[str, Item] = {}
    for item in items:
        first = found.setdefault(item.id.casefold(), item)
        if first is not item:
            text = f"found the id `{item.id}` again, first at {first.place}; expected each id once, whatever its case"
            problems.add(item.place, "duplicate-id", text)
    return {item.id: item for item in found.values()}


def _report_strays(results: Path, root: Path, problems: Problems) -> None:
    """Report files that look as if they were to be read, and are not, such as `claim.yaml`."""
    for file in listed(results, root, problems):
        if _may_be_meant(file) and file.name not in _WRITTEN:
            expected = meant(file.name, _WRITTEN) or f"; expected one of {', '.join(_WRITTEN)}"
            problems.add(place_of(file, root), "stray-file", f"is not read under this name{expected}")
    for name, (read, expected) in _FOLDERS.items():
        folder = results / name
        for file in _below(folder):
            if _may_be_meant(file) and not read(file, folder):
                problems.add(place_of(file, root), "stray-file", f"is not read here; expected {expected}")


def _may_be_meant(file: Path) -> bool:
    return file.suffix.lower() in _ENDINGS and not file.is_dir()


def _below(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(parent, name) for name in names if not name.startswith("."))


_FOLDERS: dict[
    str, tuple[Callable[[Path, Path], bool], str]
] = {  # which files are read there, in code and in words
    "claims": (
        lambda file, folder: file.parent == folder and file.suffix == ".yaml",
        "files that end in .yaml, in results/claims/ itself",
    ),
    "published": (
        lambda file, folder: file.parent == folder and file.suffix == ".csv",
        "files that end in .csv, in results/published/ itself",
    ),
    "runs": (
        lambda file, _: is_sidecar(file),
        f"it beside a result file, with the name of that and {SIDECAR}",
    ),
}
