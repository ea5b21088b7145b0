"""Names in one file that should lead to another: citations, models, benchmarks, versions."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from generator.errors import Place
from generator.load.claim_names import check_claim_names
from generator.load.located import EACH, Located
from generator.load.names import look_up, texts_at
from generator.load.problems import Problems, meant
from generator.model.citing import CitationError, keys_of
from generator.model.corpus import Corpus

_CITING = {
    ("synthesis", "references_listed", EACH),
    ("conclusions", EACH, "evidence", EACH),
    ("tuning", EACH, "source"),
    ("models", EACH, "reference"),
    ("models", EACH, "aliases", EACH, "source"),
    ("benchmarks", EACH, "reference"),
    ("benchmarks", EACH, "plus_reference"),
    ("claims", EACH, "source"),
    ("claims", EACH, "evidence", EACH, "source"),
}
_PROSE = {  # where text may cite
    ("claims", EACH, "why"),
    ("claims", EACH, "evidence", EACH, "finding"),
    ("claims", EACH, "checks", EACH, "note"),
    ("tuning", EACH, "note"),
}
_SHOWN = 6  # models of a circle
_BENCHMARKS = "results/benchmarks.yaml"


def cross_check(
    corpus: Corpus, files: Collection[Located], keys: Collection[str] | None, problems: Problems
) -> None:
    """Report every name that leads nowhere; `keys` are all citation keys, None where no bibliography can be read.

    Names are looked up in the parsed files, so that a mistake in one entry does not make another's name unknown.
    """
    if keys is not None:
        in_prose = _cited_in_prose(files, problems)
        cited = [*texts_at(files, _CITING), *_cited_by_data(corpus), *in_prose]
        said = "no entry of results/references.bib has the key `{}`; expected one"
        look_up(cited, keys, ("unknown-reference", said), problems)
    models = {name for _, name in texts_at(files, {("models", EACH, "id")})}
    said = "base_model: no model has the id `{}`; expected one of results/models.yaml"
    look_up(texts_at(files, {("models", EACH, "base_model")}), models, ("unknown-model", said), problems)
    _check_tuning(corpus, files, problems)
    check_claim_names(corpus, files, problems)
    _check_cycles(corpus, problems)
    _check_versions(corpus, problems)
    _check_published(corpus, problems)


def _cited_by_data(corpus: Corpus) -> Iterator[tuple[Place, str]]:
    for run in corpus.runs:
        if run.provenance.source:
            yield run.place, run.provenance.source
    yield from {Place(score.place.file): score.source for score in corpus.published}.items()
    for figure in corpus.resampling:
        yield figure.place, figure.source


def _cited_in_prose(files: Iterable[Located], problems: Problems) -> Iterator[tuple[Place, str]]:
    for place, text in texts_at(files, _PROSE):
        try:
            yield from [(place, key) for key in keys_of(text)]
        except CitationError as error:
            problems.add(place, "citation", str(error))


def _check_tuning(corpus: Corpus, files: Collection[Located], problems: Problems) -> None:
    families = {name for _, name in texts_at(files, {("models", EACH, "family")})}
    said = "family: no model is of the family `{}`; expected one of results/models.yaml"
    look_up(texts_at(files, {("tuning", EACH, "family")}), families, ("unknown-family", said), problems)
    scores = {
        each.id + sign for each in corpus.benchmarks.values() for sign in ("", *("+" * bool(each.plus_name)))
    }
    said = "benchmark: there is no score `{}`; expected a benchmark of results/benchmarks.yaml, with + for its plus score"
    look_up(texts_at(files, {("tuning", EACH, "benchmark")}), scores, ("unknown-benchmark", said), problems)


def _check_cycles(corpus: Corpus, problems: Problems) -> None:
    for circle in _circles({card.id: card.base_model for card in corpus.models.values()}):
        for at, name in enumerate(circle):
            turn = (circle[at : at + _SHOWN] + circle[:at])[: min(_SHOWN, len(circle))]
            more = ["…"] if len(circle) > _SHOWN else []
            text = f"base_model: found the circle {' ← '.join([*turn, *more, name])}; expected a model that is tuned from no other"
            problems.add(corpus.models[name].place, "cycle", text)


def _circles(base_of: Mapping[str, str | None]) -> Iterator[list[str]]:
    """Find the circles of models that are tuned from each other, walking over each model once."""
    walked = set[str]()
    for start in base_of:
        path, step = dict[str, int](), start if start not in walked else None
        while step is not None and step in base_of and step not in walked:
            walked.add(step)
            path[step] = len(path)
            step = base_of[step]
        if step is not None and step in path:
            yield list(path)[path[step] :]


def _check_versions(corpus: Corpus, problems: Problems) -> None:
    for benchmark in corpus.benchmarks.values():
        names = [version.id.casefold() for version in benchmark.versions]
        for name in sorted({name for name in names if names.count(name) > 1}):
            text = f"versions: found `{name}` {names.count(name)} times; expected each version once"
            problems.add(benchmark.place, "duplicate-id", text)


def _check_published(corpus: Corpus, problems: Problems) -> None:
    first: dict[str, Place] = {}
    scores = [(score.id, score.place) for score in corpus.published]
    for name, place in (*scores, *((figure.id, figure.place) for figure in corpus.resampling)):
        before = first.setdefault(name.casefold(), place)
        if before is not place:
            text = f"found the id `{name}` again, first at {before}; expected each id once in a report"
            problems.add(place, "duplicate-id", text)
    broken = {problem.place.file for problem in problems.found}
    if not corpus.benchmarks and _BENCHMARKS not in broken and corpus.published:
        text = "is missing, but there are published scores; expected the benchmarks that they are of"
        problems.add(Place(_BENCHMARKS), "no-catalogue", text)
    for score in corpus.published if corpus.benchmarks else ():
        benchmark = corpus.benchmarks.get(score.benchmark)
        if benchmark is None:
            hint = meant(score.benchmark, corpus.benchmarks)
            text = f"benchmark: found `{score.benchmark}`; expected one of {_BENCHMARKS}{hint}"
            problems.add(score.place, "unknown-benchmark", text)
        elif score.dataset_version not in {"", *(version.id for version in benchmark.versions)}:
            known = ", ".join(version.id for version in benchmark.versions)
            text = f"dataset_version: found `{score.dataset_version}`; expected one of {known}, or nothing"
            problems.add(score.place, "unknown-version", text)
