"""`gen diff`, as a shell sees it, on a report in a git repository."""

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.load.corpus import read_corpus
from tests.publish.remotes import git, leave_user_settings
from tests.render.data.released import written

FIXTURES = Path(__file__).parent / "fixtures" / "runs"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example report, committed to a repository of its own."""
    leave_user_settings(monkeypatch)
    folder = tmp_path / "report"
    gen("init", folder)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "Start")
    return folder


def gen(*words: str | Path) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, [str(word) for word in words])
    return done.exit_code, done.stdout, done.stderr


def change(root: Path) -> None:
    """Add a run and a source, and state a claim otherwise."""
    gen("-C", root, "add", FIXTURES / "nested_eval_results.json", "--model", "codet5p-2b")
    with (root / "results/references.bib").open("a", encoding="utf-8") as file:
        file.write("\n@misc{new2026, title = {New}, author = {Doe, Jane}, year = {2026}}\n")
    claims = root / "results/claims.yaml"
    text = claims.read_text(encoding="utf-8")
    claims.write_text(
        text.replace("verdict: supported_with_limits\n", "verdict: contradicted\n"), encoding="utf-8"
    )


TEXT = """\
Runs added:
  codet5p-2b--v0.1.9--unknown--9cf74ec6: base tests 50.0% (14.4–85.6), plus tests 33.3% (6.1–79.2)

Claims whose verdict or drift changed:
  C1: stated supported with limits → contradicted; drifted

Sources added:
  new2026

Findings added:
  error: C1: stated as contradicted, but the data now say supported with limits: “CodeT5+ 16B scores higher than CodeT5+ 2B: pass@1 on HumanEval” cannot be told: +6.7 points (−3.0 to +16.2; 95%, Newcombe, unpaired); “CodeT5+ 16B scores higher than CodeT5+ 2B: pass@100 on HumanEval” holds: +18.9 points (+8.8 to +28.5; 95%, Newcombe, unpaired) [claim-drifted]
  warning: codet5p-2b--v0.1.9--unknown--9cf74ec6: 3 tasks, where HumanEval v0.1.9 has 164 [part]
  note: codet5p-2b--v0.1.9--unknown--9cf74ec6: 1 of 6 samples on HumanEval passes the plus tests and fails the base tests; counted as failed [plus-without-base]
"""
MARKDOWN = """\
## What changed in the results

### Runs added

- codet5p-2b--v0.1.9--unknown--9cf74ec6: base tests 50.0% (14.4–85.6), plus tests 33.3% (6.1–79.2)

### Claims whose verdict or drift changed

- C1: stated supported with limits → contradicted; drifted

### Sources added

- new2026

### Findings added

