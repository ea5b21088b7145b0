"""Printed scores made of what a test is about."""

from collections.abc import Mapping

from generator.analyse.printed_curves import PrintedCurve, printed_curves
from generator.model.published import Estimand, PublishedScore, Reading


def printed(
    k: int = 1,
    text: str = "50.0",
    *,
    model: str = "toy",
    source: str = "paper",
    estimand: Estimand = "sampled",
    temperature: float | None = 0.6,
    samples: int | None = 10,
    tasks: int | None = 20,
    read: Reading = "printed",
) -> PublishedScore:
    return PublishedScore(
        id=f"{model}-{k}",
        source=source,
        model=model,
        benchmark="humaneval",
        plus=True,
        dataset_version="",
        tasks=tasks,
        harness="",
        k=k,
        printed=text,
        share=float(text) / 100,
        estimand=estimand,
        temperature=temperature,
        samples=samples,
        ci95_half=None,
        read=read,
        locator="",
        url="",
        note="",
    )


def printed_curve(
    points: Mapping[int, str], model: str = "toy", *, samples: int | None = 10, tasks: int | None = 20
) -> PrintedCurve:
    (curve,) = printed_curves(
        printed(k, text, model=model, samples=samples, tasks=tasks) for k, text in points.items()
    )
    return curve
