"""`gen schema`: print what a file may hold, for editors."""

import json

import click

from generator.load.json_schema import SCHEMAS, file_of, json_schema


@click.command("schema")
@click.argument("name", required=False, type=click.Choice(list(SCHEMAS)), metavar="[NAME]")
def command(name: str | None) -> None:
    """Print the JSON Schema of a file of results/, with which editors complete it; without NAME, list them.

    It tells names and types of keys. `gen check` tells more, such as names that lead nowhere.

    \b
    gen schema
    gen schema claims
    """
    if name is None:
        for each in SCHEMAS:
            click.echo(f"{each:<10} {file_of(each)}")
        return
    click.echo(json.dumps(json_schema(name), indent=1, ensure_ascii=False))
