"""A report of a few lines with a theme of our own, which MkDocs builds in a third of a second.

As a program: `python toy_report.py ROOT` publishes one in a process of its own.
"""

import sys
from dataclasses import replace
from pathlib import Path

from generator.errors import InputError, Place
from generator.model.report import Report
from generator.publish.imprint import Imprint
from generator.publish.site import About, SiteBuild, publish_site
from generator.publish.stamp import read_inputs, write_stamp
from generator.publish.writing import Changes
from generator.render.files import RenderedFile

SETTINGS = """site_name: Toy
site_url: https://example.org/toy/
theme: {name: null, custom_dir: theme, static_templates: [404.html]}
plugins: [search]
"""
WARNS_OF_OMISSIONS = "nav: [index.md]\nvalidation: {nav: {omitted_files: warn}}\n"
MATERIAL = SETTINGS.replace(
    "{name: null, custom_dir: theme, static_templates: [404.html]}", "{name: material, font: false}"
)
ABOUT = About(Report("Toy"), Imprint("2026-01-02", "0123456789", "0.1"))
_THEME = {
    "main.html": "<!doctype html><title>{{ page.title }}</title>{{ page.content }}",
    "404.html": '<a href="{{ base_url }}">Home</a>',
}


def toy_report(root: Path, settings: str = SETTINGS, **theme: str) -> Path:
    """Write a report without pages; files of the theme are given by their name, `_` for the dot."""
    (root / "site_src").mkdir(parents=True)
    (root / "theme").mkdir()
    named = {name.replace("_", "."): text for name, text in theme.items()}
    for name, text in (_THEME | named).items():
        (root / "theme" / name).write_text(text)
    (root / "mkdocs.yml").write_text(settings)
    return root


def page(path: str, text: str, source: str = "") -> RenderedFile:
    """Render a file, made from the template of its name."""
    return RenderedFile(path, text.encode(), Place(source or f"site_src/{path}"))


def published(root: Path, *files: RenderedFile, epoch: int = 0) -> tuple[Changes, SiteBuild]:
    """Publish a report; no other build is at work."""

    def waiting(_: str) -> None:
        raise AssertionError

    read = read_inputs(root)
    about = replace(ABOUT, epoch=epoch)
    return publish_site(root, files, about=about, waiting=waiting, then=lambda _: write_stamp(root, read))


def problems(root: Path, *files: RenderedFile) -> list[str]:
    """Give what keeps a report from being published, with `ROOT` for its folder."""
    try:
        published(root, *files)
    except InputError as error:
        return [str(problem).replace(str(root), "ROOT") for problem in error.problems]
    return []


def content(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder with its bytes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


if __name__ == "__main__":
    published(Path(sys.argv[1]), page("index.md", "# New"))
