"""A Content-Security-Policy in every page: scripts run only where they are the theme's, whatever a text may hold.

GitHub Pages sends no headers of ours, so that it is a `<meta>` tag. The theme writes a few scripts into each page, which
the policy names by their sha256. What is the theme's is told by the 404 page, which shows nothing of the report's texts.
"""

import re
from base64 import b64encode
from collections.abc import Collection, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from generator.errors import Place, Problem
from generator.publish.links import NOT_FOUND
from generator.render.links import page_file

_INLINE = re.compile(r"<script(?![^>]*\ssrc=)([^>]*)>(.*?)</script\b", re.DOTALL | re.IGNORECASE)
_DATA = re.compile(r"""\stype=["']?application/(?:ld\+)?json\b""")  # is not run
_CHARSET = re.compile(r"""<meta charset=["']?utf-8["']?>""", re.IGNORECASE)
# Where the site's root is, which differs by the depth of a page.
_SCOPE = re.compile(r'new URL\("(?:\.|\.\.(?:/\.\.)*|/[^"<\\]*)",location\)')
_REST = "style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"


def write_policies(site: Path, sources: Mapping[str, Place]) -> tuple[Problem, ...]:
    """Write a policy into each page; gives a problem for each script in a page that it would keep from running.

    `sources` says what each file of `build/docs` was made from. Without a 404 page nothing is written.
    """
    if not (site / NOT_FOUND).is_file():
        return ()
    trusted = trusted_of(_text(site / NOT_FOUND))
    pages = {page_file(path): place for path, place in sources.items() if path.endswith(".md")}
    found: list[Problem] = []
    for name, place in sorted({**pages, NOT_FOUND: Place("mkdocs.yml")}.items()):
        html = _text(site / name)
        scripts = tuple(_scripts(html))
        found += _strange(place, scripts, trusted)
        known = [each for each in scripts if _anywhere(each) in trusted]
        (site / name).write_text(_with_policy(html, known), encoding="utf-8", newline="")
    return tuple(dict.fromkeys(found))


def trusted_of(not_found: str) -> frozenset[str]:
    """Give the scripts that the theme writes into pages, as they are at any depth, by the 404 page."""
    return frozenset(map(_anywhere, _scripts(not_found)))


def with_policy(html: str, trusted: Collection[str]) -> str | None:
    """Write its policy into a page; None where it has a script that is not trusted."""
    scripts = tuple(_scripts(html))
    return _with_policy(html, scripts) if all(_anywhere(each) in trusted for each in scripts) else None


def policy(scripts: Collection[str]) -> str:
    """Write the policy of a page with these scripts of the theme in it."""
    hashes = dict.fromkeys(
        f" 'sha256-{b64encode(sha256(each.encode()).digest()).decode()}'" for each in scripts
    )
    return f"default-src 'self'; script-src 'self'{''.join(hashes)}; {_REST}"


def _scripts(html: str) -> Iterator[str]:
    return (text for attributes, text in _INLINE.findall(html) if not _DATA.search(attributes))


def _strange(place: Place, scripts: Collection[str], trusted: Collection[str]) -> Iterator[Problem]:
    for script in scripts:
        if _anywhere(script) not in trusted:
            shown = " ".join(script.split())
            shown = shown if len(shown) <= 60 else f"{shown[:60]}…"
            text = (
                f"found a script within the page, `{shown}`, which its Content-Security-Policy keeps from running; "
                "expected a file, named under extra_javascript in mkdocs.yml"
            )
            yield Problem(place, "inline-script", text)


def _anywhere(script: str) -> str:
    """Leave out of a script how deep its page lies."""
    return _SCOPE.sub("new URL(location)", script, count=1)


def _with_policy(html: str, scripts: Collection[str]) -> str:
    tag = f'<meta http-equiv="Content-Security-Policy" content="{policy(scripts)}">'
    place = _CHARSET.search(html)
    return html if place is None else f"{html[: place.end()]}{tag}{html[place.end() :]}"


def _text(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()
