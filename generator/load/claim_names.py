"""Names in claims that should lead to another claim, or to what their checks are made of."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from generator.errors import Place, nearest
from generator.load.located import EACH, Located, YamlPath
from generator.load.names import look_up, paths_at, texts_at
from generator.load.problems import Problems
from generator.model.claim_check import (
    ClaimTest,
    Comparison,
    Count,
    Crossing,
    Interaction,
    Order,
    Threshold,
    Tied,
)
from generator.model.corpus import Corpus
from generator.model.filters import Filters
from generator.model.selecting import NoScore, NotOneScore, UnknownName, refuse_unknown, select

_SHOWN = 6  # claims of a circle
_FIRST, _SECOND = "results/models.yaml", "results/benchmarks.yaml"
_HOLDING: Mapping[str, tuple[str, ...]] = {  # the files that a filter's names come from
    "model": (_FIRST,),
    "benchmark": (_SECOND,),
    "run": ("results/runs/", _FIRST, _SECOND),
    "figure": ("results/published/", _SECOND),
    "source": ("results/references.bib",),
}
_KINDS: Mapping[type, str] = {
    Comparison: "compare",
    Threshold: "threshold",
    Order: "order",
    Interaction: "interaction",
    Crossing: "crossing",
    Tied: "tied",
    Count: "count",
}
_FILTER = re.compile(r"\b(\w+)='([^']*)'")  # as pages write it
_Find = Callable[[Corpus, Filters], object]
Edges = Mapping[str, list[tuple[str, Place]]]


def check_claim_names(corpus: Corpus, files: Collection[Located], problems: Problems) -> None:
    """Report the names in claims that lead nowhere, in a circle, or to several scores."""
    claims = {name for _, name in texts_at(files, {("claims", EACH, "id")})}
    for key in ("same_sentence_as", "supersedes"):
        said = f"{key}: no claim has the id `{{}}`; expected one"
        shapes = {("claims", EACH, key), ("claims", EACH, key, EACH)}
        look_up(texts_at(files, shapes), claims, ("unknown-claim", said), problems)
    for located, path, name in paths_at(files, {("claims", EACH, "same_sentence_as")}):
        if located.value["claims"][path[1]].get("id") == name:
            text = f"same_sentence_as: found `{name}`, the claim itself; expected another"
            problems.add(located.place(path), "cycle", text)
    for place, circle in _circles(_supersessions(files)):
        problems.add(place, "cycle", _told(circle))
    check_checks(corpus, files, problems)


def _supersessions(files: Collection[Located]) -> Edges:
    """Find which claims each claim supersedes, and where it says so, in files that may hold other mistakes."""
    edges: dict[str, list[tuple[str, Place]]] = {}
    for located, path, older in paths_at(files, {("claims", EACH, "supersedes", EACH)}):
        newer = located.value["claims"][path[1]].get("id")
        if isinstance(newer, str):
            edges.setdefault(newer, []).append((older, located.place(path)))
    return edges


def _circles(edges: Edges) -> Iterator[tuple[Place, list[str]]]:
    """Find each entry that closes a circle, with the circle, walking over each entry once."""
    walked = set[str]()
    for start in edges:
        path, steps = {start: 0}, [(start, iter(edges[start] if start not in walked else ()))]
        while steps:
            name, rest = steps[-1]
            older, place = next(rest, ("", Place("")))
            if not older:
                walked.add(name)
                del path[name]
                steps.pop()
            elif older in path:
                yield place, [*list(path)[path[older] :], older]
            elif older not in walked and older in edges:
                path[older] = len(path)
                steps.append((older, iter(edges[older])))


def _told(circle: list[str]) -> str:
    if len(circle) == 2:
        return (
            f"supersedes: found `{circle[0]}`, the claim itself; expected claims that it takes the place of"
        )
    shown = [*circle[:_SHOWN], "…", circle[-1]] if len(circle) > _SHOWN + 1 else circle
    return f"supersedes: found the circle {' → '.join(shown)}; expected no claim that supersedes this one"


def check_checks(corpus: Corpus, files: Collection[Located], problems: Problems) -> None:
    """Report the names in checks of the corpus's claims that lead nowhere, or to several scores."""
    broken = {problem.place.file for problem in problems.found}
    doubtful = {
        name for name, held in _HOLDING.items() if any(file.startswith(held) for file in broken)
    }  # a name may be unknown because its file is not in order
    written = _written_checks(files)
    for claim in corpus.claims:
        for at in claim.checks:
            located, path = written[at.place]
            if claim.verdict == "not_checkable" and at.bearing == "direct":
                text = "directness: found `direct` at a claim that is `not_checkable`; expected `indirect`, or another verdict"
                problems.add(located.place((*path, "directness")), "value", text)
            for inside, text in dict.fromkeys(_mistakes(corpus, at.test, doubtful)):
                place = located.place((*path, *inside))
                problems.add(place, "unknown-score", f"{_KINDS[type(at.test)]}: {text}")


