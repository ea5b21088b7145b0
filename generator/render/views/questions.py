"""The questions that the checks put to the data, in words for a reader, in the order of the page on data checks."""

from dataclasses import dataclass

from generator.check import examined
from generator.check.claim_records import sealed_histories
from generator.check.examined import Counting


@dataclass(frozen=True, slots=True)
class Question:
    """One question that the checks put to the data, in words for a reader."""

    anchor: str
    title: str
    text: str
    codes: tuple[str, ...]
    counting: Counting


QUESTIONS = (
    Question(
        "whole-numbers",
        "Is a score a whole number of tasks?",
        "With one sample a task, a score is the number of tasks passed, divided by all tasks. Few of the numbers that could "
        "be printed are of that kind, so a mistyped or otherwise averaged number shows. Scores to three or four decimals "
        "were computed from such counts and pass by construction. A score that is possible may still be wrong.",
        ("grim", "grim-truncated"),
        examined.one_sample,
    ),
    Question(
        "decoding-not-stated",
        "Where decoding is not stated, was it one sample a task?",
        "The same test, of scores whose source says nothing about decoding. To fail it is no fault: it shows that several "
        "samples were averaged, or the number cut off or mistyped. To pass it proves nothing.",
        ("not-one-sample",),
        examined.unstated,
    ),
    Question(
        "curves",
        "Can a curve in k come from samples?",
        "pass@k over n samples is fixed by how many samples of each task pass. A linear programme looks for any such "
        "counts that give all printed points within their rounding; if there are none, the points are not all "
        "unbiased estimates from those samples. Besides, no pass@k may fall as k grows.",
        ("curve", "falls-in-k"),
        examined.curves,
    ),
    Question(
        "plus-tests",
        "Do more tests pass no more?",
        "The plus tests add to the base tests, so that no plus score lies above its base score. A single sample may pass "
        "the plus tests and fail the base tests where a harness runs them apart, with another time limit or another "
        "input; it is counted as failed.",
        ("plus-above-base", "plus-without-base"),
        examined.plus_tests,
    ),
    Question(
        "intervals",
        "Is a printed interval as wide as its tasks make it?",
        "With one sample a task, score and number of tasks give the interval that a source should print.",
        ("interval-and-tasks",),
        examined.intervals,
    ),
    Question(
        "sources",
        "Do sources print the same number?",
        "Prints of the same model, benchmark, version, k, decoding and harness, as far as stated, should agree within "
        "their rounding. Where they do not, prompts, precision or revisions may differ; nobody is shown to be wrong.",
        ("sources-disagree",),
        examined.sources,
    ),
    Question(
        "recomputed",
        "Do the outcomes give what is printed?",
        "A printed score is set beside each run of the same model whose stated conditions are not others. A run's own "
        "source has to be met to the digit, any other within the run's interval.",
        ("printed-otherwise",),
        examined.recomputed,
    ),
    Question(
        "runs",
        "Is a run whole?",
        "A run may have failed as a whole, lack tasks or tests, have unequal numbers of samples, or contradict the "
        "score that its own file states.",
        ("dead-run", "part", "ragged", "base-only", "stated-score"),
        examined.runs_alone,
    ),
    Question(
        "between-runs",
        "Do runs fit together?",
        "Two runs with the same outcome on every task are one run under two names. A task that only one run has is of "
        "another benchmark or version. A task that a harness fails whatever the solution is counted as failed here.",
        ("doubled-run", "foreign-task", "faulty-task"),
        examined.runs_together,
    ),
    Question(
        "drift",
        "Do the data still say what claims say?",
        "A claim may come with checks, which every build carries out anew. Where those that bear on it directly speak for "
        "another side than its stated verdict, the claim has drifted. A check that the data cannot decide moves nothing.",
        ("claim-drifted", "check-not-possible"),
        examined.claims,
    ),
    Question(
        "claims",
        "Are the claims in order?",
        "The history of a claim is appended to and never edited: each entry is sealed by a digest of itself and of those "
        "before it, so that a change of what was said shows.",
        ("history-open",),
        sealed_histories,
    ),
    Question(
        "models",
        "Is it known which model a name means?",
        "Entries that were drafted from names in result files wait for somebody to confirm them.",
        ("unconfirmed-model",),
        examined.models,
    ),
    Question(
        "claim-texts",
        "Is a claim's text whole?",
        "A claim may be cut off where it was found, have lost letters in a PDF, be the legend of a figure, which asserts "
        "nothing, come from the same sentence as another, or leave out what its source makes a condition. Each is told "
        "as it was found; a fault that the record answers already is a note.",
        ("claim-cut-off", "claim-damaged", "claim-caption", "claim-twice", "claim-condition"),
        examined.claim_texts,
    ),
    Question(
        "phrases",
        "Do quoted phrases stand in their sources?",
        "Each phrase is looked for in the text of its source, where one is stored. Hyphens, ligatures, spaces and the "
        "style of quotes and dashes may differ. The texts themselves are not published.",
        ("phrase-not-found", "phrase-differs"),
        examined.phrases,
    ),
)
