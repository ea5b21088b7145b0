"""The command `gen`, as a shell sees it: what it prints, where, and its exit code."""

import json
import os
import pstats
import pty
import re
import shutil
import signal
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import COMMANDS, main

FIXTURES = Path(__file__).parent / "fixtures" / "runs"
BENCHMARKS = """benchmarks:
- id: humaneval
  name: HumanEval
  plus_name: HumanEval+
  task_prefix: HumanEval/
  versions:
  - {id: v0.1.10, md5: fe585eb4df8c88d844eeb463ea4d0302}
  - {id: v0.1.9, md5: 84f4b93a1270b492e4c54d5212da7a5b}
"""  # without the number of tasks, which our small files do not have
MODELS = "models:\n- {id: toy, name: Toy}\n"
Said = Callable[..., tuple[int, list[str], list[str]]]  # exit code, lines on stdout, lines on stderr
PAGE = "# Home\n\n{{ models_table() }}\n"
FLAT_STORED = "results/runs/humaneval/toy--v0.1.10--unknown--3aca7a86.json"


def gen(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report of one run, one page and one model."""
    for name, text in {
        "mkdocs.yml": "site_name: Toy\ntheme: {name: material, font: false}\nplugins: [search]\n",
        "site_src/index.md": PAGE,
        "results/models.yaml": MODELS,
        "results/benchmarks.yaml": BENCHMARKS,
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert gen("-C", tmp_path, "add", FIXTURES / "flat_eval_results.json", "--model", "toy").exit_code == 0
    return tmp_path


@pytest.fixture
def said(report: Path) -> Said:
    """Run a command on the report."""

    def said(*words: str | Path) -> tuple[int, list[str], list[str]]:
        done = gen("-C", report, *words)
        return done.exit_code, done.stdout.splitlines(), done.stderr.splitlines()

    return said


def test_help_lists_every_command_with_a_sentence() -> None:
    lines = gen("--help").output.partition("Commands:\n")[2].splitlines()
    assert lines == [f"  {name:<9} {text}" for name, text in COMMANDS.items()]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    done = gen(name, "--help")
    examples = [line for line in done.output.splitlines() if line.startswith("  gen ")]
    assert (done.exit_code, bool(examples)) == (0, True)


def test_help_loads_none_of_the_heavy_libraries() -> None:
    program = (
        "import sys\nfrom generator.cli import main\nmain(['--help'], standalone_mode=False)\n"
        "print(sorted({'jinja2', 'matplotlib', 'mkdocs', 'msgspec', 'numpy', 'pydantic', 'rich', 'scipy', 'yaml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_an_unknown_command_is_wrong_usage() -> None:
    done = gen("biuld")
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (2, "Error: No such command 'biuld'.")


def test_a_report_in_order_is_said_to_be(said: Said) -> None:
    run = "toy--v0.1.10--unknown--3aca7a86"
    plus = f"{run}: 1 of 5 samples on HumanEval passes the plus tests and fails the base tests; counted as failed"
    ragged = f"{run}: tasks have 1 to 2 samples; pass@k is known up to k = 1"
    assert said("check") == (
        0,
        [
            f"{FLAT_STORED}: note: {plus} [plus-without-base]",
            f"{FLAT_STORED}: note: {ragged} [ragged]",
            "no problems, 2 findings",
        ],
        [],
    )


def test_check_fails_on_findings_as_grave_as_asked(
    said: Said,
) -> None:
    codes = {severity: said("check", "--fail-on", severity)[0] for severity in ("note", "warning", "error")}
    assert codes == {"note": 1, "warning": 0, "error": 0}


def test_check_tells_the_mistakes_of_data_pages_and_settings_at_once(report: Path, said: Said) -> None:
    (report / "results/models.yaml").write_text(MODELS.replace("name:", "nmae:"), encoding="utf-8")
    (report / "site_src/index.md").write_text("# Home\n\n{{ model_table() }}\n{% if %}", encoding="utf-8")
    (report / "site_src/more.md").write_text("# More\n\n{{ scor() }}\n", encoding="utf-8")
    (report / "mkdocs.yml").write_text("site_name: [\n", encoding="utf-8")
    assert said("check") == (
        1,
        [
            "mkdocs.yml:2:1: the YAML cannot be read: expected the node content, but found '<stream end>'",
            "results/models.yaml:2:3: models[1] has no `name`; expected one",
            "results/models.yaml:2:13: unknown key `nmae`; did you mean `name`?",
            "site_src/index.md:4: the template cannot be read: Expected an expression, got 'end of statement block'",
            "site_src/more.md:3: there is no `scor`: did you mean `score`?",
            "5 problems; findings are looked for once there is none",
        ],
        [],
    )


def test_check_prints_json_for_programs(said: Said) -> None:
    code, lines, _ = said("check", "--format", "json")
    assert (code, json.loads("\n".join(lines))) == (
        0,
        [
            {
                "file": FLAT_STORED,
                "line": None,
                "column": None,
                "severity": "note",
                "code": code,
                "message": message,
            }
            for code, message in (
                (
                    "plus-without-base",
                    (
                        "toy--v0.1.10--unknown--3aca7a86: 1 of 5 samples on HumanEval passes the plus tests and fails the base tests; "
                        "counted as failed"
                    ),
                ),
                (
                    "ragged",
                    "toy--v0.1.10--unknown--3aca7a86: tasks have 1 to 2 samples; pass@k is known up to k = 1",
                ),
            )
        ],
    )


def test_check_annotates_files_on_github(report: Path, said: Said) -> None:
    (report / "results/models.yaml").write_text("models:\n- {id: 100%, name: a}\n", encoding="utf-8")
    assert said("check", "--format", "github") == (
        1,
        [
            (
                "::error file=results/models.yaml,line=2,col=8,title=value::id: found `100%25`; "
                "expected an id of letters, digits and . _ + - that starts with a letter or digit"
            )
        ],
        [],
    )


def test_add_says_what_it_understood_and_stores_it(
    said: Said,
) -> None:
    file = FIXTURES / "nested_eval_results.json"
    code, lines, errors = said("add", file, "--model", "toy", "--temperature", "0", "--note", "a note")
    assert (code, [line.replace(f"{FIXTURES}/", "") for line in lines], errors) == (
        0,
        [
            (
                "nested_eval_results.json: toy on humaneval v0.1.9 (greedy): 3 tasks, 2 samples each, base and plus tests "
                "(EvalPlus 0.1.1 to 0.2.0)"
            ),
            "  pass@1: 33.3% (6.1–79.2) on plus tests, 50.0% (14.4–85.6) on base tests",
            "  note: 1 sample passes the plus tests and fails the base tests; counted as failed",
            "1 run stored in results/runs/",
        ],
        [],
    )


def test_a_dry_run_stores_nothing(report: Path, said: Said) -> None:
    before = sorted(report.rglob("*"))
    code, lines, errors = said("add", FIXTURES / "nested_eval_results.json", "--model", "toy", "--dry-run")
    assert (code, lines[-1], errors, sorted(report.rglob("*"))) == (
        0,
        "1 run would be stored in results/runs/",
        [],
        before,
    )


def test_a_second_time_everything_is_there(report: Path, said: Said) -> None:
    words = (
        "add",
        FIXTURES / "flat_eval_results.json",
        FIXTURES / "nested_eval_results.json",
        "--model",
        "toy",
    )
    assert said(*words)[1][-1] == "1 run stored in results/runs/, 1 there already"
    before = {path: path.stat().st_mtime_ns for path in report.rglob("*")}
    code, lines, errors = said(*words)
    assert (code, [line.replace(f"{FIXTURES}/", "") for line in lines], errors) == (
        0,
        [
            "flat_eval_results.json: there already, as results/runs/humaneval/toy--v0.1.10--unknown--3aca7a86.json",
            "nested_eval_results.json: there already, as results/runs/humaneval/toy--v0.1.9--unknown--9cf74ec6.json",
            "0 runs stored in results/runs/, 2 there already",
        ],
        [],
    )
    assert {path: path.stat().st_mtime_ns for path in report.rglob("*")} == before


def test_scores_without_outcomes_are_stored_as_figures(report: Path, said: Said) -> None:
    (report / "results/references.bib").write_text("@misc{ada2024, title={T}, author={A, B}, year=2024}\n")
    code, lines, errors = said("add", FIXTURES / "leaderboard.json", "--source", "ada2024")
    assert (code, [line.replace(f"{FIXTURES}/", "") for line in lines], errors) == (
        0,
        [
            "leaderboard.json: 2 scores of Toy 8B on humaneval, humaneval+, without outcomes: figures of ada2024 (EvalPlus leaderboard)",
            "2 scores stored in results/published/",
        ],
        [],
    )


def test_a_thousand_files_are_added_in_one_go(report: Path, said: Said, tmp_path: Path) -> None:
    """What was read of a file is let go: all that is ever held is a fraction of what lies on the disk."""
    content = (FIXTURES / "nested_eval_results.json").read_text(encoding="utf-8") + " " * 50_000
    (tmp_path / "many").mkdir()
    for number in range(1000):
        path = tmp_path / "many" / f"model-{number}_eval_results.json"
        path.write_text(content.replace("2024-01-29", f"20{number % 90 + 10}-01-29"), encoding="utf-8")
    words = ("add", tmp_path / "many", "--new-models", "--model-from-name")
    tracemalloc.start()
    code, lines, errors = said(*words)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (code, lines[-1], errors) == (0, "1,000 runs stored in results/runs/", [])
    assert len([*(report / "results/runs/humaneval").iterdir()]) == 1001
    assert peak < 1000 * len(content) / 3
    assert said(*words)[1][-1] == "0 runs stored in results/runs/, 1,000 there already"


def test_how_far_it_is_shows_on_a_terminal_and_nowhere_else(report: Path) -> None:
    words = ["-C", str(report), "add", str(FIXTURES / "nested_eval_results.json"), "--model", "toy"]
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "generator", *words],
        stdout=subprocess.PIPE,
        stderr=theirs,
        env=os.environ | {"TERM": "xterm"},
    ) as process:
        os.close(theirs)
        shown = b"".join(iter(lambda: read_terminal(ours), b""))
        told, _ = process.communicate()
    os.close(ours)
    assert (b"reading result files" in shown, b"1/1" in shown, b"storing" in shown) == (True, True, True)
    assert (told.count(b"\n"), b"\x1b" in told, b"reading" in told) == (4, False, False)


def read_terminal(handle: int) -> bytes:
    """Read what a program shows; nothing, and on Linux an error, once it has ended."""
    try:
        return os.read(handle, 65536)
    except OSError:
        return b""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("written", [1, 20, 60])
def test_a_signal_leaves_all_or_nothing(
    report: Path, tmp_path: Path, number: signal.Signals, written: int
) -> None:
    """Impatient people send two, while files are written or undone."""
    before, many = files_of(report / "results"), tmp_path / "many"
    many.mkdir()
    for name in range(100):
        shutil.copy(FIXTURES / "nested_eval_results.json", many / f"model-{name}_eval_results.json")
    words = ["-C", str(report), "add", str(many), "--new-models", "--model-from-name"]
    runs = report / "results" / "runs" / "humaneval"
    with subprocess.Popen(
        [sys.executable, "-m", "generator", *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        while process.poll() is None and len([*runs.iterdir()]) <= written:
            time.sleep(0.001)
        for _ in range(2):
            process.send_signal(number)
            time.sleep(0.002)
    after = files_of(report / "results")
    whole = [path for path in after if path.parent == runs and not path.name.startswith(".")]
    assert after == before or (len(whole), len(after)) == (101, len(before) + 100)


def files_of(folder: Path) -> dict[Path, bytes | None]:
    """Give what lies below a folder, hidden files and folders too."""
    return {path: path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


def test_what_cannot_be_placed_is_refused_and_nothing_is_stored(report: Path, said: Said) -> None:
    before = sorted(report.rglob("*"))
    files = [FIXTURES / "nested_eval_results.json", report / "mkdocs.yml"]
    code, lines, errors = said("add", *files)
    assert (code, lines, [line.replace(f"{FIXTURES}/", "") for line in errors]) == (
        1,
        ["nothing stored, 2 files refused (1 no-model, 1 unknown-format)"],
        [
            (
                "nested_eval_results.json: no model is named; give --model NAME, write `model: NAME` into "
                "nested_eval_results.json.meta.yaml beside the file, or name the file as EvalPlus does "
                "(MODEL_vllm_temp_0.0_eval_results.json)"
            ),
            "mkdocs.yml: holds text that starts with `site_name: Toy`, which is no known format; expected one of those in docs/harnesses.md",
            "2 problems; nothing was written",
        ],
    )
    assert sorted(report.rglob("*")) == before


def test_partial_goes_on_without_what_is_refused(report: Path, said: Said) -> None:
    files = [FIXTURES / "nested_eval_results.json", report / "mkdocs.yml"]
    code, lines, errors = said("add", *files, "--model", "toy", "--partial")
    assert (code, lines[-1], errors) == (
        1,
        "1 run stored in results/runs/, 1 file refused (1 unknown-format)",
        [
            "mkdocs.yml: holds text that starts with `site_name: Toy`, which is no known format; expected one of those in docs/harnesses.md",
            "1 problem; left out",
        ],
    )


@pytest.mark.parametrize(("options", "done"), [((), "stored"), (("--dry-run",), "would be stored")])
def test_runs_are_held_back_where_a_file_is_refused(
    report: Path, said: Said, options: tuple[str, ...], done: str
) -> None:
    """What is there already stays apart: it is neither held back nor refused."""
    before, names = files_of(report), ("flat_eval_results.json", "nested_eval_results.json")
    files = [*(FIXTURES / name for name in names), report / "mkdocs.yml"]
    code, lines, errors = said("add", *files, "--model", "toy", *options)
    assert (code, lines[-1], errors) == (
        1,
        f"nothing {done}, 1 run held back unless --partial is given, 1 there already, 1 file refused (1 unknown-format)",
        [
            "mkdocs.yml: holds text that starts with `site_name: Toy`, which is no known format; expected one of those in docs/harnesses.md",
            "1 problem; nothing was written",
        ],
    )
    assert files_of(report) == before


def test_twins_are_told_and_counted_among_what_is_odd(said: Said, tmp_path: Path) -> None:
    for name in "ab":
        shutil.copy(FIXTURES / "nested_eval_results.json", tmp_path / f"{name}.json")
    code, lines, errors = said(
        "add", tmp_path / "a.json", tmp_path / "b.json", "--new-models", "--model-from-name"
    )
    pluses = "  note: 1 sample passes the plus tests and fails the base tests; counted as failed"
    assert (code, [line for line in lines if "pass@1" not in line], errors) == (
        0,
        [
            "a.json: a on humaneval v0.1.9 (unknown): 3 tasks, 2 samples each, base and plus tests (EvalPlus 0.1.1 to 0.2.0)",
            pluses,
            "b.json: b on humaneval v0.1.9 (unknown): 3 tasks, 2 samples each, base and plus tests (EvalPlus 0.1.1 to 0.2.0)",
            "  warning: was read from the same bytes as a on humaneval v0.1.9 (unknown); one file has one origin",
            pluses,
            "new in results/models.yaml, to be confirmed: a, b",
            "odd in these files, as told above: 1 warning, 2 notes",
            "2 runs stored in results/runs/",
        ],
        [],
    )


@pytest.mark.skipif("SCALEBOOK_CORPUS" not in os.environ, reason="SCALEBOOK_CORPUS is not set")
def test_a_folder_of_real_files_is_told_file_by_file_and_summed_up(said: Said) -> None:
    folder = Path(os.environ["SCALEBOOK_CORPUS"], "evalplus")
    code, lines, errors = said("add", folder, "--new-models", "--model-from-name", "--partial")
    names = [line.partition(f"{folder}/")[2].partition(": ")[0] for line in (*lines, *errors)]
    assert sorted(filter(None, names)) == sorted(
        path.name for path in folder.iterdir() if path.suffix != ".md"
    )
    kinds = ("  pass@1: ", "  warning: ", "  note: ")
    assert [sum(line.startswith(kind) for line in lines) for kind in kinds] == [12, 2, 5]
    assert (code, errors[-1], lines[-2:]) == (
        1,
        "8 problems; left out",
        [
            "odd in these files, as told above: 2 warnings, 5 notes",
            "12 runs stored in results/runs/, 8 files refused (5 unknown-dataset, 3 foreign-task)",
        ],
    )


def test_an_option_that_cannot_be_is_wrong_usage(
    said: Said,
) -> None:
    code, _, errors = said(
        "add", FIXTURES / "nested_eval_results.json", "--date", "yesterday", "--source", "a b"
    )
    assert (code, errors[-1]) == (
        2,
        (
            "Error: --date: found `yesterday`; expected a date such as 2026-06-12; "
            "--source: found `a b`; expected a citation key of letters, digits and . _ : + / -"
        ),
    )


def test_render_writes_markdown_only(report: Path, said: Said) -> None:
    assert said("render") == (0, ["build/docs/: 1 page, 7 files changed"], [])
    assert said("render") == (0, ["build/docs/: 1 page, 0 files changed"], [])
    assert not (report / "site").exists()


def test_build_publishes_and_keeps_the_old_site_where_there_is_a_problem(report: Path, said: Said) -> None:
    assert said("build") == (0, ["site/: 1 page; 2 findings, gen check lists them"], [])
    page = (report / "site/index.html").read_bytes()
    (report / "site_src/index.md").write_text(f"{PAGE}{{{{ scor() }}}}\n", encoding="utf-8")
    assert said("build") == (
        1,
        [],
        ["site_src/index.md:4: there is no `scor`: did you mean `score`?", "1 problem; nothing was written"],
    )
    assert (report / "site/index.html").read_bytes() == page


def test_build_publishes_nothing_where_a_finding_is_too_grave(report: Path, said: Said) -> None:
    code, lines, errors = said("build", "--fail-on", "note")
    assert (code, lines, errors[-1]) == (1, [], "2 findings; nothing was written")
    assert not (report / "build").exists()


def test_init_makes_a_report_and_says_what_is_next(tmp_path: Path) -> None:
    done = gen("init", tmp_path / "r", "--title", "Mine")
    assert (done.exit_code, done.stdout.replace(str(tmp_path), "").splitlines()) == (
        0,
        [
            "/r: 33 files written",
            "next: gen -C /r serve, to look at it; gen -C /r build, to make /r/site/",
        ],
    )


def test_init_says_what_it_leaves_out(tmp_path: Path) -> None:
    results = tmp_path / "mine"
    results.mkdir()
    shutil.copy(FIXTURES / "flat_eval_results.json", results / "toy_eval_results.json")
    (results / "broken.json").write_text("[]", encoding="utf-8")
    done = gen("init", tmp_path / "board", "--from", results, "--partial")
    assert (done.exit_code, done.stderr.replace(str(tmp_path), "").splitlines()) == (
        0,
        [
            (
                "/mine/broken.json: holds JSON, but no object, which is no known format; "
                "expected one of those in docs/harnesses.md"
            ),
            "1 problem; left out",
        ],
    )


def test_partial_without_from_is_wrong_usage(tmp_path: Path) -> None:
    done = gen("init", tmp_path / "r", "--partial")
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (2, "Error: --partial goes with --from")


@pytest.mark.slow
def test_sixty_result_files_become_a_leaderboard(tmp_path: Path) -> None:
    results = tmp_path / "mine"
    results.mkdir()
    for number in range(15):
        for file in sorted(FIXTURES.glob("*_eval_results.json")):
            shutil.copy(file, results / f"model-{number}-{file.name}")
    made = gen("init", tmp_path / "board", "--from", results)
    built = gen("-C", tmp_path / "board", "build")
    assert (made.exit_code, made.stdout.splitlines()[-2]) == (0, f"{tmp_path}/board: a report of 75 runs")
    assert (built.exit_code, built.stdout) == (
        0,
        "site/: 87 pages; 240 findings, gen check lists them\n",
    )


def test_a_build_tells_its_stages_or_nothing(report: Path, said: Said, tmp_path: Path) -> None:
    code, lines, errors = said("build", "--verbose", "--profile", tmp_path / "profile")
    assert (code, len(lines)) == (0, 1)
    assert [re.fullmatch(r" *\d+\.\d\d s  (.*)", line)[1] for line in errors] == [  # type: ignore[index]
        "looking for what changed",
        "reading results/",
        "computing and drawing",
        "checking the data",
        "making the site with MkDocs",
    ]
    assert pstats.Stats(str(tmp_path / "profile")).get_stats_profile().total_tt > 0
    assert said("build", "--quiet", "--fresh") == (0, [], [])
    (report / "results/models.yaml").write_text("models: 3\n", encoding="utf-8")
    code, lines, errors = said("build", "--quiet")
    assert (code, lines, errors[-1]) == (1, [], "1 problem; nothing was written")
