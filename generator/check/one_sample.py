"""GRIM: printed scores of one sample a task that no whole number of tasks gives."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.analyse.grim import Grim, grim, resolves
from generator.check.wording import counted, named, percent
from generator.model.corpus import Corpus
from generator.model.finding import Finding
from generator.model.published import PublishedScore


@dataclass(frozen=True, slots=True)
class OneSampleScore:
    """A printed score, what the test says of it, and the versions of its benchmark whose tasks would give it."""

    score: PublishedScore
    grim: Grim
    elsewhere: tuple[tuple[str, int, int], ...]  # version, its tasks, the tasks passed


def is_single(score: PublishedScore) -> bool:
    """Say whether a source states that a printed score is of one sample a task."""
    return score.estimand == "greedy" and score.k == 1 and score.read == "printed"


def tasks_of(corpus: Corpus, score: PublishedScore) -> int | None:
    """Give the number of tasks of a printed score: its own, or that of its dataset version; None where neither is known."""
    return score.tasks or corpus.benchmarks[score.benchmark].tasks_of(score.dataset_version)


def one_sample_scores(corpus: Corpus) -> Iterator[OneSampleScore]:
    """Test each printed greedy pass@1 whose tasks are known and whose digits resolve them.

    Greedy only: the source then states that each task has one outcome. Where decoding is not stated, several samples
    may have been averaged, and any value is possible. D is the score's own number of tasks, or that of its version.
    """
    for score in corpus.published:
        tasks = tasks_of(corpus, score)
        if is_single(score) and tasks and resolves(score.printed, tasks):
            found = grim(score.printed, tasks)
            yield OneSampleScore(score, found, tuple(_elsewhere(corpus, score, found)))


def _elsewhere(corpus: Corpus, score: PublishedScore, found: Grim) -> Iterator[tuple[str, int, int]]:
    """Name the versions, parts of the benchmark aside, that would give what the stated number of tasks does not."""
    if found.verdict != "impossible":
        return
    for version in corpus.benchmarks[score.benchmark].versions:
        if version.tasks not in {None, found.tasks} and version.tasks > 0.95 * found.tasks:
            other = grim(score.printed, version.tasks)
            if other.passed is not None and resolves(score.printed, other.tasks):
                yield version.id, other.tasks, other.passed


def impossible_scores(corpus: Corpus) -> Iterator[Finding]:
    """Each printed one-sample score is a whole number of tasks."""
    for tested in one_sample_scores(corpus):
        score, verdict = tested.score, tested.grim.verdict
        if verdict == "truncated":
            yield Finding(score.place, "grim-truncated", "note", _cut_off(corpus, tested), (score.id,))
        elif verdict == "impossible":
            yield Finding(score.place, "grim", "warning", _impossible(corpus, tested), (score.id,))


def _cut_off(corpus: Corpus, tested: OneSampleScore) -> str:
    passed, tasks = tested.grim.passed or 0, tested.grim.tasks
    exact = f"{passed} of {tasks} tasks are {percent(passed / tasks, 2)}"
    return f"{named(corpus, tested.score)}: {exact}, so the print seems cut off and not rounded"


def _impossible(corpus: Corpus, tested: OneSampleScore) -> str:
    tasks, digits = tested.grim.tasks, len(tested.score.printed.partition(".")[2])
    near = " and ".join(f"{m} give {percent(m / tasks, digits)}" for m in tested.grim.neighbours)
    text = f"{named(corpus, tested.score)}: no whole number of {tasks} tasks gives that ({near})"
    others = (
        f"{passed} of {size}, the tasks of {version}, would" for version, size, passed in tested.elsewhere
    )
    return "; ".join([text, *others])


def unstated_scores(corpus: Corpus) -> Iterator[tuple[PublishedScore, Grim]]:
    """Test printed pass@1 whose decoding is not stated: one sample a task, or an average of several."""
    for score in corpus.published:
        tasks = tasks_of(corpus, score)
        unstated = score.estimand == "unknown" and score.k == 1 and score.read == "printed"
        if unstated and tasks and resolves(score.printed, tasks):
            yield score, grim(score.printed, tasks)


def averaged_scores(corpus: Corpus) -> Iterator[Finding]:
    """Scores whose decoding is not stated look as if each task had one sample."""
    groups: dict[str, list[tuple[PublishedScore, Grim]]] = {}
    for score, found in unstated_scores(corpus):
        groups.setdefault(score.source, []).append((score, found))
    for source, tested in groups.items():
        odd = [(score, found) for score, found in tested if found.verdict != "possible"]
        if odd:
            text = (
                f"{source}: {len(odd)} of {counted(len(tested), 'score')} at k = 1 whose decoding is not stated "
                f"{'is' if len(odd) == 1 else 'are'} no whole number of tasks: averaged over several samples, cut off, or mistyped"
            )
            yield Finding(odd[0][0].place, "not-one-sample", "note", text, tuple(s.id for s, _ in odd))
