"""What is wrong in a claim's record, and names in it that lead nowhere, are told with their places."""

from collections.abc import Callable

import pytest

from generator.model.corpus import Corpus

Files = dict[str, str | bytes | None]
Refused = Callable[[Files], list[str]]

HEADER = "id,model,benchmark,dataset_version,tasks,harness,k,value,estimand,temperature,samples,ci95_half,read,locator,url,note"
SCORES = f"""{HEADER}
r1,Toy 7B,humaneval,v1,164,,1,30.0,greedy,,,,printed,Table 1,,
r2,Toy 7B,humaneval,v1,164,,1,32.0,sampled,,,,printed,Table 2,,
"""
MODELS = """models:
- id: toy-7b
  name: Toy 7B
  family: Toy
  aliases: [{source: doe2024, name: Toy 7B}]
"""


def claims(*entries: str) -> str:
    """A claims.yaml with claims C1, C2 … that each have these keys too."""
    head = "- id: C{}\n  text: Size matters.\n  source: doe2024\n  kind: finding\n"
    return "claims:\n" + "".join(head.format(at) + entry for at, entry in enumerate(entries, 1))


def record(*entries: str) -> Files:
    return {
        "claims.yaml": claims(*entries),
        "models.yaml": MODELS,
        "published/doe2024.csv": SCORES,
    }


def supported(*keys: str) -> str:
    return "  verdict: supported\n" + "".join(f"  {key}\n" for key in keys)


def check(test: str, expect: str = "higher") -> str:
    return supported(f"checks: [{{{test}, expect: {expect}, directness: direct}}]")


