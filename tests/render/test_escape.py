"""Text from data shows as exactly its characters, wherever it lands."""

import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from generator.model.catalogue import ModelCard
from generator.model.corpus import Corpus
from generator.model.report import Report
from generator.render.escape import escape, outward_link, safe_url
from tests.render.small_site import rendered, shown

MARK = re.compile(r"zqz(\d+)zqz")  # stands where a name shall stand
PAGE = """# {{ model.name }}

## Of {{ model.name }}

Prose about {{ model.name }}, then **{{ model.name }}** and *{{ model.name }}*.

{{ model.name }}

{{ model.name }} starts a paragraph
{{ model.name }}
and stands alone in it.

- {{ model.name }}
- more of {{ model.name }}

1. {{ model.name }}

> {{ model.name }}

Term {{ model.name }}
: {{ model.name }}

| {{ model.name }} | b |
|---|---|
| {{ model.name }} | in a cell, {{ model.name }} |

[{{ model.name }}](https://example.org), [of {{ model.name }}](https://example.org "{{ model.name }}")

<p title="{{ model.name }}">{{ model.name }}</p>

An <abbr title="{{ model.name }}">{{ model.name }}</abbr> and {{ outward(model.name, model.name) }}.

{% set there = outward("there", "https://example.org") %}
{{ "From " ~ there ~ model.name }} {{ there + model.name }} {{ model.name + there }} {{ "Of %s" % model.name }}

{{ [there, model.name] | join(model.name) }} {{ [model] | join("", attribute="name") }} {{ model.name | e }}

{{ "<b>%s</b>" | safe | format(model.name) }} {{ ("<b>%s</b>" | safe) % model.name }} {{ there.join([model.name, there]) }}

{{ ("<b>{}</b>" | safe).format(model.name) }} {{ there.replace("there", model.name) }}

{% macro said(words) %}*{{ words }}*{% endmacro %}
{% set block %}_{{ model.name }}_{% endset %}
{{ said(model.name) }} {{ block }} {% filter trim %}{{ model.name }}{% endfilter %}

{{ model_facts(model.id) }}
"""
NAMES = (
    "<script>|[x](javascript:1)",
    "<script>alert(1)</script>",
    "</td></table><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    "*a* _b_ **c** `d` ~~e~~ ^f^ $g$",
    "[link](http://x) ![image](x.png) <http://x>",
    "[a][b] [@key] [^1] *[abbr]: x",
    "[b]: javascript:1",
    "{{ 7*7 }} {% raw %} {%# x #%}",
    "{: .x }",
    "{: onclick=y }",
    "a {.x}",
    "a {#id}",
    "&amp; &lt;b&gt; &#42; &copy &nosuch;",
    "# heading",
    "C#",
    "C# ##",
    "#",
    "1. one",
    "1.",
    "1) one",
    "- item",
    "-",
    "---",
    "- - -",
    "===",
    "+ item",
    "* item",
    ": definition",
    "> quoted",
    "    code",
    "```",
    "~~~ x",
    "--- title: x",
    "\\*a\\* \\",
    "a  b\n\nc\td\r\ne",
    "a\u2028b\x85c",
    "a\x00b\x02c\x03d\x1fe\x7ff",
    "a|b||c",
    "klzzwxh:0042",
    "wzxhzdk:1",
    "$x^2$ \\(x\\) @name a@example.org",
    "https://example.org/a_b_c?x=1&copy=2#d",
    "javascript:alert(1)",
    "data:text/html,<script>1</script>",
    "日本語 ﷽ 🧪 é",
)


CONTROL = (*range(9), 11, 12, *range(14, 32), *range(127, 133), *range(134, 160))
TURNING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
UNSEEN = dict.fromkeys((*CONTROL, *TURNING))


def plain(name: str) -> str:
    """Give what a reader shall see of a name: one line, and no control characters."""
    return " ".join(name.translate(UNSEEN).split())


def marks(names: Sequence[str]) -> list[str]:
    """Make a harmless name for each, an address where it is one."""
    return [f"{'https://' if safe_url(name) else ''}zqz{at}zqz" for at, name in enumerate(names)]


