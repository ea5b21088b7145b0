"""A flow of records closes, or each step that does not is told."""

from dataclasses import replace

import pytest

from generator.analyse.prisma import gaps
from generator.model.literature import Counted, Prisma

FLOW = Prisma(
    identified=(Counted("arXiv", 40), Counted("Semantic Scholar", 23)),
    removed=(Counted("found twice", 10),),
    screened=53,
    excluded=30,
    sought=23,
    not_retrieved=2,
    assessed=21,
    ineligible=(Counted("not about code", 12), Counted("no numbers", 6)),
    included=3,
    studies=2,
)


def test_a_flow_that_closes_has_no_gap() -> None:
    assert gaps(FLOW) == ()
    assert gaps(replace(FLOW, studies=None)) == ()


@pytest.mark.parametrize(
    ("flow", "told"),
    [
        (
            replace(FLOW, removed=()),
            ("53 screened cannot be: 63 identified less 0 removed before screening is 63.",),
        ),
        (
            replace(FLOW, sought=1023),
            (
                "1,023 sought cannot be: 53 screened less 30 excluded is 23.",
                "21 assessed cannot be: 1,023 sought less 2 not retrieved is 1,021.",
            ),
        ),
        (
            replace(FLOW, ineligible=(Counted("not about code", 22),)),
            ("3 included cannot be: 21 assessed less 22 excluded with reasons is −1.",),
        ),
        (
            replace(FLOW, studies=4),
            ("4 studies cannot be: 3 reports are included, and a study has one at least.",),
        ),
    ],
)
def test_each_step_that_does_not_add_up_is_told_with_what_it_should_be(
    flow: Prisma, told: tuple[str, ...]
) -> None:
    assert gaps(flow) == told
