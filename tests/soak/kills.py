"""Builds are killed at any moment: the site that is served is always the whole old one or the whole new one."""

import os
import random
import signal
import time
from collections.abc import Mapping
from pathlib import Path

from tests.soak.reports import done, gen, tree

State = Mapping[str, str]  # the files of a report that differ


def kill_builds(folder: Path, times: int, seed: int = 0) -> dict[str, int]:
    """Kill builds of a small report and count which site was live then; raises `RuntimeError` for half a site.

    After each kill the next build has to succeed, and to make what a build from nothing makes, whatever the killed one
    left of what it keeps for the next. Half of the kills take the programs along that the build has started.
    """
    report, dice = folder / "report", random.Random(seed)  # noqa: S311 - no secret
    done(folder, "init", str(report), "--title", "Soak")
    states, trees, seconds = _states(report), [], 0.0
    for state in states:
        _take(report, state)
        start = time.monotonic()
        done(report, "build", "--fresh")
        seconds = max(seconds, time.monotonic() - start)
        trees.append(tree(report / "site"))
    if len(set(trees)) < len(states):
        raise RuntimeError(
            f"{len(states)} states of the report give {len(set(trees))} sites; expected as many"
        )
    live, counts = len(states) - 1, {"old": 0, "new": 0}
    for _ in range(times):
        wanted = dice.choice([at for at in range(len(states)) if at != live])
        _take(report, states[wanted])
        killed = _killed(report, dice.uniform(0, 1.1 * seconds), alone=dice.random() < 0.5)
        found = tree(report / "site")
        if found not in {trees[live], trees[wanted]}:
            raise RuntimeError("half a site was live after a kill; expected the old one or the new one")
        counts["new" if found == trees[wanted] else "old"] += 1
        done(report, "build")
        if tree(report / "site") != trees[wanted]:
            raise RuntimeError("the build after a kill made another site than one from nothing")
        _check_left(report, f"-{killed}")
        live = wanted
    return counts


def _states(report: Path) -> tuple[State, ...]:
    """Give states of a report that differ in all pages, in one, and in a claim."""
    names = ("results/report.yaml", "results/claims.yaml", "site_src/index.md")
    before = {name: (report / name).read_text(encoding="utf-8") for name in names}
    title, claims, page = (before[name] for name in names)
    return (
        before,
        before | {names[0]: title.replace("title: ", "title: Another ", 1)},
        before | {names[1]: claims.replace("verdict: supported_with_limits", "verdict: mixed", 1)},
        before | {names[2]: f"{page}\nMore.\n"},
    )


def _take(report: Path, state: State) -> None:
    for name, text in state.items():
        (report / name).write_text(text, encoding="utf-8")


def _killed(report: Path, after: float, *, alone: bool) -> int:
    """Start a build and kill it after some seconds, alone or with all that it started; gives its process id."""
    process = gen(report, "build")
    time.sleep(after)
    if alone:
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    return process.pid


def _check_left(report: Path, killed: str) -> None:
    """Refuse folders that a killed build left; programs that outlive it may go on writing into its own for a while."""
    left = [
        path.name
        for path in (report / "build").iterdir()
        if path.name.startswith(("site.new-", "site.old-")) and killed not in path.name
    ]
    if left:
        raise RuntimeError(f"the build after a kill left {', '.join(left)} behind")
