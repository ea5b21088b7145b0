"""Whole reports made up here, always the same: their models, runs, claims and references, as `gen build` reads them.

    python -m benchmarks.corpora FOLDER MODELS [--claims N] [--references N]

Ten models make a family: five sizes, each as a base model and as a tuned one. Abilities grow with size, tasks differ in
how hard they are, and some suit a model that others of its ability fail at, so that boards have ties and leaders as real
ones do. Every model has a greedy run on HumanEval and on MBPP, with base and plus tests; every tenth is sampled as well.
"""

import argparse
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.material import ROOT, bibliography
from generator.model.run import Decoding, Provenance, Run, SourceFile
from generator.store.runs import compact_json, run_path

_SCAFFOLD = ROOT / "generator" / "scaffold"
_SIZES = (0.5, 1.5, 7.0, 14.0, 32.0)  # thousand millions of parameters
_SAMPLES = 20  # of a sampled run
_EVERY = 10  # model is sampled
_SYLLABLES = (
    "ka",
    "lo",
    "mi",
    "ren",
    "so",
    "tu",
    "va",
    "bel",
    "dor",
    "fin",
    "gal",
    "hu",
    "jor",
    "nim",
    "pel",
    "quo",
)
_FILES_OF = 100  # claims that stand in one file


@dataclass(frozen=True, slots=True)
class Suite:
    """A benchmark by its entry in the catalogue, with tasks of its own."""

    id: str
    version: str
    md5: str
    tasks: tuple[str, ...]
    ease: float  # in logits: how much easier than HumanEval


@dataclass(frozen=True, slots=True)
class Made:
    """A model that is made up."""

    number: int
    id: str
    name: str
    family: str
    size: float
    tuned: bool
    ability: float  # in logits, on a task of middling difficulty


SUITES = (
    Suite(
        "humaneval",
        "v0.1.10",
        "fe585eb4df8c88d844eeb463ea4d0302",
        tuple(f"HumanEval/{number}" for number in range(164)),
        0.0,
    ),
    Suite(
        "mbpp",
        "v0.2.0",
        "ee43ecabebf20deef4bb776a405ac5b1",
        tuple(f"Mbpp/{number}" for number in range(2, 758, 2)),
        0.3,
    ),
)


def report_of(folder: Path, models: int, *, claims: int | None = None, references: int | None = None) -> Path:
    """Write a whole report; without a number, as many claims as models but at most 1,000, and twice as many references.

    The run that `new_run` adds is left out.
    """
    claims = min(models, 1_000) if claims is None else claims
    references = 2 * claims if references is None else references
    shutil.copytree(_SCAFFOLD / "report" / "site_src", folder / "site_src")
    shutil.copy(_SCAFFOLD / "report" / "mkdocs.yml", folder)
    results = folder / "results"
    (results / "claims").mkdir(parents=True)
    shutil.copy(_SCAFFOLD / "benchmarks.yaml", results)
    made = made_models(models)
    (results / "report.yaml").write_text(_about(models), encoding="utf-8")
    (results / "models.yaml").write_text(_catalogue(made, references), encoding="utf-8")
    (results / "references.bib").write_text(bibliography(references), encoding="utf-8")
    for first in range(0, claims if references else 0, _FILES_OF):
        numbers = range(first, min(first + _FILES_OF, claims))
        text = "claims:\n" + "".join(_claim(number, made, references) for number in numbers)
        (results / "claims" / f"part-{first // _FILES_OF:03}.yaml").write_text(text, encoding="utf-8")
    for run in _runs(made):
        if run.id != _held_back(made).id:
            _store(folder, run)
    return folder


def new_run(folder: Path, models: int) -> Path:
    """Store the run that a report of so many models was made without: greedy, on its largest board; gives the file."""
    return _store(folder, _held_back(made_models(models)))


def new_run_of(folder: Path, model: str) -> Path:
    """Store a run of a model that a report knows already: greedy, on HumanEval; gives the file."""
    return _store(folder, _run(replace(_model(0), id=model), SUITES[0], Decoding.at(0.0), 1))


