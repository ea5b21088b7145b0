"""Whatever is wrong in `results/` is told with its place, what was found, and what was expected."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.load.corpus import read_corpus
from generator.model.corpus import Corpus

Files = dict[str, str | bytes | None]
Refused = Callable[[Files], list[str]]

CLAIM = "claims:\n- id: C1\n  text: Size matters.\n  source: doe2024\n  kind: finding\n  verdict: supported\n"
EVIDENCE = "  evidence:\n  - source: doe2024\n    locator: p. 1\n    direction: supports\n    finding: Yes.\n"
BIB = "@misc{doe2024,\n  title = {A Title},\n}\n"
HEADER = "id,model,benchmark,dataset_version,tasks,harness,k,value,estimand,temperature,samples,ci95_half,read,locator,url,note"
ROW = "r1,Toy,humaneval,v1,164,,1,30.0,greedy,,,,printed,Table 1,,"
CSV = "published/doe2024.csv"
RUN = "runs/humaneval/toy-7b--v1--greedy--00000000.json"


def run(model: str = "toy-7b", samples: str = "[2, 2]", base: str = "[1, 0]", plus: str = "[0, 0]") -> str:
    return (
        '{"format": "scalebook-run/1",\n'
        f' "model": "{model}", "benchmark": "humaneval", "dataset_version": "v1",\n'
        ' "decoding": {"strategy": "greedy"},\n'
        f' "provenance": {{"files": [{{"name": "r.json", "sha256": "{"0" * 64}"}}]}},\n'
        ' "tasks": ["HumanEval/0", "HumanEval/1"],\n'
        f' "samples": {samples},\n'
        f' "base": {base},\n'
        f' "plus": {plus}}}\n'
    )


def score(**fields: str) -> str:
    """Give a header and one row."""
    row = dict(zip(HEADER.split(","), ROW.split(","), strict=True)) | fields
    return f"{HEADER}\n{','.join(row.values())}\n"


def bomb() -> str:
    """Give what would be 9**9 names when its aliases were followed."""
    rows = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    rows += [f"{chr(97 + n)}: &{chr(97 + n)} [{', '.join([f'*{chr(96 + n)}'] * 9)}]" for n in range(1, 9)]
    return "\n".join(rows) + "\n"


YAML_MISTAKES: dict[str, tuple[Files, list[str]]] = {
    "a misspelt key": (
        {"claims.yaml": CLAIM + "  evidnce: []\n"},
        ["results/claims.yaml:7:3: unknown key `evidnce`; did you mean `evidence`?"],
    ),
    "an unknown key": (
        {
            "benchmarks.yaml": "benchmarks:\n- id: humaneval\n  name: HumanEval\n  versions:\n  - {id: v1, x: 1}\n"
        },
        ["results/benchmarks.yaml:5:14: unknown key `x`; expected one of id, tasks, md5, note"],
    ),
    "a misspelt key that is needed": (
        {"claims.yaml": CLAIM.replace("verdict", "verdit")},
        [
            "results/claims.yaml:2:3: claims[1] has no `verdict`; expected one",
            "results/claims.yaml:6:3: unknown key `verdit`; did you mean `verdict`?",
        ],
    ),
    "wrong types": (
        {"report.yaml": "title: 7\nseed: many\nauthors: Ada\nsynthesis: 3\nlimitations: [1, [x]]\n"},
        [
            "results/report.yaml:1:8: title: found `7`; expected text: write it in quotes",
            "results/report.yaml:2:7: seed: found `many`; expected a whole number",
            "results/report.yaml:3:10: authors: found `Ada`; expected a list",
            "results/report.yaml:4:12: synthesis: found `3`; expected a mapping of names to values",
            "results/report.yaml:5:15: limitations[1]: found `1`; expected text: write it in quotes",
            "results/report.yaml:5:18: limitations[2]: found a list; expected text",
        ],
    ),
    "values out of range": (
        {
            "report.yaml": "title: T\nseed: -1\nprimary_scale: log\ndate: 2026-02-30\nsearched_on: 2026-13\n"
            "tuning: [{family: Toy, source: doe2024, benchmark: humaneval, tuned: ppo, k: 0}]\n",
            "claims.yaml": CLAIM + "  confidence: {value: 1.5, kind: similarity}\n",
        },
        [
            "results/claims.yaml:7:23: confidence.value: found `1.5`; expected at most 1",
            "results/report.yaml:2:7: seed: found `-1`; expected at least 0",
            "results/report.yaml:3:16: primary_scale: found `log`; expected one of logit, points; did you mean `logit`?",
            "results/report.yaml:4:7: date: found `2026-02-30`; expected a day that the calendar has",
            "results/report.yaml:5:14: searched_on: found `2026-13`; expected a date such as 2026-06-12",
            "results/report.yaml:6:19: family: no model is of the family `Toy`; expected one of results/models.yaml",
            "results/report.yaml:6:70: tuned: found `ppo`; expected one of base, sft, rlhf, instruct, unknown",
            "results/report.yaml:6:78: k: found `0`; expected at least 1",
        ],
    ),
    "a key that stands twice": (
        {"claims.yaml": CLAIM + "  id: C2\n"},
        ["results/claims.yaml:7:3: found `id` again, first in line 2; expected each key once"],
    ),
    "a file that is a list": (
        {"claims.yaml": "- id: C1\n"},
        ["results/claims.yaml:1:1: the file: found a list; expected a mapping of names to values"],
    ),
    "a file of comments": (
        {"claims.yaml": "# to be written\n"},
        ["results/claims.yaml: the file: found nothing; expected a mapping of names to values"],
    ),
    "numbers that are none": (
        {
            "report.yaml": "title: T\nsynthesis:\n  title: S\n  quality: {value: .nan, scale: -.inf, kind: 1e999}\n"
        },
        [
            "results/report.yaml:4:20: found `.nan`; expected a finite number",
            "results/report.yaml:4:33: found `-.inf`; expected a finite number",
            "results/report.yaml:4:46: found `1e999`; expected a finite number",
        ],
    ),
    "an anchor and an alias": (
        {"report.yaml": "title: &t T\nquestion: *t\n"},
        [
            "results/report.yaml:1:8: found the anchor `&t`; expected no anchor: anchors are not read",
            "results/report.yaml:2:11: found the alias `*t`; expected the value itself: aliases are not read",
        ],
    ),
    "a tag": (
        {"report.yaml": "title: !!python/object/apply:os.system [ls]\n"},
        [
            (
                "results/report.yaml:1:8: found the tag `tag:yaml.org,2002:python/object/apply:os.system`; "
                "expected the plain value: tags are not read"
            )
        ],
    ),
    "a merge key": (
        {"report.yaml": "title: T\n<<: {seed: 1}\n"},
        ["results/report.yaml:2:1: found the merge key `<<`; expected the keys themselves"],
    ),
    "a collection as a key": (
        {"report.yaml": "title: T\n? [seed]\n: 1\n"},
        ["results/report.yaml:2:3: found a collection as a key; expected a name"],
    ),
    "a second document": (
        {"report.yaml": "title: T\n---\ntitle: U\n"},
        ["results/report.yaml:2:1: found a second YAML document; expected one a file"],
    ),
    "nesting without end": (
        {"report.yaml": "title: " + "[" * 50, "models.yaml": "[" * 5000, "benchmarks.yaml": "- " * 5000},
        [
            "results/benchmarks.yaml:1:81: found more than 40 levels of nesting; expected at most 40",
            "results/models.yaml:1:1001: found far more than 40 levels of nesting; expected at most 40",
            "results/report.yaml:1:47: found more than 40 levels of nesting; expected at most 40",
        ],
    ),
    "a control character": (
        {"report.yaml": "title: Größe\x07\n"},
        ["results/report.yaml:1:13: found the control character U+0007; expected text without it"],
    ),
    "a sign that turns a line around": (
        {"report.yaml": "title: 'a\u202eb'\n"},
        ["results/report.yaml:1:8: title: found the control character U+202E; expected text without it"],
    ),
    "an escaped control character": (
        {"report.yaml": 'title: "T\\x1b[31m"\n'},
        ["results/report.yaml:1:8: title: found the control character U+001B; expected text without it"],
    ),
    "a second colon": (
        {"report.yaml": "title: Tuning: does it help?\n"},
        [
            "results/report.yaml:1:14: found a second `: `; expected one a line: write text that holds one in quotes"
        ],
    ),
    "a tab": (
        {"report.yaml": "title: T\nsynthesis:\n\ttitle: S\n"},
        [
            "results/report.yaml:3:1: found a tab, @ or ` where a value starts; expected spaces, or quotes around the text"
        ],
    ),
    "an open quote": (
        {"report.yaml": 'title: "T\n'},
        ["results/report.yaml:2:1: found the end of the file inside quotes; expected the closing quote"],
    ),
    "a verdict that does not exist": (
        {"claims.yaml": CLAIM.replace("supported", "suported")},
        [
            (
                "results/claims.yaml:6:12: verdict: found `suported`; expected one of supported, supported_with_limits, "
                "contradicted, mixed, not_enough_info, not_checkable; did you mean `supported`?"
            )
        ],
    ),
    "a phrase longer than a dozen words": (
        {"claims.yaml": CLAIM + EVIDENCE + "    phrase: a b c d e f g h i j k l m\n"},
        ["results/claims.yaml:12:13: phrase: found 13 words; expected at most 12: quote less"],
    ),
    "a size that is text": (
        {"models.yaml": "models:\n- id: toy-7b\n  name: Toy\n  parameters: {total: 7B}\n"},
        [
            "results/models.yaml:4:23: parameters.total: found `7B`; expected a number of parameters such as 7e9"
        ],
    ),
    "more active parameters than there are": (
        {"models.yaml": "models:\n- id: toy-7b\n  name: Toy\n  parameters: {total: 7e9, active: 8e9}\n"},
        [
            "results/models.yaml:4:15: parameters: found 8e+09 active for a total of 7e+09; expected at most the total"
        ],
    ),
    "ids and addresses of another form": (
        {"models.yaml": "models:\n- id: toy 7b\n  name: ''\n  url: ftp://x\n  reference: '@doe'\n"},
        [
            (
                "results/models.yaml:2:7: id: found `toy 7b`; expected an id of letters, digits and . _ + - that starts "
                "with a letter or digit"
            ),
            "results/models.yaml:3:9: name: found no text; expected text",
            "results/models.yaml:4:8: url: found `ftp://x`; expected an address that starts with http:// or https://",
            "results/models.yaml:5:14: no entry of results/references.bib has the key `@doe`; expected one",
            "results/models.yaml:5:14: reference: found `@doe`; expected a citation key of letters, digits and . _ : + / -",
        ],
    ),
}

NAME_MISTAKES: dict[str, tuple[Files, list[str]]] = {
    "a claim that names no reference": (
        {"claims.yaml": CLAIM.replace("doe2024", "doe2025")},
        [
            (
                "results/claims.yaml:4:11: no entry of results/references.bib has the key `doe2025`; expected one; "
                "did you mean `doe2024`?"
            )
        ],
    ),
    "texts of a claim that cite nobody, or cite wrongly": (
        {
            "claims.yaml": CLAIM
            + "  why: As [@doe2024, p. 1; @roe] says.\n"
            + EVIDENCE.replace("Yes.", "Yes [@doe2024 p. 1], [@doe](a).")
            + "  - {source: doe2024, locator: p. 2, direction: limits, finding: 'No [@doe2025].'}\n"
        },
        [
            "results/claims.yaml:7:8: no entry of results/references.bib has the key `roe`; expected one",
            "results/claims.yaml:12:14: found the citation `@doe2024 p. 1`, expected `@key` or `@key, locator`",
            (
                "results/claims.yaml:13:66: no entry of results/references.bib has the key `doe2025`; expected one; "
                "did you mean `doe2024`?"
            ),
        ],
    ),
    "tuning that names what is not there": (
        {
            "references.bib": "@misc{doe2024, title={T}, author={Doe, A.}, year={2024}}\n",
            "report.yaml": """title: T
