"""`gen cache`: what builds keep for the next ones."""

from collections.abc import Sequence
from pathlib import Path

import click

from generator.cli.printing import counted, tell_waiting
from generator.publish.caches import Cache, caches_of, clear_caches


@click.command("cache")
@click.option("--clear", is_flag=True, help="Remove it: the next build makes everything anew.")
@click.pass_obj
def command(root: Path, *, clear: bool) -> None:
    """Say what gen build and gen add keep in build/cache/, to have less to do the next time.

    It never needs to be removed: what is damaged, or of another version of gen, counts for nothing.

    \b
    gen cache
    gen cache --clear
    """
    if clear:
        removed = clear_caches(root, tell_waiting)
        click.echo(f"build/cache/: {_sum(removed)} removed" if removed else "build/cache/: holds nothing")
        return
    found = caches_of(root)
    click.echo(f"{root / 'build' / 'cache'}: {_sum(found)}" if found else "build/cache/: holds nothing")
    for each in found:
        click.echo(f"  {each.kind:<10} {counted(each.files, 'file'):>12} {_size(each.size):>9}")


def _sum(caches: Sequence[Cache]) -> str:
    files, size = sum(each.files for each in caches), sum(each.size for each in caches)
    return f"{counted(files, 'file')}, {_size(size)}"


def _size(number: int) -> str:
    """Write bytes as people read them: `640 bytes`, `12 kB`, `3.4 MB`."""
    if number < 1000:
        return f"{number} bytes"
    return f"{number / 1000:.0f} kB" if number < 1_000_000 else f"{number / 1e6:,.1f} MB"
