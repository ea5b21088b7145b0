"""Addresses and anchors are found wherever a page can have them."""

import pytest

from generator.publish.markup import Link, Markup, read_markup, read_style


def loaded(*targets: str) -> tuple[Link, ...]:
    return tuple(Link(target, loaded=True) for target in targets)


def followed(*targets: str) -> tuple[Link, ...]:
    return tuple(Link(target, loaded=False) for target in targets)


@pytest.mark.parametrize(
    ("html", "links"),
    [
        ('<a href="x">a</a>', followed("x")),
        ("<A HREF='x?a=1&amp;b=2#c'>a</A>", followed("x?a=1&b=2#c")),
        ("<a href=&#104;ttps://x>", followed("https://x")),
        ('<a href=" x\n">', followed("x")),
        ("<a href>", ()),
        ('<a href="">', followed("")),
        ('<map><area href="x"></map>', followed("x")),
        ('<form action="x"><button formaction="y"></button></form>', followed("x", "y")),
        ('<a href="x"><a href="y"><a href="x">', followed("x", "y")),
        ('<p title="href=x">&lt;a href="x"&gt;</p>', ()),
        ('<![x]><a href="x"><![', followed("x")),
        ('<!-- <img src="x"> --><script>"<img src=x>"</script>', ()),
    ],
)
def test_links_to_follow_are_found(html: str, links: tuple[Link, ...]) -> None:
    assert read_markup(html).links == links


@pytest.mark.parametrize(
    ("html", "links"),
    [
        ('<img src="x">', loaded("x")),
        ('<script src="x"></script><iframe src="y"></iframe><embed src="z">', loaded("x", "y", "z")),
        ('<video src="x" poster="y"><source src="z"><track src="t"></video>', loaded("x", "y", "z", "t")),
        ('<object data="x"></object><p data="y">', loaded("x")),
        ('<input type="image" src="x">', loaded("x")),
        ('<base href="x"><body background="y">', loaded("x", "y")),
        (
            '<img srcset="a.png, b.png 2x,c.png 3x , d,d.png 4x,">',
            loaded("a.png", "b.png", "c.png", "d,d.png"),
        ),
        ('<img srcset="data:image/png;base64,AA== 1x">', loaded("data:image/png;base64,AA==")),
        ('<img srcset=" ">', ()),
        ('<link rel="preload" as="image" imagesrcset="a 1x">', loaded("a")),
        ('<p style="background: URL( &quot;x&quot; )">', loaded("x")),
        ("<p style='color: red'>url(x)</p>", ()),
    ],
)
def test_what_browsers_load_by_themselves_is_told_apart(html: str, links: tuple[Link, ...]) -> None:
    assert read_markup(html).links == links


@pytest.mark.parametrize(
    ("relation", "is_loaded"),
    [
        ("stylesheet", True),
        ("alternate Stylesheet", True),
        ("icon", True),
        ("preconnect", True),
        ("canonical", False),
        ("next", False),
        ("license", False),
    ],
)
def test_relations_are_loaded_or_stated(relation: str, *, is_loaded: bool) -> None:
    assert read_markup(f'<link rel="{relation}" href="x">').links == (Link("x", loaded=is_loaded),)


@pytest.mark.parametrize(
    ("svg", "links"),
    [
        ('<a href="x"/><a xlink:href="y"/>', followed("x", "y")),
        ('<use href="#a"/><image xlink:href="x"/><script href="y"/>', loaded("#a", "x", "y")),
        ('<rect fill="url(#a)" clip-path="url(x#b)" marker-end="none"/>', loaded("#a", "x#b")),
        ("<style><![CDATA[ a { fill: url('x') } ]]></style>", loaded("x")),
    ],
)
def test_inline_svg_is_read(svg: str, links: tuple[Link, ...]) -> None:
    assert read_markup(f"<svg>{svg}</svg>").links == links


@pytest.mark.parametrize(
    ("css", "links"),
    [
        ('@import "a.css"; @import url(b.css) screen;', loaded("a.css", "b.css")),
        ("a { background: url(x.png), url( 'y z.png' ) }", loaded("x.png", "y z.png")),
        ("@font-face { src: url(\"x.woff2\") format('woff2') }", loaded("x.woff2")),
        ("/* url(x) */ a { b: c /* @import 'y' */ }", ()),
        ("a { b: url() } c { content: 'url' }", ()),
    ],
)
def test_stylesheets_are_read_on_their_own_and_in_pages(css: str, links: tuple[Link, ...]) -> None:
    assert tuple(read_style(css)) == links
    assert read_markup(f"<style>{css}</style><p>url(no)</p>").links == links


def test_anchors_are_ids_and_names_of_links() -> None:
    html = '<h2 id="a">A</h2><a name="b"></a><svg><g id="c"/></svg><p name="d"><p id>'
    assert read_markup(html) == Markup((), frozenset({"a", "b", "c"}))
