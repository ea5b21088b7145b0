"""`gen build`: from results/ to site/."""

from pathlib import Path

import click

from generator import pipeline
from generator.cli.check import SEVERITIES, at_least
from generator.cli.printing import counted, profiled, stages, stoppable, tell_waiting


@click.command("build")
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    help="Publish nothing where there is a finding of at least this severity.",
)
@click.option("--fresh", is_flag=True, help="Make the site again, even where nothing changed.")
@click.option("--verbose", is_flag=True, help="Say how long each stage took.")
@click.option("--quiet", is_flag=True, help="Say nothing but problems.")
@click.option(
    "--profile",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write where the time went, for python -m pstats.",
)
@click.pass_obj
def command(
    root: Path, /, fail_on: str | None, profile: Path | None, *, fresh: bool, **telling: bool
) -> None:
    """Check the report, render its pages, and publish them to site/ in one step.

    The old site stays until the new one is whole, and stays for good where there is a problem. Where nothing that it is
    made from has changed, it is left as it is.

    \b
    gen build
    gen build --fail-on error
    gen build --fresh --verbose
    """
    with stoppable(), profiled(profile), stages("building the site", timed=telling["verbose"]) as stage:
        built = pipeline.build(
            root,
            tell_waiting,
            refuses=lambda found: bool(fail_on) and at_least(str(fail_on), found),
            fresh=fresh,
            stage=stage,
        )
    if built.refused:
        for finding in built.findings:
            click.echo(finding, err=True)
        click.echo(f"{counted(len(built.findings), 'finding')}; nothing was written", err=True)
        click.get_current_context().exit(1)
    if telling["quiet"]:
        return
    unchanged = ", unchanged" if built.unchanged else ""
    told = f"; {counted(len(built.findings), 'finding')}, gen check lists them" if built.findings else ""
    click.echo(f"site/: {counted(built.pages, 'page')}{unchanged}{told}")
