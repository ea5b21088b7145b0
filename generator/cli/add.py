"""`gen add`: store result files; `gen add claims` is a form of its own."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from generator.analyse.scores import Estimate, run_score
from generator.cli.printing import counted, counting, progress, stoppable, tell_waiting_to_add
from generator.errors import Problem
from generator.load.metadata import decoding_of, read_options
from generator.load.problems import Problems
from generator.model.finding import Severity
from generator.model.run import Run
from generator.render.figures.wording import with_interval
from generator.store.adding import AddOptions, Plan, blocking, carry_out, plan_additions
from generator.store.locking import alone

_STATED = ("model", "dataset_version", "harness", "harness_version", "source", "url", "date", "note")
_NAMED = 5  # of new models
_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
_ALLOWED = ("replace", "new_models", "new_benchmarks", "model_from_name", "versions_from_hash")


@click.command("add")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
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
@click.option("--new-benchmarks", is_flag=True, help="Draft the benchmarks that benchmarks.yaml lacks.")
@click.option("--model-from-name", is_flag=True, help="Call a file that names no model by its own name.")
@click.option("--versions-from-hash", is_flag=True, help="Add an unknown dataset as a version of its own.")
@click.option("--replace", is_flag=True, help="Replace the stored run of the same model, data and decoding.")
@click.option("--partial", is_flag=True, help="Store what can be placed, whatever is refused.")
@click.option("--dry-run", is_flag=True, help="Say what would be stored, and store nothing.")
@click.pass_obj
def command(root: Path, /, paths: tuple[Path, ...], *, partial: bool, dry_run: bool, **options: Any) -> None:
    """Store result files, folders of them, or patterns such as 'runs/*.json', in results/runs/.

    Formats are told apart by structure: those of EvalPlus, lm-evaluation-harness, Inspect, HELM, BigCodeBench and more, plain
    or in gzip, zstd or ZIP. A run takes about 5 kB, fit for git. Scores without outcomes go to results/published/, as figures
    of --source. What is there already is skipped. Nothing is stored where one file cannot be placed, unless --partial is given.

    Claims go to results/claims.yaml: see gen add claims --help.

    \b
    gen add codet5p-2b_eval_results.json --model codet5p-2b --temperature 0
    gen add arena_humaneval.jsonl arena_humaneval+.jsonl --dataset-version unstated --new-models
    gen add folder/ --new-models --model-from-name
    gen add results.json --source evalplus_leaderboard
    gen add claims report.txt --source bai2022hh
    """
    chosen = _options(options)
    with alone(root, tell_waiting_to_add), stoppable():
        with counting("reading result files") as noted:
            plan = plan_additions(paths, root, chosen, noted)
        settle(plan, partial=partial, dry_run=dry_run)


def settle(plan: Plan, *, partial: bool = False, dry_run: bool = False) -> None:
    """Tell a plan, carry it out where nothing stands against that, say what became of it, and end the command."""
    tell_plan(plan)
    held_back = bool(blocking(plan, partial=partial))
    if not (held_back or dry_run):
        with progress("storing"):
            carry_out(plan, partial=partial)
    tell_refusals(plan, "nothing was written" if held_back or dry_run else "left out")
    held = "" if not held_back else "held back" if partial else "held back unless --partial is given"
    click.echo(_summary(plan, "would be stored" if dry_run else "stored", held))
    click.get_current_context().exit(1 if plan.refusals else 0)


def _summary(plan: Plan, done: str, held: str) -> str:
    """Say in one line what became of all files; `held` says it of those that others keep from being stored."""
    runs, rows = len(plan.additions), sum(len(each.rows) for each in plan.scores)
    there = len(plan.there) + sum(each.there for each in plan.scores)
    parts = [f"nothing {done}"] if held else []
    if runs or not (rows or held):
        parts.append(f"{counted(runs, 'run')} {held or f'{done} in results/runs/'}")
    if rows:
        parts.append(f"{counted(rows, 'score')} {held or f'{done} in results/published/'}")
    if there:
        parts.append(f"{there:,} there already")
    if plan.refusals:
        parts.append(_refused(plan.refusals))
    return ", ".join(parts)


def _refused(refusals: Sequence[Problem]) -> str:
    """Count the files that are refused, and those of each reason: `3 files refused (2 no-model, 1 json-syntax)`."""
    files = {problem.place.file for problem in refusals}
    reasons = Counter(code for _, code in {(problem.place.file, problem.code) for problem in refusals})
    told = ", ".join(f"{count:,} {code}" for code, count in sorted(reasons.items(), key=_most_first))
    return f"{counted(len(files), 'file')} refused ({told})"


def _most_first(counted_name: tuple[str, int]) -> tuple[int, str]:
    name, count = counted_name
    return -count, name


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
        if addition.twin:
            click.echo(f"  warning: was read from the same bytes as {addition.twin}; one file has one origin")
        for oddity in addition.oddities:
            click.echo(f"  {oddity.severity}: {oddity.sentence.removeprefix(f'{addition.run.id}: ')}")
    for each in plan.there:
        click.echo(f"{each.file}: there already, as {each.stored}")
    for scores in plan.scores:
        click.echo(scores)
    for file in plan.passed_over:
        click.echo(f"{file}: passed over, holds tasks or samples and no outcomes")
    if plan.new_models:
        names = ", ".join(card.id for card in plan.new_models[:_NAMED])
        more = f" and {len(plan.new_models) - _NAMED:,} more" if len(plan.new_models) > _NAMED else ""
        click.echo(f"new in results/models.yaml, to be confirmed: {names}{more}")
    if plan.new_benchmarks:
        click.echo(f"new in results/benchmarks.yaml: {', '.join(each.id for each in plan.new_benchmarks)}")
    if len(plan.additions) > 1 and (odd := _odd(plan)):
        click.echo(f"odd in these files, as told above: {odd}")


def _odd(plan: Plan) -> str:
    """Count what the checks found, the gravest first: `1 error, 2 warnings`."""
    found = Counter(oddity.severity for addition in plan.additions for oddity in addition.oddities)
    found["warning"] += sum(bool(addition.twin) for addition in plan.additions)
    return ", ".join(counted(found[each], each) for each in _SEVERITIES if found[each])


def _scores(run: Run) -> Iterator[str]:
    """Write what a run scores, each with its 95% interval over tasks."""
    for name in ("plus", "base"):
        score = run_score(run, plus=name == "plus")
        if isinstance(score, Estimate):
            yield f"{with_interval(score)} on {name} tests"
    if run.base is None:
        yield "not known, since base outcomes are missing"


def tell_refusals(plan: Plan, done: str = "left out") -> None:
    """Print what is refused, why, and what that means for it."""
    for problem in plan.refusals:
        click.echo(problem, err=True)
    if plan.refusals:
        click.echo(f"{counted(len(plan.refusals), 'problem')}; {done}", err=True)
