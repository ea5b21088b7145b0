"""The live preview, as its terminal and its HTTP connections show it."""

import _thread
import http.client
import json
import re
import signal
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.publish.config import read_config
from generator.publish.serving import serve
from tests.publish.preview_program import MISTAKE, PROBLEM, previewed, report, until

ENDS = "(Ctrl-C ends)"


def fetched(port: int, path: str = "/") -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path)
    response = connection.getresponse()
    with response:
        return response.status, response.read().decode()


def state(port: int) -> tuple[str, list[str]]:
    told = json.loads(fetched(port, "/.preview/state")[1])
    assert list(told) == ["built", "problems"]
    return told["built"], told["problems"]


def test_an_edited_file_is_built_again_and_a_mistake_is_told_until_it_is_gone(tmp_path: Path) -> None:
    with previewed(report(tmp_path / "toy", "one")) as preview:
        port = preview.port
        said = [f"serving http://127.0.0.1:{port}/ {ENDS}", "built in T s"]
        preview.says(*said)
        first, problems = state(port)
        assert problems == []
        page = f'<main>one</main><script src="/.preview/script.js" data-built="{first}"></script></body>'
        assert page in fetched(port)[1]

        preview.write("two")
        said += ["site_src/index.md changed", "built in T s"]
        preview.says(*said)
        second, problems = state(port)
        assert (second != first, problems) == (True, [])
        assert "<main>two</main>" in fetched(port)[1]

        preview.write(MISTAKE)
        said += ["site_src/index.md changed", PROBLEM, "still showing the site from before"]
        preview.says(*said)
        assert state(port) == (second, [PROBLEM])
        assert "<main>two</main>" in fetched(port)[1]

        preview.write("three")
        said += ["site_src/index.md changed", "built in T s"]
        preview.says(*said)
        third, problems = state(port)
        assert (third != second, problems) == (True, [])
        assert "<main>three</main>" in fetched(port)[1]

        preview.process.send_signal(signal.SIGINT)
        assert preview.process.wait(10) == 0
        preview.says(*said)


def test_the_script_is_never_in_the_built_files(tmp_path: Path) -> None:
    with previewed(report(tmp_path / "toy", "one")) as preview:
        preview.says(f"serving http://127.0.0.1:{preview.port}/ {ENDS}", "built in T s")
        assert ".preview" in fetched(preview.port)[1]
    assert (tmp_path / "toy/site/index.html").read_text() == (
        "<!doctype html><html><head><title>Toy</title></head><body><main>one</main></body></html>"
    )


def test_a_first_build_that_fails_is_shown_until_one_succeeds(tmp_path: Path) -> None:
    with previewed(report(tmp_path / "toy", MISTAKE)) as preview:
        preview.says(
            f"serving http://127.0.0.1:{preview.port}/ {ENDS}", PROBLEM, "there is no site to show yet"
        )
        status, page = fetched(preview.port)
        shown = "site_src/index.md:1:1: found &lt;b&gt;MISTAKE&lt;/b&gt; &amp; more; expected none"
        assert status == 503
        assert page == (
            '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark">'
            "<title>The site cannot be built</title><body><h1>The site cannot be built</h1>"
            f'<pre id="preview-problems" style="white-space: pre-wrap">{shown}</pre>'
            f'<script src="/.preview/script.js" data-built="" data-problems="{shown}"></script></body></html>'
        )
        preview.write("fine")
        until(lambda: fetched(preview.port)[0] == 200)


def test_a_taken_port_is_told_and_the_next_free_one_is_used(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with previewed(report(tmp_path / "toy", "one"), port=port) as preview:
            assert preview.port > port
            preview.says(
                f"port {port} is taken, so this is port {preview.port}",
                f"serving http://127.0.0.1:{preview.port}/ {ENDS}",
                "built in T s",
            )


def test_an_address_of_another_machine_is_a_problem(tmp_path: Path) -> None:
    def never() -> None:
        raise AssertionError

    with pytest.raises(InputError) as caught:
        serve(tmp_path, never, ("192.0.2.1", 8000), print)
    assert str(caught.value) == (
        "192.0.2.1:8000: cannot be listened at (Cannot assign requested address); "
        "expected an address of this machine and a free port"
    )


def test_other_errors_end_the_preview_and_free_its_port(tmp_path: Path) -> None:
    said: list[str] = []

    def broken() -> None:
        raise ZeroDivisionError

    report(tmp_path / "toy", "one")
    with pytest.raises(ZeroDivisionError):
        serve(tmp_path / "toy", broken, ("127.0.0.1", 0), said.append)
    (line,) = said
    port = int(line.removeprefix("serving http://127.0.0.1:").removesuffix(f"/ {ENDS}"))
    with socket.socket() as free:
        assert free.connect_ex(("127.0.0.1", port)) != 0


def said_while(root: Path, *steps: Callable[[], object]) -> list[str]:
    """Serve a report whose first builds are these steps; the one after them is ended with Ctrl-C."""
    said: list[str] = []
    ahead = iter(steps)

    def rebuild() -> None:
        step = next(ahead, None)
        if step is None:
            raise KeyboardInterrupt
        step()

    patience = threading.Timer(20, _thread.interrupt_main)  # as Ctrl-C, where nothing is built any more
    patience.start()
    serve(root, rebuild, ("127.0.0.1", 0), said.append)
    patience.cancel()
    return [re.sub(r":\d+/", ":PORT/", re.sub(r"\d+\.\d s", "T s", line)) for line in said]


def test_what_changes_during_a_build_is_built_afterwards(tmp_path: Path) -> None:
    root = report(tmp_path / "toy", "one")
    assert said_while(root, lambda: (root / "site_src/a.md").write_text("# Another size\n")) == [
        f"serving http://127.0.0.1:PORT/ {ENDS}",
        "built in T s",
        "site_src/a.md changed",
    ]


def test_all_that_a_site_is_made_from_is_watched(tmp_path: Path) -> None:
    root = report(tmp_path / "toy", "one")
    config = root / "mkdocs.yml"
    settings = "INHERIT: base.yml\ntheme: {name: null, custom_dir: overrides}\nhooks: [hook.py]\n"

    def settings_that_cannot_be_read() -> None:
        config.write_text("a: [\n")
        read_config(root)

    (root / "overrides").mkdir()
    assert said_while(
        root,
        lambda: config.write_text(settings),
        (root / "base.yml").touch,
        lambda: [
            (root / name).write_text("") for name in ("overrides/main.html", "hook.py", "results/b.json")
        ],
        settings_that_cannot_be_read,
        lambda: config.write_text(settings),
    ) == [
        f"serving http://127.0.0.1:PORT/ {ENDS}",
        "built in T s",
        "mkdocs.yml changed",
        "built in T s",
        "base.yml changed",
        "built in T s",
        "hook.py and 2 more changed",
        "mkdocs.yml:2:1: the YAML cannot be read: expected the node content, but found '<stream end>'",
        "still showing the site from before",
        "mkdocs.yml changed",
        "built in T s",
        "mkdocs.yml changed",
    ]
