"""Files that people write become values: models, benchmarks, claims, the report, sidecars and options."""

from collections.abc import Callable
from typing import TypeVar

import pytest

from generator.errors import Place
from generator.load.catalogue import read_benchmarks, read_models
from generator.load.claims import read_claims
from generator.load.located import Located, parse_yaml
from generator.load.problems import Problems
from generator.load.report import read_report
from generator.model.catalogue import Alias, Benchmark, DatasetVersion, ModelCard
from generator.model.claim import Certainty, Checked, Claim, Confidence, Evidence, Stated
from generator.model.literature import Counted, Prisma, Review
from generator.model.report import DataLicence, Quality, Report, Synthesis, TextDamage

Value = TypeVar("Value")


def read(text: str, reader: Callable[[Located, Problems], Value]) -> tuple[Value, list[str]]:
    problems = Problems()
    located = parse_yaml(text, "f.yaml", problems)
    assert located is not None
    return reader(located, problems), [str(problem) for problem in sorted(problems.found)]


def test_a_model_is_read_whole() -> None:
    text = (
        "models:\n- id: toy-8x7b\n  name: ' Toy 8x7B '\n  family: Toy\n  parameters: {total: 47e9, active: 13000000000}\n"
        "  training: rlhf\n  base_model: toy-base\n  url: https://e.org/toy\n  reference: doe2024:a/b\n"
        "  aliases: [{source: roe2025, name: toy_8x7b}, {source: evalplus, name: 'Toy, 8x7B'}]\n"
        "  unconfirmed: true\n  note: |\n    two\n    lines\n"
    )
    (card,), problems = read(text, read_models)
    assert problems == []
    assert card == ModelCard(
        id="toy-8x7b",
        name="Toy 8x7B",
        family="Toy",
        parameters=47e9,
        active_parameters=13e9,
        training="rlhf",
        base_model="toy-base",
        url="https://e.org/toy",
        reference="doe2024:a/b",
        aliases=(Alias("roe2025", "toy_8x7b"), Alias("evalplus", "Toy, 8x7B")),
        unconfirmed=True,
        note="two\nlines",
    )
    assert card.place == Place("f.yaml", 2, 7)


def test_a_model_needs_no_more_than_id_and_name() -> None:
    assert read("models: [{id: a, name: A}]", read_models) == ((ModelCard("a", "A"),), [])


def test_names_of_two_lines_are_names_in_one() -> None:
    text = 'models: [{id: a, name: "A\\n  7B", family: "A\\n\\nB"}]'
    assert read(text, read_models) == ((ModelCard("a", "A 7B", "A B"),), [])


def test_what_is_stated_as_nothing_is_not_known() -> None:
    text = "models: [{id: a, name: A, base_model: null, url: ~, reference: , parameters: {total: null}}]"
    assert read(text, read_models) == ((ModelCard("a", "A"),), [])


@pytest.mark.parametrize(
    ("parameters", "line"),
    [
        (
            "{active: 1e9}",
            "f.yaml:1:39: parameters: found 1e+09 active for no total; expected at most the total",
        ),
        ("{total: 0}", "f.yaml:1:47: parameters.total: found `0`; expected at least 1"),
        ("{total: 1e16}", "f.yaml:1:47: parameters.total: found `1e16`; expected at most 1e+15"),
        ("{total: [7]}", "f.yaml:1:47: parameters.total: found a list; expected a number"),
        ("{total: true}", "f.yaml:1:47: parameters.total: found `true`; expected a number"),
        ("{totl: 7}", "f.yaml:1:40: unknown key `totl`; did you mean `total`?"),
        ("7e9", "f.yaml:1:39: parameters: found `7e9`; expected a mapping of names to values"),
    ],
)
def test_parameters_that_cannot_be_are_told(parameters: str, line: str) -> None:
    assert read(f"models: [{{id: a, name: A, parameters: {parameters}}}]", read_models) == ((), [line])


