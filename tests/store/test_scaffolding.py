"""`gen init`: a report that builds at once, from nothing or from a folder of result files; all of it or nothing."""

import os
import shutil
from pathlib import Path

import pytest
import yaml

from generator.errors import InputError
from generator.load.corpus import read_corpus
from generator.load.metadata import Metadata
from generator.publish.config import derive_config
from generator.render.pages import render_site
from generator.store.adding import AddOptions, carry_out, plan_additions
from generator.store.scaffolding import scaffold, scaffold_from

REPOSITORY = Path(__file__).parents[2]
FIXTURES = REPOSITORY / "tests" / "fixtures" / "runs"
FLAT, BASE_ONLY = FIXTURES / "flat_eval_results.json", FIXTURES / "nested_base_only_eval_results.json"
TIMED_OUT, NESTED = FIXTURES / "flat_timed_out_eval_results.json", FIXTURES / "nested_eval_results.json"
EXAMPLE_RUN = "results/runs/humaneval/codet5p-2b--v0.1.9--unknown--b2624779.json"
BESIDE = [
    ".github/pull_request_template.md",
    ".github/workflows/pages.yml",
    ".github/workflows/preview.yml",
    ".gitignore",
    "README.md",
]
PAGES = [
    "site_src/benchmarks/_benchmark.md",
    "site_src/benchmarks/index.md",
    "site_src/changes.md",
    "site_src/claims/_claim.md",
    "site_src/claims/index.md",
    "site_src/claims/not-claims.md",
    "site_src/data-check.md",
    "site_src/data.md",
    "site_src/index.md",
    "site_src/limitations.md",
    "site_src/method.md",
    "site_src/models/_model.md",
    "site_src/models/index.md",
    "site_src/references.md",
    "site_src/results/_source.md",
    "site_src/results/as-printed.md",
    "site_src/results/index.md",
    "site_src/results/pairs.md",
    "site_src/sampling.md",
    "site_src/scaling.md",
]
EXAMPLE = [
    "results/benchmarks.yaml",
    "results/claims.yaml",
    "results/models.yaml",
    "results/published/wang2023codet5plus.csv",
    "results/references.bib",
    "results/report.yaml",
    EXAMPLE_RUN,
]


