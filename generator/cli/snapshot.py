"""`gen snapshot`: record what the report says."""

import datetime as dt
from pathlib import Path

import click

from generator import pipeline
from generator.cli.printing import counted, progress, stoppable, tell_waiting_to_add
from generator.store.locking import alone
from generator.store.snapshots import store_snapshot


def _as_day(_: click.Context, __: click.Parameter, day: str | None) -> str | None:
    if day is None:
        return None
    try:
        return dt.datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=dt.UTC).date().isoformat()
    except ValueError:
        raise click.BadParameter(f"found `{day}`; expected a day such as 2026-06-12") from None


@click.command("snapshot")
@click.option(
    "--date",
    callback=_as_day,
    metavar="DAY",
    help="The day of this state; otherwise that of the newest input.",
)
@click.option("--force", is_flag=True, help="Write over another state of that day.")
@click.pass_obj
def command(root: Path, date: str | None, *, force: bool) -> None:
    """Record scores, ranks, verdicts, sources and findings in results/snapshots/DAY.json.

    The Changes page and its feed tell what changed from each snapshot to the next, and gen diff compares with the newest.
    The day is that of the data, not today: the same data give the same snapshot whenever it is taken.

    \b
    gen snapshot
    gen snapshot --date 2026-06-12
    """
    with alone(root, tell_waiting_to_add), stoppable():
        with progress("computing the results"):
            snapshot = pipeline.snapshot(root, date)
        path, written = store_snapshot(root, snapshot, force=force)
    state, name = snapshot.state, path.relative_to(root).as_posix()
    if not written:
        click.echo(f"{name}: holds this state already")
        return
    held = ", ".join((counted(len(state.runs), "run"), counted(len(state.claims), "claim")))
    click.echo(f"{name}: {held} recorded")
