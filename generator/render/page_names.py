"""What pages may use: the report's values, and functions that write a part of a page."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from generator.check.conditions import decoding, version
from generator.render import blocks, quoting
from generator.render.engine import callable_on
from generator.render.escape import outward_link
from generator.render.scope import PageScope, citations, cite_one, href, item_href
from generator.render.views import (
    change_log,
    claim,
    claims,
    conclusions,
    data_check,
    data_files,
    literature,
    models,
    pairs,
    resolution,
    sample_tables,
    sampling,
    scaling,
    tuning,
)
from generator.render.views.benchmark import benchmark_body
from generator.render.views.benchmarks import benchmarks_table

LISTS = ("runs", "published", "claims")  # of the report, which templates may use
ITEMS = ("model", "claim", "source", "benchmark")  # what the page of one item is about
FUNCTIONS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "benchmark_body": benchmark_body,
        "benchmarks_table": benchmarks_table,
        "bibliography": blocks.bibliography,
        "board_pairs": pairs.board_pairs,
        "boards_not_compared": pairs.boards_not_compared,
        "changes_log": change_log.changes_log,
        "citations": citations,
        "cite": cite_one,
        "claim_body": claim.claim_body,
        "claims_checked": claims.claims_checked,
        "claims_table": claims.claims_table,
        "compares": pairs.compares,
        "conclusions_table": conclusions.conclusions_table,
        "curve_pair": sampling.curve_pair,
        "data_check": data_check.data_check,
        "data_files": data_files.data_files,
        "data_links": data_files.data_links,
        "difference": quoting.difference,
        "equivalent_table": sampling.equivalent_table,
        "families_table": tuning.families_table,
        "figure": blocks.figure,
        "formula": blocks.formula,
        "growth_table": tuning.growth_table,
        "has_figure": blocks.has_figure,
        "href": href,
        "item_href": item_href,
        "k_fits_table": sample_tables.k_fits_table,
        "leaderboards": blocks.leaderboards,
        "literature": literature.literature,
        "model_facts": blocks.model_facts,
        "model_printed": blocks.model_printed,
        "model_runs": blocks.model_runs,
        "models_table": models.models_table,
        "non_claims": claims.non_claims,
        "printed_by_k": sample_tables.printed_by_k,
        "printed_index": blocks.printed_index,
        "printed_scores": blocks.printed_scores,
        "prints": blocks.prints,
        "ran": blocks.ran,
        "resampling_tables": sample_tables.resampling_tables,
        "resolution_table": resolution.resolution_table,
        "score": quoting.score,
        "size_fits_table": scaling.size_fits_table,
        "tuned_pairs": pairs.tuned_pairs,
        "verified_table": sample_tables.verified_table,
    }
)


def page_values(scope: PageScope, lists: Iterable[str] = LISTS) -> dict[str, Any]:
    """Give the names that a page can use: the report's values, and the functions bound to the page.

    `lists` says which of the lists are among them: to have all runs is to depend on each of them.
    """
    corpus = scope.site.corpus
    return {
        "report": corpus.report,
        "models": corpus.models,
        "benchmarks": corpus.benchmarks,
        "references": corpus.references,
        **{name: getattr(corpus, name) for name in lists},
        "generator_version": scope.site.generator_version,
        "printed_by": scope.site.printed_by,
        "decoding": decoding,
        "version": version,
        "outward": outward_link,
        **{name: callable_on(scope, name, function) for name, function in FUNCTIONS.items()},
    }
