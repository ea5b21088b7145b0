"""Templates run in the sandbox, and each mistake in them is told at its line."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from generator.errors import nearest
from generator.model.catalogue import ModelCard
from generator.model.corpus import Corpus
from generator.model.report import Report
from generator.render.engine import PARTIALS
from generator.render.pages import template_problems
from tests.render.small_site import EMPTY, refused, rendered, write

REPORT = Corpus(
    Report("A *report*", limitations=("One.", "Two.")),
    models={"codet5p-2b": ModelCard("codet5p-2b", "CodeT5+")},
)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ report.title }}", "A &#42;report&#42;"),
        ("{% set n = 1333 %}\n{{ n }} {{ n // 100 }} {{ n > 1 }} {{ report.synthesis }}|", "1,333 13 True |"),
        (
            "{{ 0.2684 | percent }} {{ 0.011 | points }} {{ 6.7e9 | parameters }} {{ 7.5 | decimal }}",
            "26.8 +1.1 6.7B 7.5",
        ),
        ("{{ 2 | plural('run') }} {{ 2 | plural('study', 'studies') }}", "2 runs 2 studies"),
        (
            "{{ report.limitations | listed }} {{ 'a_b' | words }} {{ 'HumanEval+' | slug }}",
            "One. and Two. a b humaneval-plus",
        ),
        ("{{ 'a' ~ 1 ~ 'b' }} {{ ['a', 'b'] | join('-') }} {{ 1 + 1 }} {{ 7 % 4 }}", "a1b a-b 2 3"),
        ("{% if models %}\nyes\n{% endif %}\n", "yes\n"),
        ("{% if models %}{% set n = 2 %}{% endif %}{{ n }}", "2"),
        ("{% for each in report.limitations %}\n- {{ each }}\n{% endfor %}\n", "- One.\n- Two.\n"),
        ("{%# a comment\n over lines #%}# A {#id} {: .x }", "# A {#id} {: .x }"),
        ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
        ("{% include '_part.md' %}", "A part of A &#42;report&#42;.\n"),
        (
            "{% from '_part.md' import said with context %}\n{{ said('*') }}",
            "<b>&#42;</b> in A &#42;report&#42;",
        ),
        ("\ufeff---\ntitle: x\n---\nText", "---\ntitle: x\n---\nText"),
    ],
)
def test_a_page_is_markdown_with_values_in_it(tmp_path: Path, source: str, text: str) -> None:
    part = "{% macro said(words) %}\n<b>{{ words }}</b> in {{ report.title }}{% endmacro %}\nA part of {{ report.title }}.\n"
    assert rendered(tmp_path, {"page.md": source, "_part.md": part}, REPORT)["page.md"] == text


@pytest.mark.parametrize(
    ("source", "problems"),
    [
        # names
        ("a\n{{ scor() }}", ["2: there is no `scor`: did you mean `score`?"]),
        ("{{ modles }}\n{{ repot.title }}\n{{ modles }}", [
            "1: there is no `modles`: did you mean `models`?",
            "2: there is no `repot`: did you mean `report`?",
            "3: there is no `modles`: did you mean `models`?",
        ]),
        ("{{ 1 | percnt }}{% if 1 is evne %}{% endif %}", [
            "1: there is no filter `percnt`: did you mean `percent`?",
            "1: there is no test `evne`: did you mean `even`?",
        ]),
        ("\n\n{{ report.titel }}", ["3: a Report has no `titel`: did you mean `title`?"]),
        ("{{ models['codet5p-2'].name }}", ["1: there is no `codet5p-2` in it: did you mean `codet5p-2b`?"]),
        ("{{ models.zzz.name }}", ["1: there is no `zzz` in it; there is `codet5p-2b`"]),
        ("{{ report.limitations[7] }}", ["1: there is no item 7 in it, which has 2"]),
        ("{{ report.synthesis.title }}", [
            "1: found None, which has no `title`; expected a condition around it, such as `{% if ... %}`"
        ]),
        ("{% if false %}{% set x = 1 %}{% endif %}\n{{ x }}", ["2: there is no `x` here"]),
        ("{{ loop.index }}", ["1: there is no `loop`; there are"]),
        ("{{ report.titel | percent }}", ["1: a Report has no `titel`: did you mean `title`?"]),
        ("{{ 'a' ~ report.titel }}", ["1: a Report has no `titel`: did you mean `title`?"]),
        # values
        ("{{ 1 / (models | length * 4) }}", ["1: a bare number 0.25: say how it reads with a filter such as `percent`"]),
        ("{{ 'T=' ~ 1 / (models | length * 4) }}", ["1: a bare number 0.25: say how it reads with a filter such as `percent`"]),
        ("{{ report }}", ["1: found a Report; expected text or a number"]),
        ("{{ report.limitations }}", ["1: found a tuple; expected text or a number"]),
        ("{{ score }}", ["1: found a function; expected text or a number"]),
        ("{{ 'a' | percent }}", ["1: the filter `percent` cannot take 'a'"]),
        ("{{ none | percent }}", ["1: the filter `percent` cannot take None"]),
        ("{{ 0.5 | interval }}", ["1: the filter `interval` cannot take 0.5"]),
        ("{{ models | words }}", ["1: the filter `words` cannot take a dict"]),
        ("{{ 1 | plural }}", ["1: the filter `plural` cannot take 1"]),
        ("{{ 'a' + 1 }}", ['1: can only concatenate str (not "int") to str']),
        ("{{ 1 / 0 }}", ["1: division by zero"]),
        # functions
        ("{{ formula('pass-at-j') }}", ["1: there is no formula `pass-at-j`: did you mean `pass-at-k`?"]),
        ("{{ figure('zzz') }}", ["1: there is no figure `zzz`; there are `codet5p-scaling`"]),
        ("{{ leaderboards('zzz') }}", ["1: there is no benchmark `zzz`"]),
        ("{{ model_facts('codet5p') }}", ["1: there is no model `codet5p`: did you mean `codet5p-2b`?"]),
        ("{{ model_runs('zzz') }}", ["1: there is no model `zzz`; there is `codet5p-2b`"]),
        ("{{ model_printed('zzz') }}", ["1: there is no model `zzz`; there is `codet5p-2b`"]),
        ("{{ prints('zzz') }}", ["1: there is no model `zzz`; there is `codet5p-2b`"]),
        ("{{ claim_body('zzz') }}", ["1: there is no claim `zzz`"]),
        ("{{ printed_scores('zzz') }}", ["1: there is no source of printed scores `zzz`"]),
        ("{{ leaderboards() }}", ["1: leaderboards(...): missing a required argument: 'benchmark'"]),
        ("{{ figure('a', 'b') }}", ["1: figure(...): too many positional arguments"]),
        ("{{ cite(kex='a') }}", ["1: cite(...): missing a required argument: 'key'"]),
        ("{{ cite('a', where='b') }}", ["1: cite(...): got an unexpected keyword argument 'where'"]),
        ("{{ report.title() }}", ["1: 'str' object is not callable"]),
        # syntax
        ("a\n{% if x %}", ["2: the template cannot be read: Unexpected end of template"]),
        ("{{ report.title", ["1: the template cannot be read: unexpected end of template, expected 'end of print statement'"]),
        ("\n{% fore x in y %}", ["2: the template cannot be read: Encountered unknown tag 'fore'"]),
        ("{%# open", ["1: the template cannot be read: Missing end of comment tag"]),
        # other templates
        ("\n{% include '_prat.md' %}", ["2: there is no template `_prat.md` in site_src/: did you mean `_part.md`?"]),
        ("{% include '../secret.md' %}", ["1: there is no template `../secret.md` in site_src/; there are `_part.md` and `page.md`"]),
        ("{% include '/etc/passwd' %}", ["1: there is no template `/etc/passwd` in site_src/; there are `_part.md` and `page.md`"]),
        ("{% from '_part.md' import nothing %}\n{{ nothing() }}", ["2: the template '_part.md' (imported on line 1 in 'page.md') does not export the requested name 'nothing'"]),
        ("{% include 'page.md' %}", ["1: a template includes or calls itself without end"]),
        # the sandbox
        ("{{ report.__class__ }}", ["1: access to attribute '__class__' of 'Report' object is unsafe"]),
        ("{{ ''.__class__.__mro__ }}", ["1: access to attribute '__class__' of 'str' object is unsafe"]),
        ("{{ score.__globals__ }}", ["1: access to attribute '__globals__' of 'function' object is unsafe"]),
        ("{{ models.clear() }}", ["1: access to attribute 'clear' of 'dict' object is unsafe"]),
        ("{{ ('{0.__class__}').format(report) }}", ["1: access to attribute '__class__' of 'Report' object is unsafe"]),
        ("{% for x in range(999999999) %}{% endfor %}", ["1: Range too big. The sandbox blocks ranges larger than MAX_RANGE (100000)"]),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_line(tmp_path: Path, source: str, problems: list[str]) -> None:
    told = refused(tmp_path, {"page.md": source, "_part.md": "Part."}, REPORT)
    expected = [f"site_src/page.md:{problem}" for problem in problems]
    assert [each[: len(start)] for each, start in zip(told, expected, strict=True)] == expected


def test_a_mistake_in_an_included_file_is_told_at_the_line_of_that_file(tmp_path: Path) -> None:
    pages = {
        "page.md": "a\n\n{% include 'parts/_a.md' %}\n",
        "parts/_a.md": "\n\n\n{{ nobody }}",
        "other.md": "{% include '_b.txt' %}",
        "_b.txt": "\n{% if %}",
        "third.md": "{% include '_c.txt' %}",
        "_c.txt": "\n{{ 1 / 0 }}",
    }
    assert refused(tmp_path, pages) == [
        "site_src/_b.txt:2: the template cannot be read: Expected an expression, got 'end of statement block'",
        "site_src/_c.txt:2: division by zero",
        "site_src/parts/_a.md:4: there is no `nobody` here",
    ]


def test_the_mistakes_of_all_pages_are_told_at_once_and_those_of_a_template_once(tmp_path: Path) -> None:
    pages = {
        "a.md": "{% set half = 0.5 %}{{ half }}",
        "b.md": "\n{{ nobody }}",
        "c.md": "{% if %}",
        "d.md": "Fine.",
        "_model.md": "\n\n{{ 1 / 0 }}",
    }
    two = replace(REPORT, models={name: ModelCard(name, name) for name in ("m", "n")})
    told = refused(tmp_path, pages, two)
    told[2] = told[2][:40]
    assert told == [
        "site_src/_model.md:3: division by zero",
        "site_src/a.md:1: a bare number 0.5: say how it reads with a filter such as `percent`",
        "site_src/b.md:2: there is no `nobody`; t",
        "site_src/c.md:1: the template cannot be read: Expected an expression, got 'end of statement block'",
    ]


def test_a_template_of_many_pages_tells_its_unknown_names_once(tmp_path: Path) -> None:
    two = replace(REPORT, models={name: ModelCard(name, name) for name in ("m", "n")})
    assert refused(tmp_path, {"_model.md": "{{ modle.name }}"}, two) == [
        "site_src/_model.md:1: there is no `modle`: did you mean `model`?"
    ]


def test_a_page_that_is_not_utf_8_is_told_with_its_first_such_byte(tmp_path: Path) -> None:
    write(tmp_path, {"page.md": "{% include '_part.md' %}", "_part.md": ""})
    for name in ("latin.md", "_part.md"):
        (tmp_path / "site_src" / name).write_bytes("naïve".encode("latin-1"))
    assert refused(tmp_path, {}) == [
        "site_src/latin.md: byte 2 is not UTF-8: save the file as UTF-8",
        "site_src/page.md:1: byte 2 is not UTF-8: save the file as UTF-8",
    ]


def test_without_data_syntax_and_names_are_looked_at_all_the_same(tmp_path: Path) -> None:
    pages = {
        "a.md": "{{ scor() }} {{ 1 | percnt }}",
        "_model.md": "{{ model.name }} {{ claim.id }} {{ source.key }} {{ 1 / 0 }}",
        "b.md": "\n{% endif %}",
    }
    write(tmp_path, pages)
    assert [str(problem) for problem in template_problems(tmp_path / "site_src")] == [
        "site_src/a.md:1: there is no `scor`: did you mean `score`?",
        "site_src/a.md:1: there is no filter `percnt`: did you mean `percent`?",
        "site_src/b.md:2: the template cannot be read: Encountered unknown tag 'endif'",
    ]


def test_without_a_folder_of_pages_that_is_the_problem(tmp_path: Path) -> None:
    told = ["site_src: there is no folder of pages; `gen init` makes one"]
    assert refused(tmp_path, {}) == told
    assert [str(problem) for problem in template_problems(tmp_path / "site_src")] == told


@pytest.mark.parametrize(
    ("name", "known", "hint"),
    [
        ("scor", ["score", "cite"], ": did you mean `score`?"),
        ("x", [], ""),
        ("x", ["aaa"], "; there is `aaa`"),
        ("x", ["bbb", "aaa"], "; there are `aaa` and `bbb`"),
        (
            "x",
            {f"a{at:02}": 0 for at in range(14)},
            f"; there are {', '.join(f'`a{at:02}`' for at in range(12))} and 2 more",
        ),
    ],
)
def test_the_nearest_name_is_said_or_some_that_there_are(name: str, known: list[str], hint: str) -> None:
    assert nearest(name, known) == hint


def test_an_empty_report_has_its_values(tmp_path: Path) -> None:
    made = rendered(tmp_path, {"p.md": "{{ report.title }}{{ runs | length }}{{ models | length }}"}, EMPTY)
    assert made == {"p.md": "A report00"}


MEASURES = "viewBox|width|height|[xyr]|[xy][12]|c[xy]|transform|rowspan|colspan|data-sort|data-all"
AS_TEXT = {
    "map.transform",
    "tick.at",
    "dot.x",
    "dot.y",
    "line.label_y",
}  # views write them out as they are drawn


def test_no_attribute_that_is_a_number_has_separators() -> None:
    found = set[str]()
    for path in PARTIALS.glob("*.html"):
        for value in re.findall(rf'\b(?:{MEASURES})="([^"]*)"', path.read_text(encoding="utf-8")):
            found |= set(re.findall(r"\{\{ (.*?) \}\}", value))
    assert {each for each in found if not each.endswith("| bare")} == AS_TEXT
    assert len(found) > len(AS_TEXT)
