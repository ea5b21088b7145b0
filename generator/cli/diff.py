"""`gen diff`: what changed between two states of a report."""

from pathlib import Path

import click

from generator import pipeline
from generator.cli.printing import progress
from generator.render.change_words import as_json, as_markdown, as_text

_FORMATS = {"text": as_text, "markdown": as_markdown, "json": as_json}


@click.command("diff")
@click.argument("before", required=False, metavar="[BEFORE]")
@click.argument("after", required=False, metavar="[AFTER]")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_FORMATS)),
    default="text",
    show_default=True,
    help="How to print.",
)
@click.option("--exit-code", is_flag=True, help="End with exit code 1 where anything changed.")
@click.pass_obj
def command(root: Path, before: str | None, after: str | None, form: str, *, exit_code: bool) -> None:
    """Say which runs, scores, ranks, claims, sources and findings changed from BEFORE to AFTER.

    Each is the folder of a report; a site that was built, or its data/v1/report.json; a file of results/snapshots/; the
    address of a published report.json, or of its site with a / at its end; or a revision of git, such as main or HEAD~1.
    A file or folder of that name counts before a revision.

    BEFORE is the newest snapshot, or HEAD where there is none; AFTER is the report as it is. Nothing is written.

    \b
    gen diff
    gen diff main
    gen diff v1 v2 --format markdown
    gen diff https://example.org/board/ --format json --exit-code
    """
    with progress("comparing"):
        changes = pipeline.compare(root, before, after)
    click.echo(_FORMATS[form](changes), nl=False)
    if exit_code and not changes.same:
        click.get_current_context().exit(1)
