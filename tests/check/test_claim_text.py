"""What is wrong with a claim's own text: each rule, the nine claims of the report, and sentences in order."""

from pathlib import Path

import pytest

from generator.check.claim_text import cut_off, text_faults
from generator.errors import Place
from generator.load.corpus import read_corpus
from generator.model.claim import Claim, Stated
from tests.check.claims import claim

ROOT = Path(__file__).parents[2]
AT = "results/claims.yaml:2:7"
NINE = [
    (
        "note: S2: its text ends without closing punctuation after 120 characters, as many as S7, S8 and S9; the "
        "record completes it [claim-cut-off]"
    ),
    (
        "warning: S7: its text ends without closing punctuation after 120 characters, as many as S2, S8 and S9 "
        "[claim-cut-off]"
    ),
    (
        "warning: S8: its text ends without closing punctuation after 120 characters, as many as S2, S7 and S9 "
        "[claim-cut-off]"
    ),
    (
        "warning: S9: its text ends without closing punctuation after 120 characters, as many as S2, S7 and S8 "
        "[claim-cut-off]"
    ),
    (
        "note: S7: reads as text of a figure or table, as the record says: “are compare” says that something is "
        "shown and not how it came out; 5 labels are listed before it; nothing follows it [claim-caption]"
    ),
    (
        "note: S8: reads as text of a figure or table, as the record says: “are compared” says that something is "
        "shown and not how it came out; what is before it has the capitals of a title; it ends with “in Table” [claim-caption]"
    ),
    (
        "note: S9: reads as text of a figure or table, as the record says: “is evaluated” says that something is "
        "shown and not how it came out; what is before it has the capitals of a title; 3 labels are listed after it [claim-caption]"
    ),
    (
        "note: S4: is from the same sentence as S3, as the record says: the two count as one vote "
        "[claim-twice]"
    ),
    (
        "note: S5: leaves out a condition of its source, as the record says: said of large models; the smaller "
        "ones get worse on many of the same evaluations [claim-condition]"
    ),
]
SOUND = (
    "Tuning raises pass@1 of large models and lowers that of small ones.",
    "On HumanEval+, the 16B model passes 30.9% of tasks.",
    "Five models are evaluated on HumanEval+ and none of them passes 90% of its tasks.",
    "Qwen2.5-Coder 7B, DeepSeek-Coder 6.7B and Code Llama 13B are evaluated on HumanEval+ with greedy decoding.",
    "Scores are compared on the same 164 tasks, and the larger model is better.",
    "The difference is shown to shrink as k grows.",
    "Does tuning help small models?",
    'The authors call it an "alignment tax."',
    "The gain shrinks with k (it is 7.4 points at k = 1 and 1.2 at k = 100).",
    "The gain shrinks with k. (It is largest at k = 1.)",
    "Independent sampling gains 18.5 points from k = 1 to k = 10 [wang2023codet5plus].",
    "Nobody has shown that this holds beyond 52B!",
    "GPT-4 exceeds ChatGPT on MBPP+ v0.2.0.",
    "CodeT5+ 16B, sampled 200 times at temperature 0.2, prints 30.9.",
    "Figure 21 shows that small models lose and large ones gain.",
    "Table 1 prints 30.9 for the 16B model.",
    "In Figure 4 the train and test scores part after 150,000 samples.",
    "RLHF is fully compatible with training for specialised skills.",
    "Llama 3.1 70B Instruct, Qwen2.5 14B Instruct and Gemma 2 27B agree on 61 tasks.",
    "Of 164 tasks, 12 are solved by no model.",
    "The effect of tuning differs by family and is not significant in any of them.",
    "We find no interaction of tuning with size, in points or in logits.",
    "Preference models were trained at 13M, 42M, 197M, 810M, 2.7B, 13B and 52B parameters.",
    "It is different for models fine-tuned on code: they lose nothing.",
    "Temperature 0.8 is best for k = 100, and 0.2 for k = 1.",
    "The profile of the 7B model is flat; that of the 1.5B one is not.",
    "Samples of one model are compared with those of another by a paired test.",
    "Le modèle est évalué sur HumanEval.",
    "HumanEval/32 fails whatever the solution, because its check is wrong.",
    "EvalPlus v0.3.1 is 2.1 times as strict as v0.1.0, e.g. on MBPP.",
    "Rene and Benet report that the 2nd run is the better one.",
    "Both readings are listed in Table 3, and they agree.",
    "Results are shown in Table 2.",
    "Every 10-fold increase in size adds 6.1 points ± 2.0.",
    "A run with seed 7 is the same as that with seed 8 (p = 0.61).",
    "Large models are more efficient: fewer samples give the same pass@k.",
    "One family, ‘Code Llama’, is left out (its tasks are not known).",
    'Another group speaks of a "tax on small models".',
)


def found(*texts: str) -> list[str]:
    """Say what is wrong with claims C1, C2 and so on."""
    return told(*(claim(text, f"C{at}") for at, text in enumerate(texts, start=1)))


def told(*claims: Claim) -> list[str]:
    return [str(each).removeprefix(f"{AT}: ") for each in text_faults(claims)]


def test_every_fault_of_the_nine_claims_is_found_and_nothing_else() -> None:
    nine = [each for each in read_corpus(ROOT).claims if each.id in {f"S{n}" for n in range(1, 10)}]
    assert [str(each).partition(": ")[2] for each in text_faults(nine)] == NINE


@pytest.mark.parametrize("sentence", SOUND)
def test_a_sentence_in_order_is_accused_of_nothing(sentence: str) -> None:
    assert found(sentence) == []