KINDS = "compare, threshold, order, interaction, crossing, tied, count"
RECORDS: dict[str, tuple[tuple[str, ...], list[str]]] = {
    "an interval the wrong way round, and one that its value lies outside of": (
        (
            supported("magnitude: {value: 2, unit: points, interval: [3, 1]}"),
            supported("magnitude: {value: 9, unit: points, interval: [1, 3]}"),
        ),
        [
            "results/claims.yaml:7:49: magnitude.interval: found 3 to 1; expected the lower end first",
            "results/claims.yaml:13:14: magnitude: found 9 outside its interval 1 to 3; expected it within",
        ],
    ),
    "a probability of nothing, a similarity of something, and more than certain": (
        (
            supported("confidence: {value: 0.4, kind: probability}"),
            supported("confidence: {value: 0.4, kind: similarity, of: rain}"),
            supported("confidence: {value: 1.4, kind: unstated}"),
        ),
        [
            "results/claims.yaml:7:15: confidence: found no `of` with the kind `probability`; expected one with the kind `probability`, and only with it",
            "results/claims.yaml:13:15: confidence: found an `of` with the kind `similarity`; expected one with the kind `probability`, and only with it",
            "results/claims.yaml:19:23: confidence.value: found `1.4`; expected at most 1",
        ],
    ),
    "evidence without direction, and a locator without source": (
        (
            supported("evidence: [{source: doe2024, locator: p. 1, finding: Yes.}]"),
            supported("evidence: [{locator: p. 1, direction: supports, finding: Yes.}]"),
        ),
        [
            "results/claims.yaml:7:14: evidence[1] has no `direction`; expected one",
            "results/claims.yaml:13:14: evidence[1] has no `source`; expected one",
        ],
    ),
    "claims that supersede what is not there, themselves, and each other": (
        (
            supported("supersedes: [C9, C1]"),
            supported("supersedes: [C3]"),
            supported("supersedes: [C4]"),
            supported("supersedes: [C2]"),
        ),
        [
            "results/claims.yaml:7:16: supersedes: no claim has the id `C9`; expected one",
            "results/claims.yaml:7:20: supersedes: found `C1`, the claim itself; expected claims that it takes the place of",
            "results/claims.yaml:25:16: supersedes: found the circle C2 → C3 → C4 → C2; expected no claim that supersedes this one",
        ],
    ),
    "a claim of one sentence with itself": (
        (supported("same_sentence_as: C1"),),
        [
            "results/claims.yaml:7:21: same_sentence_as: found `C1`, the claim itself; expected another",
        ],
    ),
    "a direct check of what cannot be checked": (
        (check("threshold: {figure: r1}, value: 20", "above").replace("supported", "not_checkable"),),
        [
            "results/claims.yaml:7:76: directness: found `direct` at a claim that is `not_checkable`; expected `indirect`, or another verdict",
        ],
    ),
    "checks of unknown scores": (
        (
            check("compare: [{figure: r3}, {run: toy-7b--v1}]"),
            check("crossing: [{model: toy-8b}, {model: toy-7b, source: roe2024}], k: [1, 10]", "overtakes"),
            check("tied: [{benchmark: humaneval+}, {benchmark: mbpp}]", "together"),
        ),
        [
            "results/claims.yaml:7:32: compare: there is no figure 'r3'; there are `r1` and `r2`",
            "results/claims.yaml:7:43: compare: there is no run 'toy-7b--v1'",
            "results/claims.yaml:13:32: crossing: there is no model 'toy-8b': did you mean `toy-7b`?",
            "results/claims.yaml:13:65: crossing: there is no source 'roe2024': did you mean `doe2024`?",
            "results/claims.yaml:19:32: tied: there is no benchmark 'humaneval+': did you mean `humaneval`?",
            "results/claims.yaml:19:57: tied: there is no benchmark 'mbpp'; there is `humaneval`",
        ],
    ),
    "checks of unknown families": (
        (
            check("order: {family: Toys, benchmark: humaneval, source: doe2024}", "rises"),
            check("interaction: {family: Toy, benchmark: mbpp, source: a, tuned: rlhf}", "grows"),
            check("count: {family: Boy}, value: 1", "at_least"),
        ),
        [
            "results/claims.yaml:7:29: order: there is no family 'Toys': did you mean `Toy`?",
            "results/claims.yaml:13:51: interaction: there is no benchmark 'mbpp'; there is `humaneval`",
            "results/claims.yaml:13:65: interaction: there is no source 'a'; there is `doe2024`",
            "results/claims.yaml:19:29: count: there is no family 'Boy': did you mean `Toy`?",
        ],
    ),
    "checks of no kind, of two, and that expect what another does": (
        (
            supported("checks: [{expect: higher, directness: direct}]"),
            check("compare: [{figure: r1}, {figure: r2}], threshold: {figure: r1}, value: 3"),
            check("threshold: {figure: r1}, value: 20", "higher"),
            check("compare: [{figure: r1}, {figure: r2}]", "heigher"),
        ),
        [
            f"results/claims.yaml:7:12: checks[1]: found none; expected one of {KINDS}",
            f"results/claims.yaml:13:12: checks[1]: found compare and threshold; expected one of {KINDS}",
            "results/claims.yaml:19:57: expect: found `higher`; expected one of above, below, about",
            "results/claims.yaml:25:60: expect: found `heigher`; expected one of higher, lower, no_difference, reproduces; did you mean `higher`?",
        ],
    ),
    "checks whose keys do not fit together": (
        (
            check("compare: [{figure: r1}], margin: 2, value: 3"),
            check("compare: [{figure: r1}, {figure: r2}]", "no_difference"),
            check("threshold: {figure: r1}, value: 101", "above"),
            check("threshold: {figure: r1, k: 1}, metric: pass@10, value: 20", "above"),
            check("compare: [{figure: r1, k: 1}, {figure: r2}], metric: pass@1"),
            check("order: {family: Toy, benchmark: humaneval, source: doe2024}, metric: pass@10", "rises"),
            check("crossing: [{figure: r1, k: 1}, {figure: r2}], k: [10, 1]", "overtakes"),
            check("tied: [{figure: r1}], value: 1", "together"),
            check("crossing: [{figure: r1}, {figure: r2}]", "overtakes"),
            check("tied: [{figure: r1}, {figure: r2}], k: [1]", "together"),
        ),
        [
            "results/claims.yaml:7:22: compare: found 1 score; expected two",
            "results/claims.yaml:7:46: margin: compare with `higher` has none",
            "results/claims.yaml:7:56: value: compare has none",
            "results/claims.yaml:13:12: checks[1]: margin: compare with `no_difference` needs one",
            "results/claims.yaml:19:45: value: found 101; expected percent, from 0 to 100",
            "results/claims.yaml:25:52: metric: found it beside `k`; expected one of the two",
            "results/claims.yaml:31:66: metric: found it beside `k`; expected one of the two",
            "results/claims.yaml:37:82: metric: order has none; expected `k` where it names its scores",
            "results/claims.yaml:43:23: crossing: found a k or metric of one score; expected `k` with the two to compare at",
            "results/claims.yaml:43:62: k: expected two, the smaller first",
            "results/claims.yaml:49:19: tied: found 1 score; expected 2 to 50",
            "results/claims.yaml:49:42: value: tied has none",
            "results/claims.yaml:55:12: checks[1]: k: expected two, the smaller first",
            "results/claims.yaml:61:52: k: tied has none",
        ],
    ),
    "counts that do not fit together": (
        (
            check("count: {family: Toy, scores: {k: 1}}, value: 1", "exactly"),
            check("count: {comparisons: [[{figure: r1}]]}, value: 0.5", "exactly"),
            check("count: {scores: {k: 1}, training: rlhf, that_are: lower}, value: -1", "exactly"),
            check(
                "count: {comparisons: [[{figure: r1}, {figure: r2}]], that_are: higher}, value: 2", "at_least"
            ),
        ),
        [
            "results/claims.yaml:7:20: count: expected one of comparisons, scores, family",
            "results/claims.yaml:13:20: count: expected `that_are` with comparisons, and only with them",
            "results/claims.yaml:13:20: count: expected two scores in each comparison",
            "results/claims.yaml:13:60: value: found 0.5; expected how many, a whole number from 0",
            "results/claims.yaml:19:20: count: expected `that_are` with comparisons, and only with them",
            "results/claims.yaml:19:20: count: expected `training` with a family only",
            "results/claims.yaml:19:78: value: found -1; expected how many, a whole number from 0",
            "results/claims.yaml:25:92: value: found 2; expected at most 1, the number of comparisons",
        ],
    ),
    "a check that several scores fit": (
        (check("threshold: {model: toy-7b}, value: 20", "above"),),
        [
            "results/claims.yaml:7:24: threshold: 2 scores fit, name one: figure: r1 (toy-7b, humaneval pass@1); figure: r2 (toy-7b, humaneval pass@1)",
        ],
    ),
}


