"""An element or code block that an author forgot to close is told, with its place; nothing else is."""

from pathlib import Path

import pytest

from generator.errors import Place
from generator.publish.elements import check_elements, unclosed


@pytest.mark.parametrize(
    "html",
    [
        "<p>a<br>b<img src='x'><hr></p>",
        "<ul><li>a<li>b</ul><table><tr><td>a<td>b</table><p>a<p>b",
        '<svg><path d="M0 0"/><g><use href="#a"/></g></svg>',
        "<pre><code>```python\n&lt;b>\n</code></pre><p><code>```</code> and ``` within a line</p>",
        "<script>if (a < b) '</i>'</script>",
        "<p>a <![x]> <![CDATA[ <b> ]]> <![if IE]> b</p>",
    ],
)
def test_what_html_closes_by_itself_is_left_alone(html: str) -> None:
    assert list(unclosed(html)) == []


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (
            '<div class="x"><p>a</p>',
            [
                (
                    '<div class="x">',
                    '`<div class="x">` is never closed; expected `</div>` within the same block',
                )
            ],
        ),
        ("<p><b>a</p>", [("<b>", "`<b>` is never closed; expected `</b>` within the same block")]),
        ("<p>a</u></p>", [("</u>", "`</u>` closes nothing; expected `<u>` before it")]),
        (
            "<p>~~~ text\na</p>",
            [
                (
                    "~~~ text",
                    "the code block that starts with ~~~ text is never closed; expected ~~~ alone on a line",
                )
            ],
        ),
        (
            "<p><i>a</p><p><i>b</p>",
            [("<i>", "`<i>` is never closed; expected `</i>` within the same block")],
        ),
    ],
)
def test_what_is_never_closed_is_told_once(html: str, found: list[tuple[str, str]]) -> None:
    assert list(unclosed(html)) == found


def test_the_place_is_known_where_it_stands_once_in_the_source(tmp_path: Path) -> None:
    for name, text in {"a.md": "# A\n\ntext <b>bold\n", "_model.md": "<i>x</i>\n\n<i>{{ name }}\n"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for name, text in {
        "a": "<p>text <b>bold</p>",
        "models/x": "<p><i>x</i><p><i>X",
        "models/y": "<p><i>Y",
    }.items():
        page = tmp_path / "site" / name / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(f"<body><article class=a>{text}</article></div>", encoding="utf-8")
    sources = {
        "a.md": Place("a.md"),
        "models/x.md": Place("_model.md"),
        "models/y.md": Place("_model.md"),
        "gone.md": Place("gone.md"),
        "data.csv": Place("results/x.csv"),
    }
    assert [str(problem) for problem in check_elements(tmp_path, tmp_path / "site", sources)] == [
        "_model.md: `<i>` is never closed; expected `</i>` within the same block",
        "a.md:3:6: `<b>` is never closed; expected `</b>` within the same block",
    ]
