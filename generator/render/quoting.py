"""Numbers in prose, computed in place."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from generator.analyse.compare import Difference, paired_difference, unpaired_difference
from generator.check.conditions import decoding, unlike, version
from generator.errors import nearest
from generator.model.filters import Filters
from generator.model.run import Run
from generator.render.cells import cell, where
from generator.render.engine import PageError
from generator.render.formats import listed, points, points_ends
from generator.render.lookup import Quoted, find_score
from generator.render.scope import PageScope, block, origin_href


def score(scope: PageScope, **filters: Any) -> Markup:
    """Write the one score that fits, in percent with its 95% interval, linked to where it comes from."""
    quoted = _find(scope, filters)
    return block(
        scope,
        "score.html",
        {
            "cell": cell(quoted.estimate),
            "about": _about(quoted),
            "address": origin_href(scope, quoted.candidate.origin),
        },
    )


def difference(scope: PageScope, first: Mapping[str, Any], second: Mapping[str, Any]) -> Markup:
    """Write second minus first in points with its 95% interval, paired where the same tasks were run."""
    found = _difference(_find(scope, first), _find(scope, second))
    method = found.interval.method if found.interval else f"no interval: {found.absence}"
    return block(
        scope, "difference.html", {"value": points(found.value), "ends": _ends(found), "method": method}
    )


def _ends(found: Difference) -> str:
    if found.interval is None:
        return ""
    ends = points_ends(found.interval)
    return f"≤ {ends}" if found.interval.upper_bound else ends


def _find(scope: PageScope, filters: Mapping[str, Any]) -> Quoted:
    if not isinstance(filters, Mapping):
        raise PageError(f"found {filters!r} for a score; expected a mapping such as {{'figure': 'r0001'}}")
    for name in filters:
        if name not in Filters.__slots__:
            raise PageError(f"a score has no filter `{name}`{nearest(name, Filters.__slots__)}")
    return find_score(scope.site.corpus, Filters(**filters))


def _difference(first: Quoted, second: Quoted) -> Difference:
    _refuse_unlike(first, second)
    a, b = first.candidate.origin, second.candidate.origin
    if a is b and first.candidate.k == second.candidate.k:
        raise PageError("difference(...): both are the same score; expected two")
    if isinstance(a, Run) and isinstance(b, Run) and first.candidate.k == second.candidate.k and _pair(a, b):
        return paired_difference(a, b, plus=first.candidate.plus, k=first.candidate.k)
    return unpaired_difference(first.estimate, second.estimate)


def _refuse_unlike(first: Quoted, second: Quoted) -> None:
    """Keep out of one sentence what may not be compared."""
    differing = unlike(first.candidate, second.candidate)
    if differing:
        raise PageError(
            f"difference(...): the two scores differ in {listed(differing)}; expected scores that are alike"
        )


def _pair(first: Run, second: Run) -> bool:
    """Say whether two runs did the same tasks."""
    return set(first.tasks) == set(second.tasks)


def _about(quoted: Quoted) -> str:
    origin = quoted.candidate.origin
    tasks = f"{quoted.estimate.tasks} tasks" if quoted.estimate.tasks else "number of tasks not stated"
    kind = "recomputed from per-task outcomes" if isinstance(origin, Run) else f"as printed, {where(origin)}"
    method = quoted.estimate.interval.method if quoted.estimate.interval else quoted.estimate.absence
    parts = (f"pass@{quoted.candidate.k} in percent", version(origin), decoding(origin), tasks, kind, method)
    return "; ".join(part for part in parts if part)
