"""A small report of one family at three sizes, base and tuned, and claims about it."""

from dataclasses import replace

from generator.check.claim_checks import CheckResult, carry_out
from generator.model.catalogue import ModelCard
from generator.model.claim import Claim, Verdict
from generator.model.claim_check import Bearing, ClaimCheck, ClaimTest
from generator.model.corpus import Corpus
from generator.model.filters import Filters
from generator.model.published import PublishedScore
from generator.model.reference import Author, Reference
from generator.model.run import Run
from tests.check.corpora import corpus, run, score

SIZES = {"1B": 1e9, "10B": 1e10, "100B": 1e11}


def cards() -> dict[str, ModelCard]:
    base = {
        f"toy-{size.lower()}": ModelCard(
            f"toy-{size.lower()}", f"Toy {size}", "Toy", parameters, training="base"
        )
        for size, parameters in SIZES.items()
    }
    tuned = {
        f"{name}-chat": replace(
            card, id=f"{name}-chat", name=f"{card.name} Chat", training="rlhf", base_model=name
        )
        for name, card in base.items()
    }
    return {**base, **tuned}


def report(*items: PublishedScore | Run) -> Corpus:
    """Put scores and runs into a report; each score's model is the id of one of the cards."""
    made = corpus(*items)
    names = {(each.source, each.model): each.model for each in made.published}
    paper = Reference("paper", "misc", "On Toys", (Author("Toy"),))
    return replace(made, models={**made.models, **cards()}, identities=names, references={"paper": paper})


def printed(model: str, value: str, *, name: str = "", **fields: object) -> PublishedScore:
    return score(value, id=name or model, model=model, **fields)


def outcomes(model: str, passed: int, *, of: int = 164, name: str = "", skip: int = 0) -> Run:
    """Make a greedy run that solves `passed` tasks in a row, after the first `skip`."""
    solved = [int(skip <= at < skip + passed) for at in range(of)]
    return run(solved, name=name or model, model=model, plus=solved)


def figure(name: str) -> Filters:
    return Filters(figure=name)


def of_run(name: str, benchmark: str = "humaneval") -> Filters:
    return Filters(run=name, benchmark=benchmark)


def checked(made: Corpus, test: ClaimTest, *, level: float = 0.95) -> CheckResult:
    return carry_out(made, ClaimCheck(test, "direct", level))


def told(made: Corpus, test: ClaimTest, *, level: float = 0.95) -> tuple[str, str, str]:
    found = checked(made, test, level=level)
    return found.outcome, found.asked, found.found


def claim(
    *tests: ClaimTest, verdict: Verdict = "supported", bearing: Bearing = "direct", name: str = "c1"
) -> Claim:
    checks = tuple(ClaimCheck(test, bearing) for test in tests)
    return Claim(name, "Toys win.", "paper", "finding", verdict, checks=checks)
