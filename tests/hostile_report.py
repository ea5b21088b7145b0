"""A report that says one text wherever files of `results/` may say what they like, as files on the disk."""

import csv
import io
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from generator.pipeline import snapshot
from generator.store.scaffolding import scaffold
from generator.store.snapshots import store_snapshot

MARK = "zqz"  # a text that harms nobody
ADDRESS = "https://example.org/?a='onmouseover=alert(1)//{{7*7}}](javascript:alert(1))|*_`&lt;script&gt;"
RAW = "b'\"><img src=x onerror=alert(1)>[x](javascript:alert(1)){{7*7}}|.json"  # any name is allowed
STORED = "humaneval/toy-1b--v1--greedy--00000000.json"
Entry = dict[str, Any]
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def hostile_report(root: Path, text: str) -> Path:
    """Start a report, and let all of its data say a text; its pages are those that `gen init` makes."""
    scaffold(root, "Toy")
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    lies = "site_url: https://example.org/toy/"
    (root / "mkdocs.yml").write_text(
        settings.replace(f"# {lies.replace('toy', 'my-report')}", lies), encoding="utf-8"
    )
    results = root / "results"
    for path in [*results.glob("runs/*/*.json"), *results.glob("published/*.csv")]:
        path.unlink()
    for name, content in {STORED: _stored_run(text), **_raw_run(text)}.items():
        (results / "runs" / name).parent.mkdir(parents=True, exist_ok=True)
        (results / "runs" / name).write_text(content, encoding="utf-8")
    for name, rows in {"paper": _scores(text), "resampling": _resampling(text)}.items():
        (results / "published" / f"{name}.csv").write_text(_csv(rows), encoding="utf-8")
    (results / "references.bib").write_text(_bibliography(text), encoding="utf-8")
    typed = _TURNING.sub("", text)  # YAML with such signs is refused: see test_bad_input
    for name, written in yaml_files(typed).items():
        _write_yaml(results / name, written)
    # What changed since: every text is told by the page of changes too.
    store_snapshot(root, snapshot(root, "2026-01-01"))
    claims = yaml_files(typed)["claims.yaml"]
    claims["claims"][0] |= {"verdict": "contradicted"}
    del claims["claims"][2]
    _write_yaml(results / "claims.yaml", claims)
    return root


def _write_yaml(path: Path, content: Entry) -> None:
    plain = json.loads(json.dumps(content))  # no part is shared, which would be written as an anchor
    path.write_text(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False), encoding="utf-8")


def yaml_files(text: str) -> dict[str, Entry]:
    """Give the YAML files of a report, by their names, with a text in every place that takes one."""
    return {
        "report.yaml": _report(text),
        "models.yaml": {"models": _models(text)},
        "benchmarks.yaml": {"benchmarks": _benchmarks(text)},
        "claims.yaml": {"claims": _claims(text)},
        f"runs/{RAW}.meta.yaml": {
            "model": "toy-9b",
            "dataset_version": "v1",
            "decoding": {"strategy": "sampling", "temperature": 0.8},
            "harness": f"{text} harness",
            "harness_version": f"{text} 1",
            "date": "2026-01-02",
            "source": "paper",
            "url": ADDRESS,
            "note": text,
        },
    }


