"""Two processes render what one does, and keep the same for the next build."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator import copies
from generator.errors import InputError
from generator.publish.writing import write_docs
from generator.render import rendering
from generator.render.files import Rendered
from generator.render.kept_pages import KeptPages, kept_pages
from generator.render.pages import render_report
from tests.render.figures.corpora import card, corpus, run
from tests.render.small_site import citing, claim, reference, write

MODELS = [f"M{number}" for number in range(80)]
REPORT = citing(
    replace(
        corpus([card(name, 2e9) for name in MODELS], (), [run(name, at) for at, name in enumerate(MODELS)]),
        claims=(claim("A"), claim("B")),
    ),
    reference("paper", "Ada"),
    reference("harness2024", "Eve"),
)
PAGES = {
    "index.md": "# Home\n\nAs [@paper] has it.\n\n{{ figure('scores-by-size') }}\n{{ models_table() }}\n",
    "data.md": "# Data\n\n{{ data_files() }}\n",
    "models/_model.md": "# {{ model.name }}\n\n{{ model_facts(model.id) }}\n{{ model_runs(model.id) }}\n",
    "claims/_claim.md": "# {{ claim.id }}\n\n{{ claim_body(claim.id) }}\n",
    "references.md": "# References\n\n{{ bibliography() }}\n",
}


@pytest.fixture(autouse=True)
def _copied(monkeypatch: pytest.MonkeyPatch) -> None:
    """Copy the process that tests are run in, too, and let the copy do what it is about to do."""
    monkeypatch.setattr(rendering, "can_copy", lambda: True)


def rendered(folder: Path, processes: int) -> tuple[Rendered, KeptPages]:
    last = kept_pages(folder / "build")
    report = replace(REPORT, memory=last.memory)
    return render_report(report, folder / "site_src", last=last, processes=processes), last


def as_kept(last: KeptPages) -> tuple[Any, ...]:
    return last.now, last.parts.now, last.drawings.now, last.memory.asked, last.parts.made


def test_two_processes_render_what_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []

    def shared_out(*given: Any) -> Any:
        done, gathered = real(*given)
        told.extend(len(pages) for _, _, _, _, _, pages, _, _ in gathered)
        return done, gathered

    real = copies.shared_out
    monkeypatch.setattr(rendering, "shared_out", shared_out)
    write(tmp_path, PAGES)
    alone, kept_alone = rendered(tmp_path, 1)
    together, kept_together = rendered(tmp_path, 3)
    assert len(told) == 2
    assert 0 < sum(told) <= len(kept_alone.now)
    assert together.files == alone.files
    assert together.findings == alone.findings
    assert as_kept(kept_together) == as_kept(kept_alone)
    assert len(kept_alone.now) == 84
    assert kept_alone.drawings.now.keys() == {"scores-by-size"}

    write_docs(together.files, tmp_path / "build")
    together.keep()
    again, kept_again = rendered(tmp_path, 2)
    assert again.files == alone.files
    assert kept_again.now == kept_again.last


def test_the_mistakes_of_all_pages_are_told_in_their_order(tmp_path: Path) -> None:
    write(tmp_path, {**PAGES, "a.md": "# A\n\n{{ score('no') }}\n", "z.md": "# Z\n\n[@nobody]\n"})
    mistakes = []
    for processes in (1, 3):
        with pytest.raises(InputError) as caught:
            rendered(tmp_path, processes)
        mistakes.append(caught.value.problems)
    assert mistakes[0] == mistakes[1]
    assert [problem.place.file for problem in mistakes[0]] == ["site_src/a.md", "site_src/z.md"]
