"""What is measured, by name; each takes an empty folder that it may fill."""

import json
import math
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from benchmarks.measuring import Case, Measurement, program

_GEN = (sys.executable, "-m", "generator")


def flat_file(folder: Path) -> Measurement:
    """Read an EvalPlus file of 200 samples a task."""
    from benchmarks.material import flat

    return _reading("A flat EvalPlus file, 164 tasks of 200 samples", flat(200), folder)


def nested_file(folder: Path) -> Measurement:
    """Read an EvalPlus file of the older layout."""
    from benchmarks.material import nested

    title = "A nested EvalPlus file, 164 tasks of 200 samples with per-test details"
    return _reading(title, nested(200), folder)


def _reading(title: str, content: bytes, folder: Path) -> Measurement:
    import hashlib

    from generator.load.adapters import read_results, result_files
    from generator.load.problems import Problems
    from generator.load.readings import read_path

    path = folder / "toy_eval_results.json"
    path.write_bytes(content)

    def read() -> None:
        problems = Problems()
        runs = read_results(result_files(path, folder, problems), problems)
        problems.raise_if_any()
        if len(runs) != 1:
            raise RuntimeError(f"read {len(runs)} runs; expected one")

    cases = (
        Case("json.loads of its bytes", lambda: json.loads(path.read_bytes())),
        Case("sha256 of its bytes alone", lambda: hashlib.sha256(path.read_bytes()).hexdigest()),
        Case("hashed, read and checked by us", read),
        Case("the same, hashed beside on another core", lambda: read_path(path, folder)),
    )
    return Measurement(f"{title}: {len(content) / 1e6:.1f} MB", cases, 5)


def raw(folder: Path) -> Measurement:
    """Read many large EvalPlus files: for the first time, and again."""
    count, files = 100, folder / "raw"
    # By another process: a program is said to hold at least as much as the one that starts it.
    make = f"from benchmarks.material import raw_folder; from pathlib import Path; raw_folder(Path({str(files)!r}), {count})"
    program(sys.executable, "-c", make)()
    size = sum(path.stat().st_size for path in files.iterdir())

    def reading(way: str) -> Callable[[], float]:
        command = (sys.executable, "-m", "benchmarks.reading", str(files), way)
        return lambda: float(subprocess.run(command, check=True, capture_output=True).stdout)

    def touch() -> None:
        for path in files.glob("*.json"):
            path.touch()
        time.sleep(3)  # how a file looks says nothing just after it was written

    cases = (
        Case("json.load of each, in one process", reading("json"), pieces=count),
        Case(f"by us, on all cores: under {size / 800e6:.1f} s", reading("anew"), pieces=count),
        Case("again, all of them touched", reading("kept"), before=touch, pieces=count),
        Case("again, none of them changed", reading("kept"), pieces=count),
    )
    title = f"{count} EvalPlus files of 200 samples a task, {size / 1e6:,.0f} MB together"
    return Measurement(title, cases, 3, alone=True)


def passk(_: Path) -> Measurement:
    """Estimate pass@10 of many runs."""
    from benchmarks.material import TASKS, run
    from generator.analyse.passk import pass_at_k

    runs, number, k = [run(each) for each in range(100)], 10_000, 10
    tallies = [(each.samples, each.base) for each in runs if each.base is not None]
    plain = [(n.tolist(), c.tolist()) for n, c in tallies]

    def by_loop() -> float:
        total = 0.0
        for turn in range(number):
            ns, cs = plain[turn % 100]
            total += sum(1 - math.comb(n - c, k) / math.comb(n, k) for n, c in zip(ns, cs, strict=True))
        return total

    def by_us() -> float:
        return sum(float(pass_at_k(*tallies[turn % 100], k).sum()) for turn in range(number))

    if not math.isclose(by_loop(), by_us()):
        raise RuntimeError("the two ways disagree")
    cases = (
        Case("a loop with math.comb", by_loop, pieces=number),
        Case("pass_at_k on arrays", by_us, pieces=number),
    )
    return Measurement(f"pass@10 of {number:,} runs of {len(TASKS)} tasks", cases, 2)


