"""`gen init`: start a report."""

from pathlib import Path

import click

from generator.cli.add import tell_plan, tell_refusals
from generator.cli.printing import counted, progress
from generator.store.scaffolding import scaffold, scaffold_from


@click.command("init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option(
    "--from",
    "results",
    type=click.Path(exists=True, path_type=Path),
    metavar="RESULTS",
    help="A result file, or a folder of them.",
)
@click.option("--title", metavar="TEXT", help="Title of the report.")
@click.option("--partial", is_flag=True, help="Go on without the files of RESULTS that cannot be placed.")
def command(folder: Path, results: Path | None, title: str | None, *, partial: bool) -> None:
    """Make a small report in DIR that builds at once, or a leaderboard of the result files in RESULTS.

    \b
    gen init my-report
    gen init board --from results/ --title "Our models on HumanEval+"
    """
    if results is None:
        if partial:
            raise click.UsageError("--partial goes with --from")
        written = scaffold(folder, title)
        click.echo(f"{folder}: {counted(len(written), 'file')} written")
    else:
        with progress(f"reading {results}"):
            plan = scaffold_from(folder, results, title=title, partial=partial)
        tell_plan(plan)
        tell_refusals(plan)
        click.echo(f"{folder}: a report of {counted(len(plan.additions), 'run')}")
    click.echo(f"next: gen -C {folder} serve, to look at it; gen -C {folder} build, to make {folder}/site/")
