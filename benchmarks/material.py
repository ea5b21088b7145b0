"""What is measured on: result files and reports made up here, always the same."""

import json
import random
import shutil
from pathlib import Path

import numpy as np

from generator.model.catalogue import Benchmark, DatasetVersion, ModelCard
from generator.model.corpus import Corpus
from generator.model.report import Report
from generator.model.run import Decoding, Provenance, Run, SourceFile

ROOT = Path(__file__).parent.parent
TASKS = tuple(f"HumanEval/{number}" for number in range(164))
_V0110, _V019 = "fe585eb4df8c88d844eeb463ea4d0302", "84f4b93a1270b492e4c54d5212da7a5b"


def flat(samples: int, seed: int = 0) -> bytes:
    """Make an EvalPlus file of version 0.3.1; its solutions are random letters of the length of real ones."""
    dice = random.Random(seed)  # noqa: S311 - the same on each run, and nothing to guess
    letters = "".join(dice.choices('abcdefgh ijklmn\n"()=', k=10_000))

    def sample(task: str) -> dict[str, str]:
        start = dice.randrange(9_500)
        base = dice.choice(("pass", "fail"))
        plus = base if dice.random() < 0.9 else "fail"
        solution = letters[start : start + 450]
        return {"task_id": task, "solution": solution, "base_status": base, "plus_status": plus}

    tasks = {task: [sample(task) for _ in range(samples)] for task in TASKS}
    return json.dumps({"date": "2026-01-02 03:04", "hash": _V0110, "eval": tasks}).encode()


def raw_folder(folder: Path, files: int) -> Path:
    """Write EvalPlus files of 200 samples a task, 19 MB each: no two are alike, each is a mixture of four."""
    folder.mkdir()
    four = [json.loads(flat(200, seed))["eval"] for seed in range(4)]
    pieces = [{task: json.dumps(samples).encode() for task, samples in one.items()} for one in four]
    for number in range(files):
        chosen = random.Random(number).choices(pieces, k=len(TASKS))  # noqa: S311 - as above
        each = (b'"%s": %s' % (task.encode(), one[task]) for task, one in zip(TASKS, chosen, strict=True))
        whole = b'{"date": "2026-01-02 03:04", "hash": "%s", "eval": {%s}}' % (
            _V0110.encode(),
            b", ".join(each),
        )
        (folder / f"Toy--Model-{number}B_vllm_temp_0.8.eval_results.json").write_bytes(whole)
    return folder


def tasks() -> bytes:
    """Make a dataset in EvalPlus's format: 30 tasks with a hundred tests each."""

    def task(number: int) -> dict[str, object]:
        inputs = [[[place * number % 97 for place in range(length)]] for length in range(100)]
        return {
            "task_id": f"HumanEval/{number}",
            "prompt": f"def f{number}(numbers):\n",
            "canonical_solution": f"    return [each + {number} for each in sorted(set(numbers))]\n",
            "entry_point": f"f{number}",
            "contract": "",
            "base_input": inputs[:8],
            "plus_input": inputs[8:],
            "atol": 0,
        }

    return "".join(json.dumps(task(number)) + "\n" for number in range(30)).encode()


def samples() -> bytes:
    """Make 20 samples for each of these tasks, no two alike; a quarter of them fails."""

    def sample(number: int, draw: int) -> dict[str, str]:
        wrong = "[:9]" if draw % 4 == 0 else ""
        code = f"    return [each + {number} for each in sorted(set(numbers)){wrong}]  # {draw}\n"
        return {"task_id": f"HumanEval/{number}", "solution": f"def f{number}(numbers):\n{code}"}

    made = (sample(number, draw) for number in range(30) for draw in range(20))
    return "".join(json.dumps(each) + "\n" for each in made).encode()


def nested(samples: int) -> bytes:
    """Make an EvalPlus file of version 0.2.0, with its details of each test."""
    kinds: tuple[tuple[str, list[int]], ...] = (("success", [1] * 8), ("failed", [1, 1, 0]))
    outcomes = [kinds[number % 2] for number in range(samples)]
    of_plus = [(status, details * 30) for status, details in outcomes]
    tasks = {task: {"nfiles": samples, "base": outcomes, "plus": of_plus} for task in TASKS}
    return json.dumps({"date": "2024-01-02 03:04", "hash": _V019, "eval": tasks}).encode()


def run(number: int, samples: int = 200) -> Run:
    """Make a run up."""
    dice = np.random.default_rng(number)
    base = dice.integers(0, samples + 1, len(TASKS)).astype(np.int32)
    return Run(
        id=f"model-{number}--v0.1.10--t0.8--{number:08x}",
        model=f"model-{number}",
        benchmark="humaneval",
        dataset_version="v0.1.10",
        decoding=Decoding("sampling", 0.8),
        provenance=Provenance((SourceFile(f"model-{number}.json", "0" * 64),), "evalplus", "0.3.1", _V0110),
        tasks=TASKS,
        samples=np.full(len(TASKS), samples, np.int32),
        base=base,
        plus=(base * dice.random(len(TASKS))).astype(np.int32),
    )


def corpus(models: int) -> Corpus:
    """Make a report of many models up, each with one run."""
    benchmark = Benchmark(
        "humaneval", "HumanEval", "HumanEval+", versions=(DatasetVersion("v0.1.10", 164, _V0110),)
    )
    cards = [
        ModelCard(f"model-{number}", f"Model {number}", f"Family {number % 40}") for number in range(models)
    ]
    return Corpus(
        report=Report("Many models"),
        models={card.id: card for card in cards},
        benchmarks={benchmark.id: benchmark},
        runs=tuple(run(number) for number in range(models)),
    )


def report_copy(folder: Path) -> Path:
    """Copy this repository's report, so that nobody's site is touched."""
    folder.mkdir()
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name in ("results", "site_src"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def result_folder(folder: Path, files: int) -> Path:
    """Write many small result files, one a model, each of which is named as EvalPlus names them."""
    folder.mkdir()
    for number in range(files):
        name = f"Toy--Model-{number}B_vllm_temp_0.0.eval_results.json"
        (folder / name).write_bytes(flat(1, seed=number))
    return folder


def bibliography(entries: int) -> str:
    """Write a bibliography whose names have accents, whose titles have formulas, and whose abstracts nobody needs."""
    return "".join(map(_bib_entry, range(entries)))


def _bib_entry(number: int) -> str:
    accents = ('{\\"o}', "\\'e", "{\\o}", "\\v{c}", '\\"{u}', "{\\~n}")
    turn = [accents[(number + at) % len(accents)] for at in range(6)]
    authors = " and ".join(f"M{accent}ller{number}, J{accent}rg {at}." for at, accent in enumerate(turn[:5]))
    fields = {
        "title": f"{{Scaling}} of $k_{{{number}}}$ with $\\alpha^2$ for {turn[5]}toile: {{GPT}} and {{E}}val {number}",
        "author": authors,
        "booktitle": f"Proceedings of the {number}th Conf{turn[0]}rence",
        "year": str(2000 + number % 25),
        "pages": f"1--{number + 1}",
        "abstract": f"Some {turn[1]} text with $math$. {'word ' * 150}",
        "doi": f"10.1234/abc.{number}",
        "url": f"https://example.org/{number}",
    }
    written = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@inproceedings{{key{number},\n{written}\n}}\n"
