"""`gen export`: one table of the report's data, as a file."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from generator import pipeline
from generator.cli.printing import counted, progress
from generator.errors import nearest
from generator.render.data.export import FORMATS, Selection, exported, values_of
from generator.render.data.run_files import RUN_FORMATS
from generator.render.data.runs import RUNS
from generator.render.data.table import Filled
from generator.render.data.tables import ALL_TABLES
from generator.store.writing import write_together, write_whole


@click.command("export")
@click.argument("table", type=click.Choice([table.name for table in ALL_TABLES]), required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice([*FORMATS, *RUN_FORMATS]),
    default="csv",
    show_default=True,
    help="For programs, as a table of a paper, or runs as another program reads them.",
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
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Write a file, or a folder of runs, whole or not at all.",
)
@click.pass_obj
def command(root: Path, /, table: str | None, form: str, output: Path | None, **chosen: Any) -> None:
    """Write one table of the report's data: TABLE is scores, or another of those on the Data page.

    CSV, JSON and Parquet have all columns, with shares from 0 to 1. Markdown and LaTeX are for papers: fewer columns,
    shares in percent, each with its interval. every-eval-ever and eval-results (Hugging Face) write runs instead, into a
    folder; --only chooses them by the columns of the table runs.

    \b
    gen export
    gen export scores --format latex --only benchmark=humaneval --only tests=plus --only k=1
    gen export published --format markdown --only source=wang2023codet5plus
    gen export tallies --format parquet --output tallies.parquet
    gen export --format every-eval-ever --only model=phi-1 --output eee/
    """
    if form in RUN_FORMATS:
        _export_runs(root, table, form, output, **chosen)
        return
    wanted = next(each for each in ALL_TABLES if each.name == (table or "scores"))
    selection = _selection([column.name for column in wanted.columns], **chosen)
    if form == "parquet" and output is None:
        raise click.UsageError("Parquet is not for a terminal; expected --output FILE")
    if output is not None and output.is_dir():
        raise click.BadParameter(f"{output} is a folder; expected a file", param_hint="'--output'")
    with progress("computing the results"):
        filled = pipeline.table(root, wanted)
    _check_values(filled, selection)
    content = exported(filled, selection, form)
    if output is None:
        click.echo(content, nl=False)
        return
    write_whole(output, content)
    click.echo(f"{output}: {counted(len(content), 'byte')} written")


def _export_runs(root: Path, table: str | None, form: str, output: Path | None, **chosen: Any) -> None:
    """Write runs as files of another program."""
    if table not in {None, RUNS.name} or chosen["columns"]:
        raise click.UsageError(f"{form} writes runs as they are; expected neither TABLE nor --columns")
    if output is None:
        raise click.UsageError(f"{form} has a file for each run or model; expected --output FOLDER")
    if output.is_file():
        raise click.BadParameter(f"{output} is a file; expected a folder", param_hint="'--output'")
    selection = _selection([column.name for column in RUNS.columns], **chosen)
    with progress("computing the results"):
        made = pipeline.run_files(root, form, selection.only)
    if not (made.files or made.left_out):
        raise click.BadParameter("no run is like this", param_hint="'--only'")
    write_together({output / path: content for path, content in made.files.items()})
    click.echo(f"{output}: {counted(len(made.files), 'file')} written")
    for left_out in made.left_out:
        click.echo(f"left out: {left_out}, whose dataset on Hugging Face is not known here")


def _check_values(table: Filled, selection: Selection) -> None:
    """Refuse a value that no row has: a table without rows would say nothing of why."""
    for name, values in selection.only.items():
        known = values_of(table, name)
        for value in sorted(set(values) - known):
            raise click.BadParameter(
                f"no row has {name}={value}{nearest(value, sorted(known - {''}))}", param_hint="'--only'"
            )


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