def as_named(body: ET.Element, names: Sequence[str] = ()) -> str:
    """Write a page's elements, attributes and text with names for the marks; ids are made of neither."""

    def named(match: re.Match[str]) -> str:
        return plain(names[int(match[1])]).removeprefix("https://")

    for element in body.iter():
        if element.tag in {"h1", "h2"}:
            element.attrib.pop("id")
        for key, value in element.attrib.items():
            element.set(key, MARK.sub(named, value))
        element.text, element.tail = (MARK.sub(named, text or "") for text in (element.text, element.tail))
    return ET.tostring(body, encoding="unicode")


def pages(folder: Path, names: Sequence[str]) -> dict[str, ET.Element]:
    """Render a page about each name, and one that lists all."""
    models = {
        f"m{at}": ModelCard(f"m{at}", name, parameters=at + 1, note=name, url=name)
        for at, name in enumerate(names)
    }
    sources = {"_model.md": PAGE, "all.md": "# All\n\n{{ models_table() }}\n"}
    made = rendered(folder, sources, Corpus(Report("A report"), models=models))
    return {path: shown(text) for path, text in made.items()}


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    made = pages(tmp_path_factory.mktemp("named"), NAMES)
    return {path: as_named(body) for path, body in made.items()}


@pytest.fixture(scope="module")
def meant(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    made = pages(tmp_path_factory.mktemp("meant"), marks(NAMES))
    return {path: as_named(body, NAMES) for path, body in made.items()}


@pytest.mark.parametrize(
    "path", ["all.md", *(f"m{at}.md" for at, _ in enumerate(NAMES))], ids=["all", *map(ascii, NAMES)]
)
def test_a_name_is_text_and_nothing_else_wherever_a_page_puts_it(
    named: dict[str, str], meant: dict[str, str], path: str
) -> None:
    assert named[path] == meant[path]


SIGNS = st.text(st.sampled_from("<>&\"'`*_[](){}#+-.!|~^$=:;@%/\\ \n\t1a"), min_size=1, max_size=30)
TEXT = st.one_of(SIGNS, st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
FRAME = """# {0}

{0}

{0} and {0}
{0}

- {0}

1. {0}

> {0}

a
: {0}

| {0} |
|---|
| {0} |

[{0}](x "{0}") **{0}** <b title="{0}">{0}</b>

<p title='{0}'>{0}</p>
"""


@given(TEXT.filter(plain))
def test_any_text_shows_as_exactly_its_characters(text: str) -> None:
    meant = as_named(shown(FRAME.replace("{0}", "zqz0zqz")), [text])
    assert as_named(shown(FRAME.replace("{0}", escape(text)))) == meant


@given(TEXT)
def test_no_text_can_be_escaped_to_a_mark_of_html_or_of_a_template(text: str) -> None:
    assert set(escape(text)).isdisjoint("<>\"'`{}[]*_|\\\n")


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("", ""),
        (" \n\t ", ""),
        ("a  b\r\nc", "a b c"),
        ("a\x00b\x9fc", "abc"),
        ("<b>", "&#60;b&#62;"),
        ("&amp;", "&#38;amp;"),
        ("1.5", "1.5"),
        ("1. a", "&#49;. a"),
        ("12) a", "&#49;&#50;) a"),
        ("C# 7", "C# 7"),
        ("C##", "C&#35;&#35;"),
        ("#a", "&#35;a"),
        ("-1", "-1"),
        ("- a", "&#45; a"),
        ("a - b", "a - b"),
    ],
)
def test_only_what_could_mean_something_is_escaped(text: str, escaped: str) -> None:
    assert escape(text) == Markup(escaped)  # noqa: S704 - what is expected


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//example.org",
        "/etc/passwd",
        "x",
        "",
        "http:",
        "https:///x",
        "http://[::1",
    ],
)
def test_an_address_that_leads_to_no_site_is_shown_and_not_linked(url: str) -> None:
    assert safe_url(url) is None
    assert outward_link("its page", url) == Markup("its page")


def test_an_address_of_the_web_is_linked_with_both_its_parts_escaped() -> None:
    assert outward_link("a <b>", ' https://example.org/a_b?x="1"&y#z ') == Markup(
        '<a href="https://example.org/a&#95;b?x&#61;&#34;1&#34;&#38;y#z" rel="noopener">a &#60;b&#62;</a>'
    )


def test_no_name_turns_the_score_after_it_around() -> None:
    assert str(escape("toy\u202e \u2067b\u2069\u200f")) == "toy b\u200f"
