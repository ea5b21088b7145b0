"""`gen add`: understand, refuse with a way on, store all or nothing."""

import shutil
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.load.corpus import read_catalogue
from generator.load.metadata import Metadata
from generator.load.problems import Problems
from generator.load.runs import read_runs
from generator.model.run import Decoding, Run
from generator.store.adding import AddOptions, Plan, carry_out, plan_additions

FIXTURES = Path(__file__).parents[1] / "fixtures" / "runs"
FLAT, NESTED = FIXTURES / "flat_eval_results.json", FIXTURES / "nested_eval_results.json"
NAMED = FIXTURES / "Ada--Toy-7B-Instruct_vllm_temp_0.8.eval_results.json"
ARENA = (FIXTURES / "arena_humaneval.jsonl", FIXTURES / "arena_humaneval+.jsonl")
TOY = AddOptions(Metadata(model="toy"))
FREE = AddOptions(new_models=True, model_from_name=True, versions_from_hash=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a report that knows one model."""
    (tmp_path / "results").mkdir()
    (tmp_path / "results" / "models.yaml").write_text("models:\n- {id: toy, name: Toy}\n")
    return tmp_path


def plan(root: Path, *paths: Path, options: AddOptions = TOY) -> Plan:
    return plan_additions(paths, root, options)


def refusals(root: Path, *paths: Path, options: AddOptions = TOY) -> list[str]:
    return [
        str(problem).replace(f"{FIXTURES}/", "") for problem in plan(root, *paths, options=options).refusals
    ]


def listed(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_a_plan_says_what_was_understood_and_writes_nothing(root: Path) -> None:
    (addition,) = plan(root, FLAT).additions
    assert str(addition).replace(f"{FIXTURES}/", "") == (
        "flat_eval_results.json: toy on humaneval v0.1.10 (unknown): 3 tasks, 1 to 2 samples each, "
        "base and plus tests (EvalPlus 0.2.1 and later)"
    )
    assert [finding.code for finding in addition.oddities] == ["part", "ragged", "plus-without-base"]
    assert listed(root) == ["results/models.yaml"]


def test_a_run_is_stored_with_the_benchmarks_that_it_needs(root: Path) -> None:
    (path,) = carry_out(plan(root, FLAT))
    assert listed(root) == [
        "results/benchmarks.yaml",
        "results/models.yaml",
        path.relative_to(root).as_posix(),
    ]
    assert path.stat().st_size < 5000


def test_a_stored_run_is_added_to_another_report_as_it_is(root: Path, tmp_path: Path) -> None:
    options = AddOptions(Metadata(model="toy", decoding=Decoding("greedy", 0.0), date="2026-05-01", note="n"))
    (path,) = carry_out(plan(root, FLAT, options=options))
    other = tmp_path / "other"
    (other / "results").mkdir(parents=True)
    shutil.copy(root / "results" / "models.yaml", other / "results")
    (copied,) = carry_out(plan(other, path, options=AddOptions()))
    assert copied.read_bytes() == path.read_bytes()
    assert copied.name == path.name


def test_what_is_stated_wins_over_a_sidecar(root: Path, tmp_path: Path) -> None:
    file = Path(shutil.copy(FLAT, tmp_path / "x.json"))
    (tmp_path / "x.json.meta.yaml").write_text("model: toy\nnote: beside\ndate: 2026-01-01\n")
    (addition,) = plan(root, file, options=AddOptions(Metadata(note="stated"))).additions
    assert (addition.run.provenance.note, addition.run.provenance.date) == ("stated", "2026-01-01")


def test_eval_arena_files_together_become_one_run_a_model(root: Path) -> None:
    options = AddOptions(Metadata(dataset_version="unstated"), new_models=True)
    made = plan(root, *ARENA, options=options)
    assert [(each.run.model, str(each).partition("samples each, ")[2]) for each in made.additions] == [
        ("toy-7b", ""),
        ("toy-1b", "base tests, and plus tests alone (Eval-Arena)"),
    ]
    assert [card.id for card in made.new_models] == ["toy-7b", "toy-1b"]


def test_one_name_for_a_file_of_many_models_is_refused(root: Path) -> None:
    assert set(refusals(root, ARENA[0])) == {
        "arena_humaneval.jsonl: holds runs of 2 models, but --model names one; expected no --model"
    }


def test_an_unknown_model_is_refused_with_a_way_on(root: Path) -> None:
    assert refusals(root, NAMED, options=AddOptions()) == [
        (
            "Ada--Toy-7B-Instruct_vllm_temp_0.8.eval_results.json: a run of the unknown model `Ada/Toy-7B-Instruct`; "
            "expected one of results/models.yaml (`gen add --new-models` drafts what is missing there)"
        )
    ]


def test_an_unknown_model_is_drafted_where_allowed(root: Path) -> None:
    made = plan(root, NAMED, options=AddOptions(new_models=True))
    (card,) = made.new_models
    assert (card.id, card.name, card.family, card.parameters, card.training, card.unconfirmed) == (
        "toy-7b-instruct",
        "Ada/Toy-7B-Instruct",
        "Toy",
        7e9,
        "instruct",
        True,
    )
    carry_out(made)
    assert plan(root, FLAT, options=AddOptions(Metadata(model="Ada/Toy-7B-Instruct"))).refusals == ()


def test_a_drafted_id_never_takes_one_that_is_known(root: Path) -> None:
    options = AddOptions(Metadata(model="Ada/toy"), new_models=True)
    assert [card.id for card in plan(root, FLAT, options=options).new_models] == ["toy-2"]


def test_a_models_file_that_cannot_be_added_to_is_left_alone(root: Path) -> None:
    (root / "results" / "models.yaml").write_text("models: [{id: toy, name: Toy}]\n")
    assert refusals(root, NAMED, options=AddOptions(new_models=True)) == [
        (
            "results/models.yaml: cannot be added to by the tool as it is laid out; "
            "expected one entry a block, each starting with `- id:`"
        )
    ]


def test_a_source_that_is_not_in_the_bibliography_is_refused(root: Path) -> None:
    (root / "results" / "references.bib").write_text("@misc{ada2024, title={T}, author={A, B}, year=2024}\n")
    assert refusals(root, FLAT, options=AddOptions(Metadata(model="toy", source="ada2025"))) == [
        (
            "results/references.bib: there is no entry `ada2025` for the stated source; did you mean `ada2024`?; "
            "expected one: add it first"
        )
    ]
    assert refusals(root, FLAT, options=AddOptions(Metadata(model="toy", source="ada2024"))) == []


def test_what_is_stored_already_is_there_and_nothing_is_written(root: Path) -> None:
    (path,) = carry_out(plan(root, FLAT))
    again = plan(root, FLAT, NAMED, options=TOY)
    assert [(each.file.removeprefix(f"{FIXTURES}/"), each.stored) for each in again.there] == [
        (FLAT.name, path.relative_to(root).as_posix())
    ]
    assert ([addition.run.model for addition in again.additions], again.refusals) == (["toy"], ())
    path.chmod(0o600)
    assert carry_out(plan(root, FLAT)) == ()
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_same_bytes_with_something_else_stated_are_refused(root: Path) -> None:
    (path,) = carry_out(plan(root, FLAT))
    assert refusals(root, FLAT, options=AddOptions(Metadata(model="toy", note="by hand"))) == [
        (
            f"flat_eval_results.json: is a run of toy on humaneval v0.1.10 (unknown), which "
            f"{path.relative_to(root).as_posix()} holds, read from the same bytes; --replace replaces it"
        )
    ]


STATED = Metadata(
    model="toy",
    decoding=Decoding("sampling", 0.8, 0.95),
    dataset_version="unstated",
    date="2026-05-01",
    note="n",
)


@pytest.fixture
def silent(tmp_path: Path) -> Path:
    """Make a file that says neither its model, nor its dataset, nor how it was sampled."""
    file = tmp_path / "silent.json"
    file.write_bytes(FLAT.read_bytes().replace(b'"hash"', b'"nohash"'))
    return file


@pytest.mark.parametrize(
    "options", [AddOptions(), FREE, AddOptions(STATED), AddOptions(STATED, replace=True)]
)
def test_what_is_stored_need_not_be_stated_again(root: Path, silent: Path, options: AddOptions) -> None:
    (path,) = carry_out(plan(root, silent, options=AddOptions(STATED)))
    renamed = silent.rename(silent.with_name("another-name.json"))
    again = plan(root, renamed, options=options)
    assert [(each.file, each.stored) for each in again.there] == [
        ("another-name.json", path.relative_to(root).as_posix())
    ]
    assert (again.additions, again.refusals, again.new_models, again.catalogue.changed) == ((), (), (), ())
    assert carry_out(again) == ()


@pytest.mark.parametrize(
    ("stated", "called"),
    [
        (Metadata(decoding=Decoding("greedy", 0.0)), "toy on humaneval unstated (greedy)"),
        (Metadata(dataset_version="v0.1.9"), "toy on humaneval v0.1.9 (t0.8)"),
        (Metadata(date="2026-06-01"), "toy on humaneval unstated (t0.8)"),
    ],
)
def test_what_is_stated_otherwise_is_never_skipped(
    root: Path, silent: Path, stated: Metadata, called: str
) -> None:
    (path,) = carry_out(plan(root, silent, options=AddOptions(STATED)))
    name = path.relative_to(root).as_posix()
    assert refusals(root, silent, options=AddOptions(stated)) == [
        f"silent.json: is a run of {called}, which {name} holds, read from the same bytes; --replace replaces it"
    ]


def test_a_run_is_corrected_by_what_is_stated_and_keeps_the_rest(root: Path, silent: Path) -> None:
    (old,) = carry_out(plan(root, silent, options=AddOptions(STATED)))
    corrected = AddOptions(Metadata(decoding=Decoding("greedy", 0.0)), replace=True)
    (new,) = carry_out(plan(root, silent, options=corrected))
    assert [*new.parent.iterdir()] == [new]
    assert new.name == old.name.replace("t0.8", "greedy")
    (run,) = runs(root)
    assert (run.decoding, run.provenance.note, run.provenance.date, run.provenance.named_as) == (
        Decoding("greedy", 0.0),
        "n",
        "2026-05-01",
        "toy",
    )


def test_the_name_that_a_source_uses_is_kept_where_a_run_is_corrected(root: Path) -> None:
    carry_out(plan(root, NAMED, options=AddOptions(new_models=True)))
    (new,) = carry_out(plan(root, NAMED, options=AddOptions(Metadata(note="n"), replace=True)))
    assert '"named_as": "Ada/Toy-7B-Instruct", "note": "n"' in new.read_text()


def test_a_copy_in_the_same_call_is_skipped(root: Path, tmp_path: Path) -> None:
    shutil.copy(FLAT, tmp_path / "copy.json")
    made = plan(root, FLAT, tmp_path / "copy.json")
    assert [(each.file, each.stored.removeprefix(f"{FIXTURES}/")) for each in made.there] == [
        ("copy.json", FLAT.name)
    ]
    assert (len(made.additions), made.refusals) == (1, ())


def test_two_models_with_equal_outcomes_in_a_file_stay_two(root: Path, tmp_path: Path) -> None:
    """One is stored, the other was not known then: it is not taken for the first."""
    lines = "".join(
        f'{{"benchmark_id": "humaneval", "model": "{model}", "example_id": "HumanEval/{task}", "pass1": 0}}\n'
        for model in ("toy", "Other 7B")
        for task in range(3)
    )
    (tmp_path / "arena.jsonl").write_text(lines)
    unstated = Metadata(dataset_version="unstated")
    carry_out(plan(root, tmp_path / "arena.jsonl", options=AddOptions(unstated)), partial=True)
    made = plan(root, tmp_path / "arena.jsonl", options=AddOptions(new_models=True, versions_from_hash=True))
    assert [each.run.model for each in made.additions] == ["other-7b"]
    assert [each.stored for each in made.there] == [run.place.file for run in runs(root)]


def test_the_outcomes_of_a_run_under_another_name_are_odd(root: Path, tmp_path: Path) -> None:
    """They are found among stored runs and among those of the call, but not in the run that is replaced."""

    def file(name: str, passed: int) -> Path:
        outcomes = ((task, int(task < passed)) for task in range(20))
        lines = (
            f'{{"benchmark_id": "humaneval", "model": "{name}", "example_id": "HumanEval/{task}", "pass1": {passes}}}\n'
            for task, passes in outcomes
        )
        (tmp_path / f"{name}.jsonl").write_text("".join(lines))
        return tmp_path / f"{name}.jsonl"

    def told(*files: Path, note: str | None = None) -> list[str]:
        stated = Metadata(dataset_version="unstated", note=note)
        made = plan(root, *files, options=AddOptions(stated, new_models=True, replace=bool(note)))
        carry_out(made)
        found = [
            odd.sentence for each in made.additions for odd in each.oddities if odd.code == "doubled-run"
        ]
        return [sentence.partition(": ")[2] for sentence in found]

    first, same, other = file("toy", 7), file("b", 7), file("c", 9)
    assert told(first) == []
    (stored,) = runs(root)
    expected = f"has the same outcomes as {stored.id} on all 20 tasks that both have"
    assert told(same, other, file("d", 9)) == [
        expected,
        expected.replace(stored.id, next(run.id for run in runs(root) if run.model == "c")),
    ]
    assert told(file("e", 3)) == []
    assert told(file("e", 3), note="replaced") == []
    assert '"note": "replaced"' in next((root / "results/runs/humaneval").glob("e--*")).read_text()


def test_another_file_of_the_same_run_says_how_it_differs(root: Path, tmp_path: Path) -> None:
    carry_out(plan(root, FLAT))
    spaced, changed = tmp_path / "spaced.json", tmp_path / "changed.json"
    spaced.write_bytes(FLAT.read_bytes() + b"\n")
    changed.write_bytes(FLAT.read_bytes().replace(b'"fail"', b'"pass"'))
    assert "holds, with the same tallies; --replace replaces it" in refusals(root, spaced)[0]
    assert "holds, with other tallies; --replace replaces it" in refusals(root, changed)[0]


def test_a_run_is_replaced_where_asked(root: Path, tmp_path: Path) -> None:
    (old,) = carry_out(plan(root, FLAT))
    changed = tmp_path / "changed.json"
    changed.write_bytes(FLAT.read_bytes().replace(b'"fail"', b'"pass"'))
    (new,) = carry_out(plan(root, changed, options=AddOptions(Metadata(model="toy"), replace=True)))
    assert new != old
    assert not old.exists()
    assert listed(root)[-1] == new.relative_to(root).as_posix()


def test_a_harness_file_in_the_report_is_never_replaced(root: Path) -> None:
    (root / "results" / "runs").mkdir()
    shutil.copy(FLAT, root / "results" / "runs" / "x.json")
    (root / "results" / "runs" / "x.json.meta.yaml").write_text("model: toy\n")
    (root / "results" / "benchmarks.yaml").write_text(
        "benchmarks:\n- id: humaneval\n  name: HumanEval\n  task_prefix: HumanEval/\n  versions:\n"
        "  - {id: v0.1.10, md5: fe585eb4df8c88d844eeb463ea4d0302}\n"
    )
    noted = AddOptions(Metadata(model="toy", note="by hand"), replace=True)
    assert refusals(root, FLAT, options=noted) == [
        (
            "flat_eval_results.json: would replace results/runs/x.json, a file of its harness; "
            "expected a stored run: remove the file first"
        )
    ]


def test_two_files_of_one_call_that_clash_are_refused(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_bytes(FLAT.read_bytes() + b"\n")
    assert refusals(root, FLAT, other) == [
        (
            "other.json: is a second run of toy on humaneval v0.1.10 (unknown); flat_eval_results.json is the first, "
            "with the same tallies; expected one"
        )
    ]


def of(source: str, path: Path, root: Path, *, replace: bool = False) -> Plan:
    (root / "results" / "references.bib").write_text(
        "@misc{ada2024, title={T}, author={A, B}, year=2024}\n@misc{bob2024, title={T}, author={A, B}, year=2024}\n"
    )
    return plan(root, path, options=AddOptions(Metadata(model="toy", source=source), replace=replace))


def test_the_same_bytes_of_another_source_are_the_same_run(root: Path) -> None:
    (path,) = carry_out(of("ada2024", FLAT, root))
    name = path.relative_to(root).as_posix()
    told = [str(problem).replace(f"{FIXTURES}/", "") for problem in of("bob2024", FLAT, root).refusals]
    assert told == [
        (
            f"flat_eval_results.json: is a run of toy on humaneval v0.1.10 (unknown), which {name} holds, "
            "read from the same bytes and stored as of ada2024; --replace replaces it"
        )
    ]
    assert carry_out(of("bob2024", FLAT, root, replace=True)) == (path,)
    assert '"source": "bob2024"' in path.read_text()
    assert stored(root) == (path.stem,)


def test_the_same_bytes_without_a_source_are_the_same_run(root: Path) -> None:
    (path,) = carry_out(plan(root, FLAT))
    (problem,) = of("bob2024", FLAT, root).refusals
    assert problem.message == (
        f"is a run of toy on humaneval v0.1.10 (unknown), which {path.relative_to(root).as_posix()} holds, "
        "read from the same bytes and stored without a source; --replace replaces it"
    )


def test_other_bytes_of_another_source_are_another_run(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_bytes(FLAT.read_bytes() + b"\n")
    paths = [*carry_out(of("ada2024", FLAT, root)), *carry_out(of("bob2024", other, root))]
    assert stored(root) == tuple(sorted(path.stem for path in paths))
    assert len(paths) == 2


def test_the_same_bytes_under_other_names_are_other_models(root: Path, tmp_path: Path) -> None:
    for name in ("a.json", "b_eval_results.json", "index.json"):
        shutil.copy(FLAT, tmp_path / name)
    made = plan(root, *sorted(tmp_path.glob("*.json")), options=FREE)
    assert made.refusals == ()
    assert [each.run.id for each in made.additions] == [
        f"{model}--v0.1.10--unknown--3aca7a86" for model in ("a", "b", "index-2")
    ]
    assert len(set(carry_out(made))) == 3


def test_names_that_make_the_same_id_stay_apart(root: Path, tmp_path: Path) -> None:
    names = ("Foo Bar", "foo-bar", "foo_bar", "foo-bar-2")
    for name in names:
        shutil.copy(FLAT, tmp_path / f"{name}.json")
    made = plan(root, *(tmp_path / f"{name}.json" for name in names), options=FREE)
    assert made.refusals == ()
    assert [(card.id, card.name) for card in made.new_models] == [
        ("foo-bar", "Foo Bar"),
        ("foo-bar-2", "foo-bar"),
        ("foo_bar", "foo_bar"),
        ("foo-bar-2-2", "foo-bar-2"),
    ]
    assert [each.run.model for each in made.additions] == ["foo-bar", "foo-bar-2", "foo_bar", "foo-bar-2-2"]
    assert len(set(carry_out(made))) == len(stored(root)) == 4


def test_a_run_stored_elsewhere_brings_its_version_along(root: Path, tmp_path: Path) -> None:
    odd = tmp_path / "odd.json"
    odd.write_bytes(FLAT.read_bytes().replace(b"fe585eb4df8c88d844eeb463ea4d0302", b"0123456789abcdef" * 2))
    (path,) = carry_out(plan(root, odd, options=FREE))
    other = tmp_path / "other"
    (other / "results").mkdir(parents=True)
    assert [problem.code for problem in plan(other, path, options=AddOptions(new_models=True)).refusals] == [
        "unknown-version"
    ]
    (copied,) = carry_out(plan(other, path, options=FREE))
    assert copied.read_bytes() == path.read_bytes()
    assert stored(other) == ("odd--md5-01234567--unknown--" + path.stem[-8:],)


def test_going_on_without_refused_files_never_spoils_the_report(root: Path) -> None:
    (root / "results" / "models.yaml").write_text("models: [{id: toy, name: Toy}]\n")
    for made in (plan(root, NAMED, options=AddOptions(new_models=True)), of("ada2025", FLAT, root)):
        before = listed(root)
        with pytest.raises(InputError) as raised:
            carry_out(made, partial=True)
        assert raised.value.problems == made.refusals
        assert listed(root) == before


def test_nothing_is_written_when_one_of_many_is_refused(root: Path) -> None:
    made = plan(root, FLAT, NAMED)
    assert made.refusals == ()
    made = plan(root, FLAT, FIXTURES / "flat_timed_out_eval_results.json")
    with pytest.raises(InputError) as raised:
        carry_out(made)
    assert raised.value.problems == made.refusals
    assert listed(root) == ["results/models.yaml"]
    assert len(carry_out(made, partial=True)) == 1


def test_a_folder_is_read_as_a_whole_without_what_lies_beside_results(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "evalplus_results" / "toy"
    folder.mkdir(parents=True)
    shutil.copy(FLAT, folder / "samples_eval_results.json")
    (folder / "samples.jsonl").write_text('{"task_id": "HumanEval/0", "solution": ""}\n')
    made = plan(root, folder.parent, folder, options=AddOptions(model_from_name=True))
    assert [each.run.model for each in made.additions] == ["toy"]
    assert made.refusals == ()
    assert made.passed_over == ("evalplus_results/toy/samples.jsonl", "evalplus_results/toy/samples.jsonl")


def test_a_folder_without_results_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert refusals(root, tmp_path / "empty") == [
        "empty: holds no .json or .jsonl file of results; expected result files"
    ]


@pytest.mark.parametrize(
    ("ending", "message"),
    [
        ("", "cannot be read (File name too long); expected a readable file"),
        ("*", "stands for no file; expected a pattern of files or folders that are there"),
    ],
)
def test_a_name_that_is_too_long_is_refused(root: Path, ending: str, message: str) -> None:
    assert refusals(root, Path("a" * 300 + ending)) == [f"{'a' * 300}{ending}: {message}"]


def test_a_missing_file_is_refused(root: Path) -> None:
    assert refusals(root, Path("/nowhere/x.json")) == ["/nowhere/x.json: is not there; expected a file"]


def test_unknown_datasets_become_versions_where_asked(root: Path, tmp_path: Path) -> None:
    odd, silent = tmp_path / "odd.json", tmp_path / "silent.json"
    odd.write_bytes(FLAT.read_bytes().replace(b"fe585eb4df8c88d844eeb463ea4d0302", b"0123456789abcdef" * 2))
    silent.write_bytes(FLAT.read_bytes().replace(b'"hash"', b'"nohash"'))
    made = plan(root, odd, silent, options=FREE)
    assert [each.run.dataset_version for each in made.additions] == ["md5-01234567", "unstated"]
    paths = carry_out(made)
    assert "id: md5-01234567, tasks: 3" in (root / "results" / "benchmarks.yaml").read_text()
    assert len(paths) == len(stored(root)) == 2


def stored(root: Path) -> tuple[str, ...]:
    return tuple(run.id for run in runs(root))


def runs(root: Path) -> tuple[Run, ...]:
    problems = Problems()
    found = read_runs(root / "results" / "runs", root, read_catalogue(root, problems), problems)
    assert problems.found == []
    return found


def test_a_folder_that_is_no_report_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        plan(tmp_path, FLAT)
    assert str(raised.value) == (
        "results: there is no folder of results here; `gen init` makes a report, -C DIR works on one elsewhere"
    )


@pytest.mark.parametrize("stopped_at", [1, 2, 3, 4, 5])
def test_what_is_stopped_midway_is_undone(
    root: Path, monkeypatch: pytest.MonkeyPatch, stopped_at: int
) -> None:
    """Models, benchmarks and three runs are written."""
    before = everything(root)
    wanted = plan(root, *ARENA, NESTED, options=FREE)
    exchange, calls = Path.replace, iter(range(1, 100))

    def stop(self: Path, target: Path) -> Path:
        if next(calls) == stopped_at:
            raise KeyboardInterrupt
        return exchange(self, target)

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        carry_out(wanted)
    assert everything(root) == before


def everything(root: Path) -> dict[Path, bytes | None]:
    return {path: path.read_bytes() if path.is_file() else None for path in root.rglob("*")}


def test_a_run_goes_only_once_the_one_that_replaces_it_is_there(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (old,) = carry_out(plan(root, FLAT))
    changed = tmp_path / "changed.json"
    changed.write_bytes(FLAT.read_bytes().replace(b'"fail"', b'"pass"'))
    exchange, seen = Path.replace, list[int]()

    def look(self: Path, target: Path) -> Path:
        found = exchange(self, target)
        seen.append(len([*old.parent.glob("toy*.json")]))
        return found

    monkeypatch.setattr(Path, "replace", look)
    (new,) = carry_out(plan(root, changed, options=AddOptions(Metadata(model="toy"), replace=True)))
    assert seen == [2]
    assert [*old.parent.iterdir()] == [new]


def test_a_folder_that_cannot_be_written_to_is_a_problem(root: Path) -> None:
    (root / "results" / "runs").mkdir()
    (root / "results" / "runs" / "humaneval").write_text("in the way")
    before = everything(root)
    with pytest.raises(InputError) as raised:
        carry_out(plan(root, FLAT))
    (problem,) = raised.value.problems
    assert problem.message == "cannot be written (File exists); expected room, and leave to write there"
    assert everything(root) == before


def test_a_pattern_stands_for_what_it_fits(root: Path, tmp_path: Path) -> None:
    (tmp_path / "mine" / "deep").mkdir(parents=True)
    shutil.copy(FLAT, tmp_path / "mine" / "deep" / "toy.json")
    (tmp_path / "mine" / "[1].json").write_bytes(NAMED.read_bytes())
    found = plan(root, tmp_path / "mine" / "**" / "t*.json", tmp_path / "mine" / "[1].json").additions
    assert [addition.run.place.file for addition in found] == ["mine/deep/toy.json", "mine/[1].json"]
    (tmp_path / "mine" / "deep" / "toy.json.meta.yaml").write_text("note: beside\n")
    (addition,) = plan(root, tmp_path / "mine" / "*" / "*").additions
    assert addition.run.provenance.note == "beside"
    assert refusals(root, tmp_path / "mine" / "x*.json") == [
        "mine/x*.json: stands for no file; expected a pattern of files or folders that are there"
    ]


def test_what_was_read_is_forgotten_before_the_next_file_is_read(root: Path, tmp_path: Path) -> None:
    """Reading many files holds one of them, and the counts."""
    content = FLAT.read_bytes() + b" " * 1_000_000
    for number in range(12):
        (tmp_path / f"{number}.json").write_bytes(content)
    tracemalloc.start()
    plan(root, *sorted(tmp_path.glob("*.json")), options=FREE)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 6 * len(content)


SCORES = FIXTURES / "leaderboard.json"


def with_source(root: Path) -> AddOptions:
    (root / "results" / "references.bib").write_text("@misc{ada2024, title={T}, author={A, B}, year=2024}\n")
    return AddOptions(Metadata(source="ada2024"))


def test_scores_without_outcomes_are_figures_of_their_source(root: Path) -> None:
    wanted = plan(root, SCORES, options=with_source(root))
    assert [str(each).replace(f"{FIXTURES}/", "") for each in wanted.scores] == [
        (
            "leaderboard.json: 2 scores of Toy 8B on humaneval, humaneval+, without outcomes: "
            "figures of ada2024 (EvalPlus leaderboard)"
        )
    ]
    assert carry_out(wanted) == ()
    stored = root / "results" / "published" / "ada2024.csv"
    assert stored.read_text().splitlines() == [
        (
            "id,model,benchmark,dataset_version,tasks,harness,k,value,estimand,temperature,samples,"
            "ci95_half,read,locator,url,note"
        ),
        "r0001,Toy 8B,humaneval,,,evalplus,1,81.7,greedy,0,1,,printed,leaderboard.json,,",
        "r0002,Toy 8B,humaneval+,,,evalplus,1,77.4,greedy,0,1,,printed,leaderboard.json,,",
    ]


def test_figures_that_are_there_are_left_and_new_ones_are_appended(root: Path, tmp_path: Path) -> None:
    options = with_source(root)
    carry_out(plan(root, SCORES, options=options))
    stored = root / "results" / "published" / "ada2024.csv"
    stored.write_text(stored.read_text().rstrip("\n").replace("r0002", "r0041"))
    newer = tmp_path / "newer.json"
    newer.write_text(SCORES.read_text().replace("81.7", "82.3"))
    wanted = plan(root, newer, options=options)
    assert [(len(each.rows), each.there) for each in wanted.scores] == [(1, 1)]
    carry_out(wanted)
    assert [line.split(",")[:8] for line in stored.read_text().splitlines()[1:]] == [
        ["r0001", "Toy 8B", "humaneval", "", "", "evalplus", "1", "81.7"],
        ["r0041", "Toy 8B", "humaneval+", "", "", "evalplus", "1", "77.4"],
        ["r0042", "Toy 8B", "humaneval", "", "", "evalplus", "1", "82.3"],
    ]
    before = stored.read_bytes()
    assert carry_out(plan(root, newer, options=options)) == ()
    assert stored.read_bytes() == before


def test_a_score_has_the_version_that_its_file_states_where_the_catalogue_holds_it(root: Path) -> None:
    benchmark = (
        "benchmarks:\n- {id: bigcodebench, name: BigCodeBench, task_prefix: B/, versions: [{id: hard}]}\n"
    )
    (root / "results" / "benchmarks.yaml").write_text(benchmark)
    stated = '{"pass@1": 0.25, "model": "x.jsonl", "calibrated": true, "subset": "%s"}'
    versions = {}
    for subset in ("hard", "full"):
        file = root / f"{subset}_pass_at_k.json"
        file.write_text(stated % subset)
        options = AddOptions(replace(with_source(root).metadata, model="Toy"))
        (scores,) = plan(root, file, options=options).scores
        versions[subset] = [row["dataset_version"] for row in scores.rows]
    assert versions == {"hard": ["hard"], "full": [""]}


def test_benchmarks_that_nobody_knows_are_told_once_a_file(root: Path) -> None:
    scores = '{"humaneval": {"pass@1": 0.5}, "a": {"pass@1": 0.5}, "b": {"pass@1": 0.5}, "config": {"model": "m", "modeltype": "c", "n_samples": 1}}'
    (root / "r.json").write_text(scores)
    assert refusals(root, root / "r.json", options=with_source(root)) == [
        (
            "r.json: is of `a` and 1 more, which results/benchmarks.yaml does not hold; "
            "expected an entry there (`gen add --new-benchmarks` drafts it)"
        )
    ]


def test_scores_of_no_source_and_of_another_benchmark_are_refused(root: Path) -> None:
    told = refusals(root, SCORES, FIXTURES / "bigcode_evaluation.json", options=AddOptions())
    no_source = (
        "states scores without outcomes, which are figures of a source; "
        "expected --source KEY, an entry of results/references.bib"
    )
    assert told == [
        f"bigcode_evaluation.json: {no_source}",
        (
            "bigcode_evaluation.json: is of `mercury-easy`, which results/benchmarks.yaml does not hold; "
            "expected an entry there (`gen add --new-benchmarks` drafts it)"
        ),
        f"leaderboard.json: {no_source}",
    ]
    unknown = AddOptions(Metadata(source="bob2024", dataset_version="v9"))
    with_source(root)
    assert refusals(root, SCORES, options=unknown) == [
        (
            "leaderboard.json: `v9` is no version of HumanEval in results/benchmarks.yaml; "
            "expected one of v0.1.10, v0.1.9, unstated"
        )
    ]


def test_benchmarks_are_drafted_where_allowed(root: Path) -> None:
    files = [FIXTURES / name for name in ("bigcode_evaluation.json", "multipl_e.results.json")]
    with_source(root)
    options = AddOptions(Metadata(model="toy", source="ada2024"), new_benchmarks=True)
    wanted = plan(root, *files, options=options)
    assert (wanted.refusals, [each.id for each in wanted.new_benchmarks]) == (
        (),
        ["humaneval-lua", "mercury-easy"],
    )
    carry_out(wanted)
    text = (root / "results" / "benchmarks.yaml").read_text()
    assert text.endswith(
        """
- id: humaneval-lua
  name: humaneval-lua
  versions:
  - {id: unstated, note: the source does not state the version of the data}
- id: mercury-easy
  name: mercury-easy
  versions:
  - {id: unstated, note: the source does not state the version of the data}
"""
    )
    (run,) = [path.name for path in (root / "results" / "runs" / "humaneval-lua").iterdir()]
    assert run.startswith("toy--unstated--t0.2--")
    carry_out(plan(root, *files, options=options))
    assert (root / "results" / "benchmarks.yaml").read_text() == text


def test_the_same_bytes_under_another_name_are_told(root: Path) -> None:
    carry_out(plan(root, FLAT))
    other = plan(root, FLAT, options=AddOptions(Metadata(model="other"), new_models=True))
    assert [addition.twin for addition in other.additions] == ["toy on humaneval v0.1.10 (unknown)"]
    assert [addition.twin for addition in plan(root, NESTED).additions] == [""]


def test_the_models_of_one_file_are_no_twins(root: Path) -> None:
    options = AddOptions(Metadata(dataset_version="unstated"), new_models=True)
    assert [addition.twin for addition in plan(root, *ARENA, options=options).additions] == ["", ""]