def test_a_benchmark_is_read_whole() -> None:
    md5 = "fe585eb4df8c88d844eeb463ea4d0302"
    text = (
        "benchmarks:\n- id: humaneval\n  name: HumanEval\n  plus_name: HumanEval+\n  task_prefix: HumanEval/\n"
        "  released: 2021-07-07\n  reference: a\n  plus_reference: b\n"
        f"  versions:\n  - {{id: v1, tasks: 164, md5: {md5}, note: n}}\n  - {{id: unstated}}\n"
    )
    (benchmark,), problems = read(text, read_benchmarks)
    assert problems == []
    assert benchmark == Benchmark(
        id="humaneval",
        name="HumanEval",
        plus_name="HumanEval+",
        task_prefix="HumanEval/",
        released="2021-07-07",
        reference="a",
        plus_reference="b",
        versions=(DatasetVersion("v1", 164, md5, "n"), DatasetVersion("unstated")),
    )
    assert benchmark.place == Place("f.yaml", 2, 7)


def test_a_version_that_cannot_be_is_told() -> None:
    text = "benchmarks:\n- id: a\n  name: A\n  versions: [{id: v1, tasks: 0, md5: FE585}, {tasks: 1.5}]\n"
    assert read(text, read_benchmarks) == (
        (),
        [
            "f.yaml:4:30: tasks: found `0`; expected at least 1",
            "f.yaml:4:38: md5: found `FE585`; expected an md5 of 32 digits 0-9 and a-f",
            "f.yaml:4:46: versions[2] has no `id`; expected one",
            "f.yaml:4:54: tasks: found `1.5`; expected a whole number",
        ],
    )


def test_a_claim_is_read_whole() -> None:
    text = (
        "claims:\n- id: S5\n  text: Tuned models perform be\n  completed: Tuned models perform better.\n  source: doe2024\n"
        "  kind: finding\n  verdict: supported_with_limits\n  why: One sentence.\n"
        "  stated: {verified: true, by: the synthesis}\n"
        "  confidence: {value: 0.25, kind: similarity, meaning: of texts}\n"
        "  certainty: {level: very_low, reasons: [one figure, no error bars], rated_by: authors, rated_on: 2026-11}\n"
        "  scope: {models: policies, 'k': '1'}\n  same_sentence_as: S4\n  evidence:\n"
        "  - {source: roe2025, locator: p. 1, direction: limits, finding: It is small., phrase: a b c d e f g h i j k l}\n"
        "  checked: {by: authors, on: 2026-11-24, method: read against the paper}\n"
    )
    (claim,), problems = read(text, read_claims)
    assert problems == []
    assert claim == Claim(
        id="S5",
        text="Tuned models perform be",
        source="doe2024",
        kind="finding",
        verdict="supported_with_limits",
        why="One sentence.",
        completed="Tuned models perform better.",
        stated=Stated(verified=True, by="the synthesis"),
        confidence=Confidence(0.25, "similarity", meaning="of texts"),
        certainty=Certainty("very_low", ("one figure", "no error bars"), "authors", "2026-11"),
        scope=(("models", "policies"), ("k", "1")),
        same_sentence_as="S4",
        evidence=(Evidence("roe2025", "p. 1", "limits", "It is small.", "a b c d e f g h i j k l"),),
        checked=Checked("authors", "2026-11-24", "read against the paper"),
    )
    assert claim.place == Place("f.yaml", 2, 7)


def claim(**lines: str) -> str:
    needed = {"id": "C1", "text": "T.", "source": "doe2024", "kind": "finding", "verdict": "supported"}
    fields = "".join(f"  {name}: {value}\n" for name, value in {**needed, **lines}.items())
    return f"claims:\n-{fields[1:]}"