- error: C1: stated as contradicted, but the data now say supported with limits: “CodeT5+ 16B scores higher than CodeT5+ 2B: pass&#64;1 on HumanEval” cannot be told: +6.7 points (−3.0 to +16.2; 95%, Newcombe, unpaired); “CodeT5+ 16B scores higher than CodeT5+ 2B: pass&#64;100 on HumanEval” holds: +18.9 points (+8.8 to +28.5; 95%, Newcombe, unpaired) &#91;claim-drifted&#93;
- warning: codet5p-2b--v0.1.9--unknown--9cf74ec6: 3 tasks, where HumanEval v0.1.9 has 164 &#91;part&#93;
- note: codet5p-2b--v0.1.9--unknown--9cf74ec6: 1 of 6 samples on HumanEval passes the plus tests and fails the base tests; counted as failed &#91;plus-without-base&#93;
"""


def test_a_report_that_is_as_it_was_committed_has_not_changed(root: Path) -> None:
    assert gen("-C", root, "diff", "--exit-code") == (0, "Nothing changed.\n", "")


def test_what_changed_since_the_last_commit_is_said_and_the_checkout_stays(root: Path) -> None:
    change(root)
    before = git(root, "status", "--porcelain")
    assert gen("-C", root, "diff") == (0, TEXT, "")
    assert gen("-C", root, "diff", "main", "--exit-code") == (1, TEXT, "")
    assert git(root, "status", "--porcelain") == before


def test_a_pull_request_gets_it_as_markdown(root: Path) -> None:
    change(root)
    assert gen("-C", root, "diff", "HEAD", "--format", "markdown") == (0, MARKDOWN, "")


def test_programs_get_all_of_it_as_json(root: Path) -> None:
    change(root)
    found = json.loads(gen("-C", root, "diff", "--format", "json")[1])
    assert (found["sources_added"], found["moved_within"], found["claims_moved"]) == (
        ["new2026"],
        0,
        [
            {
                "before": {
                    "id": "C1",
                    "verdict": "supported_with_limits",
                    "computed": "supported_with_limits",
                    "drifted": False,
                },
                "after": {
                    "id": "C1",
                    "verdict": "contradicted",
                    "computed": "supported_with_limits",
                    "drifted": True,
                },
            }
        ],
    )


def test_a_report_in_a_folder_of_its_repository_is_found_there(root: Path) -> None:
    (root / "board").mkdir()
    for name in ("mkdocs.yml", "results", "site_src"):
        git(root, "mv", name, f"board/{name}")
    git(root, "commit", "--quiet", "--message", "Move")
    change(root / "board")
    assert gen("-C", root / "board", "diff") == (0, TEXT, "")
    assert gen("-C", root, "diff", "HEAD~1", root / "board") == (0, TEXT, "")


@pytest.fixture
def published(root: Path, tmp_path: Path) -> Path:
    """The data of the site of the report before it changed, which has a page `results/` too."""
    site = written(read_corpus(root), tmp_path / "old_site").parents[1]
    (site / "results").mkdir()
    (site / "results" / "index.html").touch()
    return site


class Quiet(SimpleHTTPRequestHandler):
    """A server that prints nothing."""

    def log_message(self, *_: object) -> None:
        """Keep it to itself."""


@pytest.fixture
def address(published: Path) -> Iterator[str]:
    """Where they are served."""
    handler = partial(Quiet, directory=str(published))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_a_site_its_report_json_its_address_and_a_folder_tell_the_same(
    root: Path, published: Path, address: str
) -> None:
    change(root)
    file = "data/v1/report.json"
    for before in (published, published / file, address, f"{address}{file}"):
        assert gen("-C", root, "diff", before) == (0, TEXT, "")
        assert gen("diff", before, root) == (0, TEXT, "")


def test_what_is_not_served_is_a_problem_at_its_address(root: Path, address: str) -> None:
    said = "the server answers 404 File not found; expected the address of a report.json"
    assert gen("-C", root, "diff", f"{address}nope/") == (
        1,
        "",
        f"{address}nope/data/v1/report.json: {said}\n1 problem; nothing was written\n",
    )
    nobody = "http://127.0.0.1:9/report.json"
    said = "cannot be reached ([Errno 111] Connection refused); expected the address of a report.json"
    assert gen("-C", root, "diff", nobody) == (1, "", f"{nobody}: {said}\n1 problem; nothing was written\n")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            '{"version": 2, "runs": 7}',
            "found version 2 of report.json; expected 1, the one that this Scalebook reads",
        ),
        ("[]", "found a list; expected an object"),
        ("{}", "found no version of report.json; expected 1, the one that this Scalebook reads"),
        ('{"version": 1, "runs": [{"id": "a"}]}', "runs[1]: has no `model`; expected one"),
        ("{", "Input data was truncated; expected the JSON of a report.json"),
        ("", "is empty; expected content, or no file"),
    ],
)
def test_a_file_that_is_no_report_json_of_ours_is_a_problem(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "report.json"
    file.write_text(content, encoding="utf-8")
    assert gen("-C", tmp_path, "diff", file, file) == (
        1,
        "",
        f"report.json: {said}\n1 problem; nothing was written\n",
    )


def test_a_name_that_leads_nowhere_is_a_problem(root: Path, tmp_path: Path) -> None:
    said = "is no file or folder, no address, and no revision of this git repository; expected one of them"
    assert gen("-C", root, "diff", "mian") == (1, "", f"mian: {said}\n1 problem; nothing was written\n")
    empty = tmp_path / "empty"
    empty.mkdir()
    said = "holds neither `results/` nor `data/v1/report.json`; expected a report, or a site that was built of one"
    assert gen("-C", root, "diff", empty) == (1, "", f"{empty}: {said}\n1 problem; nothing was written\n")


def test_a_mistake_in_an_old_revision_is_told(root: Path) -> None:
    (root / "results/models.yaml").write_text("models: 3\n", encoding="utf-8")
    git(root, "commit", "--quiet", "--all", "--message", "Break")
    git(root, "checkout", "--quiet", "HEAD~1", "--", "results")
    code, out, said = gen("-C", root, "diff", "HEAD")
    assert (code, out, said.splitlines()[0]) == (
        1,
        "",
        "HEAD:results/models.yaml:1:9: models: found `3`; expected a list",
    )