tuning:
- {family: Toys, source: roe2024, benchmark: humanevil, tuned: rlhf}
""",
        },
        [
            "results/report.yaml:3:12: family: no model is of the family `Toys`; expected one of results/models.yaml",
            "results/report.yaml:3:26: no entry of results/references.bib has the key `roe2024`; expected one; did you mean `doe2024`?",
            "results/report.yaml:3:46: benchmark: there is no score `humanevil`; expected a benchmark of results/benchmarks.yaml, with + for its plus score; did you mean `humaneval`?",
        ],
    ),
    "conclusions that contradict themselves": (
        {
            "report.yaml": """title: T
conclusions:
- id: one
  statement: Tuning helps.
  directness: none
  effect: gain
  certainty: {level: low, rated_by: Ada, rated_on: 2026-06-12}
- id: One
  statement: Sampling helps.
  directness: straight
  effect: loss
  certainty: {level: no_evidence, rated_by: Ada}
""",
        },
        [
            "results/report.yaml:10:15: directness: found `straight`; expected one of direct, indirect, none",
            "results/report.yaml:11:11: effect: found `loss`; expected one of gain, gain-by-size, gain-at-large-k",
            "results/report.yaml:12:14: certainty has no `rated_on`; expected one",
        ],
    ),
    "conclusions that do not go together": (
        {
            "references.bib": "@misc{doe2024, title={T}, author={Doe, A.}, year={2024}}\n",
            "report.yaml": """title: T
