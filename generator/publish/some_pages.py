"""MkDocs makes some pages of a site: a program that reads what it shall do from its input.

    (cat task.json; sleep 1000) | python -m generator.publish.some_pages

`dirty` is how MkDocs leaves pages out. What it then lacks is the titles of pages in the navigation that are not made;
they are given. It ends with another exit code than 0 where MkDocs has anything to say, or a page has a script that is
not the theme's or a link that is wrong; the whole site is made then.
It ends, too, once its input does: whoever asked for the pages is gone.
"""

import atexit
import gc
import json
import logging
import os
import sys
import threading
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import jinja2
import msgspec
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure import pages
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator.publish.elements import open_in
from generator.publish.links import NOT_FOUND, targets
from generator.publish.markup import read_markup
from generator.publish.policy import trusted_of, with_policy
from generator.publish.raw_blocks import RawBlocks
from generator.render.links import page_file

_OBJECTS = 1_000_000  # made before the collector looks for cycles again: most live to the end
_ALONE = 3  # the exit code where nobody waits for the pages any more
_EXPECTED = "A 'dirty' build is being performed"


class _NoSettings(Config):  # type: ignore[no-untyped-call]
    """It takes none."""


class Some(BasePlugin[_NoSettings]):  # type: ignore[no-untyped-call]
    """Leaves out pages that are not wanted, finishes the others, and tells what the site and its navigation say."""

    def __init__(self, task: Mapping[str, Any]) -> None:
        self.wanted = frozenset(task["wanted"])
        self.named = task["named"]  # what menus say of pages that are not made, by their path
        self.templates = task["templates"]  # take the place of the theme's own
        self.given = task["given"]  # what they take values from
        self.order: list[str] = []
        self.shown: list[Page] = []
        self.menus: dict[str, list[Any]] = {}
        self.looked_at = frozenset(task["looked_at"])  # for elements that are not closed
        self.base = task["base"]  # the path under which the site will lie
        self.trusted: Collection[str] = ()  # scripts of the theme
        self.html: dict[str, bytes] = {}  # what was made, by its path
        self.leads: dict[str, Any] = {}  # where its links lead, and its anchors
        self.open: dict[str, Any] = {}
        self.others: dict[str, str] = {}  # where what is no page lies, by its place in the site

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:  # noqa: ARG002
        """Mark what MkDocs shall make; what is no page is only named."""
        self.order = [file.src_uri for file in files.documentation_pages()]
        for file in files:
            made = file.is_documentation_page() and file.src_uri in self.wanted
            file.is_modified = lambda made=made: made  # type: ignore[method-assign,misc]
            if not file.is_documentation_page() and file.inclusion.is_included():  # type: ignore[no-untyped-call]
                self.others[file.dest_uri] = str(file.abs_src_path)
        return files

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Give the pages of the navigation that are not made the names that they had, or seem to have."""
        self.shown = nav.pages
        for page in self.shown:
            known = self.named.get(page.file.src_uri)
            if page.file.src_uri in self.wanted:
                continue
            if known is None:
                page.read_source(config)  # its first heading is its title, as good as always
            else:
                page.title, page.meta = known
        return nav

    def on_env(self, env: jinja2.Environment, /, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:  # noqa: ARG002
        """Take note of what menus say, and put our templates before those of the theme."""
        self.menus = {page.file.src_uri: [page.title, page.meta] for page in self.shown}
        loaders = [each for each in (jinja2.DictLoader(self.templates), env.loader) if each is not None]
        env.loader = jinja2.ChoiceLoader(loaders)
        env.globals["given"] = self.given
        return env

    def on_post_template(self, output: str, /, *, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG002
        """See which scripts are the theme's; MkDocs makes its templates before all pages."""
        if template_name == NOT_FOUND:
            self.trusted = trusted_of(output)
        return output

    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Take the page with its policy, and note where it leads and what its author left open; MkDocs writes no file for it."""
        read, path = read_markup(output), page.file.src_uri
        policed, led = with_policy(output, self.trusted), targets(page_file(path), read, self.base)
        if policed is None or led is None:
            raise PluginError(f"{path}: has a script that is not trusted, or a wrong link")
        if path in self.looked_at:
            self.open[path] = open_in(output)
        self.leads[path] = [led, sorted(read.anchors)]
        self.html[path] = policed.encode(errors="xmlcharrefreplace")
        return ""


class _Heard(logging.Handler):
    """Counts what MkDocs warns of."""

    warnings = 0

    def emit(self, record: logging.LogRecord) -> None:
        if not record.getMessage().startswith(_EXPECTED):
            self.warnings += 1


def main(task: Mapping[str, Any]) -> int:
    """Make the pages that `wanted` names, and in the folder `site` what is no page; gives the exit code."""
    heard = _Heard(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(heard)
    config = load_config(config_file=task["config"], site_dir=task["site"])
    config.plugins["some_pages"] = some = Some(task)
    config.markdown_extensions.append(RawBlocks())  # type: ignore[arg-type] # Markdown takes names and extensions
    _leave_anchors_to_us(config)
    build(config, dirty=True)
    told = {
        "order": some.order,
        "menus": some.menus,
        "others": some.others,
        "leads": some.leads,
        "open": some.open,
    }
    Path(task["told"]).write_text(json.dumps(told, default=str), encoding="utf-8")
    Path(task["html"]).write_bytes(msgspec.msgpack.encode(some.html))
    return 1 if heard.warnings else 0


def _leave_anchors_to_us(config: MkDocsConfig) -> None:
    """Let MkDocs look for no anchors in raw HTML: that takes a fifth of its time, and all links are checked in the end."""
    config.validation.links.anchors = logging.DEBUG  # says nothing of those that it does not see
    pages._RawHTMLPreprocessor.run = lambda _, lines: lines  # type: ignore[method-assign,assignment] # noqa: SLF001


def _end_with_input() -> None:
    sys.stdin.read()
    os._exit(_ALONE)


if __name__ == "__main__":
    gc.set_threshold(_OBJECTS)
    atexit.register(gc.freeze)  # and nothing is looked through at the end
    asked = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_input, daemon=True).start()
    sys.exit(main(asked))