def listed(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def results(folder: Path, *copies: tuple[Path, str]) -> Path:
    folder.mkdir()
    for file, name in copies:
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(file, folder / name)
    return folder


def rendered(root: Path) -> dict[str, str]:
    """Render a report's pages, by docs path."""
    files = render_site(read_corpus(root), root / "site_src")
    return {file.path: file.content.decode() for file in files if file.path.endswith(".md")}


def navigation(root: Path) -> list[dict[str, object]]:
    config: dict[str, list[dict[str, object]]] = yaml.safe_load(derive_config(root, list(rendered(root))))
    return config["nav"]


def told(error: pytest.ExceptionInfo[InputError], folder: Path) -> list[str]:
    return [str(problem).replace(f"{folder}/", "") for problem in error.value.problems]


def test_a_report_is_made_with_an_example_of_everything(tmp_path: Path) -> None:
    written = scaffold(tmp_path / "made" / "here")
    assert listed(tmp_path / "made" / "here") == [*BESIDE, "mkdocs.yml", *EXAMPLE, *PAGES]
    assert sorted(path.relative_to(tmp_path).as_posix() for path in written) == [
        f"made/here/{name}" for name in listed(tmp_path / "made" / "here")
    ]
    assert listed(tmp_path) == [f"made/here/{name}" for name in listed(tmp_path / "made" / "here")]


def test_every_page_of_the_example_shows(tmp_path: Path) -> None:
    scaffold(tmp_path / "my-report")
    assert list(rendered(tmp_path / "my-report")) == [
        "benchmarks/humaneval-v0.1.9.md",
        "benchmarks/index.md",
        "changes.md",
        "claims/C1.md",
        "claims/index.md",
        "data-check.md",
        "data.md",
        "index.md",
        "limitations.md",
        "method.md",
        "models/codet5p-16b.md",
        "models/codet5p-2b.md",
        "models/index.md",
        "references.md",
        "results/as-printed.md",
        "results/index.md",
        "results/wang2023codet5plus.md",
    ]
    assert navigation(tmp_path / "my-report") == [
        {"Home": "index.md"},
        {"Results": ["results/index.md", {"As printed": "results/as-printed.md"}]},
        {"Benchmarks": "benchmarks/index.md"},
        {"Models": "models/index.md"},
        {"Claims": "claims/index.md"},
        {"Data check": "data-check.md"},
        {"Data": "data.md"},
        {"Changes": "changes.md"},
        {"References": "references.md"},
        {"Method": "method.md"},
        {"Limitations": "limitations.md"},
    ]


def test_every_document_of_the_example_is_cited(tmp_path: Path) -> None:
    scaffold(tmp_path / "my-report")
    pages = rendered(tmp_path / "my-report")
    assert "Not cited on any page" not in pages["references.md"]
    assert pages["references.md"].count('<li id="') == 2


def test_the_numbers_of_the_example_are_those_of_our_own_report(tmp_path: Path) -> None:
    scaffold(tmp_path / "my-report")
    name = "results/published/wang2023codet5plus.csv"
    rows = (tmp_path / "my-report" / name).read_text().splitlines()
    assert [row.partition(",")[0] for row in rows] == ["id", "r0054", "r0056", "r0060", "r0062"]
    assert set(rows) <= set((REPOSITORY / name).read_text().splitlines())


@pytest.mark.skipif("SCALEBOOK_CORPUS" not in os.environ, reason="SCALEBOOK_CORPUS is not set")
def test_the_run_of_the_example_is_what_the_tool_stores(tmp_path: Path) -> None:
    scaffold(tmp_path / "my-report")
    root = tmp_path / "again"
    shutil.copytree(tmp_path / "my-report", root)
    (root / EXAMPLE_RUN).unlink()
    raw = tmp_path / "codet5_2b_samples_eval_results.json"
    shutil.copy(
        Path(os.environ["SCALEBOOK_CORPUS"], "evalplus", "v01_humaneval_codet5p-2b_2024-01.json"), raw
    )
    address = "https://github.com/tyfann/Evaluate_LLM_Evalplus"
    stated = Metadata(
        model="codet5p-2b",
        dataset_version="v0.1.9",
        source="tyfann2024results",
        url=address,
        date="2024-01-29",
    )
    assert carry_out(plan_additions([raw], root, AddOptions(stated))) == (root / EXAMPLE_RUN,)
    assert (root / EXAMPLE_RUN).read_bytes() == (tmp_path / "my-report" / EXAMPLE_RUN).read_bytes()


@pytest.mark.parametrize(
    ("folder", "stated", "title"),
    [
        ("my-report", None, "My report"),
        ("HumanEval_2024", None, "HumanEval 2024"),
        ("--", None, "Evaluation results"),
        ("my-report", "  ", "My report"),
        ("x", 'Is "a: b" #1?\n- \\1', 'Is "a: b" #1? - \\1'),
        ("x", "no", "no"),
        ("x", "2024", "2024"),
        ("x", "é" * 400, "é" * 300),
    ],
)
def test_the_title_is_the_stated_one_or_that_of_the_folder(
    folder: str, stated: str | None, title: str, tmp_path: Path
) -> None:
    root = tmp_path / folder
    scaffold(root, stated)
    assert read_corpus(root).report.title == title
    assert yaml.safe_load((root / "mkdocs.yml").read_text())["site_name"] == title
    assert (root / "README.md").read_text().splitlines()[0] == f"# {title}"


def test_what_lay_there_stays_what_it_was(tmp_path: Path) -> None:
    mine = {
        "README.md": "mine",
        ".gitignore": "/mine/",
        ".github/workflows/ci.yml": "mine",
        "results/raw.json": "{}",
        "src/x.py": "",
    }
    for name, text in mine.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "site_src").mkdir()
    written = scaffold(tmp_path)
    assert listed(tmp_path) == sorted([*mine, *BESIDE[:3], "mkdocs.yml", *EXAMPLE, *PAGES])
    assert sorted(path.relative_to(tmp_path).as_posix() for path in written) == [
        *BESIDE[:3],
        "mkdocs.yml",
        *EXAMPLE,
        *PAGES,
    ]
    assert {name: (tmp_path / name).read_text() for name in mine} == mine


def test_a_workflow_that_publishes_already_stays(tmp_path: Path) -> None:
    (tmp_path / ".github/workflows").mkdir(parents=True)
    (tmp_path / ".github/workflows/pages.yml").write_text("mine")
    scaffold(tmp_path)
    assert (tmp_path / ".github/workflows/pages.yml").read_text() == "mine"


