"""Many commands work on one report at the same time, and nothing that any of them stored is lost."""

import json
from pathlib import Path

from tests.soak.reports import FIXTURES, done, gen

SOURCE = "wang2023codet5plus"  # of the example


def crowd(folder: Path, times: int, at_once: int = 8) -> dict[str, int]:
    """Run `gen add` of `times` different files, every fourth with a `gen add claims` and a `gen build` beside it.

    Raises `RuntimeError` where one fails, or where a run, a model or a claim is missing in the end.
    """
    report = folder / "report"
    done(folder, "init", str(report), "--title", "Soak")
    before = _runs(report)
    content = json.loads((FIXTURES / "nested_eval_results.json").read_text(encoding="utf-8"))
    waiting, fourths = [], range(0, times, 4)
    for number in range(times):
        path = folder / f"crowd-{number}_eval_results.json"
        path.write_text(
            json.dumps(content | {"date": f"2024-01-{number // 24 % 28 + 1:02} {number % 24:02}:00"}),
            encoding="utf-8",
        )
        waiting.append(gen(report, "add", str(path), "--new-models", "--model-from-name"))
        if number in fourths:
            claims = folder / f"claims-{number}.json"
            claims.write_text(
                json.dumps([{"text": f"Claim {number} of a crowd.", "source": SOURCE}]), encoding="utf-8"
            )
            waiting += [gen(report, "add", "claims", str(claims)), gen(report, "build")]
        while len(waiting) >= at_once or (number == times - 1 and waiting):
            process = waiting.pop(0)
            out, err = process.communicate()
            if process.returncode:
                raise RuntimeError(f"a command of the crowd ended with {process.returncode}:\n{out}{err}")
    added = _runs(report) - before
    models = (report / "results" / "models.yaml").read_text(encoding="utf-8")
    named = sum(f"id: crowd-{number}\n" in models for number in range(times))
    if (added, named) != (times, times):
        raise RuntimeError(f"found {added} runs and {named} models; expected {times} of each")
    written = (report / "results" / "claims.yaml").read_text(encoding="utf-8")
    missing = [number for number in fourths if f"Claim {number} of a crowd." not in written]
    if missing:
        raise RuntimeError(f"the claims of {missing} are missing; expected those of all {len(fourths)}")
    done(report, "build")
    return {"adds": times, "adds of claims": len(fourths), "builds": len(fourths)}


def _runs(report: Path) -> int:
    return sum(1 for _ in (report / "results" / "runs").rglob("*.json"))