def edit_claim(folder: Path, turn: int) -> None:
    """Give one claim another reason, in the middle of the first file of claims."""
    path = min((folder / "results" / "claims").glob("*.yaml"))
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    reasons = [at for at, line in enumerate(lines) if line.startswith("  why: ")]
    lines[reasons[len(reasons) // 2]] = f"  why: Read again, for time {turn}.\n"
    path.write_text("".join(lines), encoding="utf-8")


def edit_page(folder: Path, turn: int) -> None:
    """Add a sentence to a page of words."""
    path = folder / "site_src" / "limitations.md"
    with path.open("a", encoding="utf-8") as page:
        page.write(f"\nThis was thought over, for time {turn}.\n")


def made_models(count: int) -> list[Made]:
    """Make up models, ten a family; the first so many are the same for any count."""
    return [_model(number) for number in range(count)]


def _model(number: int) -> Made:
    family, place = divmod(number, 2 * len(_SIZES))
    size, tuned = _SIZES[place // 2], bool(place % 2)
    dice = np.random.default_rng((7, family))
    name = _family_name(family)
    strength, gain = dice.normal(0, 0.8), dice.normal(0.5, 0.3)
    own = np.random.default_rng((8, number)).normal(0, 0.15)
    ability = -0.4 + strength + 0.9 * np.log10(size) + gain * tuned + own
    full = f"{name} {size:g}B{' Instruct' if tuned else ''}"
    return Made(number, full.lower().replace(" ", "-"), full, name, size, tuned, float(ability))


def _family_name(family: int) -> str:
    """Write a number below 4,096 in three syllables, scattered so that neighbours are not called alike."""
    scattered = family * 1_237 % len(_SYLLABLES) ** 3
    one, rest = divmod(scattered, len(_SYLLABLES) ** 2)
    return "".join(_SYLLABLES[at] for at in (one, *divmod(rest, len(_SYLLABLES)))).capitalize()


def _runs(made: list[Made]) -> Iterator[Run]:
    for suite in SUITES:
        for model in made:
            yield _run(model, suite, Decoding.at(0.0), 1)
            if model.number % _EVERY == 0:
                yield _run(model, suite, Decoding.at(0.8), _SAMPLES)


def _held_back(made: list[Made]) -> Run:
    return _run(made[-1], SUITES[0], Decoding.at(0.0), 1)


def _run(model: Made, suite: Suite, decoding: Decoding, samples: int) -> Run:
    """Draw the outcomes of a run from the chances of its model at each task."""
    seed = (9, model.number, SUITES.index(suite), samples)
    dice = np.random.default_rng(seed)
    base = dice.binomial(samples, _chances(model, suite)).astype(np.int32)
    plus = dice.binomial(base, 0.92).astype(np.int32)
    name = f"{model.id}_{suite.id}_{decoding.slug}_eval_results.json"
    digest = sha256(name.encode()).hexdigest()
    day = f"2026-{1 + model.number % 9:02}-{1 + model.number % 28:02}"
    return Run(
        id=f"{model.id}--{suite.version}--{decoding.slug}--{digest[:8]}",
        model=model.id,
        benchmark=suite.id,
        dataset_version=suite.version,
        decoding=decoding,
        provenance=Provenance(
            (SourceFile(name, digest),), "evalplus", "0.3.1", suite.md5, day, named_as=model.id
        ),
        tasks=suite.tasks,
        samples=np.full(len(suite.tasks), samples, np.int32),
        base=base,
        plus=plus,
    )


def _chances(model: Made, suite: Suite) -> NDArray[np.float64]:
    """Give the chance that a sample passes, at each task: by ability, difficulty, and how the two suit each other."""
    tasks = len(suite.tasks)
    difficulty = np.random.default_rng((10, SUITES.index(suite))).normal(0, 1.8, tasks)
    suits = np.random.default_rng((11, model.number, SUITES.index(suite))).normal(0, 0.9, tasks)
    return 1 / (1 + np.exp(-(model.ability + suite.ease - difficulty + suits)))


def _store(folder: Path, run: Run) -> Path:
    path = run_path(folder / "results", run)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(compact_json(run))
    return path


def _about(models: int) -> str:
    about = {
        "title": f"A report of {models:,} models, made up",
        "authors": ["Nobody"],
        "date": "2026-10-01",
        "abstract": "Every number here is drawn at random, to measure how fast a report of this size is made.",
        "seed": 20261001,
    }
    return "".join(f"{key}: {json.dumps(value)}\n" for key, value in about.items())


def _catalogue(made: list[Made], references: int) -> str:
    return "models:\n" + "".join(_card(model, made, references) for model in made)


def _card(model: Made, made: list[Made], references: int) -> str:
    lines = [
        f"- id: {model.id}",
        f"  name: {model.name}",
        f"  family: {model.family}",
        f"  parameters: {{total: {model.size:g}e9}}",
        f"  training: {'instruct' if model.tuned else 'base'}",
        f"  url: https://example.org/models/{model.id}",
    ]
    if model.tuned:
        lines.append(f"  base_model: {made[model.number - 1].id}")
    if references:
        lines.append(f"  reference: key{model.number // 10 % references}")
    return "\n".join(lines) + "\n"


def _claim(number: int, made: list[Made], references: int) -> str:
    """Write a claim on two models of the report, with evidence from two sources and two checks."""
    dice = np.random.default_rng((12, number))
    one, other = (made[at] for at in dice.choice(len(made), 2, replace=len(made) < 2))
    low, high = sorted((one, other), key=lambda model: model.ability)
    suite = SUITES[number % len(SUITES)].id
    plus = "+" if number % 3 else ""
    sources = [f"key{at}" for at in dice.integers(0, references, 2)]
    apart = high.ability - low.ability > 0.6
    scores = [f"{{model: {each.id}, benchmark: {suite}{plus}, estimand: greedy}}" for each in (low, high)]
    lines = [
        f"- id: C{number}",
        f"  text: {high.name} solves more tasks of {suite}{plus} than {low.name} does with one sample.",
        f"  source: {sources[0]}",
        "  kind: finding",
        f"  verdict: {'supported' if apart else 'not_enough_info'}",
        f"  why: The two are {high.ability - low.ability:.2f} logits apart, as [@{sources[1]}, section 3] says.",
        f"  scope: {{models: {low.family} and {high.family}, benchmark: {suite}{plus}}}",
        "  evidence:",
        f"  - {{source: {sources[0]}, locator: Table {1 + number % 5}, direction: supports, finding: the larger number is printed for {high.name}}}",
        f"  - {{source: {sources[1]}, locator: section {2 + number % 4}, direction: limits, finding: other settings of the prompt give other numbers}}",
        "  checks:",
        f"  - {{compare: [{', '.join(scores)}], expect: higher, directness: direct}}",
        f"  - {{threshold: {scores[1]}, expect: above, value: {5 + number % 20}, directness: indirect, note: far from failing}}",
        "  checked: {by: nobody, on: 2026-10-01, method: drawn at random}",
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write a report as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpora", description=report_of.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("models", type=int)
    parser.add_argument("--claims", type=int)
    parser.add_argument("--references", type=int)
    options = parser.parse_args()
    report_of(options.folder, options.models, claims=options.claims, references=options.references)


if __name__ == "__main__":
    main()
