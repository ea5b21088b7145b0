"""What is read while another command stores is read again, so that no report is of two states."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator import pipeline
from generator.errors import InputError
from generator.load import corpus, runs
from generator.store.scaffolding import scaffold


def stored_while_read(monkeypatch: pytest.MonkeyPatch, change: Callable[[int], object]) -> list[int]:
    """Call a change between the catalogue and the runs, with how often both were begun; gives all the turns."""
    turns: list[int] = []
    reading = runs.read_runs

    def later(*arguments: Any, **named: Any) -> Any:
        turns.append(len(turns))
        change(len(turns))
        return reading(*arguments, **named)

    monkeypatch.setattr(corpus, "read_runs", later)
    return turns


def add_a_model(root: Path) -> None:
    """Store a model and a run of it, as `gen add` does."""
    models, folder = root / "results" / "models.yaml", root / "results" / "runs" / "humaneval"
    models.write_text(f"{models.read_text(encoding='utf-8')}- id: new\n  name: New\n", encoding="utf-8")
    (old,) = folder.iterdir()
    text = old.read_text(encoding="utf-8").replace('"model": "codet5p-2b"', '"model": "new"')
    (folder / old.name.replace("codet5p-2b", "new")).write_text(text, encoding="utf-8")


def test_a_run_whose_model_came_while_the_catalogue_was_read_is_of_that_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "toy"
    scaffold(root, "Toy")
    turns = stored_while_read(monkeypatch, lambda turn: add_a_model(root) if turn == 1 else None)
    state = pipeline.state(root, None)
    assert [run.model for run in state.runs] == ["codet5p-2b", "new"]
    assert len(turns) == 2


def test_a_mistake_that_stays_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "toy"
    scaffold(root, "Toy")
    (root / "results" / "report.yaml").write_text("titel: Toy\n", encoding="utf-8")
    turns = stored_while_read(monkeypatch, lambda _: None)
    with pytest.raises(InputError) as caught:
        pipeline.state(root, None)
    assert "results/report.yaml:1:1: unknown key `titel`; did you mean `title`?" in str(caught.value).split(
        "\n"
    )
    assert len(turns) == 1


def test_what_never_rests_is_taken_as_it_is_in_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "toy"
    scaffold(root, "Toy")
    note = root / "results" / "README.md"
    turns = stored_while_read(monkeypatch, lambda turn: note.write_text("x" * turn, encoding="utf-8"))
    assert len(pipeline.state(root, None).runs) == 1
    assert len(turns) == 10
