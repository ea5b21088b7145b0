"""Builds are killed at any moment: the site that is served is always the whole old one or the whole new one."""

import random
import time
from pathlib import Path

from tests.soak.reports import done, gen, tree


def kill_builds(folder: Path, times: int, seed: int = 0) -> dict[str, int]:
    """Kill builds of a small report and count which site was live then; raises `RuntimeError` for half a site.

    After each kill the next build has to succeed, and to make what a build from nothing makes.
    """
    report, dice = folder / "report", random.Random(seed)  # noqa: S311 - no secret
    done(folder, "init", str(report), "--title", "Soak")
    texts, trees = _texts(report), []
    for text in texts:
        (report / "results" / "report.yaml").write_text(text, encoding="utf-8")
        start = time.monotonic()
        done(report, "build", "--fresh")
        seconds = time.monotonic() - start
        trees.append(tree(report / "site"))
    if trees[0] == trees[1]:
        raise RuntimeError("the two states of the report give one site; expected two")
    live, counts = 1, {"old": 0, "new": 0}
    for _ in range(times):
        wanted = 1 - live
        (report / "results" / "report.yaml").write_text(texts[wanted], encoding="utf-8")
        process = gen(report, "build")
        time.sleep(dice.uniform(0, 1.1 * seconds))
        process.kill()
        process.communicate()
        found = tree(report / "site")
        if found not in trees:
            raise RuntimeError("half a site was live after a kill; expected the old one or the new one")
        counts["new" if found == trees[wanted] else "old"] += 1
        done(report, "build")
        if tree(report / "site") != trees[wanted]:
            raise RuntimeError("the build after a kill made another site than one from nothing")
        left = [
            path.name
            for path in (report / "build").iterdir()
            if path.name.startswith(("site.new-", "site.old-"))
        ]
        if left:
            raise RuntimeError(f"the build after a kill left {', '.join(left)} behind")
        live = wanted
    return counts


def _texts(report: Path) -> tuple[str, str]:
    text = (report / "results" / "report.yaml").read_text(encoding="utf-8")
    return text, text.replace("title: ", "title: Another ", 1)
