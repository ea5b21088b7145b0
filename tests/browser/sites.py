"""A report built and served as GitHub Pages does, and a page with settings of its own."""

import functools
import http.server
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Request

from generator.pipeline import build
from generator.publish.deploying import Target, carry_out, plan_deployment


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, and says nothing about it."""

    def log_message(self, *_: object) -> None:
        pass


def built(report: Path, served: Path) -> Path:
    """Build a report, and put its site where it will be served from."""

    def waiting(_: str) -> None:
        raise AssertionError

    build(report, waiting)
    served.parent.mkdir(parents=True)
    return (report / "site").rename(served)


def deployed(report: Path, served: Path) -> Path:
    """Build a report, push its site to a branch, and clone the branch to where it will be served from."""

    def waiting(_: str) -> None:
        raise AssertionError

    build(report, waiting)
    remote = report.parent / "remote.git"
    for words in (["--bare", str(remote)], ["--initial-branch=main", str(report)]):
        subprocess.run(["git", "init", "--quiet", *words], check=True)
    carry_out(plan_deployment(Target(report, remote=str(remote))))
    clone = [
        "clone",
        "--quiet",
        "--branch=gh-pages",
        "--config=core.autocrlf=false",
        str(remote),
        str(served),
    ]
    subprocess.run(["git", *clone], check=True)
    return served


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder under its name; gives the address."""
    handler = functools.partial(Quiet, directory=str(folder.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{folder.name}/"
        server.shutdown()


@contextmanager
def reading(browser: Browser, **settings: Any) -> Iterator[Page]:
    """Open a page with settings of its own."""
    context = browser.new_context(**settings)
    yield context.new_page()
    context.close()


def _left(asked: Request, site: str) -> bool:
    """Say whether a file of the site was still on its way when the reader went on to the next page."""
    return asked.failure == "net::ERR_ABORTED" and asked.url.startswith(site)


def trouble(context: BrowserContext, site: str) -> list[str]:
    """Give the list to which all will be added that pages should not do."""
    found: list[str] = []
    context.on("request", lambda asked: None if asked.url.startswith(site) else found.append(asked.url))
    context.on(
        "response", lambda told: found.append(f"{told.status} {told.url}") if told.status >= 400 else None
    )
    context.on(
        "requestfailed", lambda asked: None if _left(asked, site) else found.append(f"failed: {asked.url}")
    )
    context.on("console", lambda said: found.append(said.text) if said.type in {"error", "warning"} else None)
    context.on("weberror", lambda raised: found.append(str(raised.error)))
    return found