def test_a_claim_needs_no_more_than_five_keys() -> None:
    assert read(claim(), read_claims) == ((Claim("C1", "T.", "doe2024", "finding", "supported"),), [])


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            {"kind": "argumnt"},
            [
                ("f.yaml:5:9: kind: found `argumnt`; expected one of finding, argument, descriptive, figure_text; "
                "did you mean `argument`?")
            ],
        ),
        ({"verdict": "true"}, [
            ("f.yaml:6:12: verdict: found `true`; expected one of supported, supported_with_limits, contradicted, mixed, "
            "not_enough_info, not_checkable")
        ]),
        ({"text": "''"}, ["f.yaml:3:9: text: found no text; expected text"]),
        ({"text": "' '"}, ["f.yaml:3:9: text: found no text; expected text"]),
        ({"text": "x" * 5001}, ["f.yaml:3:9: text: found 5001 characters; expected at most 5000"]),
        ({"scope": "{models: 7}"}, ["f.yaml:7:19: scope.models: found `7`; expected text: write it in quotes"]),
        ({"scope": "[models]"}, ["f.yaml:7:10: scope: found a list; expected a mapping of names to values"]),
        ({"scope": "{'': x}"}, ["f.yaml:7:11: scope.: found no text; expected text"]),
        ({"scope": f"{{{'x' * 301}: x}}"}, [f"f.yaml:7:11: scope.{'x' * 301}: found 301 characters; expected at most 300"]),
        ({"stated": "{verified: yes, by: x}"}, ["f.yaml:7:22: stated.verified: found `yes`; expected true or false"]),
        ({"confidence": "{value: -0.1, kind: p}"}, [
            "f.yaml:7:23: confidence.value: found `-0.1`; expected at least 0",
            "f.yaml:7:35: confidence.kind: found `p`; expected one of similarity, probability, unstated",
        ]),
        ({"evidence": "[{source: a, locator: b, direction: suports, finding: ''}]"}, [
            ("f.yaml:7:49: direction: found `suports`; expected one of supports, limits, contradicts, context; "
            "did you mean `supports`?"),
            "f.yaml:7:67: finding: found no text; expected text",
        ]),
        ({"evidence": "{source: a}"}, ["f.yaml:7:13: evidence: found a mapping; expected a list"]),
        ({"checked": "{by: x}"}, [
            "f.yaml:7:12: checked has no `method`; expected one",
            "f.yaml:7:12: checked has no `on`; expected one",
        ]),
        ({"why": '"a\\x00b"'}, ["f.yaml:7:8: why: found the control character U+0000; expected text without it"]),
    ],
)  # fmt: skip
def test_what_a_claim_should_not_hold_is_told(lines: dict[str, str], told: list[str]) -> None:
    assert read(claim(**lines), read_claims) == ((), told)


def test_a_report_is_read_whole() -> None:
    text = (
        "title: T\nquestion: Q?\nauthors: [Ada, Bo]\ndate: 2026-06-12\nsearched_on: 2026\nabstract: A.\nseed: 20260612\n"
        "primary_scale: points\nlimitations: [L1, L2]\nsynthesis:\n  title: S\n  date: 2026-06\n  method: M\n"
        "  papers_retrieved: 18\n  claims_extracted: 9\n  claims_verified: 0\n"
        "  quality: {value: 7.5, scale: 10, kind: automated}\n  references_listed: [a, b]\n"
        "  text_damage: [{printed: netune, should_be: finetune, cause: ligature}, {cause: scan}]\n"
        "contact: https://example.org/issues\ndata_licence: {name: X-1, url: https://example.org/x, note: N}\nprisma:\n  identified: {arXiv: 40, Scholar: 23}\n  removed: {doubled: 10}\n"
        "  screened: 53\n  excluded: 30\n  sought: 23\n  not_retrieved: 2\n  assessed: 21\n  ineligible: {no code: 18}\n"
        "  included: 3\n  studies: 2\n"
        "reviews:\n- {of: S, by: a program, kind: automated, value: 7.5, scale: 10, on: 2026, note: N}\n"
        "- {of: S, by: Ada, kind: peer_review}\n"
    )
    report, problems = read(text, read_report)
    assert problems == []
    assert report == Report(
        title="T",
        question="Q?",
        authors=("Ada", "Bo"),
        date="2026-06-12",
        searched_on="2026",
        abstract="A.",
        seed=20260612,
        primary_scale="points",
        limitations=("L1", "L2"),
        synthesis=Synthesis(
            title="S",
            date="2026-06",
            method="M",
            papers_retrieved=18,
            claims_extracted=9,
            claims_verified=0,
            quality=Quality(7.5, 10, "automated"),
            references_listed=("a", "b"),
            text_damage=(TextDamage("ligature", "netune", "finetune"), TextDamage("scan")),
        ),
        contact="https://example.org/issues",
        data_licence=DataLicence("X-1", "https://example.org/x", "N"),
        prisma=Prisma(
            identified=(Counted("arXiv", 40), Counted("Scholar", 23)),
            removed=(Counted("doubled", 10),),
            screened=53,
            excluded=30,
            sought=23,
            not_retrieved=2,
            assessed=21,
            ineligible=(Counted("no code", 18),),
            included=3,
            studies=2,
        ),
        reviews=(
            Review("S", "a program", "automated", 7.5, 10, "2026", "N"),
            Review("S", "Ada", "peer_review"),
        ),
    )
    assert report.place == Place("f.yaml", 1, 1)