conclusions:
- id: one
  statement: Tuning helps.
  directness: none
  effect: gain
  certainty: {level: low, rated_by: Ada, rated_on: 2026-06-12}
- id: One
  statement: Sampling helps.
  directness: direct
  evidence: [roe2024]
  certainty: {level: no_evidence, rated_by: Ada, rated_on: 2026-06-12}
""",
        },
        [
            "results/report.yaml:5:15: directness: found `none` with certainty `low`; expected `none` with `no_evidence`, and only with it",
            "results/report.yaml:6:11: effect: found `gain` where there is no evidence; expected no effect",
            "results/report.yaml:8:7: id: found `One` twice; expected each conclusion under an id of its own",
            "results/report.yaml:10:15: directness: found `direct` with certainty `no_evidence`; expected `none` with `no_evidence`, and only with it",
            "results/report.yaml:11:14: no entry of results/references.bib has the key `roe2024`; expected one; did you mean `doe2024`?",
        ],
    ),
    "evidence, models, benchmarks and a synthesis that name no reference": (
        {
            "claims.yaml": CLAIM + EVIDENCE.replace("doe2024", "a1"),
            "models.yaml": "models:\n- id: m\n  name: M\n  reference: b1\n  aliases: [{source: c1, name: M}]\n",
            "benchmarks.yaml": (
                "benchmarks:\n- id: humaneval\n  name: H\n  reference: d1\n  plus_reference: e1\n"
                "  versions: [{id: v1}]\n"
            ),
            "report.yaml": "title: T\nsynthesis: {title: S, references_listed: [doe2024, f1]}\n",
        },
        [
            f"results/{place}: no entry of results/references.bib has the key `{key}`; expected one"
            for place, key in (
                ("benchmarks.yaml:4:14", "d1"),
                ("benchmarks.yaml:5:19", "e1"),
                ("claims.yaml:8:13", "a1"),
                ("models.yaml:4:14", "b1"),
                ("models.yaml:5:22", "c1"),
                ("report.yaml:2:52", "f1"),
            )
        ],
    ),
    "published scores that name no reference": (
        {"published/roe.csv": score(id="r2")},
        ["results/published/roe.csv: no entry of results/references.bib has the key `roe`; expected one"],
    ),
    "no bibliography at all": (
        {"references.bib": None},
        [
            "results/claims.yaml:4:11: no entry of results/references.bib has the key `doe2024`; expected one",
            "results/published/doe2024.csv: no entry of results/references.bib has the key `doe2024`; expected one",
        ],
    ),
    "a run of an unknown model": (
        {RUN.replace("7b", "8b"): run(model="toy-8b")},
        [
            (
                "results/runs/humaneval/toy-8b--v1--greedy--00000000.json: a run of the unknown model `toy-8b`; "
                "expected one of results/models.yaml; did you mean `toy-7b`? "
                "(`gen add --new-models` drafts what is missing there)"
            )
        ],
    ),
    "a model without its base": (
        {"models.yaml": "models:\n- id: toy-7b\n  name: Toy\n  base_model: toy-7\n"},
        [
            (
                "results/models.yaml:4:15: base_model: no model has the id `toy-7`; expected one of results/models.yaml; "
                "did you mean `toy-7b`?"
            )
        ],
    ),
    "models in a circle": (
        {
            "models.yaml": "models:\n- {id: a, name: A, base_model: b}\n- {id: b, name: B, base_model: a}\n"
            "- {id: c, name: C, base_model: a}\n"
        },
        [
            "results/models.yaml:2:8: base_model: found the circle a ← b ← a; expected a model that is tuned from no other",
            "results/models.yaml:3:8: base_model: found the circle b ← a ← b; expected a model that is tuned from no other",
        ],
    ),
    "many models in a circle": (
        {
            "models.yaml": "models:\n"
            + "".join(f"- {{id: m{n}, name: M, base_model: m{(n + 1) % 8}}}\n" for n in range(9))
        },
        [
            f"results/models.yaml:{n + 2}:8: base_model: found the circle {' ← '.join(f'm{(n + at) % 8}' for at in range(6))} "
            f"← … ← m{n}; expected a model that is tuned from no other"
            for n in range(8)
        ],
    ),
    "a name that is two models": (
        {
            "models.yaml": "models:\n- {id: a, name: A, aliases: [{source: doe2024, name: Toy}]}\n"
            "- {id: b, name: B, aliases: [{source: doe2024, name: Toy}]}\n"
        },
        [
            "results/models.yaml:3:8: found the alias `Toy` of doe2024, which is `a` already; expected it at one model"
        ],
    ),
    "a claim like no other": (
        {"claims.yaml": CLAIM + "  same_sentence_as: C2\n"},
        ["results/claims.yaml:7:21: same_sentence_as: no claim has the id `C2`; expected one"],
    ),
    "ids that stand twice, whatever their case": (
        {
            "claims.yaml": None,
            "claims/a.yaml": CLAIM,
            "claims/b.yaml": CLAIM.replace("C1", "c1"),
            "models.yaml": "models:\n- {id: a, name: A}\n- {id: A, name: B}\n",
            "benchmarks.yaml": (
                "benchmarks:\n- {id: humaneval, name: H, versions: [{id: v1}, {id: V1}]}\n- {id: HumanEval, name: I}\n"
            ),
            CSV: f"{score()}{ROW.replace('r1', 'R1')}\n",
        },
        [
            "results/benchmarks.yaml:2:8: versions: found `v1` 2 times; expected each version once",
            (
                "results/benchmarks.yaml:3:8: found the id `HumanEval` again, first at results/benchmarks.yaml:2:8; "
                "expected each id once, whatever its case"
            ),
            (
                "results/claims/b.yaml:2:7: found the id `c1` again, first at results/claims/a.yaml:2:7; "
                "expected each id once, whatever its case"
            ),
            (
                "results/models.yaml:3:8: found the id `A` again, first at results/models.yaml:2:8; "
                "expected each id once, whatever its case"
            ),
            (
                "results/published/doe2024.csv:3: found the id `R1` again, first at results/published/doe2024.csv:2; "
                "expected each id once in a report"
            ),
        ],
    ),
    "scores of no known benchmark or version": (
        {CSV: f"{score(benchmark='humanevl+')}{ROW.replace('r1', 'r2').replace('v1', 'v2')}\n"},
        [
            (
                "results/published/doe2024.csv:2: benchmark: found `humanevl`; expected one of results/benchmarks.yaml; "
                "did you mean `humaneval`?"
            ),
            "results/published/doe2024.csv:3: dataset_version: found `v2`; expected one of v1, or nothing",
        ],
    ),
    "scores without benchmarks": (
        {"benchmarks.yaml": None},
        [
            "results/benchmarks.yaml: is missing, but there are published scores; expected the benchmarks that they are of"
        ],
    ),
}

FILE_MISTAKES: dict[str, tuple[Files, list[str]]] = {
    "empty files": (
        {"claims.yaml": "", "references.bib": "\n \n", RUN: b"\xef\xbb\xbf", CSV: ""},
        [
            f"results/{name}: is empty; expected content, or no file"
            for name in ("claims.yaml", CSV, "references.bib", RUN)
        ],
    ),
    "binary files": (
        {"claims.yaml": b"a\0", "references.bib": b"\x89PNG\r\n\x1a\n\0\0", RUN: b'{\n"\0', CSV: b"PK\3\4\0"},
        [
            f"results/{place}: found a NUL byte, as binary files hold; expected text"
            for place in ("claims.yaml:1:2", f"{CSV}:1:5", "references.bib:3:1", f"{RUN}:2:2")
        ],
    ),
    "Latin-1": (
        {
            "claims.yaml": CLAIM.replace("Size", "Größe").encode("latin-1"),
            "references.bib": BIB.replace("Title", "Größe").encode("latin-1"),
            CSV: score(model="Töy").encode("latin-1"),
            RUN: run().replace("r.json", "ö.json").encode("latin-1"),
        },
        [
            f"results/{place}: found the byte 0xf6, which is “ö” in Latin-1 or Windows-1252; "
            "expected UTF-8: save the file as UTF-8"
            for place in ("claims.yaml:3:11", f"{CSV}:2:5", "references.bib:2:16", f"{RUN}:4:37")
        ],
    ),
    "UTF-16": (
        {"claims.yaml": CLAIM.encode("utf-16")},
        ["results/claims.yaml: looks like UTF-16; expected UTF-8: save the file as UTF-8"],
    ),
    "a file beyond all size": (
        {"claims.yaml": b"#" * (8 * 2**20 + 1)},
        ["results/claims.yaml: has 8,388,609 bytes; expected at most 8,388,608"],
    ),
    "files that would not be read": (
        {
            "claim.yaml": CLAIM,
            "extra.bib": BIB,
            "claims/a.yml": CLAIM,
            "claims/more/a.yaml": CLAIM,
            "published/roe.CSV": score(),
            "published/notes.yaml": "a: 1",
            "runs/x.meta.yaml": "note: n",
            "README.md": "read",
            "published/.doe2024.csv": "hidden",
            "runs/.cache/x.yaml": "hidden",
        },
        [
            "results/claim.yaml: is not read under this name; did you mean `claims.yaml`?",
            "results/claims/a.yml: is not read here; expected files that end in .yaml, in results/claims/ itself",
            "results/claims/more/a.yaml: is not read here; expected files that end in .yaml, in results/claims/ itself",
            (
                "results/extra.bib: is not read under this name; expected one of report.yaml, models.yaml, benchmarks.yaml, "
                "claims.yaml, references.bib"
            ),
            "results/published/notes.yaml: is not read here; expected files that end in .csv, in results/published/ itself",
            "results/published/roe.CSV: is not read here; expected files that end in .csv, in results/published/ itself",
            "results/runs/x.meta.yaml: is not read here; expected it beside a result file, with the name of that and .meta.yaml",
        ],
    ),
    "files in place of folders": (
        {CSV: None, "published": "x", "runs": "x", "claims": "x"},
        [
            f"results/{name}: cannot be read (Not a directory); expected a readable folder"
            for name in ("claims", "published", "runs")
        ],
    ),
    "a report without results": (
        {"claims.yaml": None, CSV: None},
        [
            "results: holds no runs, published scores or claims; expected some: `gen add FILE` stores a result file"
        ],
    ),
}

RUN_MISTAKES: dict[str, tuple[Files, list[str]]] = {
    "a JSON file that is cut off": (
        {RUN: run()[:330]},
        [
            f"results/{RUN}:7:5: the JSON ends at byte 330 inside `HumanEval/1`, before it is closed: the file is cut off"
        ],
    ),
    "a key that stands twice": (
        {RUN: run().replace(' "plus"', ' "base": [2, 2],\n "plus"')},
        [f"results/{RUN}:8:2: `base` stands twice in an object; expected each key once"],
    ),
    "a misspelt key": (
        {RUN: run().replace('"plus"', '"puls"')},
        [f"results/{RUN}: unknown key `puls`; expected only those of docs/formats.md"],
    ),
    "NaN": (
        {RUN: run(base="[1, NaN]")},
        [f"results/{RUN}:7:14: found NaN at byte 339; expected a number"],
    ),
    "a negative count": (
        {RUN: run(base="[-1, 0]")},
        [f"results/{RUN}:7:2: base: found -1 for `HumanEval/0`; expected between 0 and 2, the samples"],
    ),
    "more passes than samples": (
        {RUN: run(base="[2, 3]", plus="[0, 3]")},
        [
            f"results/{RUN}:7:2: base: found 3 for `HumanEval/1`; expected between 0 and 2, the samples",
        ],
    ),
    "more plus passes than base passes": (
        {RUN: run(base="[1, 0]", plus="[1, 1]")},
        [f"results/{RUN}:8:2: plus: found 1 for `HumanEval/1`; expected between 0 and 0, the base passes"],
    ),
    "no samples": (
        {RUN: run(samples="[2, 0]")},
        [f"results/{RUN}:6:2: samples: found 0 for `HumanEval/1`; expected between 1 and 1000000"],
    ),
    "counts of another length": (
        {RUN: run(plus="[0]")},
        [f"results/{RUN}:8:2: plus: found 1 counts for 2 tasks; expected one for each"],
    ),
    "counts of another type": (
        {RUN: run(base='[1, "0"]')},
        [f"results/{RUN}: base[2]: found text; expected a whole number"],
    ),
    "a source that names no reference": (
        {RUN: run().replace('"files"', '"source": "roe2024", "files"')},
        [
            f"results/{RUN}: no entry of results/references.bib has the key `roe2024`; expected one; did you mean `doe2024`?"
        ],
    ),
    "JSON of no known format": (
        {"runs/x.json": '{"accuracy": 0.5}'},
        [
            (
                "results/runs/x.json: holds a JSON object with the keys `accuracy`, which is no known format; "
                "expected one of those in docs/harnesses.md"
            )
        ],
    ),
}

CSV_MISTAKES: dict[str, tuple[Files, list[str]]] = {
    "a misspelt column": (
        {CSV: score().replace("model", "modle")},
        ["results/published/doe2024.csv:1: unknown column `modle`; did you mean `model`?"],
    ),
    "a column too few": (
        {CSV: score().replace(",note", "")},
        [f"results/published/doe2024.csv:1: has no column note; expected {HEADER}"],
    ),
    "columns in another order": (
        {CSV: score().replace("id,model", "model,id")},
        [
            f"results/published/doe2024.csv:1: found the columns `{HEADER.replace('id,model', 'model,id')}`; expected {HEADER}"
        ],
    ),
    "no header": (
        {CSV: f"{ROW}\n"},
        [f"results/published/doe2024.csv:1: found the columns `{ROW}`; expected {HEADER}"],
    ),
    "semicolons": (
        {CSV: score().replace(",", ";")},
        [
            f"results/published/doe2024.csv:1: found the columns `{HEADER.replace(',', ';')}`; expected {HEADER}"
        ],
    ),
    "commas without quotes": (
        {CSV: score(model="Toy, tuned", value="30,0")},
        [
            "results/published/doe2024.csv:2: found 18 fields; expected 16: put text that holds a comma in quotes"
        ],
    ),
    "quotes that do not fit, and what follows them": (
        {
            CSV: f"{score(model=chr(34) + 'To' + chr(34) + 'y')}{ROW.replace('30.0', '101')}\n{ROW.replace('Toy', chr(34))}\n"
        },
        [
            (
                "results/published/doe2024.csv:2: found text behind a closing quote; expected a comma: write a quote inside "
                "quotes twice"
            ),
            "results/published/doe2024.csv:3:28: value: found `101`; expected a number from 0 to 100",
            'results/published/doe2024.csv:4: found a quote that is not closed; expected " at the end of the field',
        ],
    ),
    "numbers out of range": (
        {CSV: score(tasks="0", k="0", value="100.1", temperature="11", samples="-1", ci95_half="nan")},
        [
            "results/published/doe2024.csv:2:21: tasks: found `0`; expected a whole number of at least 1",
            "results/published/doe2024.csv:2:24: k: found `0`; expected a whole number of at least 1",
            "results/published/doe2024.csv:2:26: value: found `100.1`; expected a number from 0 to 100",
            "results/published/doe2024.csv:2:39: temperature: found `11`; expected a number from 0 to 10",
            "results/published/doe2024.csv:2:42: samples: found `-1`; expected a whole number of at least 1",
            "results/published/doe2024.csv:2:45: ci95_half: found `nan`; expected a number from 0 to 100",
        ],
    ),
    "words out of range": (
        {CSV: score(id="", model="", estimand="pass", read="seen", url="www.x.org")},
        [
            "results/published/doe2024.csv:2:1: id: is empty; expected text",
            "results/published/doe2024.csv:2:2: model: is empty; expected text",
            "results/published/doe2024.csv:2:28: estimand: found `pass`; expected one of greedy, sampled, selected, unknown",
            "results/published/doe2024.csv:2:36: read: found `seen`; expected one of printed, vector, by-eye",
            (
                "results/published/doe2024.csv:2:49: url: found `www.x.org`; expected an address that starts with http:// or "
                "https://, or nothing"
            ),
        ],
    ),
    "a comma in a number": (
        {CSV: score(value='"30,0"')},
        ["results/published/doe2024.csv:2:28: value: found `30,0`; expected a number from 0 to 100"],
    ),
    "a mistake in a row of two lines": (
        {CSV: score(note='"a\nb"', value="")},
        ["results/published/doe2024.csv:2: value: found no text; expected a number from 0 to 100"],
    ),
    "more tries than samples": (
        {CSV: score(k="10", samples="5")},
        ["results/published/doe2024.csv:2: k: found 10 for 5 samples a task; expected at most 5"],
    ),
    "texts without end": (
        {CSV: f"{score(note='x' * 5001)}{ROW},{'x' * 200_000}\n"},
        [
            "results/published/doe2024.csv:2:60: note: has 5001 characters; expected at most 5000",
            "results/published/doe2024.csv:3: found more than 131,072 characters in a field; expected at most 5,000",
        ],
    ),
    "figures of resampling out of range": (
        {
            "published/resampling.csv": (
                "id,source,model,quantity,cost,value,k,locator,note\n"
                "q1,doe2024,M,best_reward,,0.5,1,,\n"
                "q2,doe2024,M,pass1_plus,1,0.5,1,,\n"
                "q3,,M,best,0,2,-1,,\n"
                "r1,roe2024,M,pass1_plus,,0.5,,,\n"
            )
        },
        [
            "results/published/resampling.csv:2: cost: is empty; expected a number with best_reward",
            "results/published/resampling.csv:3: cost: found 1 with pass1_plus; expected nothing, or the quantity best_reward",
            "results/published/resampling.csv:4:4: source: is empty; expected text",
            (
                "results/published/resampling.csv:4:7: quantity: found `best`; expected one of pass1_plus, conditional_ceiling, "
                "best_reward"
            ),
            "results/published/resampling.csv:4:14: value: found `2`; expected a number from -1000 to 1",
            "results/published/resampling.csv:4:16: k: found `-1`; expected a whole number of at least 0",
            (
                "results/published/resampling.csv:5: found the id `r1` again, first at results/published/doe2024.csv:2; "
                "expected each id once in a report"
            ),
            (
                "results/published/resampling.csv:5: no entry of results/references.bib has the key `roe2024`; expected one; "
                "did you mean `doe2024`?"
            ),
        ],
    ),
}


@pytest.mark.parametrize(("files", "lines"), YAML_MISTAKES.values(), ids=YAML_MISTAKES)
def test_what_is_wrong_in_yaml_is_told(files: Files, lines: list[str], refused: Refused) -> None:
    assert refused(files) == lines


@pytest.mark.parametrize(("files", "lines"), NAME_MISTAKES.values(), ids=NAME_MISTAKES)
def test_a_name_that_leads_nowhere_is_told(files: Files, lines: list[str], refused: Refused) -> None:
    assert refused(files) == lines


@pytest.mark.parametrize(("files", "lines"), FILE_MISTAKES.values(), ids=FILE_MISTAKES)
def test_a_file_that_cannot_be_read_is_told(files: Files, lines: list[str], refused: Refused) -> None:
    assert refused(files) == lines


@pytest.mark.parametrize(("files", "lines"), RUN_MISTAKES.values(), ids=RUN_MISTAKES)
def test_what_is_wrong_in_a_run_is_told(files: Files, lines: list[str], refused: Refused) -> None:
    assert refused(files) == lines


@pytest.mark.parametrize(("files", "lines"), CSV_MISTAKES.values(), ids=CSV_MISTAKES)
def test_what_is_wrong_in_published_scores_is_told(files: Files, lines: list[str], refused: Refused) -> None:
    assert refused(files) == lines


def test_a_yaml_bomb_is_refused_before_it_grows(refused: Refused) -> None:
    at_b = [f"2:{column}" for column in range(8, 41, 4)]
    at_c = [f"3:{column}" for column in range(8, 37, 4)]
    anchor = "found the anchor `&{}`; expected no anchor: anchors are not read"
    alias = "found the alias `*{}`; expected the value itself: aliases are not read"
    assert refused({"report.yaml": bomb()}) == [
        f"results/report.yaml:1:4: {anchor.format('a')}",
        f"results/report.yaml:2:4: {anchor.format('b')}",
        *(f"results/report.yaml:{place}: {alias.format('a')}" for place in at_b),
        f"results/report.yaml:3:4: {anchor.format('c')}",
        *(f"results/report.yaml:{place}: {alias.format('b')}" for place in at_c),
    ]


def test_mistakes_in_several_files_are_all_told_at_once_in_order(refused: Refused) -> None:
    files: Files = {
        "report.yaml": "titel: T\n",
        "claims.yaml": CLAIM.replace("finding", "find") + "  id: C2\n",
        "models.yaml": "models:\n- id: toy-7b\n  name: Toy\n  trainning: sft\n  base_model: toy\n",
        "references.bib": f"{BIB}@misc{{roe2024, title = }}\n@misc{{doe2024, title = {{B}}}}\n",
        CSV: score(value="300", benchmark="mbpp"),
        RUN: run(base="[3, 0]"),
        "claims/more.yaml": CLAIM.replace("C1", "C3").replace("doe2024", "poe2024"),
    }
    assert refused(files) == [
        "results/claims.yaml:7:3: found `id` again, first in line 2; expected each key once",
        (
            "results/claims/more.yaml:4:11: no entry of results/references.bib has the key `poe2024`; expected one; "
            "did you mean `roe2024`?"
        ),
        "results/models.yaml:4:3: unknown key `trainning`; did you mean `training`?",
        (
            "results/models.yaml:5:15: base_model: no model has the id `toy`; expected one of results/models.yaml; "
            "did you mean `toy-7b`?"
        ),
        "results/published/doe2024.csv:2:23: value: found `300`; expected a number from 0 to 100",
        "results/references.bib:4: title: found no value; expected text in braces or quotes",
        "results/references.bib:5: found the key `doe2024` again, first in line 1; expected each key once",
        "results/report.yaml:1:1: the file has no `title`; expected one",
        "results/report.yaml:1:1: unknown key `titel`; did you mean `title`?",
        f"results/{RUN}:7:2: base: found 3 for `HumanEval/0`; expected between 0 and 2, the samples",
    ]


@pytest.mark.parametrize(
    "name", ["claims.yaml", "references.bib", CSV, "published/resampling.csv", RUN, "claims/more.yaml"]
)
def test_a_link_out_of_results_is_refused(name: str, written: Callable[[Files], Path]) -> None:
    root = written({name: "x"})
    outside, link = root / "secret", root / "results" / name
    outside.write_text("secret")
    link.unlink()
    link.symlink_to(outside)
    with pytest.raises(InputError) as raised:
        read_corpus(root)
    text = f"results/{name}: is a link that leads to {outside}, outside results/; expected a file inside"
    assert text in str(raised.value).split("\n")
    assert [each for each in raised.value.problems if each.place.file == f"results/{name}"] == [
        each for each in raised.value.problems if str(each) == text
    ]


@pytest.mark.parametrize("name", ["claims.yaml", CSV, "published/resampling.csv", "claims/more.yaml"])
def test_a_link_to_nothing_is_told(name: str, refused: Refused, tmp_path: Path) -> None:
    link = tmp_path / "results" / name
    link.parent.mkdir(parents=True)
    link.symlink_to(tmp_path / "results" / "nothing")
    assert refused({name: None}) == [f"results/{name}: is not there; expected a file"]


def test_a_link_to_itself_is_told(refused: Refused, tmp_path: Path) -> None:
    link = tmp_path / "results" / "claims.yaml"
    link.parent.mkdir()
    link.symlink_to(link)
    (line,) = refused({"claims.yaml": None})
    assert line in {  # as one Python has it or another
        "results/claims.yaml: cannot be read (a link that leads to itself); expected a readable file",
        "results/claims.yaml: cannot be read (Too many levels of symbolic links); expected a readable file",
        "results/claims.yaml: is not there; expected a file",
    }


def test_a_pipe_is_told_and_not_waited_for(refused: Refused, tmp_path: Path) -> None:
    (tmp_path / "results").mkdir()
    os.mkfifo(tmp_path / "results" / "claims.yaml")
    assert refused({"claims.yaml": None}) == ["results/claims.yaml: is not a file; expected a file"]


def test_results_that_are_a_link_are_refused(written: Callable[[Files], Path]) -> None:
    root = written({})
    (root / "results").rename(root / "elsewhere")
    (root / "results").symlink_to(root / "elsewhere")
    with pytest.raises(InputError) as raised:
        read_corpus(root)
    assert str(raised.value) == (
        f"results: is a link to the folder {root / 'elsewhere'}; expected a folder, links are not followed"
    )


def test_a_report_without_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        read_corpus(tmp_path)
    assert str(raised.value) == (
        "results: there is no such folder; expected a report's data: `gen init` makes a report"
    )


def test_a_strange_name_of_a_file_stays_on_its_line(refused: Refused) -> None:
    assert refused({"published/do\ne\x1b[2J.csv": score(id="r2")}) == [
        "results/published/do\\ne\\x1b[2J.csv: no entry of results/references.bib has the key `do\\ne\\x1b[2J`; expected one"
    ]


def test_words_and_dates_of_yaml_are_text(corpus: Callable[[Files], Corpus]) -> None:
    report = corpus(
        {"report.yaml": "title: no\nquestion: 2026-06-12\nabstract: 0x1f\nauthors: [yes, 12:30]\n"}
    )
    assert (report.report.title, report.report.question, report.report.abstract, report.report.authors) == (
        "no",
        "2026-06-12",
        "0x1f",
        ("yes", "12:30"),
    )