def test_a_folder_that_holds_parts_of_a_report_is_refused(tmp_path: Path) -> None:
    for name in ("results/runs/x.json", "site_src/other.md", "mkdocs.yml", "results/published/note.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    before = listed(tmp_path)
    for make in (lambda: scaffold(tmp_path), lambda: scaffold_from(tmp_path, FLAT)):
        with pytest.raises(InputError) as raised:
            make()
        rest = "is there already, and `gen init` writes over nothing; expected another folder, or none of it"
        assert told(raised, tmp_path) == [
            f"{name}: {rest}" for name in ("mkdocs.yml", "results/published", "results/runs", "site_src")
        ]
        assert listed(tmp_path) == before


def test_a_report_is_not_made_twice(tmp_path: Path) -> None:
    scaffold(tmp_path / "a")
    with pytest.raises(InputError):
        scaffold(tmp_path / "a")


def test_a_file_is_no_folder_for_a_report(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("mine")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "results").symlink_to(tmp_path)
    for folder, place in (("a", "a"), ("b", "b/results")):
        with pytest.raises(InputError) as raised:
            scaffold(tmp_path / folder)
        assert told(raised, tmp_path) == [f"{place}: is there and no folder; expected a folder, or nothing"]
    with pytest.raises(InputError) as raised:
        scaffold(tmp_path / "a" / "below")
    assert told(raised, tmp_path) == [
        "a/below: cannot be written to (Not a directory); expected a folder for a report"
    ]
    assert listed(tmp_path) == ["a"]


def test_nothing_stays_of_a_report_that_cannot_be_moved_to_its_place(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").mkdir()  # .gitignore and README.md go before it
    with pytest.raises(InputError) as raised:
        scaffold(tmp_path)
    assert [problem.message for problem in raised.value.problems] == [
        "cannot be written to (Is a directory); expected a folder for a report"
    ]
    assert sorted(tmp_path.iterdir()) == [tmp_path / "mkdocs.yml"]


def test_a_leaderboard_is_made_of_a_folder_of_results(tmp_path: Path) -> None:
    raw = results(tmp_path / "raw", (FLAT, "a_eval_results.json"), (NESTED, "b/samples_eval_results.json"))
    root = tmp_path / "our-board"
    plan = scaffold_from(root, raw)
    runs = [f"results/runs/{each.run.benchmark}/{each.run.id}.json" for each in plan.additions]
    assert (plan.root, [each.run.model for each in plan.additions]) == (root, ["a", "b"])
    assert listed(root) == sorted(
        [
            *BESIDE,
            "mkdocs.yml",
            "results/benchmarks.yaml",
            "results/models.yaml",
            "results/report.yaml",
            *runs,
            *PAGES,
        ]
    )
    corpus = read_corpus(root)
    assert corpus.report.title == "Our board"
    assert [(card.id, card.unconfirmed) for card in corpus.models.values()] == [("a", True), ("b", True)]
    assert len(corpus.runs) == 2


def test_a_leaderboard_has_no_page_without_content(tmp_path: Path) -> None:
    scaffold_from(tmp_path / "board", FLAT)
    pages = rendered(tmp_path / "board")
    assert list(pages) == [
        "benchmarks/humaneval-v0.1.10.md",
        "benchmarks/index.md",
        "changes.md",
        "data-check.md",
        "data.md",
        "index.md",
        "limitations.md",
        "method.md",
        "models/flat.md",
        "models/index.md",
        "results/index.md",
    ]
    assert [line for line in pages["index.md"].splitlines() if line.startswith(("#", "<h3", "- "))] == [
        "# Board",
        "## HumanEval and HumanEval+",
        '<h3 id="humaneval-v0.1.10-unknown-evalplus-3">HumanEval v0.1.10, decoding not stated, 3 tasks only</h3>',
        "## On this site",
        "- [Results](results/index.md): 1 run, recomputed from per-task outcomes",
        "- [Models](models/index.md): 1 model, each with its scores and where they come from",
        "- [Method](method.md): how every number is computed",
        "- [Limitations](limitations.md): what none of this can show",
    ]
    assert navigation(tmp_path / "board") == [
        {"Home": "index.md"},
        {"Results": ["results/index.md"]},
        {"Benchmarks": "benchmarks/index.md"},
        {"Models": "models/index.md"},
        {"Data check": "data-check.md"},
        {"Data": "data.md"},
        {"Changes": "changes.md"},
        {"Method": "method.md"},
        {"Limitations": "limitations.md"},
    ]


def test_the_same_bytes_under_other_names_are_runs_of_other_models(tmp_path: Path) -> None:
    faulty = (FLAT, BASE_ONLY, TIMED_OUT)
    names = [f"{file.stem.removesuffix('_eval_results')}{n}.json" for n in range(20) for file in faulty]
    raw = results(tmp_path / "raw", *zip(faulty * 20, names, strict=True))
    plan = scaffold_from(tmp_path / "board", raw)
    corpus = read_corpus(tmp_path / "board")
    assert sorted(card.name for card in corpus.models.values()) == sorted(
        name.removesuffix(".json") for name in names
    )
    assert sorted(run.model for run in corpus.runs) == sorted(corpus.models)
    assert sorted(finding.code for each in plan.additions for finding in each.oddities) == [
        *["base-only"] * 20,
        *["dead-run"] * 20,
        *["part"] * 60,
        *["plus-without-base"] * 20,
        *["ragged"] * 20,
    ]


def test_one_file_that_cannot_be_read_stops_all_unless_told_otherwise(tmp_path: Path) -> None:
    raw = results(tmp_path / "raw", (FLAT, "good.json"))
    (raw / "broken.json").write_text('{"eval": ')
    (raw / "empty.json").write_text("")
    with pytest.raises(InputError) as raised:
        scaffold_from(tmp_path / "board", raw)
    assert [problem.place.file for problem in raised.value.problems] == [
        f"{raw}/broken.json",
        f"{raw}/empty.json",
    ]
    assert sorted(tmp_path.iterdir()) == [raw]
    plan = scaffold_from(tmp_path / "board", raw, partial=True)
    assert plan.refusals == raised.value.problems
    assert [run.model for run in read_corpus(tmp_path / "board").runs] == ["good"]


def test_a_leaderboard_of_nothing_is_refused(tmp_path: Path) -> None:
    raw = results(tmp_path / "raw")
    for partial in (False, True):
        with pytest.raises(InputError) as raised:
            scaffold_from(tmp_path / "board", raw, partial=partial)
        assert told(raised, tmp_path) == [
            "raw: holds no .json or .jsonl file of results; expected result files"
        ]
    assert sorted(tmp_path.iterdir()) == [raw]


def test_results_may_lie_where_the_report_is_made(tmp_path: Path) -> None:
    raw = results(tmp_path / "results", (FLAT, "a.json"))
    scaffold_from(tmp_path, raw)
    assert (raw / "a.json").read_bytes() == FLAT.read_bytes()
    assert [run.model for run in read_corpus(tmp_path).runs] == ["a"]


def test_runs_stored_by_another_report_make_a_leaderboard(tmp_path: Path) -> None:
    raw = results(tmp_path / "raw", (FLAT, "a.json"), (TIMED_OUT, "b.json"))
    scaffold_from(tmp_path / "first", raw)
    scaffold_from(tmp_path / "second", tmp_path / "first" / "results" / "runs")
    first, second = (read_corpus(tmp_path / name) for name in ("first", "second"))
    assert [run.id for run in second.runs] == [run.id for run in first.runs]


def test_settings_that_shape_pages_are_those_of_our_own_site(tmp_path: Path) -> None:
    scaffold(tmp_path / "my-report")
    ours, theirs = (
        yaml.safe_load((root / "mkdocs.yml").read_text()) for root in (REPOSITORY, tmp_path / "my-report")
    )
    own = {"site_name", "site_description", "site_url", "repo_url", "copyright", "extra", "nav", "not_in_nav"}
    shaping = {name: value for name, value in ours.items() if name not in own}
    assert {name: value for name, value in theirs.items() if name not in own} == shaping


@pytest.mark.skipif("SCALEBOOK_CORPUS" not in os.environ, reason="SCALEBOOK_CORPUS is not set")
def test_every_real_file_of_evalplus_stands_on_a_leaderboard(tmp_path: Path) -> None:
    folder = Path(os.environ["SCALEBOOK_CORPUS"], "evalplus")
    files = sorted(folder.glob("*.json"))
    names = [(file, f"{n}/{n}-{file.name}") for n in range(3) for file in files]
    plan = scaffold_from(tmp_path / "board", results(tmp_path / "raw", *names))
    corpus = read_corpus(tmp_path / "board")
    assert len(corpus.runs) == len(corpus.models) == 3 * len(files)
    assert plan.refusals == ()
    assert {version.id for version in corpus.benchmarks["humaneval"].versions} == {
        *("md5-8b495caa", "md5-e512c104", "md5-edc87b00"),
        *("v0.1.10", "v0.1.9", "unstated"),
    }