@pytest.mark.parametrize(("entries", "lines"), RECORDS.values(), ids=RECORDS)
def test_what_is_wrong_in_a_record_is_told(
    entries: tuple[str, ...], lines: list[str], refused: Refused
) -> None:
    assert refused(record(*entries)) == lines


def test_a_circle_of_many_claims_is_told_in_short_and_without_recursion(refused: Refused) -> None:
    entries = [supported(f"supersedes: [C{at % 3000 + 1}]") for at in range(1, 3001)]
    assert refused(record(*entries)) == [
        "results/claims.yaml:18001:16: supersedes: found the circle C1 → C2 → C3 → C4 → C5 → C6 → … → C1; expected no claim that supersedes this one"
    ]


def test_claims_may_supersede_several_and_be_superseded_twice(corpus: Callable[[Files], Corpus]) -> None:
    entries = (
        supported("supersedes: [C2, C3]"),
        supported("supersedes: [C3, C4]"),
        supported("supersedes: [C4]"),
        supported(),
    )
    assert [each.supersedes for each in corpus(record(*entries)).claims] == [
        ("C2", "C3"),
        ("C3", "C4"),
        ("C4",),
        (),
    ]


def test_a_check_whose_names_are_known_may_find_no_score(corpus: Callable[[Files], Corpus]) -> None:
    entry = check("threshold: {figure: r1, k: 100}, value: 20", "above")
    assert len(corpus(record(entry)).claims[0].checks) == 1


def test_a_mistake_in_a_data_file_makes_no_name_of_it_unknown(refused: Refused) -> None:
    files = record(
        check("compare: [{figure: r1}, {figure: r2}]"),
        check("threshold: {model: toy-7b, benchmark: mbpp}, value: 20", "above"),
    )
    broken = {"models.yaml": MODELS.replace("name: Toy 7B\n", "nmae: Toy 7B\n", 1)}
    assert refused({**files, **broken, "published/doe2024.csv": SCORES.replace("32.0", "320")}) == [
        "results/claims.yaml:13:51: threshold: there is no benchmark 'mbpp'; there is `humaneval`",
        "results/models.yaml:2:3: models[1] has no `name`; expected one",
        "results/models.yaml:3:3: unknown key `nmae`; did you mean `name`?",
        "results/published/doe2024.csv:3:31: value: found `320`; expected a number from 0 to 100",
    ]


def test_evidence_stands_where_its_phrase_does_or_where_it_starts(corpus: Callable[[Files], Corpus]) -> None:
    said = "source: doe2024, locator: p. 1, direction: supports, finding: Yes."
    entry = supported("evidence:", f"- {{{said}, phrase: size matters}}", f"- {{{said}}}")
    assert [str(each.place) for each in corpus(record(entry)).claims[0].evidence] == [
        "results/claims.yaml:8:82",
        "results/claims.yaml:9:5",
    ]
