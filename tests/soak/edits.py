"""After any edits, a build that takes what it can from the last one has the bytes of a build from nothing."""

import json
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from generator import pipeline
from generator.model.finding import Finding
from generator.publish import site
from generator.render import kept_pages
from generator.store.scaffolding import scaffold

RUN = "results/runs/humaneval/codet5p-2b--v0.1.9--unknown--b2624779.json"
PAGES = (
    "index.md",
    "limitations.md",
    "models/_model.md",
    "claims/_claim.md",
    "claims/index.md",
    "sampling.md",
)
_SIX = """
- id: codet5p-6b
  name: CodeT5+ 6B
  family: CodeT5+
  parameters: {total: 6e9}
  training: base
"""
Bytes = dict[str, bytes]
Outcome = tuple[Bytes, Bytes | None, tuple[Finding, ...]]


def contents(folder: Path) -> Bytes:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def built(root: Path) -> Outcome:
    """Build, and give the site, the Markdown and what was found; no Markdown where the site was left as it was."""
    done = pipeline.build(root, lambda _: None)
    return contents(root / "site"), None if done.unchanged else contents(root / "build/docs"), done.findings


def built_from_nothing(root: Path) -> Outcome:
    """Build a copy of a report, of which nothing is known, with MkDocs making the whole site in one go."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        copy = Path(folder) / "copy"
        shutil.copytree(root, copy, ignore=shutil.ignore_patterns("build", "site"))
        patch.setattr(site, "made_by_page", lambda *_, **__: None)
        patch.setattr(kept_pages, "kept_pages", lambda *_, **__: None)
        return built(copy)


def differing(some: Bytes, others: Bytes) -> list[str]:
    return sorted(name for name in some.keys() | others.keys() if some.get(name) != others.get(name))


def begun(root: Path) -> None:
    """Start a report of three models with runs, which is enough for a figure; one page is not named in the menu."""
    scaffold(root, "Toy")
    catalogue = root / "results/models.yaml"
    edited(catalogue, lambda text: text + _SIX)
    for model in ("6b", "16b"):
        run = json.loads((root / RUN).read_bytes()) | {"model": f"codet5p-{model}"}
        run["base"] = [int(at % 4 == 0) for at in range(len(run["base"]))]
        run["plus"] = [0] * len(run["base"])
        (root / RUN.replace("2b--", f"{model}--")).write_text(json.dumps(run))
    edited(root / "mkdocs.yml", lambda text: text.replace("Limitations: limitations.md", "limitations.md"))


def edited(file: Path, change: Callable[[str], str]) -> None:
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")


def damage(file: Path, place: int) -> None:
    content = bytearray(file.read_bytes())
    if content:
        content[place % len(content)] ^= 1
    file.write_bytes(bytes(content))


class Edits(RuleBasedStateMachine):
    """A report that people work on, with a build now and then."""

    first: Path  # a report that is built, to begin from
    counts: Counter[str]

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name) / "report"
        self.edits = 0

    @initialize()
    def begin(self) -> None:
        shutil.copytree(self.first, self.root)
        self.counts["reports"] += 1

    def teardown(self) -> None:
        try:
            self.compare()
        finally:
            self.folder.cleanup()

    @rule(place=st.integers(0, 163), passes=st.booleans())
    def change_an_outcome(self, place: int, *, passes: bool) -> None:
        run = json.loads((self.root / RUN).read_bytes())
        run["base"][place] = int(passes)
        run["plus"][place] = 0
        (self.root / RUN).write_text(json.dumps(run))

    @rule()
    def add_or_remove_a_run(self) -> None:
        other = self.root / RUN.replace("2b--", "16b--")
        if other.exists():
            other.unlink()
        else:
            other.write_text((self.root / RUN).read_text().replace("codet5p-2b", "codet5p-16b"))

    @rule(name=st.sampled_from(["CodeT5+ 16B", "CodeT5+ 16 B", "Another & <model>"]))
    def rename_a_model(self, name: str) -> None:
        def renamed(text: str) -> str:
            return re.sub(r"(- id: codet5p-16b\n  name: ).*", lambda found: found[1] + json.dumps(name), text)

        edited(self.root / "results/models.yaml", renamed)

    @rule(value=st.sampled_from(["30.9", "31.5", "12.2"]))
    def change_a_printed_score(self, value: str) -> None:
        file = self.root / "results/published/wang2023codet5plus.csv"
        edited(file, lambda text: re.sub(r"(r0060,.*?,)\d\d\.\d(?=,)", lambda found: found[1] + value, text))

    @rule(verdict=st.sampled_from(["supported", "supported_with_limits", "contradicted", "mixed"]))
    def change_a_verdict(self, verdict: str) -> None:
        file = self.root / "results/claims.yaml"
        edited(file, lambda text: re.sub(r"verdict: \w+", f"verdict: {verdict}", text, count=1))

    @rule(year=st.sampled_from(["2023", "2024"]), title=st.sampled_from(["Evaluate", "Measure"]))
    def change_a_reference(self, year: str, title: str) -> None:
        def changed(text: str) -> str:
            text = re.sub(r"\{(?:Evaluate|Measure)", "{" + title, text)
            return re.sub(r"(\{\{tyfann\}\}, year = )\{\d+\}", rf"\g<1>{{{year}}}", text)

        edited(self.root / "results/references.bib", changed)

    @rule(page=st.sampled_from(PAGES))
    def add_a_line(self, page: str) -> None:
        self.edits += 1
        edited(self.root / "site_src" / page, lambda text: f"{text}\nLine {self.edits}.\n")

    @rule(title=st.sampled_from(["Limitations", "Limits `of` it"]))
    def rename_a_page_in_the_menu(self, title: str) -> None:
        edited(
            self.root / "site_src/limitations.md",
            lambda text: re.sub(r"(?m)^title: .*", f"title: {json.dumps(title)}", text, count=1),
        )

    @rule()
    def add_or_remove_a_page(self) -> None:
        page = self.root / "site_src/models/notes.md"
        if page.exists():
            page.unlink()
        else:
            page.write_text(
                "# Notes\n\n{{ models | length }} models [@wang2023codet5plus], [all](index.md).\n"
            )

    @rule(name=st.sampled_from(["Toy", "Toys"]))
    def rename_the_site(self, name: str) -> None:
        edited(self.root / "mkdocs.yml", lambda text: re.sub(r"site_name: .*", f"site_name: {name}", text))

    @rule(day=st.sampled_from(["2024-01-29", "2024-02-03"]))
    def change_the_date(self, day: str) -> None:
        edited(self.root / "results/report.yaml", lambda text: re.sub(r"date: [\d-]+", f"date: {day}", text))

    @rule(place=st.integers(0, 10**6))
    def damage_all_pages(self, place: int) -> None:
        self.build()  # else a change before may be one of all pages
        build = self.root / "build"
        for file in (*(build / "docs").rglob("*.md"), *(build / "cache").rglob("*.html")):
            damage(file, place)
        self.add_a_line("index.md")  # without a change nothing is looked at

    @rule(data=st.data(), place=st.integers(0, 10**6), lost=st.booleans())
    def damage_a_file(self, data: st.DataObject, place: int, *, lost: bool) -> None:
        files = [file for file in (self.root / "build").rglob("*") if file.is_file()]
        file = data.draw(st.sampled_from([f for f in sorted(files) if {"cache", "docs"} & set(f.parts)]))
        if lost:
            file.unlink()
        else:
            damage(file, place)

    @rule()
    def build(self) -> None:
        built(self.root)
        self.counts["builds"] += 1

    @rule()
    def compare(self) -> None:
        site, docs, findings = built(self.root)
        whole, markdown, found = built_from_nothing(self.root)
        assert findings == found
        assert differing(site, whole) == []
        assert docs is None or differing(docs, markdown or {}) == []
        self.counts["compared"] += 1


def edit_reports(folder: Path, times: int, *, always_alike: bool = False) -> dict[str, int]:
    """Edit a report at random, so many times over, and count what was done; raises `AssertionError` for other bytes."""

    class Edited(Edits):
        first, counts = folder / "first", Counter[str]()

    begun(Edited.first)
    built(Edited.first)
    checks = (HealthCheck.too_slow, HealthCheck.data_too_large)
    run_state_machine_as_test(
        Edited,
        settings=settings(
            max_examples=times,
            stateful_step_count=8,
            deadline=None,
            suppress_health_check=checks,
            derandomize=always_alike,
            database=None,
            phases=(Phase.generate,),  # to shrink what fails would take an hour
        ),
    )
    return dict(Edited.counts)