def noise(_: Path) -> Measurement:
    """Split the noise of every run and pair of a board, and judge its tasks."""
    from benchmarks.material import TASKS, run
    from generator.analyse.absence import Absence
    from generator.analyse.noise import pair_noise, run_noise
    from generator.analyse.outcomes import outcomes_of
    from generator.analyse.tasks import task_results
    from generator.model.memory import Memory

    outcomes = outcomes_of([run(each, samples=10) for each in range(49)], plus=False)
    if isinstance(outcomes, Absence):
        raise TypeError(outcomes.reason)
    pairs = len(outcomes.runs) * (len(outcomes.runs) - 1) // 2
    cases = (
        Case(
            "each run by itself", lambda: [run_noise(each, plus=False) for each in outcomes.runs], pieces=49
        ),
        Case(f"all {pairs:,} pairs", lambda: pair_noise(outcomes), pieces=pairs),
        Case("all tasks judged", lambda: task_results(outcomes, Memory()), pieces=len(TASKS)),
    )
    return Measurement(f"Noise components of 49 runs of {len(TASKS)} tasks, and their tasks", cases, 5)


def all_pairs(_: Path) -> Measurement:
    """Compare all pairs of 49 models, as the largest board of the report does."""
    import numpy as np

    from generator.analyse.all_pairs import pairs_of_means, pairs_of_outcomes
    from generator.analyse.ranking import rank_intervals

    dice = np.random.default_rng(0)
    chances = dice.beta(0.6, 0.6, 164) ** dice.uniform(0.4, 2.5, (49, 1))
    outcomes, means = (dice.random((49, 164)) < chances).astype(float), dice.binomial(10, chances) / 10
    cases = (
        Case("the matrix product of their outcomes", lambda: outcomes @ (1 - outcomes).T, pieces=1176),
        Case("exact tests, Holm and ranks", lambda: rank_intervals(pairs_of_outcomes(outcomes)), pieces=1176),
        Case("paired t, max-T and ranks", lambda: rank_intervals(pairs_of_means(means, 0)), pieces=1176),
    )
    return Measurement("All 1,176 pairs of 49 models on 164 tasks; under 1 s", cases, 5)


def numbers(_: Path) -> Measurement:
    """Compute all numbers of the report of this repository, and apart from them read, draw and write out."""
    from benchmarks.material import ROOT
    from generator.load.corpus import read_corpus
    from generator.render.engine import environment
    from generator.render.figures import FIGURES
    from generator.render.figures.draw import draw_svgs
    from generator.render.figures.spec import Plot
    from generator.render.pages import render_site
    from generator.render.site import Site
    from generator.render.views.sample_tables import fit_groups
    from generator.render.views.sampling import equivalents

    site_src = ROOT / "site_src"
    corpus = read_corpus(ROOT)
    plots = [plot for spec in FIGURES.values() if isinstance(plot := spec(corpus), Plot)]

    def compute() -> object:
        corpus = read_corpus(ROOT)
        site = Site(corpus, environment(site_src))
        whole = (site.boards, site.compared, site.studies, site.findings, site.effects)
        return whole, equivalents(corpus), fit_groups(corpus), [spec(corpus) for spec in FIGURES.values()]

    cases = (
        Case("reading its files", lambda: read_corpus(ROOT)),
        Case("reading, and all numbers: under 5 s on two cores", compute),
        Case("drawing its figures", lambda: [draw_svgs(plot) for plot in plots]),
        Case("all of it, and its pages", lambda: render_site(read_corpus(ROOT), site_src)),
    )
    return Measurement("The numbers of this report", cases, 2)


def references(folder: Path) -> Measurement:
    """Read a bibliography of 1,000 entries, and make the page that lists it."""
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.middlewares import LatexDecodingMiddleware

    from benchmarks.material import bibliography
    from generator.load.bibtex import read_references
    from generator.load.latex import plain_text
    from generator.load.problems import Problems
    from generator.model.corpus import Corpus
    from generator.model.report import Report
    from generator.render.pages import render_site

    count, site_src = 1_000, folder / "site_src"
    text = bibliography(count)
    site_src.mkdir()
    (site_src / "references.md").write_text("# References\n\n{{ bibliography() }}\n", encoding="utf-8")

    def read() -> Corpus:
        problems = Problems()
        known = {each.key: each for each in read_references(text, "references.bib", problems)}
        problems.raise_if_any()
        return Corpus(Report("A bibliography"), references=known)

    decoding = LatexDecodingMiddleware()
    cases = (
        Case("bibtexparser, everything decoded", lambda: parse_string(text, append_middleware=[decoding])),
        Case("read and checked by us", read, before=plain_text.cache_clear, pieces=count),
        Case(
            "read, and the page and its files: under 2 s",
            lambda: render_site(read(), site_src),
            before=plain_text.cache_clear,
            pieces=count,
        ),
    )
    return Measurement(f"A bibliography of {count:,} entries with accents and formulas", cases, 3)


