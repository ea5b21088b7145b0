"""`gen deploy`: push the built site to a branch."""

import re
from collections.abc import Iterator
from pathlib import Path

import click

from generator.cli.printing import counted, progress, tell_waiting
from generator.publish.deploying import Plan, Target, carry_out, plan_deployment, plan_rollback
from generator.publish.deployment import DOMAIN, RECORD
from generator.publish.locking import undisturbed

_LISTED = 10  # paths of a kind
RESERVED = (DOMAIN, RECORD)  # files of a branch that no folder may stand in the way of
_SEGMENT = r"[A-Za-z0-9_][A-Za-z0-9._+-]{0,99}"
_PATH = re.compile(rf"{_SEGMENT}(/{_SEGMENT}){{0,9}}")
_NO_BRANCH = re.compile(r"\.\.|\.lock(/|$)|\.(/|$)")


def _as_prefix(_: click.Context, __: click.Parameter, prefix: str | None) -> str:
    path = "" if prefix is None else prefix.removesuffix("/")
    if prefix is not None and (not _PATH.fullmatch(path) or path.split("/")[0] in RESERVED):
        raise click.BadParameter(
            "expected a folder such as pr/7: parts of letters, digits and . _ + -, none starting with a dot"
        )
    return path


def _as_branch(_: click.Context, __: click.Parameter, branch: str) -> str:
    if not _PATH.fullmatch(branch) or _NO_BRANCH.search(branch):
        raise click.BadParameter("expected the name of a branch, such as gh-pages")
    return branch


def _as_remote(_: click.Context, __: click.Parameter, remote: str) -> str:
    if not remote.isprintable() or not remote.strip() or remote.startswith("-"):
        raise click.BadParameter("expected the name of a remote, or an address")
    return remote


@click.command("deploy")
@click.option(
    "--remote",
    default="origin",
    show_default=True,
    callback=_as_remote,
    metavar="NAME",
    help="A remote of the report's repository, or the address of one.",
)
@click.option(
    "--branch", default="gh-pages", show_default=True, callback=_as_branch, metavar="NAME", help="The branch."
)
@click.option(
    "--prefix",
    callback=_as_prefix,
    metavar="FOLDER",
    help="Put the site into this folder of the branch, and leave all else as it is: pr/7.",
)
@click.option("--message", default="", metavar="TEXT", help="The commit's message, before its trailers.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and push nothing.")
@click.option("--rollback", is_flag=True, help="Go back to the deployment before, by a new commit.")
@click.pass_obj
def command(root: Path, /, *, message: str, dry_run: bool, rollback: bool, **where: str) -> None:
    """Push site/ to a branch of a git remote, such as the one that GitHub Pages publishes.

    The site has to be built from the inputs as they are now. What others pushed to the branch meanwhile is never
    overwritten, and neither the files, the index nor the branches of this repository are touched.

    \b
    gen build && gen deploy
    gen deploy --dry-run
    gen deploy --prefix pr/7
    gen deploy --rollback
    """
    target = Target(root, **where)
    with undisturbed(root / "build", tell_waiting):
        with progress(f"comparing with {target.branch}"):
            plan = (plan_rollback if rollback else plan_deployment)(target, message)
        for warning in plan.warnings:
            click.echo(f"warning: {warning}", err=True)
        place = plan.branch.place
        if plan.is_there_already:
            click.echo(f"{place}: holds this site already; nothing to push")
            return
        for line in _told_changes(plan):
            click.echo(line)
        if dry_run:
            click.echo(f"{place}: nothing was pushed")
            return
        with progress(f"pushing to {target.branch}"):
            commit = carry_out(plan)
        click.echo(f"{place}: pushed {commit[:7]}")


def _told_changes(plan: Plan) -> Iterator[str]:
    """Say what changes: how much, and the first names of each kind."""
    kinds = {"added": plan.change.added, "changed": plan.change.changed, "removed": plan.change.removed}
    counts = ", ".join(f"{len(paths):,} {kind}" for kind, paths in kinds.items())
    new = "" if plan.before.commit else " (a new branch)"
    yield f"{plan.branch.place}{new}: {counts}; {counted(plan.change.size, 'byte')} to write"
    for kind, paths in kinds.items():
        yield from (f"  {kind:<7} {path}" for path in paths[:_LISTED])
        if len(paths) > _LISTED:
            yield f"  {kind:<7} {len(paths) - _LISTED:,} more"
