"""Every text of a report may be hostile at once, and the pages that `gen init` makes show all of it."""

import re
from copy import deepcopy
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from generator.model.catalogue import Alias, Benchmark, DatasetVersion, ModelCard
from generator.model.claim import Certainty, Change, Checked, Confidence, Evidence, Magnitude, Stated
from generator.model.claim_check import ClaimCheck, Threshold
from generator.model.corpus import Corpus
from generator.model.filters import Filters
from generator.model.literature import Counted, Prisma, Review
from generator.model.published import PublishedScore
from generator.model.reference import Author, Reference
from generator.model.report import Quality, Report, Synthesis, TextDamage
from generator.model.run import Decoding, Provenance, Run, SourceFile
from generator.render.pages import render_site
from tests.render.small_site import ROOT, claim, shown

PAGES = ROOT / "generator" / "scaffold" / "report" / "site_src"
MARK = "zqz"
HOSTILE = (
    "<script>|[x](javascript:1)*_`{{ 7*7 }}`{: onclick=y }\"'&amp;#",
    "javascript:alert(1)//\\[^1]: {#id}",
    "# 1. - > <img src=x onerror=alert(1)>",
)


def saying(text: str) -> Corpus:
    """Make a report that says one text wherever it can say anything."""
    fields: dict[str, Any] = dict.fromkeys(
        ("year", "venue", "volume", "pages", "publisher", "url", "note", "bibtex"), text
    )
    names: dict[str, Any] = {
        "doi": "10.1234/a",
        "arxiv": "2301.00001",
    }  # an address is made of them: see test_bibliography
    paper = Reference("paper", "article", text, (Author(text, text),), more_authors=True, **fields, **names)
    model = ModelCard(
        "m",
        text,
        text,
        2e9,
        url=text,
        reference="paper",
        aliases=(Alias("paper", text),),
        unconfirmed=True,
        note=text,
    )
    tuned = ModelCard("t", text, base_model="m")
    benchmark = Benchmark(
        "humaneval",
        text,
        text,
        released=text,
        reference="paper",
        versions=(DatasetVersion("v1", 2, text, text),),
    )
    return Corpus(
        report(text),
        models={"m": model, "t": tuned},
        benchmarks={"humaneval": benchmark},
        references={"paper": paper},
        runs=(run(text),),
        published=(printed(text),),
        claims=(
            claim(
                "C1",
                f"{text} one.",
                why=text,
                completed=f"{text} three.",
                stated=Stated(verified=True, by=text),
                confidence=Confidence(0.25, "similarity", meaning=text),
                certainty=Certainty("low", (text, text), text, text),
                scope=((text, text),),
                checked=Checked(text, text, text),
                evidence=[Evidence("paper", text, "supports", text, text)],
                drops_condition=text,
                magnitude=Magnitude(1, text, (0, 2), note=text),
                history=(Change(text, text, text, "mixed", text),),
                checks=(ClaimCheck(Threshold(Filters(figure="r1"), 0.9, "above"), "direct", note=text),),
            ),
            claim(
                "C2",
                f"{text} two.",
                kind="figure_text",
                why=text,
                stated=Stated(verified=True, by=text),
                confidence=Confidence(0.25, "probability", text, text),
                checked=Checked(text, text, text),
                evidence=[Evidence("paper", text, "context", text, text)],
            ),
        ),
        identities={("paper", text): "m"},
    )


def report(text: str) -> Report:
    damage = (TextDamage(text, text, text),)
    synthesis = Synthesis(text, text, text, 1, 2, 3, Quality(7.5, 10, text), ("paper",), damage)
    some = (Counted(text, 1),)
    flow = Prisma(some, some, 0, 0, 0, 0, 0, some, 0)
    reviews = (Review(text, text, "automated", 1, 2, text, text),)
    said: dict[str, Any] = {"synthesis": synthesis, "prisma": flow, "reviews": reviews, "contact": text}
    return Report(text, text, (text,), text, text, text, limitations=(text,), **said)


def run(text: str) -> Run:
    counts = np.array([1, 0], dtype=np.int32)
    said = Provenance((SourceFile(text, text),), text, text, text, text, "paper", text, text, text)
    samples = np.ones(2, dtype=np.int32)
    return Run("m--v1", "m", "humaneval", "v1", Decoding("greedy"), said, ("a", "b"), samples, counts, counts)


def printed(text: str) -> PublishedScore:
    return PublishedScore(
        id="r1",
        source="paper",
        model=text,
        benchmark="humaneval",
        plus=False,
        dataset_version="v1",
        tasks=164,
        harness=text,
        k=1,
        printed="30.0",
        share=0.3,
        estimand="greedy",
        temperature=None,
        samples=None,
        ci95_half=None,
        read="printed",
        locator=text,
        url=text,
        note=text,
    )


def site(text: str) -> dict[str, ET.Element]:
    files = render_site(saying(text), PAGES)
    pages = {file.path: shown(file.content.decode()) for file in files if file.path.endswith(".md")}
    for cell in (cell for row in pages["data.md"].iter("tr") for cell in row.findall("td")[1:4]):
        cell.clear()  # size and sum of a file with other texts
    for code in (code for page in pages.values() for code in page.findall(".//pre/code")):
        assert list(code) == []
        code.text = ""  # BibTeX shows a text in another way: see test_claim_citation
    return pages


@pytest.fixture(scope="module")
def harmless() -> dict[str, ET.Element]:
    return site(MARK)


def as_text(body: ET.Element, text: str = "") -> str:
    """Write a page with a text for the mark; anchors are made of it in a way of their own."""
    for element in body.iter():
        element.attrib = {key: value.replace(MARK, text or MARK) for key, value in element.attrib.items()}
        for name in element.attrib.keys() & {"id", "data-name"}:
            element.set(
                name, re.sub(r"^[\w.:-]+$", "anchor", element.attrib[name].replace(text or MARK, MARK))
            )
        if "#" in element.get("href", ""):
            element.set(
                "href", re.sub(r"#[\w.:-]+$", "#anchor", element.attrib["href"].replace(text or MARK, MARK))
            )
        element.text, element.tail = (
            (each or "").replace(MARK, text or MARK) for each in (element.text, element.tail)
        )
    return ET.tostring(body, encoding="unicode")


@pytest.mark.parametrize("text", HOSTILE)
def test_every_page_shows_every_text_and_gains_nothing_from_it(
    harmless: dict[str, ET.Element], text: str
) -> None:
    meant = {path: as_text(deepcopy(body), text) for path, body in harmless.items()}
    assert {path: as_text(body) for path, body in site(text).items()} == meant
