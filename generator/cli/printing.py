"""What several commands print: problems, counts, and that something goes on."""

import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import click

from generator.errors import Problem

Item = TypeVar("Item")


def tell_problems(problems: Sequence[Problem]) -> None:
    """Print mistakes, and that they stopped the command."""
    for problem in problems:
        click.echo(problem, err=True)
    click.echo(f"{counted(len(problems), 'problem')}; nothing was written", err=True)


def tell_waiting(holder: str) -> None:
    """Print why nothing happens yet, and who keeps it from happening."""
    click.echo(f"another build of this report is running{_named(holder)}; waiting for it to end", err=True)


def tell_waiting_to_add(holder: str) -> None:
    """Print why nothing is stored yet, and who keeps it from being stored."""
    click.echo(f"another command is adding to this report{_named(holder)}; waiting for it to end", err=True)


def _named(holder: str) -> str:
    return f" ({holder})" if holder else ""


def counted(count: int, noun: str) -> str:
    """Write a count with its noun: `1 run`, `1,300 runs`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


@contextmanager
def progress(doing: str) -> Iterator[None]:
    """Show on a terminal that something goes on; stay quiet in a pipe."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # noqa: PLC0415 - nobody sees it in a pipe

    with Console(stderr=True).status(doing):
        yield


@contextmanager
def stages(doing: str, *, timed: bool) -> Iterator[Callable[[str], None]]:
    """Give what is to be called with each thing that is done next: a terminal shows it, and `timed` prints how long each took.

    What starts with the name of the last and a colon only says how far that is.
    """
    began: list[tuple[str, float]] = []

    def tell_last() -> None:
        if timed and began:
            name, start = began[-1]
            click.echo(f"{time.monotonic() - start:7.2f} s  {name}", err=True)

    def begin(name: str) -> None:
        if not (began and name.startswith(f"{began[-1][0]}: ")):
            tell_last()
            began.append((name, time.monotonic()))
        if shown is not None:
            shown.update(f"{doing}: {name}")

    shown = None
    if sys.stderr.isatty():
        from rich.console import Console  # noqa: PLC0415 - as above

        with Console(stderr=True).status(doing) as shown:
            yield begin
    else:
        yield begin
    tell_last()


@contextmanager
def counting(doing: str) -> Iterator[Callable[[Sequence[Item]], Iterable[Item]]]:
    """Show on a terminal how many of a sequence are done; stay quiet in a pipe. What it gives takes the sequence."""
    if not sys.stderr.isatty():
        yield iter
        return
    from rich.console import Console  # noqa: PLC0415 - as above
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield bar.track


@contextmanager
def stoppable() -> Iterator[None]:
    """Let SIGTERM end a command as Ctrl-C does, so that what is half done is undone."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def counted_progress(doing: str, total: int) -> Iterator[Callable[[], None]]:
    """Give what is to be called after each of many steps; a terminal shows how far it is, a pipe nothing."""
    if not sys.stderr.isatty() or not total:
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415 - nobody sees it in a pipe
    from rich.progress import Progress  # noqa: PLC0415 - as above

    with Progress(console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(doing, total=total)
        yield lambda: shown.advance(task)


@contextmanager
def profiled(file: Path | None) -> Iterator[None]:
    """Write to a file where the time of what is done went, in the form of the standard library's profiler."""
    if file is None:
        yield
        return
    from cProfile import Profile  # noqa: PLC0415 - nobody pays for it who does not ask

    profile = Profile()
    profile.enable()
    try:
        yield
    finally:
        profile.disable()
        profile.dump_stats(file)
