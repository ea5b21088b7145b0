"""Whatever lies in `results/`, reading it ends, with a corpus or with every mistake in lines of their own."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import InputError
from generator.load.corpus import read_corpus

BIB = (
    '@string{acl = "Proceedings"}\n'
    '@inproceedings{doe2024,\n  title = {A {\\LaTeX} Title: 100\\% $x$ {\\"o}},\n'
    "  author = {Doe, Jane and {The Team} and others},\n  booktitle = acl # { 2024},\n  year = 2024,\n"
    "  doi = {10.1234/a\\_b}, url = {https://example.org/a%20b}\n}\n"
    "% a comment\n@misc{roe2025, title = {B}, howpublished = {\\url{https://example.org}}}\n"
)
FILES = {
    "references.bib": BIB,
    "report.yaml": (
        "title: T\nauthors: [Ada, Bo]\ndate: 2026-06-12\nseed: 7\nlimitations:\n- One.\n"
        "synthesis:\n  title: S\n  quality: {value: 7.5, scale: 10, kind: k}\n  references_listed: [doe2024]\n"
    ),
    "benchmarks.yaml": (
        "benchmarks:\n- id: humaneval\n  name: HumanEval\n  task_prefix: HumanEval/\n  released: 2021\n"
        "  versions:\n  - {id: v1, tasks: 164, md5: fe585eb4df8c88d844eeb463ea4d0302}\n"
    ),
    "models.yaml": (
        "models:\n- id: base\n  name: Base\n- id: toy-7b\n  name: Toy 7B\n  parameters: {total: 7e9, active: 1e9}\n"
        "  training: rlhf\n  base_model: base\n  aliases: [{source: doe2024, name: Toy}]\n"
    ),
    "claims.yaml": (
        "claims:\n- id: C1\n  text: >-\n    Size\n    matters.\n  source: doe2024\n  kind: finding\n  verdict: supported\n"
        "  confidence: {value: 0.25, kind: similarity}\n  scope: {models: all}\n"
        '  evidence:\n  - {source: roe2025, locator: "p. 1", direction: supports, finding: yes, phrase: yes and no}\n'
    ),
    "published/doe2024.csv": (
        "id,model,benchmark,dataset_version,tasks,harness,k,value,estimand,temperature,samples,ci95_half,read,locator,url,note\n"
        'r1,Toy,humaneval+,v1,164,,10,30.0,sampled,0.8,200,1.5,printed,"Table ""1"", a",https://e.org,\n'
    ),
    "published/resampling.csv": (
        "id,source,model,quantity,cost,value,k,locator,note\nq1,doe2024,Toy,best_reward,0.5,-0.25,3,Figure 1,\n"
    ),
    "runs/humaneval/toy-7b--v1--greedy--00000000.json": (
        '{"format": "scalebook-run/1", "model": "toy-7b", "benchmark": "humaneval", "dataset_version": "v1",\n'
        ' "decoding": {"strategy": "greedy"},\n'
        f' "provenance": {{"files": [{{"name": "r", "sha256": "{"0" * 64}"}}]}},\n'
        ' "tasks": ["HumanEval/0"], "samples": [2], "base": [1], "plus": [0]}\n'
    ),
    "runs/x.jsonl": '{"benchmark_id": "humaneval", "model": "toy-7b", "example_id": "HumanEval/0", "pass1": 1}\n',
    "runs/x.jsonl.meta.yaml": "dataset_version: v1\ndecoding: {strategy: sampling, temperature: 0.8}\n",
}
PIECES = st.one_of(
    st.binary(max_size=5),
    st.text(max_size=4).map(str.encode),
    st.sampled_from(
        [
            *(sign.encode() for sign in "{}[]()\"'\\,:#@%&*!?|>-=~$^_ \n\t\r\0\x1b"),
            *(b"\n- ", b": ", b"- ", b"\n  ", b"<<: ", b"!!x ", b"&a ", b"*a", b"---\n", b"~", b"null", b"true", b".nan"),
            *(b"-1", b"1e999", b"9" * 30, b"0", b"nan", b"\xff", b"\xef\xbb\xbf", b" and ", b"others", b"@misc{", b"@string{"),
            *(b"{\\", b"\\frac", b"\\begin{x}", b"\\'", b"}}", b"{{{{", b'""', b"\xe2\x80\xa8", b"\\url{", b"doe2024", b"C1"),
        ]
    ),
)  # fmt: skip


def reads_or_tells(files: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder, "results", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        told = mistakes(Path(folder))
    assert [line for line in told if not line.isprintable() or not line.startswith("results")] == []


def mistakes(root: Path) -> list[str]:
    try:
        read_corpus(root)
    except InputError as error:
        return [str(problem) for problem in error.problems]
    return []


SOUND = {name: text.encode() for name, text in FILES.items()}


def test_the_sound_files_are_sound() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, content in SOUND.items():
            path = Path(folder, "results", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        assert mistakes(Path(folder)) == []


@given(st.sampled_from(sorted(SOUND)), st.binary(max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_bytes_in_any_file_are_read_or_told(name: str, content: bytes) -> None:
    reads_or_tells({**SOUND, name: content})


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_any_damage_to_any_file_is_read_or_told(data: st.DataObject) -> None:
    files = dict(SOUND)
    for _ in range(data.draw(st.integers(1, 4))):
        name = data.draw(st.sampled_from(sorted(files)))
        content = files[name]
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(len(content), start + 10)))
        files[name] = content[:start] + data.draw(PIECES) + content[end:]
    reads_or_tells(files)


@given(st.lists(PIECES, max_size=12).map(b"".join))
@settings(max_examples=60, deadline=None)
def test_any_fields_of_a_bibliography_are_read_or_told(inside: bytes) -> None:
    reads_or_tells(
        {**SOUND, "references.bib": b"@misc{doe2024, title = {" + inside + b"}, author = {" + inside + b"}}"}
    )


@pytest.mark.parametrize("name", sorted(SOUND))
def test_any_part_of_a_file_is_read_or_told(name: str) -> None:
    for end in range(0, len(SOUND[name]), 23):
        reads_or_tells({**SOUND, name: SOUND[name][:end]})
