"""Addresses of pages and files, relative to the page that links, as the built site serves them."""

import posixpath
import re


def page_url(path: str) -> str:
    """Give the address that a Markdown page is served under: `models/a.md` is `models/a/`, `index.md` is the root.

    `README.md` is another name of `index.md`, as MkDocs has it.
    """
    stem, ending = posixpath.splitext(path)
    if ending != ".md":
        return path
    if posixpath.basename(stem) in {"index", "README"}:
        folder = posixpath.dirname(stem)
        return f"{folder}/" if folder else ""
    return f"{stem}/"


def page_file(path: str) -> str:
    """Give the file of the site that a docs path becomes: `models/a.md` is `models/a/index.html`."""
    url = page_url(path)
    return f"{url}index.html" if not url or url.endswith("/") else url


def relative_url(source: str, target: str) -> str:
    """Give the address of `target` (a docs path with an optional #anchor) as seen from the page `source`."""
    path, _, anchor = target.partition("#")
    suffix = f"#{anchor}" if anchor else ""
    if not path:
        return suffix
    start, end = page_url(source), page_url(path)
    folder = end.endswith("/") or not end
    found = posixpath.relpath("/" + end, "/" + posixpath.dirname(start))
    if ":" in found.partition("/")[0]:
        found = f"./{found}"  # otherwise a browser takes what stands before the colon for a scheme
    return ("./" if found == "." else found + "/" if folder else found) + suffix


def slug(text: str) -> str:
    """Make a file name and anchor from a name: `HumanEval+` is `humaneval-plus`."""
    words = re.sub(r"[^a-z0-9.]+", "-", text.lower().replace("+", "-plus")).strip("-.")
    return words or "unnamed"


def run_anchor(run_id: str) -> str:
    """Name a run's place on its model's page."""
    return f"run-{slug(run_id)}"
