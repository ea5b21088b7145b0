"""`gen add`: store result files; `gen add claims` is a form of its own."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from generator.analyse.scores import Estimate, run_score
from generator.cli.printing import counted, progress
from generator.load.metadata import decoding_of, read_options
from generator.load.problems import Problems
from generator.model.run import Run
from generator.render.figures.wording import with_interval
from generator.store.adding import AddOptions, Plan, carry_out, plan_additions

_STATED = ("model", "dataset_version", "harness", "harness_version", "source", "url", "date", "note")
_NAMED = 5  # of new models
_ALLOWED = ("replace", "new_models", "model_from_name", "versions_from_hash")


@click.command("add")
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="FILE..."
)
@click.option("--model", metavar="NAME", help="The model, where the file does not name it: an id or a name.")
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
@click.option("--harness", metavar="NAME", help="The program that ran the tests.")
@click.option("--harness-version", metavar="VERSION", help="Its version.")
@click.option("--source", metavar="KEY", help="The publication, by its key in results/references.bib.")
@click.option("--url", metavar="URL", help="Where the file was published.")
@click.option("--date", metavar="DATE", help="When the tests were run: 2026-06-12.")
@click.option("--note", metavar="TEXT", help="What a reader of the run should know.")
@click.option("--new-models", is_flag=True, help="Draft the models that models.yaml lacks from their names.")
@click.option("--model-from-name", is_flag=True, help="Call a file that names no model by its own name.")
@click.option("--versions-from-hash", is_flag=True, help="Add an unknown dataset as a version of its own.")
@click.option("--replace", is_flag=True, help="Replace the stored run of the same model, data and decoding.")
@click.option("--partial", is_flag=True, help="Store what can be placed, whatever is refused.")
@click.option("--dry-run", is_flag=True, help="Say what would be stored, and store nothing.")
@click.pass_obj
def command(root: Path, /, paths: tuple[Path, ...], *, partial: bool, dry_run: bool, **options: Any) -> None:
    """Store result files, or folders of them, in results/runs/: about 5 kB a run, fit for git.

    Formats are told apart by structure: EvalPlus of any version, Eval-Arena (base and plus files together), human-eval and
    Scalebook's own. Nothing is stored where one file cannot be placed, unless --partial is given.

    Claims go to results/claims.yaml: see gen add claims --help.

    \b
    gen add codet5p-2b_eval_results.json --model codet5p-2b --temperature 0
    gen add arena_humaneval.jsonl arena_humaneval+.jsonl --dataset-version unstated --new-models
    gen add folder/ --new-models --model-from-name
    gen add claims report.txt --source bai2022hh
    """
    chosen = _options(options)
    with progress("reading result files"):
        plan = plan_additions(paths, root, chosen)
    tell_plan(plan)
    if dry_run:
        tell_refusals(plan)
        click.echo(f"{counted(len(plan.additions), 'run')} would be stored")
        click.get_current_context().exit(1 if plan.refusals else 0)
    stored = carry_out(plan, partial=partial)
    tell_refusals(plan)
    click.echo(f"{counted(len(stored), 'run')} stored in results/runs/")


def _options(options: dict[str, Any]) -> AddOptions:
    decoding = decoding_of(options["strategy"], options["temperature"], options["top_p"])
    stated = {name: options[name] for name in _STATED} | {"decoding": asdict(decoding) if decoding else None}
    metadata = read_options(stated, problems := Problems())
    if problems:
        raise click.UsageError("; ".join(f"--{_hyphened(problem.message)}" for problem in problems.found))
    return AddOptions(metadata, **{name: options[name] for name in _ALLOWED})


def _hyphened(message: str) -> str:
    """Name a field as its option is: `dataset_version: found …` is about `--dataset-version`."""
    name, colon, rest = message.partition(":")
    return name.replace("_", "-") + colon + rest


def tell_plan(plan: Plan) -> None:
    """Print how each file was understood, what is odd about it, and what the catalogue gains."""
    for addition in plan.additions:
        click.echo(addition)
        click.echo(f"  pass@1: {', '.join(_scores(addition.run))}")
        for oddity in addition.oddities:
            click.echo(f"  {oddity.severity}: {oddity.sentence}")
    if plan.new_models:
        names = ", ".join(card.id for card in plan.new_models[:_NAMED])
        more = f" and {len(plan.new_models) - _NAMED:,} more" if len(plan.new_models) > _NAMED else ""
        click.echo(f"new in results/models.yaml, to be confirmed: {names}{more}")
    for file in plan.passed_over:
        click.echo(f"{file}: passed over, holds tasks or samples and no outcomes")


def _scores(run: Run) -> Iterator[str]:
    """Write what a run scores, each with its 95% interval over tasks."""
    for name in ("plus", "base"):
        score = run_score(run, plus=name == "plus")
        if isinstance(score, Estimate):
            yield f"{with_interval(score)} on {name} tests"
    if run.base is None:
        yield "not known, since base outcomes are missing"


def tell_refusals(plan: Plan) -> None:
    """Print what is left out, and why."""
    for problem in plan.refusals:
        click.echo(problem, err=True)
    if plan.refusals:
        click.echo(f"{counted(len(plan.refusals), 'problem')}; left out", err=True)
