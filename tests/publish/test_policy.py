"""The policy of a page names the scripts of the theme, and no other script passes."""

from pathlib import Path

from generator.errors import Place
from generator.publish.policy import policy, write_policies

THEME = '<script>var scope=new URL("{}",location)</script>'
SOURCES = {
    "a/b.md": Place("site_src/a/b.md"),
    "index.md": Place("site_src/index.md"),
    "x.svg": Place("x.svg"),
}
REST = "style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"
# printf %s 'a' | openssl dgst -sha256 -binary | base64
HASH_OF_A = "ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs="


def page(scope: str, body: str = "") -> str:
    return f'<!doctype html>\r\n<head><meta charset="utf-8">{THEME.format(scope)}</head>{body}'


def site(folder: Path, body: str = "") -> Path:
    (folder / "a/b").mkdir(parents=True)
    (folder / "404.html").write_text(page("/r/"), encoding="utf-8", newline="")
    (folder / "index.html").write_text(page("."), encoding="utf-8", newline="")
    (folder / "a/b/index.html").write_text(page("../..", body), encoding="utf-8", newline="")
    return folder


def test_a_policy_names_its_scripts_once() -> None:
    assert policy(["a", "a"]) == f"default-src 'self'; script-src 'self' 'sha256-{HASH_OF_A}'; {REST}"
    assert policy([]) == f"default-src 'self'; script-src 'self'; {REST}"


def test_each_page_has_the_policy_of_its_depth_and_is_else_what_it_was(tmp_path: Path) -> None:
    assert write_policies(site(tmp_path), SOURCES) == ()
    for file, scope in (("404.html", "/r/"), ("index.html", "."), ("a/b/index.html", "../..")):
        allowed = policy([f'var scope=new URL("{scope}",location)'])
        before, meta = page(scope), '<meta charset="utf-8">'
        tag = f'<meta http-equiv="Content-Security-Policy" content="{allowed}">'
        assert (tmp_path / file).read_bytes().decode() == before.replace(meta, meta + tag)


def test_a_script_that_is_not_of_the_theme_is_told_and_not_allowed(tmp_path: Path) -> None:
    strange = "<script>alert(1)</script><SCRIPT\ntype=module>\n  steal()\n</SCRIPT>"
    problems = write_policies(site(tmp_path, f"<p>{strange}</p>"), SOURCES)
    told = (
        "site_src/a/b.md: found a script within the page, `{}`, which its Content-Security-Policy keeps from running; "
        "expected a file, named under extra_javascript in mkdocs.yml"
    )
    assert list(map(str, problems)) == [told.format("alert(1)"), told.format("steal()")]
    assert policy(['var scope=new URL("../..",location)']) in (tmp_path / "a/b/index.html").read_text("utf-8")


def test_data_and_files_are_no_scripts_within_the_page(tmp_path: Path) -> None:
    data = '<script type="application/ld+json">{"a": 1}</script><script src="../../x.js"></script>'
    assert write_policies(site(tmp_path, data), SOURCES) == ()


def test_a_theme_without_a_404_page_has_no_policy(tmp_path: Path) -> None:
    folder = site(tmp_path)
    (folder / "404.html").unlink()
    assert write_policies(folder, SOURCES) == ()
    assert (folder / "index.html").read_bytes().decode() == page(".")