def _report(text: str) -> Entry:
    return {
        "title": f"{text} report",
        "question": text,
        "authors": [f"{text} A", f"{text} B"],
        "date": "2026-01-03",
        "searched_on": "2026-01-02",
        "abstract": text,
        "seed": 7,
        "limitations": [text],
        "contact": ADDRESS,
        "data_licence": {"name": f"{text} licence", "url": ADDRESS, "note": text},
        "synthesis": {
            "title": f"{text} synthesis",
            "date": "2026-01-01",
            "method": text,
            "papers_retrieved": 1,
            "claims_extracted": 3,
            "claims_verified": 2,
            "quality": {"value": 7.5, "scale": 10, "kind": text},
            "references_listed": ["paper"],
            "text_damage": [{"cause": text, "printed": text, "should_be": text}],
        },
        "prisma": {
            "identified": {f"{text} register": 4},
            "removed": {f"{text} reason": 1},
            "screened": 3,
            "excluded": 1,
            "sought": 2,
            "assessed": 2,
            "ineligible": {f"{text} other reason": 1},
            "included": 1,
        },
        "reviews": [
            {
                "of": text,
                "by": text,
                "kind": "automated",
                "value": 1,
                "scale": 2,
                "on": "2026-01-02",
                "note": text,
            }
        ],
        "conclusions": [
            {
                "id": "K1",
                "statement": text,
                "certainty": _certainty(text),
                "directness": "direct",
                "evidence": ["paper"],
            }
        ],
        "tuning": [
            {
                "family": f"{text} family",
                "source": "paper",
                "benchmark": "humaneval",
                "tuned": "instruct",
                "base_label": f"{text} base",
                "tuned_label": f"{text} tuned",
                "note": text,
            }
        ],
    }


def _models(text: str) -> list[Entry]:
    sizes = {"toy-1b": 1e9, "toy-9b": 9e9}
    plain = [
        {
            "id": name,
            "name": f"{text} {name}",
            "family": f"{text} family",
            "parameters": {"total": size},
            "training": "base",
            "url": ADDRESS,
            "reference": "paper",
            "aliases": [{"source": "paper", "name": f"{text} {name}"}],
            "unconfirmed": True,
            "note": text,
        }
        for name, size in sizes.items()
    ]
    tuned = [
        each
        | {
            "id": f"{each['id']}-it",
            "name": f"{each['name']}-it",
            "training": "instruct",
            "base_model": each["id"],
            "aliases": [{"source": "paper", "name": f"{each['name']}-it"}],
        }
        for each in plain
    ]
    return [*plain, *tuned]


def _benchmarks(text: str) -> list[Entry]:
    return [
        {
            "id": "humaneval",
            "name": f"{text} HumanEval",
            "plus_name": f"{text} HumanEval+",
            "task_prefix": "HumanEval/",
            "released": "2021-07-07",
            "reference": "paper",
            "plus_reference": "other",
            "versions": [{"id": "v1", "tasks": 20, "note": text}, {"id": "unstated", "note": text}],
        },
        {
            "id": "others",
            "name": f"{text} others",
            "task_prefix": f"{text} prefix",
            "versions": [{"id": "v1"}],
        },
    ]


def _certainty(text: str) -> Entry:
    return {"level": "low", "reasons": [text, f"{text} 2"], "rated_by": text, "rated_on": "2026-01-02"}


def _claims(text: str) -> list[Entry]:
    first = {
        "id": "C1",
        "text": f"{text} one",
        "source": "paper",
        "kind": "finding",
        "verdict": "supported_with_limits",
        "why": text,
        "completed": f"{text} one and all",
        "stated": {"verified": True, "by": text},
        "confidence": {"value": 0.25, "kind": "probability", "of": text, "meaning": text},
        "certainty": _certainty(text),
        "scope": {f"{text} models": text},
        "drops_condition": text,
        "magnitude": {"value": 1, "unit": f"{text} unit", "interval": [0, 2], "note": text},
        "evidence": [
            {
                "source": "paper",
                "locator": text,
                "direction": "supports",
                "finding": text,
                "phrase": f"{text[:60]} abcdef",
            },
            {"source": "other", "locator": text, "direction": "limits", "finding": text},
        ],
        "checks": [
            {
                "compare": [{"figure": "r1"}, {"figure": "r2"}],
                "metric": "pass@1",
                "expect": "higher",
                "directness": "direct",
                "note": text,
            }
        ],
        "checked": {"by": text, "on": "2026-01-02", "method": text},
        "history": [{"on": "2026-01-02", "by": text, "what": text}],
    }
    second = {
        "id": "C2",
        "text": f"{text} two",
        "source": "other",
        "kind": "figure_text",
        "verdict": "not_checkable",
        "confidence": {"value": 0.5, "kind": "similarity", "meaning": text},
        "same_sentence_as": "C1",
    }
    third = {
        "id": "C3",
        "text": f"{text} three",
        "source": "paper",
        "kind": "finding",
        "verdict": "mixed",
        "why": text,
    }
    return [first, second, third]