def _written_checks(files: Collection[Located]) -> Mapping[Place, tuple[Located, YamlPath]]:
    """Find where each check is written, by the place that it has."""
    return {
        located.place(path): (located, path)
        for located in files
        for path in located.values
        if len(path) == 4 and (path[0], path[2]) == ("claims", "checks")
    }


def _mistakes(corpus: Corpus, test: ClaimTest, doubtful: Collection[str]) -> Iterator[tuple[YamlPath, str]]:
    """Say which names of a test lead nowhere, and which of its filters to several scores, each with its path in the check."""
    find: _Find = refuse_unknown if doubtful else select
    found = ((path, wanted, find) for path, wanted in _single(test))
    counted = ((path, wanted, refuse_unknown) for path, wanted in _several(test))
    for path, wanted, finding in chain(found, counted):
        yield from _refusals(corpus, path, replace(wanted, **dict.fromkeys(doubtful)), finding)
    families = {card.family for card in corpus.models.values() if card.family}
    family = _family(test)
    if family and family not in families and "model" not in doubtful:
        yield (_KINDS[type(test)], "family"), f"there is no family {family!r}{nearest(family, families)}"


def _refusals(corpus: Corpus, path: YamlPath, wanted: Filters, find: _Find) -> Iterator[tuple[YamlPath, str]]:
    """Say what stands against finding a score: every name that is not known, or that several fit."""
    try:
        find(corpus, wanted)
    except NoScore:
        return  # the names are known and the data are not there, which the check itself will say
    except UnknownName as error:
        yield (*path, error.filter), str(error)
        yield from _refusals(corpus, path, replace(wanted, **{error.filter: None}), refuse_unknown)
    except NotOneScore as error:
        yield path, _FILTER.sub(r"\1: \2", str(error))


def _single(test: ClaimTest) -> Iterator[tuple[YamlPath, Filters]]:
    """Give the filters that are to find one score each, with their paths in the check."""
    if isinstance(test, Comparison):
        yield from ((("compare", at), score) for at, score in enumerate((test.first, test.second)))
    elif isinstance(test, Threshold):
        yield ("threshold",), test.score
    elif isinstance(test, Crossing):
        for at, score in enumerate((test.first, test.second)):
            yield from ((("crossing", at), replace(score, k=k)) for k in test.ks)
    elif isinstance(test, Tied):
        yield from ((("tied", at), score) for at, score in enumerate(test.runs))
    elif isinstance(test, Count):
        for number, pair in enumerate(test.comparisons):
            for at, score in enumerate((pair.first, pair.second)):
                yield ("count", "comparisons", number, at), score


def _several(test: ClaimTest) -> Iterator[tuple[YamlPath, Filters]]:
    """Give the filters that may find any number of scores, with their paths in the check."""
    if isinstance(test, Order):
        yield ("order",), Filters(benchmark=test.series.benchmark, source=test.series.source)
    elif isinstance(test, Interaction):
        yield ("interaction",), Filters(benchmark=test.benchmark, source=test.source)
    elif isinstance(test, Count) and test.scores:
        yield ("count", "scores"), test.scores


def _family(test: ClaimTest) -> str:
    if isinstance(test, Order):
        return test.series.family
    return test.family if isinstance(test, Interaction | Count) else ""
