"""Runs as files of other programs: which formats there are, and which runs are written."""

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType

from generator.model.corpus import Corpus
from generator.render.data.eval_results import eval_results
from generator.render.data.every_eval_ever import every_eval_ever
from generator.render.data.exported_run import ExportedRun, RunFiles

_WRITERS: Mapping[str, Callable[[tuple[ExportedRun, ...]], RunFiles]] = MappingProxyType(
    {"every-eval-ever": every_eval_ever, "eval-results": eval_results}
)
RUN_FORMATS = tuple(_WRITERS)


def run_files(corpus: Corpus, chosen: Collection[str], form: str) -> RunFiles:
    """Give the files of runs, named by their ids; `form` is one of `RUN_FORMATS`."""
    return _WRITERS[form](
        tuple(
            ExportedRun(run, corpus.models[run.model], corpus.benchmarks[run.benchmark], corpus.report)
            for run in corpus.runs
            if run.id in chosen
        )
    )
