"""`gen evaluate`: from samples to a stored result; model-written code runs in a sandbox only."""

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from generator.cli.add import settle
from generator.cli.printing import counted, counted_progress, stoppable, tell_waiting_to_add
from generator.cores import cores
from generator.errors import InputError, Place, Problem
from generator.evaluate.asked import Asked, read_asked
from generator.evaluate.backends import BACKENDS, NO_SANDBOX
from generator.evaluate.choosing import choose
from generator.evaluate.datasets import BENCHMARKS, Dataset
from generator.evaluate.evaluation import Evaluation, evaluate, unknown
from generator.evaluate.expected import EVALPLUS, Expected, expected_answers, kept_answers
from generator.evaluate.journal import Conditions, Journal, opened
from generator.evaluate.result import result_file, result_path
from generator.evaluate.running import Crew, Threads
from generator.evaluate.samples import Sample
from generator.evaluate.sittings import Sittings
from generator.evaluate.telling import lines_of, note_of
from generator.evaluate.verdicts import FAIL, Outcome, Verdict
from generator.load.files import place_of
from generator.load.metadata import decoding_of, read_options
from generator.load.problems import Problems
from generator.store.adding import AddOptions, plan_additions
from generator.store.locking import alone
from generator.store.writing import write_whole

_STATED = ("model", "dataset_version", "source", "url")
_ALLOWED = ("replace", "new_models", "versions_from_hash")


@click.command("evaluate")
@click.argument("samples", type=click.Path(exists=True, path_type=Path), metavar="SAMPLES")
@click.option("--benchmark", type=click.Choice(list(BENCHMARKS)), required=True, help="What was sampled.")
@click.option("--model", metavar="NAME", help="The model: an id or a name.")
@click.option(
    "--dataset",
    "dataset_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The tasks; otherwise HUMANEVAL_OVERRIDE_PATH or MBPP_OVERRIDE_PATH, or what EvalPlus has fetched.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The result file; X_eval_results.json beside X.jsonl by default.",
)
@click.option(
    "--workers", type=click.IntRange(1), metavar="N", help="Samples at a time; one a core by default."
)
@click.option("--cluster", metavar="ADDRESS", help="Let a Dask cluster work: tcp://host:8786.")
@click.option("--base-only", is_flag=True, help="Run the base tests only.")
@click.option(
    "--sandbox",
    type=click.Choice([backend.name for backend in BACKENDS]),
    help="What makes the sandbox; by default the first of these that works.",
)
@click.option("--unsafe", is_flag=True, help="Run model-written code with no sandbox around it.")
@click.option("--no-add", is_flag=True, help="Write the result file, and store nothing.")
@click.option(
    "--dataset-version", metavar="VERSION", help="The dataset, where its hash does not tell: v0.1.10."
)
@click.option(
    "--decoding",
    "strategy",
    type=click.Choice(["greedy", "sampling", "unknown"]),
    help="How samples were drawn; what nobody states is kept as unknown.",
)
@click.option("--temperature", type=click.FloatRange(0, 10), metavar="T", help="0 means greedy decoding.")
@click.option("--top-p", type=click.FloatRange(0, 1), metavar="P", help="Nucleus sampling.")
@click.option("--source", metavar="KEY", help="The publication, by its key in results/references.bib.")
@click.option("--url", metavar="URL", help="Where the samples were published.")
@click.option(
    "--note", metavar="TEXT", help="What a reader of the run should know, before what is told anyway."
)
@click.option("--new-models", is_flag=True, help="Draft the models that models.yaml lacks from their names.")
@click.option("--versions-from-hash", is_flag=True, help="Add an unknown dataset as a version of its own.")
@click.option("--replace", is_flag=True, help="Replace the stored run of the same model, data and decoding.")
@click.pass_obj
def command(root: Path, /, samples: Path, benchmark: str, *, no_add: bool, **options: Any) -> None:
    """Run samples on the tests of HumanEval+ or MBPP+ as EvalPlus does, and store the result.

    SAMPLES is a file of lines with task_id and solution or completion, or a folder as EvalPlus makes it
    (HumanEval_0/0.py). Model-written code runs in a sandbox: no network, nothing to write to but a scratch folder, and
    limits on memory, files, processes and time. Where the command is stopped, the same command goes on.

    \b
    gen evaluate samples.jsonl --benchmark humaneval+ --model codet5p-2b --temperature 0.8
    gen evaluate samples/ --benchmark mbpp+ --model NAME --new-models --dataset MbppPlus-v0.2.0.jsonl.gz
    """
    if not no_add and not options["model"]:
        raise click.UsageError("Missing option '--model'; expected it, or --no-add")
    if options["unsafe"] and options["sandbox"] is not None:
        raise click.UsageError("--sandbox names one, --unsafe does without; expected one of them")
    output = options["output"] or result_path(samples)
    read = read_asked(samples, BENCHMARKS[benchmark], options["dataset_file"], root)
    with stoppable(), _crew(options) as crew:
        if not no_add:
            _foresee(read, output, root, _add_options(options, crew.where))
        _tell_samples(read, crew.where)
        outcomes, day = _evaluated(read, crew, output, plus=not options["base_only"])
    write_whole(output, result_file(read.dataset, read.samples, outcomes, day))
    for line in lines_of(read.samples, outcomes):
        click.echo(line)
    click.echo(f"{output}: written")
    if not no_add:
        note = note_of(read.samples, outcomes, crew.where)
        _store(output, root, _add_options(options, note))