def _scores(text: str) -> list[Entry]:
    name = _TURNING.sub("", text)  # as it stands in YAML, so that the two are known to be one
    row = {
        "dataset_version": "v1",
        "tasks": 20,
        "harness": f"{name} harness",
        "k": 1,
        "estimand": "sampled",
        "temperature": 0.2,
        "samples": 10,
        "ci95_half": 1.5,
        "read": "printed",
        "locator": text,
        "url": ADDRESS,
        "note": text,
    }
    named = [
        ("toy-1b", "20.0"),
        ("toy-9b", "40.0"),
        ("toy-1b-it", "25.5"),
        ("toy-9b-it", "35.0"),
        ("unknown", "50.0"),
    ]
    return [
        {"id": f"r{number}", "model": f"{name} {model}", "benchmark": "humaneval", "value": value} | row
        for number, (model, value) in enumerate(named, start=1)
    ]


def _resampling(text: str) -> list[Entry]:
    row = {"source": "paper", "quantity": "best_reward", "cost": 0.5, "value": -0.25, "k": 3}
    return [{"id": "q1", "model": f"{_TURNING.sub('', text)} toy-1b", "locator": text, "note": text} | row]


def _bibliography(text: str) -> str:
    latex = "".join(f"\\{sign}" if sign in "%#&_$" else sign for sign in text)
    names = ("title", "journal", "publisher", "note", "volume", "pages", "year")
    fields = "".join(f"  {name} = {{{latex} {name}}},\n" for name in names)
    address = ADDRESS.replace("_", "\\_")
    entry = f"  author = {{{{{latex} Group}} and Doe, {{{latex} J}}}},\n{fields}  url = {{{address}}},\n"
    return f"@article{{paper,\n{entry}}}\n\n@misc{{other,\n{entry}}}\n"


def _stored_run(text: str) -> str:
    tasks = [f"HumanEval/{number} {text}" for number in range(20)]
    passed = [number % 2 for number in range(20)]
    provenance = {
        "files": [{"name": f"{text} file", "sha256": "0" * 64}],
        "harness": f"{text} harness",
        "harness_version": text,
        "dataset_md5": "",
        "date": "2026-01-01",
        "source": "paper",
        "url": ADDRESS,
        "named_as": f"{text} name",
        "note": text,
    }
    run = {
        "format": "scalebook-run/1",
        "model": "toy-1b",
        "benchmark": "humaneval",
        "dataset_version": "v1",
        "decoding": {"strategy": "greedy", "temperature": None, "top_p": None},
        "provenance": provenance,
        "tasks": tasks,
        "samples": [1] * 20,
        "base": passed,
        "plus": passed,
    }
    return json.dumps(run)


def _raw_run(text: str) -> dict[str, str]:
    """Give a file as EvalPlus writes it."""
    sample = {
        "solution": text,
        "base_status": "pass",
        "plus_status": "fail",
        "base_fail_tests": [],
        "plus_fail_tests": [text],
    }
    tasks = {f"HumanEval/{number}": [sample | {"task_id": f"HumanEval/{number}"}] * 2 for number in range(20)}
    return {RAW: json.dumps({"date": "2026-01-02 10:00", "hash": "0" * 32, "eval": tasks})}


def _csv(rows: Iterable[Entry]) -> str:
    made, ordered = io.StringIO(), list(rows)
    columns = "id,model,benchmark,dataset_version,tasks,harness,k,value,estimand,temperature,samples,ci95_half,read,locator,url,note"
    if "quantity" in ordered[0]:
        columns = "id,source,model,quantity,cost,value,k,locator,note"
    writer = csv.DictWriter(made, columns.split(","))
    writer.writeheader()
    writer.writerows(ordered)
    return made.getvalue()
