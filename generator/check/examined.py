"""What the checks looked at, with how much of it is in order: a page tells that too, and not only what is wrong."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.analyse.grim import chance_of_passing
from generator.check.between_runs import FAULTS, few_and_many, foreign_tasks, likenesses, twins
from generator.check.claim_checks import claim_results
from generator.check.claim_text import RULES
from generator.check.oddities import run_oddities
from generator.check.one_sample import OneSampleScore, is_single, one_sample_scores, tasks_of, unstated_scores
from generator.check.printed_curves import audited_curves, base_and_plus, neighbours_in_k
from generator.check.quotations import quoted_evidence
from generator.check.sources import comparable_prints, odd_intervals, recomputed_prints, stated_intervals
from generator.check.wording import counted, percent
from generator.model.corpus import Corpus
from generator.model.run import Run


@dataclass(frozen=True, slots=True)
class Examined:
    """What one check looked at, in words, with how many of how many are in order."""

    what: str
    in_order: int | None  # None = cannot be tested
    total: int
    remark: str = ""  # what else a reader may want to know of it


def one_sample(corpus: Corpus) -> Iterator[Examined]:
    """Count the tested one-sample scores by benchmark and digits, with the chance of passing by accident."""
    groups: dict[tuple[str, int], list[OneSampleScore]] = {}
    for tested in one_sample_scores(corpus):
        digits = len(tested.score.printed.partition(".")[2])
        groups.setdefault((tested.score.benchmark, digits), []).append(tested)
    for (benchmark, digits), scores in sorted(groups.items()):
        possible = sum(each.grim.verdict == "possible" for each in scores)
        chances = sorted({chance_of_passing(each.score.printed, each.grim.tasks) for each in scores})
        ends = " to ".join(dict.fromkeys(_accident(chance) for chance in (chances[0], chances[-1])))
        known = corpus.benchmarks[benchmark]
        names = known.name + (f" and {known.plus_name}" if known.plus_name else "")
        what = f"greedy pass@1 on {names}, printed with {counted(digits, 'decimal')}"
        remark = f"a number typed at random passes in {ends} of cases"
        yield Examined(what, possible, len(scores), "; ".join([remark, *_older_version(scores)]))
    single = [score for score in corpus.published if is_single(score)]
    untested = sum(tasks_of(corpus, score) is None for score in single)
    if untested:
        yield Examined("greedy pass@1 whose number of tasks is not stated: not tested", None, untested)


def _accident(chance: float) -> str:
    return "less than 1%" if chance < 0.01 else percent(chance, 0)


def _older_version(scores: list[OneSampleScore]) -> Iterator[str]:
    """Say where all impossible scores are possible in one other version of the data."""
    odd = [each for each in scores if each.grim.verdict == "impossible"]
    shared = (
        set.intersection(*({(name, size) for name, size, _ in each.elsewhere} for each in odd))
        if odd
        else set()
    )
    for name, size in sorted(shared):
        if len(odd) > 1:
            chance = percent(chance_of_passing(odd[0].score.printed, size), 0)
            yield (
                f"all {len(odd)} that no number of {odd[0].grim.tasks} tasks gives are whole numbers of the {size} tasks "
                f"of {name}, which one such number is by accident in {chance} of cases"
            )


def unstated(corpus: Corpus) -> Iterator[Examined]:
    """Count the scores whose decoding is not stated."""
    tested = list(unstated_scores(corpus))
    if tested:
        whole = sum(found.verdict == "possible" for _, found in tested)
        yield Examined("pass@1 whose decoding is not stated", whole, len(tested))


def curves(corpus: Corpus) -> Iterator[Examined]:
    """Count the audited curves, and the steps that may not fall."""
    audited = list(audited_curves(corpus))
    if audited:
        what = "printed curves of pass@k with a stated number of samples"
        yield Examined(what, sum(each.audit.possible for each in audited), len(audited))
    steps = list(neighbours_in_k(corpus))
    if steps:
        what = "steps from one printed k to the next"
        yield Examined(what, sum(low.share <= high.share for low, high in steps), len(steps))


def plus_tests(corpus: Corpus) -> Iterator[Examined]:
    """Count the pairs of printed base and plus scores, and the samples of runs with both outcomes."""
    pairs = list(base_and_plus(corpus))
    if pairs:
        what = "printed pairs of a base score and a plus score"
        yield Examined(what, sum(plus.share <= base.share for base, plus in pairs), len(pairs))
    both = [run for run in corpus.runs if run.base is not None and run.plus is not None]
    if both:
        total, odd = sum(int(run.samples.sum()) for run in both), sum(run.plus_without_base for run in both)
        yield Examined("samples of runs with base and plus outcomes", total - odd, total)


def intervals(corpus: Corpus) -> Iterator[Examined]:
    """Count the printed intervals that can be computed again."""
    stated = list(stated_intervals(corpus))
    if stated:
        odd = sum(1 for _ in odd_intervals(corpus))
        yield Examined("printed intervals of one-sample scores", len(stated) - odd, len(stated))


def sources(corpus: Corpus) -> Iterator[Examined]:
    """Count the numbers that several sources print."""
    groups = comparable_prints(corpus)
    if groups:
        what = "numbers that are printed more than once for the same model and conditions"
        yield Examined(what, sum(each.agree for each in groups), len(groups))


def recomputed(corpus: Corpus) -> Iterator[Examined]:
    """Count the printed scores that a run of the same model can be held against."""
    pairs = list(recomputed_prints(corpus))
    if pairs:
        same = sum(each.same for each in pairs)
        what = "printed scores beside a run of the same model"
        remark = f"{same} of them the same to the last printed digit"
        yield Examined(what, sum(not each.outside for each in pairs), len(pairs), remark)


def runs_alone(corpus: Corpus) -> Iterator[Examined]:
    """Count the runs that finished, are whole, have equal numbers of samples and bear out what their files state."""
    for what, codes in (
        ("runs: did they finish, and does anything pass", {"dead-run"}),
        ("runs: are all tasks of their dataset version there", {"part"}),
        ("runs: do all tasks have the same number of samples", {"ragged"}),
        ("runs: did the plus tests run, where there are any", {"base-only"}),
    ):
        if corpus.runs:
            yield Examined(
                what, sum(not codes & _codes(corpus, run) for run in corpus.runs), len(corpus.runs)
            )
    stating = [run for run in corpus.runs if run.stated]
    if stating:
        sound = sum("stated-score" not in _codes(corpus, run) for run in stating)
        yield Examined("files that state a pass@k beside their samples", sound, len(stating))


def _codes(corpus: Corpus, run: Run) -> frozenset[str]:
    return frozenset(finding.code for finding in run_oddities(run, corpus.benchmarks[run.benchmark]))


def runs_together(corpus: Corpus) -> Iterator[Examined]:
    """Count the pairs of runs, the runs beside others of their version, and those with a task of a known fault."""
    few, many = few_and_many(corpus.runs)
    pairs = likenesses(few)
    if pairs:
        different = [each.alike for each in pairs if each.alike < 1]
        what = "pairs of runs that share at least 20 tasks: are they different"
        remark = f"the most alike of them agree on {percent(max(different), 0)} of tasks" if different else ""
        yield Examined(what, len(different), len(pairs), remark)
    if many:
        alike = {run.id for pair in twins(many) for run in (pair.one, pair.other)}
        what = "runs, too many to compare two by two: has no other of the same tasks the same outcomes"
        yield Examined(what, len(many) - len(alike), len(many))
    if len(corpus.runs) > 1:
        foreign = sum(1 for _ in foreign_tasks(corpus))
        what = "runs: do others of their dataset version know all their tasks"
        yield Examined(what, len(corpus.runs) - foreign, len(corpus.runs))
    for fault in FAULTS:
        holding = [run for run in corpus.runs if fault.task in run.tasks and run.base is not None]
        if holding:
            passing = sum(fault.passed_by(run) for run in holding)
            yield Examined(f"runs with {fault.task}: does a sample pass it", passing, len(holding))


def models(corpus: Corpus) -> Iterator[Examined]:
    """Count the models that somebody has confirmed."""
    if corpus.models:
        known = sum(not card.unconfirmed for card in corpus.models.values())
        yield Examined("models whose entry somebody has confirmed", known, len(corpus.models))


def claims(corpus: Corpus) -> Iterator[Examined]:
    """Count the claims whose direct checks bear out the stated verdict, and the checks that could be carried out."""
    results = claim_results(corpus).values()
    tested = [each for each in results if each.computed is not None]
    if tested:
        agree = sum(not each.drifted for each in tested)
        yield Examined("claims with direct checks: do these speak for the stated verdict", agree, len(tested))
    checks = [check for each in results for check in each.checks]
    if checks:
        done = [check for check in checks if check.outcome != "cannot_be_checked"]
        open_ = sum(check.outcome == "cannot_be_told" for check in done)
        remark = f"of those, {open_} cannot be told from the data" if open_ else ""
        yield Examined("checks of claims: are the data there", len(done), len(checks), remark)


def claim_texts(corpus: Corpus) -> Iterator[Examined]:
    """Count the claims whose text is in order, rule by rule."""
    for what, rule in RULES if corpus.claims else ():
        odd = {finding.about[0] for finding in rule(corpus.claims)}
        yield Examined(f"claims: {what}", len(corpus.claims) - len(odd), len(corpus.claims))


def phrases(corpus: Corpus) -> Iterator[Examined]:
    """Count the quoted phrases whose source is stored, and those that could not be looked for."""
    outcomes = [quotation.outcome for _, _, quotation in quoted_evidence(corpus)]
    unchecked = outcomes.count("unchecked")
    if unchecked < len(outcomes):
        what = "quoted phrases, in the stored texts of their sources"
        yield Examined(what, outcomes.count("found"), len(outcomes) - unchecked)
    if unchecked:
        yield Examined("quoted phrases of which no source is stored: not checked", None, unchecked)


Counting = Callable[[Corpus], Iterator[Examined]]