def test_sentences_in_order_are_accused_of_nothing_together() -> None:
    assert found(*SOUND) == []


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Figure 3: pass@k of all models by size.", "it begins with “Figure 3”"),
        ("Fig. 2. Scores against size, by family.", "it begins with “Fig. 2”"),
        ("Table 4 | Results on three benchmarks.", "it begins with “Table 4”"),
        (
            "Results for GPT-4, Claude and Gemini are shown in Figure 7.",
            (
                "“are shown” says that something is shown and not how it came out; 3 labels are listed before it; "
                "it ends with “in Figure 7”"
            ),
        ),
    ],
)
def test_a_caption_is_told_by_its_signs(text: str, signs: str) -> None:
    said = "warning: C1: reads as text of a figure or table, and the record calls it finding:"
    assert found(text) == [f"{said} {signs} [claim-caption]"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # The first three are words of the synthesis's abstract.
        ("We use it to netune language models.", "“netune” (likely “finetune”)"),
        ("We nd this alignment training.", "“nd” (likely “find”)"),
        ("It is efciently improving our datasets.", "“efciently” (likely “efficiently”)"),
        (
            "The e ect is signi?cant and Speci\ufffdc.",
            "“e ect” (likely “effect”), “signi?cant” (likely “significant”) and “Speci\ufffdc” (likely “Specific”)",
        ),
        (
            "The rst ne-tuned model di ers.",
            "“rst” (likely “first”), “ne-tuned” (likely “fine-tuned”) and “di ers” (likely “differs”)",
        ),
        ("A dierent classier.", "“dierent” (likely “different”) and “classier” (likely “classifier”)"),
    ],
)
def test_lost_ligatures_are_told_with_what_was_likely_meant(text: str, words: str) -> None:
    said = "warning: C1: its text lost letters, as when it is taken out of a PDF:"
    assert found(text) == [f"{said} {words} [claim-damaged]"]


@pytest.mark.parametrize(
    "text", ["Tuning raises pass@1 of…", "Tuning raises pass@1 of ...", "Tuning raises, "]
)
def test_an_ellipsis_or_a_comma_ends_no_sentence(text: str) -> None:
    said = f"warning: C1: its text ends without closing punctuation after {len(text)} characters"
    assert found(text) == [f"{said} [claim-cut-off]"]


def test_a_text_as_long_as_two_that_are_cut_off_is_told_too() -> None:
    texts = (
        "Large models gain more",
        "Small models lose more",
        "Old models stay alike.",
        "Others are not so many.",
    )
    assert found(*texts) == [
        "warning: C1: its text ends without closing punctuation after 22 characters, as many as C2 [claim-cut-off]",
        "warning: C2: its text ends without closing punctuation after 22 characters, as many as C1 [claim-cut-off]",
        "warning: C3: its text ends as a sentence does, but after 22 characters, as many as C1 and C2 [claim-cut-off]",
    ]


def test_of_many_claims_of_one_length_six_are_named() -> None:
    texts = (f"Model {letter} gains more" for letter in "abcdefghi")
    assert found(*texts)[0] == (
        "warning: C1: its text ends without closing punctuation after 18 characters, as many as "
        "C2, C3, C4, C5, C6, C7 and 2 more [claim-cut-off]"
    )


def test_two_claims_of_one_sentence_are_told_once_a_pair() -> None:
    whole = "Large models gain, and small models lose half of it."
    assert found(
        whole, "Small models lose half of it!", "large  models gain and small models lose half of it."
    ) == [
        "warning: C2: its text is part of that of C1: the two count as one vote [claim-twice]",
        "warning: C3: has the same text as C1: the two count as one vote [claim-twice]",
        "warning: C3: its text holds that of C2: the two count as one vote [claim-twice]",
    ]
    here, there = claim("It does.", "C2", same_sentence_as="C1"), claim(name="C1", same_sentence_as="C2")
    for pair in ((there, here), (claim(name="C1"), here), (there, claim("It does.", "C2"))):
        assert told(*pair) == [
            "note: C2: is from the same sentence as C1, as the record says: the two count as one vote [claim-twice]"
        ]


def test_a_claim_that_takes_the_place_of_another_may_keep_its_words() -> None:
    old, new = (
        claim("Large models gain more.", "C1"),
        claim("Large models gain more.", "C2", supersedes=("C1",)),
    )
    assert told(old, new) == told(new, old) == []


def test_a_cut_off_text_is_part_of_the_whole_even_within_a_word() -> None:
    assert found("Large models gain mo", "Large models gain more than small ones.")[1:] == [
        "warning: C2: its text holds that of C1: the two count as one vote [claim-twice]"
    ]


def test_ten_thousand_claims_are_looked_at_in_a_moment() -> None:
    assert found(*(f"Model {at} gains more than model {at + 1} does." for at in range(10_000))) == []


def test_a_sentence_of_another_origin_may_have_as_many_characters_as_claims_that_were_cut_off() -> None:
    cut = [claim("x" * 40, name) for name in ("C1", "C2")]
    sound = f"{'x' * 39}."
    by_the_same = claim(sound, "C3")
    elsewhere = claim(sound, "C4", place=Place("results/claims/others.yaml", 2, 7))
    by_others = claim(sound, "C5", stated=Stated(verified=True, by="others"))
    told = list(cut_off([*cut, by_the_same, elsewhere, by_others]))
    assert [each.about for each in told] == [("C1",), ("C2",), ("C3",)]
