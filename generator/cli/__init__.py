"""The command `gen`: options, printing and exit codes, one module a command; what they do lies in the stages.

A command's module is imported when the command is given, so that `gen --help` pays for none of their libraries.
"""

import atexit
import gc
import os
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any

import click

from generator.cli.printing import tell_problems
from generator.errors import InputError

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "init": "Start a report, or make a leaderboard of a folder of result files",
        "add": "Store result files, or claims",
        "evaluate": "Run samples through EvalPlus in a sandbox, and store the result",
        "check": "List every mistake and every finding",
        "serve": "Show the site while you edit the report",
        "build": "Make the site",
        "diff": "Say what changed between two states of a report",
        "snapshot": "Record what the report says, to compare with it later",
        "export": "Write a table of the data for a program or a paper",
        "deploy": "Push the site to a branch, such as that of GitHub Pages",
        "render": "Write the Markdown of the site only",
        "cache": "Say what builds keep for the next ones, or remove it",
        "schema": "Print JSON Schemas, with which editors complete files",
    }
)
_OBJECTS = 1_000_000  # made before the collector looks for cycles again
FORMS: Mapping[tuple[str, str], str] = MappingProxyType(
    {("add", "claims"): "add_claims"}
)  # by its first word


class _Commands(click.Group):
    """Finds commands by their modules, and ends them all alike where the input is not in order."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"generator.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        module = FORMS.get((args[0], args[1])) if len(args) > 1 else None
        if module is None:
            return super().resolve_command(ctx, args)
        form: click.Command = import_module(f"generator.cli.{module}").command
        return form.name, form, args[2:]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        # Before numpy is loaded: on arrays as small as ours threads only cost, and sums do not depend on the cores.
        for library in ("OPENBLAS", "MKL", "OMP"):
            os.environ.setdefault(f"{library}_NUM_THREADS", "1")
        # Most that a command makes lives to its end: to look through it as often as Python does takes a third of its time.
        gc.set_threshold(_OBJECTS)
        atexit.register(
            gc.freeze
        )  # nor is it looked through once more at the end, which would take half a second
        try:
            return super().invoke(ctx)
        except InputError as error:
            tell_problems(error.problems)
            ctx.exit(1)


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="scalebook", prog_name="gen", message="%(prog)s (Scalebook) %(version)s")
@click.option(
    "-C",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    metavar="DIR",
    help="Work on the report in DIR instead of the current folder.",
)
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Publish what code-LLM evaluations found, and the claims that rest on it, as a website.

    \b
    gen init my-report                          start a report
    gen init board --from my-results            make a leaderboard of a folder of result files
    gen -C my-report serve                      look at it while you edit
    gen add X_eval_results.json --model NAME    add a result file to the report in this folder
    gen add claims report.txt --source KEY      add the claims of a synthesis report, or of CSV or JSON
    gen build                                   make its site
    gen diff                                    say what changed since the last snapshot or commit
    gen deploy                                  push it to a branch for GitHub Pages
    """
    context.obj = root.absolute()