@contextmanager
def _crew(options: Mapping[str, Any]) -> Iterator[Crew]:
    """Find who works: this machine, or a cluster."""
    if options["cluster"] is None:
        backend = NO_SANDBOX if options["unsafe"] else choose(options["sandbox"])
        yield Threads(backend, options["workers"] or cores())
        return
    if options["workers"] is not None:
        raise click.UsageError("--workers is of this machine, --cluster of others; expected one of them")
    if find_spec("distributed") is None:
        text = "is not installed; expected it: pip install 'scalebook[cluster]'"
        raise InputError(Problem(Place("distributed"), "no-dask", text))
    from generator.evaluate.cluster import cluster  # noqa: PLC0415 - an extra

    with cluster(options["cluster"], options["sandbox"], unsafe=options["unsafe"]) as crew:
        yield crew


def _add_options(options: Mapping[str, Any], note: str) -> AddOptions:
    """State of the result what the user states, and how it came about."""
    decoding = decoding_of(options["strategy"], options["temperature"], options["top_p"])
    stated = {name: options[name] for name in _STATED} | {
        "decoding": asdict(decoding) if decoding else None,
        "harness_version": f"{EVALPLUS} by gen evaluate",
        "note": f"{options['note']} {note}" if options["note"] else note,
    }
    metadata = read_options(stated, problems := Problems())
    if problems:
        raise click.UsageError("; ".join(f"--{problem.message}" for problem in problems.found))
    return AddOptions(metadata, **{name: options[name] for name in _ALLOWED})


def _foresee(read: Asked, output: Path, root: Path, chosen: AddOptions) -> None:
    """Raise now what would be refused in the end: a report that is not in order, a model that nobody knows."""
    nothing = Verdict(FAIL)
    supposed = {sample.key: Outcome(nothing, nothing) for sample in read.samples}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / output.name
        file.write_bytes(result_file(read.dataset, read.samples, supposed, ""))
        plan = plan_additions([file], root, chosen)
    place = place_of(output, root)
    refused = [replace(each, place=place) for each in plan.refusals if each.code != "same-run"]
    if refused:
        raise InputError(*refused)


def _evaluated(read: Asked, crew: Crew, output: Path, *, plus: bool) -> tuple[Mapping[str, Outcome], str]:
    """Give each sample a verdict, going on where a journal ends, and the day on which that began."""
    expected = kept_answers(read.dataset) or _worked_out(read.dataset, crew)
    conditions = Conditions(
        dataset=read.dataset.md5,
        evalplus=EVALPLUS,
        python=".".join(map(str, sys.version_info[:2])),
        sandboxed=crew.safe,
        plus=plus,
        longest=read.longest,
    )
    with opened(output.with_suffix(".journal"), conditions, _today()) as journal:
        new = unknown(read.samples, journal)
        _tell_known(read.samples, journal)
        with counted_progress("running samples", len(new)) as told:
            evaluation = Evaluation(Sittings(read.dataset, expected, read.longest), plus)
            evaluate(new, evaluation, crew, journal=journal, told=told)
        return journal.known, journal.began


def _worked_out(dataset: Dataset, crew: Crew) -> Expected:
    with counted_progress("working out the expected answers", len(dataset.tasks)) as told:
        expected = expected_answers(dataset, crew, problems := Problems(), told=told)
    problems.raise_if_any()
    return expected


def _today() -> str:
    """Give the day by the clock of the world, or the one that SOURCE_DATE_EPOCH states."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(seconds), UTC) if seconds.isdecimal() else datetime.now(UTC)
    return now.date().isoformat()


def _tell_samples(read: Asked, where: str) -> None:
    tasks, all_tasks = len({sample.task for sample in read.samples}), len(read.dataset.tasks)
    of = f"all {all_tasks:,}" if tasks == all_tasks else f"{tasks:,} of {all_tasks:,}"
    click.echo(f"{counted(len(read.samples), 'sample')} of {of} tasks of {read.dataset.name}, {where}")


def _tell_known(samples: Sequence[Sample], journal: Journal) -> None:
    known = sum(sample.key in journal.known for sample in samples)
    if known:
        click.echo(f"{counted(known, 'sample')} known from before")


def _store(output: Path, root: Path, chosen: AddOptions) -> None:
    """Add the result file to the report; what is refused leaves it where it is."""
    with alone(root, tell_waiting_to_add), stoppable():
        settle(plan_additions([output], root, chosen))