def start(_: Path) -> Measurement:
    """Start the command."""
    cases = (
        Case("python -c pass", program(sys.executable, "-c", "pass")),
        Case("gen --help", program(*_GEN, "--help")),
    )
    return Measurement("Starting", cases, 10, alone=True)


def leaderboard(folder: Path) -> Measurement:
    """Make a leaderboard of a folder of result files."""
    from benchmarks.material import result_folder

    results, board = result_folder(folder / "results", 60), folder / "board"
    make = program(*_GEN, "init", board, "--from", results)
    make()
    program(*_GEN, "-C", board, "build")()

    cases = (
        Case("mkdocs build alone, of the same Markdown", _mkdocs(board)),
        Case("gen init --from, 60 files", make, before=lambda: shutil.rmtree(board)),
        Case("gen build of it, from nothing", program(*_GEN, "-C", board, "build")),
    )
    return Measurement("A leaderboard of 60 result files", cases, 1, alone=True)


def rendering(_: Path) -> Measurement:
    """Render a report of many models."""
    from benchmarks.material import ROOT, corpus
    from generator.render.pages import render_site

    site_src = ROOT / "generator" / "scaffold" / "report" / "site_src"
    few, many = corpus(100), corpus(1_000)
    render_site(corpus(1), site_src)  # imports what is needed
    cases = (
        Case("100 models", lambda: render_site(few, site_src), pieces=100),
        Case("1,000 models", lambda: render_site(many, site_src), pieces=1_000),
    )
    return Measurement(
        "Rendering, one page a model; ten times as many should take ten times as long", cases, 2
    )


def _mkdocs(root: Path) -> Callable[[], float]:
    """Give the program that turns what `gen` rendered into HTML, beside the site."""
    words = ("build", "--strict", "-f", root / "build" / "mkdocs.yml", "-d", root.parent / "alone")
    return program(sys.executable, "-m", "mkdocs", *words)


def evaluating(folder: Path) -> Measurement:
    """Evaluate samples by us, in a sandbox, and by EvalPlus, without one."""
    from benchmarks.material import samples, tasks

    dataset, sampled, cores = folder / "tasks.jsonl", folder / "samples.jsonl", str(os.cpu_count() or 1)
    dataset.write_bytes(tasks())
    sampled.write_bytes(samples())
    environment = {"HUMANEVAL_OVERRIDE_PATH": str(dataset), "XDG_CACHE_HOME": str(folder / "cache")}
    theirs = ("--dataset", "humaneval", "--samples", sampled, "--parallel", cores)
    ours = ("evaluate", sampled, "--benchmark", "humaneval+", "--no-add", "--workers", cores)
    impatient = "import time, evalplus.evaluate as e\ne.time = type('', (), {'time': time.time, 'sleep': lambda _: time.sleep(0.1)})\ne.main()"

    def fresh() -> None:
        os.environ.update(environment)
        for path in (*folder.glob("samples_eval_results.*"), *folder.glob("cache/*/*")):
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    cases = (
        Case("evalplus.evaluate", program(sys.executable, "-m", "evalplus.evaluate", *theirs), fresh),
        Case(
            "the same without its wait at the end", program(sys.executable, "-c", impatient, *theirs), fresh
        ),
        Case("gen evaluate", program(*_GEN, *ours), fresh),
    )
    return Measurement("600 samples of 30 tasks, from nothing to a result file", cases, 2, alone=True)


MEASUREMENTS: Mapping[str, Callable[[Path], Measurement]] = MappingProxyType(
    {
        "start": start,
        "flat": flat_file,
        "nested": nested_file,
        "raw": raw,
        "passk": passk,
        "noise": noise,
        "pairs": all_pairs,
        "numbers": numbers,
        "rendering": rendering,
        "references": references,
        "leaderboard": leaderboard,
        "evaluating": evaluating,
    }
)
