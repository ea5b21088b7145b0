"""Pages come out the same whether plain blocks of HTML go past Markdown or not."""

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.extensions import Extension

from generator.publish.raw_blocks import RawBlocks, _cut

TABLE = (
    '<table class="a">\n<tr><td title="&lt;">1 &#64; &amp;<br>2</td></tr>\n\n<tr><td>*3*</td></tr>\n</table>'
)
SECTION = f'<section id="s">\n<h3>A</h3>\n<div tabindex="0">\n{TABLE}\n</div>\n</section>'


def html(text: str, *extensions: str | Extension) -> str:
    made: str = markdown.markdown(text, extensions=["attr_list", "def_list", "tables", "toc", *extensions])
    return made


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        (f"# A\n\n{TABLE}\n\nB", [TABLE]),
        (f"{SECTION}\n\n{SECTION}", [SECTION, SECTION]),
        (f"A *b*\n{TABLE}\n*c*", [TABLE]),
        (f"<div>\n{TABLE}\n</div>\n\n*a*", [TABLE]),
        (f"{TABLE} *tail*\n\n*a*", []),
        (f"- a\n\n    {TABLE}\n\n`{TABLE}`", []),
        (f"<!--\n{TABLE}\n-->\n\n*a*", []),
        ("<table>\n<table>\n</table>\n</table>\n\n*a*", ["<table>\n</table>"]),
        (f"<?\n{TABLE}\n\n*a*", []),
        (f'<p title=">\n{TABLE}\n">\n\n*a*', []),
        ("<table>*a*", []),
        ("<table><tr></table>\n\n*a*", []),
        ("<table></div></table>\n\n*a*", []),
        ("<table><td>1 < 2</td></table>\n\n*a*", []),
        ("<table><td>AT&T &c</td></table>\n\n*a*", []),
        ("<table><!-- </table> --></table>\n\n*a*", []),
        ("<table><td>--></td></table>\n\n*a*", []),
        ('<table><td a="</table>"></td></table>\n\n*a*', []),
        ("<table><td a='<'></td></table>\n\n*a*", []),
        ("<table><script>1</script></table>\n\n*a*", []),
        ("<table><svg><path d='1'/></svg></table>\n\n*a*", []),
        ("<dl class>\n<dt>a</dt>\n</dl>\n\n*a*", ["<dl class>\n<dt>a</dt>\n</dl>"]),
        ("<table>\2" + "0\3</table>\n\n*a*", ["<table>\2" + "0\3</table>"]),
    ],
)
def test_plain_blocks_go_past_and_others_do_not(text: str, blocks: list[str]) -> None:
    found: list[str] = []
    list(_cut(text, found))
    assert found == blocks
    assert html(text, RawBlocks()) == html(text)


PIECES = (
    *(
        "<table>",
        "</table>",
        "<section>",
        "</section>",
        "<dl a='b'>",
        "</dl>",
        "<td>",
        "</td>",
        "<br>",
        "<hr>",
    ),
    *(
        "<div>",
        "</div>",
        "<span>",
        "</span>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<?",
        "?>",
        "<![CDATA[",
        "]]>",
    ),
    *(
        "\n",
        "\n",
        "\n\n",
        "a",
        "*b*",
        "`",
        "# ",
        "    ",
        "&amp;",
        "&",
        "<",
        ">",
        "\2",
        "\3",
        "0",
        '"',
        "|",
        TABLE,
        SECTION,
    ),
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
def test_any_text_comes_out_the_same(text: str) -> None:
    assert html(text, RawBlocks()) == html(text)


def test_another_reader_of_html_stays_in_its_place() -> None:
    text = f'<div markdown="1">\n{TABLE}\n\n*a*\n\n</div>'
    assert html(text, "md_in_html", RawBlocks()) == html(text, "md_in_html") != html(text)
