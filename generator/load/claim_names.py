"""Names in claims that should lead to another claim, or to what their checks are made of."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace

from generator.errors import Place, nearest
from generator.load.located import Located
from generator.load.names import EACH, look_up, paths_at, texts_at
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
from generator.model.selecting import NoScore, NotOneScore, refuse_unknown, select

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
    _check_checks(corpus, problems)


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


def _check_checks(corpus: Corpus, problems: Problems) -> None:
    broken = {problem.place.file for problem in problems.found}
    doubtful = {
        name for name, held in _HOLDING.items() if any(file.startswith(held) for file in broken)
    }  # a name may be unknown because its file is not in order
    for claim in corpus.claims:
        for at in claim.checks:
            if claim.verdict == "not_checkable" and at.bearing == "direct":
                text = "directness: found `direct` at a claim that is `not_checkable`; expected `indirect`, or another verdict"
                problems.add(at.place, "value", text)
            for text in dict.fromkeys(_mistakes(corpus, at.test, doubtful)):
                problems.add(at.place, "unknown-score", f"{_KINDS[type(at.test)]}: {text}")


def _mistakes(corpus: Corpus, test: ClaimTest, doubtful: Collection[str]) -> Iterator[str]:
    """Say which names of a test lead nowhere, and which of its filters to several scores."""
    find: _Find = refuse_unknown if doubtful else select
    for wanted in _single(test):
        yield from _refusal(corpus, wanted, find, doubtful)
    for wanted in _several(test):
        yield from _refusal(corpus, wanted, refuse_unknown, doubtful)
    families = {card.family for card in corpus.models.values() if card.family}
    family = _family(test)
    if family and family not in families and "model" not in doubtful:
        yield f"there is no family {family!r}{nearest(family, families)}"


def _refusal(corpus: Corpus, wanted: Filters, find: _Find, doubtful: Collection[str]) -> Iterator[str]:
    try:
        find(corpus, replace(wanted, **dict.fromkeys(doubtful)))
    except NoScore:
        return  # the names are known and the data are not there, which the check itself will say
    except NotOneScore as error:
        yield str(error)


def _single(test: ClaimTest) -> tuple[Filters, ...]:
    """Give the filters that are to find one score each."""
    if isinstance(test, Comparison):
        return (test.first, test.second)
    if isinstance(test, Threshold):
        return (test.score,)
    if isinstance(test, Crossing):
        return tuple(replace(score, k=k) for score in (test.first, test.second) for k in test.ks)
    if isinstance(test, Tied):
        return test.runs
    if isinstance(test, Count):
        return tuple(score for pair in test.comparisons for score in (pair.first, pair.second))
    return ()


def _several(test: ClaimTest) -> tuple[Filters, ...]:
    """Give the filters that may find any number of scores."""
    if isinstance(test, Order):
        return (Filters(benchmark=test.series.benchmark, source=test.series.source),)
    if isinstance(test, Interaction):
        return (Filters(benchmark=test.benchmark, source=test.source),)
    return (test.scores,) if isinstance(test, Count) and test.scores else ()


def _family(test: ClaimTest) -> str:
    if isinstance(test, Order):
        return test.series.family
    return test.family if isinstance(test, Interaction | Count) else ""