def test_a_report_needs_no_more_than_a_title() -> None:
    assert read("title: T", read_report) == (Report("T"), [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("question: Q", ["f.yaml:1:1: the file has no `title`; expected one"]),
        (f"title: {'x' * 301}", ["f.yaml:1:8: title: found 301 characters; expected at most 300"]),
        ("title: T\nseed: 1.5", ["f.yaml:2:7: seed: found `1.5`; expected a whole number"]),
        ("title: T\nseed: 9223372036854775809", ["f.yaml:2:7: seed: found `9223372036854775809`; expected at most 9.22337e+18"]),
        ("title: T\nseed: 99999999999999999999999", ["f.yaml:2:7: seed: found `99999999999999999999999`; expected a whole number"]),
        ("title: T\nsynthesis: {title: S, quality: {value: 1, scale: 0, kind: K}}", [
            "f.yaml:2:50: synthesis.quality.scale: found `0`; expected more than 0"
        ]),
        ("title: T\nsynthesis: {title: S, claims_verified: -1}", [
            "f.yaml:2:40: synthesis.claims_verified: found `-1`; expected at least 0"
        ]),
        ("title: T\ncontact: me", [
            "f.yaml:2:10: contact: found `me`; expected an address that starts with http:// or https://"
        ]),
        ("title: T\ndata_licence: {name: X-1, link: https://example.org/x}", [
            "f.yaml:2:15: data_licence has no `url`; expected one",
            "f.yaml:2:27: unknown key `link`; expected one of name, url, note",
        ]),
        ("title: T\nprisma: {identified: {}, screened: -1, excluded: 0, sought: 0, assessed: 1.5}", [
            "f.yaml:2:9: prisma has no `included`; expected one",
            "f.yaml:2:22: prisma.identified: found a mapping; expected at least one entry",
            "f.yaml:2:36: prisma.screened: found `-1`; expected at least 0",
            "f.yaml:2:74: prisma.assessed: found `1.5`; expected a whole number",
        ]),
        ("title: T\nreviews: [{of: a, by: b, kind: peer}, {of: a, by: b, kind: peer_review, value: 1}]", [
            "f.yaml:2:32: kind: found `peer`; expected one of peer_review, expert, automated; did you mean `expert`?",
            "f.yaml:2:39: reviews[2]: found a value without a scale; expected both or none",
        ]),
        ("title: T\nreviews: [{of: a, by: b, kind: expert, value: 11, scale: 10}]", [
            "f.yaml:2:11: reviews[1]: found 11 of 10; expected at most the scale"
        ]),
        ("title: T\ndate: 2026-6-1", ["f.yaml:2:7: date: found `2026-6-1`; expected a date such as 2026-06-12"]),
        ("title: T\ndate: 2026-02-30", ["f.yaml:2:7: date: found `2026-02-30`; expected a day that the calendar has"]),
        ("title: T\ndate: 20260612", ["f.yaml:2:7: date: found `20260612`; expected a date such as 2026-06-12"]),
        ("title: T\ndate: true", ["f.yaml:2:7: date: found `true`; expected text: write it in quotes"]),
    ],
)  # fmt: skip
def test_what_a_report_should_not_hold_is_told(text: str, told: list[str]) -> None:
    assert read(text, read_report) == (None, told)
