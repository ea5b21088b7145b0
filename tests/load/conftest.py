"""A small sound report, to be spoilt."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.load.corpus import read_corpus
from generator.model.corpus import Corpus

Files = dict[str, str | bytes | None]
SOUND: Files = {
    "references.bib": "@misc{doe2024,\n  title = {A Title},\n}\n",
    "benchmarks.yaml": "benchmarks:\n- id: humaneval\n  name: HumanEval\n  task_prefix: HumanEval/\n  versions:\n  - {id: v1}\n",
    "models.yaml": "models:\n- id: toy-7b\n  name: Toy 7B\n",
    "claims.yaml": (
        "claims:\n- id: C1\n  text: Size matters.\n  source: doe2024\n  kind: finding\n  verdict: supported\n"
    ),
    "published/doe2024.csv": (
        "id,model,benchmark,dataset_version,tasks,harness,k,value,estimand,temperature,samples,ci95_half,read,locator,url,note\n"
        "r1,Toy,humaneval,v1,164,,1,30.0,greedy,,,,printed,Table 1,,\n"
    ),
}


@pytest.fixture
def written(tmp_path: Path) -> Callable[[Files], Path]:
    """Write a sound report with some of its files replaced; None leaves one out."""

    def written(files: Files) -> Path:
        for name, content in {**SOUND, **files}.items():
            path = tmp_path / "results" / name
            if content is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return written


@pytest.fixture
def corpus(written: Callable[[Files], Path]) -> Callable[[Files], Corpus]:
    """Read a sound report with some of its files replaced by others in order."""
    return lambda files: read_corpus(written(files))


@pytest.fixture
def refused(written: Callable[[Files], Path]) -> Callable[[Files], list[str]]:
    """Say what is told of a sound report with some of its files replaced by others not in order."""

    def refused(files: Files) -> list[str]:
        with pytest.raises(InputError) as raised:
            read_corpus(written(files))
        assert str(raised.value) == "\n".join(map(str, raised.value.problems))
        return str(raised.value).split("\n")

    return refused
