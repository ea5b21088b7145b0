"""`gen render`: Markdown without HTML."""

from pathlib import Path

import click

from generator import pipeline
from generator.cli.printing import counted, progress, tell_waiting


@click.command("render")
@click.pass_obj
def command(root: Path) -> None:
    """Write the Markdown of the site to build/docs/, without making HTML of it.

    \b
    gen render && mkdocs build --strict -f build/mkdocs.yml
    """
    with progress("rendering"):
        built = pipeline.render(root, tell_waiting)
    click.echo(f"build/docs/: {counted(built.pages, 'page')}, {counted(built.changed, 'file')} changed")
