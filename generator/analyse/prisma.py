"""Whether the numbers of a PRISMA 2020 flow add up from each step to the next (page2021prisma)."""

from collections.abc import Iterator

from generator.model.literature import Prisma


def gaps(flow: Prisma) -> tuple[str, ...]:
    """Give a sentence for each step whose number is not what the steps before it leave; none where the flow closes."""
    return tuple(_gaps(flow))


def _gaps(flow: Prisma) -> Iterator[str]:
    identified = sum(each.count for each in flow.identified)
    removed = sum(each.count for each in flow.removed)
    ineligible = sum(each.count for each in flow.ineligible)
    steps = (
        ("screened", flow.screened, (identified, "identified"), (removed, "removed before screening")),
        ("sought", flow.sought, (flow.screened, "screened"), (flow.excluded, "excluded")),
        ("assessed", flow.assessed, (flow.sought, "sought"), (flow.not_retrieved, "not retrieved")),
        ("included", flow.included, (flow.assessed, "assessed"), (ineligible, "excluded with reasons")),
    )
    for step, stated, (before, entered), (lost, left) in steps:
        if stated != before - lost:
            found = f"{before:,} {entered} less {lost:,} {left} is {before - lost:,}".replace("-", "−")
            yield f"{stated:,} {step} cannot be: {found}."
    if flow.studies is not None and flow.studies > flow.included:
        yield f"{flow.studies:,} studies cannot be: {flow.included:,} reports are included, and a study has one at least."
