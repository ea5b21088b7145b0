"""`gen add claims`: append claims of other files to claims.yaml."""

import re
from pathlib import Path

import click

from generator.cli.printing import counted, stoppable, tell_waiting_to_add
from generator.load.corpus import read_bibliography, states_synthesis
from generator.store.claim_entries import synthesis_block
from generator.store.claims import ClaimOptions, ClaimsPlan, plan_claims, store_claims
from generator.store.locking import alone

_WIDTH = 100  # of a claim's text in a line


def _as_prefix(_: click.Context, __: click.Parameter, prefix: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,50}", prefix):
        raise click.BadParameter("expected letters, digits and . _ + -, a letter or digit first")
    return prefix


@click.command("add claims")
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE...",
)
@click.option(
    "--source",
    default="",
    metavar="KEY",
    help="The document that makes the claims, where a file does not say it.",
)
@click.option(
    "--prefix", default="C", show_default=True, callback=_as_prefix, metavar="TEXT", help="How new ids start."
)
@click.option("--dry-run", is_flag=True, help="Say what would be stored, and store nothing.")
@click.pass_obj
def command(root: Path, paths: tuple[Path, ...], source: str, prefix: str, *, dry_run: bool) -> None:
    """Append claims to results/claims.yaml, without a change to what is there; all of them or none.

    Forms are told apart by content: CSV with a column `text`, JSON with a list of claims, and the text of a
    synthesis report with its table of claims. Claims whose text is there already are left out.

    \b
    gen add claims report.txt --source bai2022hh --dry-run
    gen add claims claims.csv more.json --prefix S
    """
    with alone(root, tell_waiting_to_add), stoppable():
        plan = plan_claims(paths, root, ClaimOptions(source, prefix))
        tell_claims(plan)
        tell_synthesis(plan)
        if not dry_run:
            store_claims(plan)
    done = "would be stored" if dry_run else "stored in results/claims.yaml"
    click.echo(f"{counted(len(plan.new), 'claim')} {done}")


def tell_claims(plan: ClaimsPlan) -> None:
    """Print what each file holds, what each new claim is, and what is wrong with its text."""
    for file in plan.files:
        click.echo(f"{file.located.file}: {counted(len(file.records), 'claim')} ({file.form})")
        if file.miscounted:
            click.echo(f"  note: {file.miscounted}")
    for claim in plan.new:
        click.echo(f"  {claim.id}: {_shortened(claim.text)}")
        for flag in plan.flags[claim.id]:
            click.echo(f"    {flag.severity}: {flag.sentence.removeprefix(f'{claim.id}: ')}")
    for each in plan.repeated:
        click.echo(f"  left out, {each.before} has this text: {_shortened(each.text)}")


def tell_synthesis(plan: ClaimsPlan) -> None:
    """Print what a synthesis states of itself, to be copied, where report.yaml describes none."""
    found = [file for file in plan.files if file.synthesis]
    if found and states_synthesis(plan.root):
        click.echo("results/report.yaml describes a synthesis already; it stays as it is")
        return
    for file in found[:1]:
        click.echo("for results/report.yaml:")
        references = read_bibliography(plan.root)[0].values()
        click.echo(synthesis_block(file, references), nl=False)


def _shortened(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _WIDTH else f"{plain[:_WIDTH]}…"
