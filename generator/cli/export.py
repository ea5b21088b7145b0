"""`gen export`: one table of the report's data, as a file."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from generator import pipeline
from generator.cli.printing import counted, progress
from generator.errors import nearest
from generator.render.data.export import FORMATS, Selection, exported
from generator.render.data.tables import ALL_TABLES
from generator.store.writing import write_whole


@click.command("export")
@click.argument("table", type=click.Choice([table.name for table in ALL_TABLES]), default="scores")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="csv",
    show_default=True,
    help="For programs, or as a table of a paper.",
)
@click.option(
    "--only",
    multiple=True,
    metavar="COLUMN=VALUE",
    help="Rows with this value; several of a column: any of them.",
)
@click.option("--columns", default="", metavar="NAMES", help="These columns in this order: model,k,value.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write a file, whole or not at all.",
)
@click.pass_obj
def command(root: Path, /, table: str, form: str, output: Path | None, **chosen: Any) -> None:
    """Write one table of the report's data: TABLE is scores, or another of those on the Data page.

    CSV, JSON and Parquet have all columns, with shares from 0 to 1. Markdown and LaTeX are for papers: fewer columns,
    shares in percent, each with its interval.

    \b
    gen export
    gen export scores --format latex --only benchmark=humaneval --only tests=plus --only k=1
    gen export published --format markdown --only source=wang2023codet5plus
    gen export tallies --format parquet --output tallies.parquet
    """
    wanted = next(each for each in ALL_TABLES if each.name == table)
    selection = _selection([column.name for column in wanted.columns], **chosen)
    if form == "parquet" and output is None:
        raise click.UsageError("Parquet is not for a terminal; expected --output FILE")
    with progress("computing the results"):
        filled = pipeline.table(root, wanted)
    content = exported(filled, selection, form)
    if output is None:
        click.echo(content, nl=False)
        return
    write_whole(output, content)
    click.echo(f"{output}: {counted(len(content), 'byte')} written")


def _selection(names: Sequence[str], only: Sequence[str], columns: str) -> Selection:
    """Understand what is to be taken; names that the table does not have are wrong usage."""
    values: dict[str, set[str]] = {}
    for each in only:
        name, equals, value = each.partition("=")
        if not equals:
            raise click.BadParameter(
                f"found `{each}`; expected COLUMN=VALUE, such as k=1", param_hint="'--only'"
            )
        values.setdefault(name.strip(), set()).add(value.strip())
    chosen = tuple(name.strip() for name in columns.split(",") if name.strip())
    asked: Mapping[str, Sequence[str]] = {"'--only'": tuple(values), "'--columns'": chosen}
    for option, given in asked.items():
        for name in given:
            if name not in names:
                raise click.BadParameter(
                    f"there is no column `{name}`{nearest(name, names)}", param_hint=option
                )
    return Selection(chosen, values)
