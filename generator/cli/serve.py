"""`gen serve`: look at the site while its files are edited."""

from pathlib import Path

import click

from generator import pipeline
from generator.cli.printing import tell_waiting
from generator.publish.serving import serve


@click.command("serve")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free one."
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Where to listen; others reach no address of this machine unless you say so.",
)
@click.pass_obj
def command(root: Path, port: int, host: str) -> None:
    """Build the site, show it at http://127.0.0.1:8000/, and build it again whenever a file changes.

    Open pages load themselves anew. A mistake in a file is printed and shown on the open pages, and the site from
    before stays until it is mended. What is served is site/, just as gen build makes it. Ctrl-C ends.

    \b
    gen serve
    gen -C my-report serve --port 9000
    """
    serve(root, lambda: pipeline.build(root, tell_waiting), (host, port), click.echo)
