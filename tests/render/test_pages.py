"""Files of `site_src/` become pages: one each, one an item, or none."""

from dataclasses import replace
from pathlib import Path

import pytest

from generator.errors import InputError, Place
from generator.model.catalogue import ModelCard
from generator.model.corpus import Corpus
from generator.model.report import Report
from generator.publish.writing import write_docs
from generator.render.pages import ASSETS, render_site, template_problems
from tests.render.figures.corpora import card, codet5p, corpus, score
from tests.render.small_site import EMPTY, citing, claim, reference, refused, rendered, shown, write


def items() -> Corpus:
    """Make a corpus with two of each item that can have a page."""
    made = corpus(
        [card("a"), card("b")], [score("a", "1.0"), score("a", "2.0", source="other"), score("b", "3.0")]
    )
    claims = (claim("C1"), claim("C2"))
    return replace(citing(made, reference("paper", "A"), reference("other", "B")), claims=claims)


def test_a_file_is_a_page_and_a_file_of_items_is_a_page_each(tmp_path: Path) -> None:
    pages = {
        "index.md": "Home",
        "deep/er/page.md": "Deep",
        "models/_model.md": "{{ model.name }} {{ href('index.md') }}",
        "claims/_claim.md": "{{ claim.id }} {{ item_href('claim', 'C1') }}",
        "_source.md": "{{ source.title }} {{ item_href('model', 'b') }}",
        "_part.md": "a part",
    }
    assert rendered(tmp_path, pages, items()) == {
        "index.md": "Home",
        "deep/er/page.md": "Deep",
        "models/a.md": "a ../../",
        "models/b.md": "b ../../",
        "claims/C1.md": "C1 ./",
        "claims/C2.md": "C2 ../C1/",
        "paper.md": "On Scaling ../models/b/",
        "other.md": "On Scaling ../models/b/",
    }


def test_each_file_knows_what_it_was_made_from(tmp_path: Path) -> None:
    write(tmp_path, {"models/_model.md": "x", "index.md": "x", "CNAME": "example.org"})
    made = {file.path: file.source for file in render_site(items(), tmp_path / "site_src")}
    assets = {f"assets/{file.name}": Place(f"assets/{file.name}") for file in ASSETS.iterdir()}
    assert made == assets | {
        "CNAME": Place("site_src/CNAME"),
        "index.md": Place("site_src/index.md"),
        "models/a.md": Place("site_src/models/_model.md"),
        "models/b.md": Place("site_src/models/_model.md"),
    }


def test_a_page_without_a_body_vanishes(tmp_path: Path) -> None:
    pages = {
        "empty.md": "",
        "blank.md": " \n\n",
        "front.md": "---\ntitle: Only\n---\n",
        "ends.md": "---\ntitle: Only\n---",
        "dots.md": "---\ntitle: Only\n...\n\n",
        "bare.md": "---\n---\n",
        "condition.md": "---\ntitle: Claims\n---\n{% if claims %}\n# Claims\n{% endif %}\n",
        "comment.md": "{%# nothing here #%}\n",
        "kept.md": "---\ntitle: Kept\n---\nx",
        "rule.md": "---\nno front matter, as nothing ends it",
    }
    assert sorted(rendered(tmp_path, pages)) == ["kept.md", "rule.md"]


def test_without_items_their_pages_vanish(tmp_path: Path) -> None:
    pages = {f"{kind}/_{kind}.md": "# {{ " + kind + " }}" for kind in ("model", "claim", "source")}
    assert rendered(tmp_path, pages, EMPTY) == {}


def test_an_item_without_a_page_has_no_address(tmp_path: Path) -> None:
    page = '{{ item_href("model", "a") }}|{{ item_href("model", "zzz") }}|{{ item_href("nothing", "a") }}'
    assert rendered(tmp_path, {"page.md": page}, items()) == {"page.md": "||"}


def test_other_files_are_copied_as_they_are_and_hidden_ones_left_out(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"data/x.csv": "{{ 1 / 0 }}", "index.md": "x", ".hidden.md": "{{", ".git/config": "x", "a/.b/c": "x"},
    )
    (tmp_path / "site_src" / "logo.png").write_bytes(b"\x89PNG\xff")
    files = {file.path: file.content for file in render_site(EMPTY, tmp_path / "site_src")}
    assets = {f"assets/{file.name}": file.read_bytes() for file in ASSETS.iterdir()}
    assert files == assets | {"data/x.csv": b"{{ 1 / 0 }}", "index.md": b"x", "logo.png": b"\x89PNG\xff"}


def test_files_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    write(tmp_path, {"z.md": "x", "a.md": "x", "b/c.md": "x", "B.txt": "x"})
    paths = [file.path for file in render_site(EMPTY, tmp_path / "site_src")]
    assert paths == sorted(paths)


def test_a_link_that_leads_out_of_the_pages_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret", encoding="utf-8")
    write(tmp_path, {"index.md": "{{ nobody }}", "inside.md": "x"})
    (tmp_path / "site_src" / "a.md").symlink_to(tmp_path / "secret.md")
    (tmp_path / "site_src" / "b.txt").symlink_to("../secret.md")
    (tmp_path / "site_src" / "c.md").symlink_to("inside.md")
    told = [
        "site_src/a.md: is a link that leads out of site_src/; expected a file",
        "site_src/b.txt: is a link that leads out of site_src/; expected a file",
    ]
    assert refused(tmp_path, {}) == told
    assert [str(problem) for problem in template_problems(tmp_path / "site_src")] == told


@pytest.mark.parametrize(
    ("pages", "names", "problem"),
    [
        (
            {"models/_model.md": "x", "models/index.md": "y"},
            ["index"],
            (
                "site_src/models/index.md: makes models/index.md, which would take the place of models/index.md, "
                "made from site_src/models/_model.md; "
            ),
        ),
        (
            {"models/_model.md": "x"},
            ["Phi-1", "phi-1"],
            (
                "site_src/models/_model.md: makes models/phi-1.md, which would take the place of models/Phi-1.md, "
                "made from site_src/models/_model.md; "
            ),
        ),
        (
            {"models/_model.md": "x", "models/index.md": "y"},
            ["README"],
            (
                "site_src/models/index.md: makes models/index.md, which would take the place of models/README.md, "
                "made from site_src/models/_model.md; "
            ),
        ),
        (
            {"assets/scalebook.css": "x", "index.md": "y"},
            [],
            (
                "assets/scalebook.css: makes assets/scalebook.css, which would take the place of assets/scalebook.css, "
                "made from site_src/assets/scalebook.css; "
            ),
        ),
    ],
)
def test_pages_that_would_take_each_others_place_are_never_written(
    tmp_path: Path, pages: dict[str, str], names: list[str], problem: str
) -> None:
    write(tmp_path, pages)
    made = Corpus(Report("A report"), models={name: ModelCard(name, name) for name in names})
    files = render_site(made, tmp_path / "site_src")
    with pytest.raises(InputError, match="place of its own") as caught:
        write_docs(files, tmp_path / "build")
    ending = "expected a place of its own, even where upper and lower case are the same"
    assert str(caught.value) == problem + ending
    assert not (tmp_path / "build").exists()


def test_an_item_never_leaves_the_folder_of_its_pages(tmp_path: Path) -> None:
    write(tmp_path, {"models/_model.md": "x"})
    made = Corpus(Report("A report"), models={"../../x": ModelCard("../../x", "x")})
    with pytest.raises(ValueError, match="a rendered file needs a path inside the docs folder"):
        render_site(made, tmp_path / "site_src")


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    pages = {
        "r.md": "{{ bibliography() }}",
        "p.md": "[@paper; @other] {{ models_table() }} {{ claims_table() }}",
    }
    assert rendered(tmp_path, pages, items()) == rendered(tmp_path, pages, items())


def test_a_figure_brings_its_numbers_along_and_cites_its_sources(tmp_path: Path) -> None:
    keys = ("wang2023codet5plus", "evalplus_leaderboard", "harness2024")
    made = citing(codet5p(), *(reference(key, "A") for key in keys))
    pages = {
        "a.md": '{{ figure("codet5p-scaling") }}',
        "deep/b.md": '{% if has_figure("codet5p-scaling") %}{{ figure("codet5p-scaling") }}{% endif %}',
        "none.md": '{% if has_figure("tuned-pairs") %}x{% endif %}{{ figure("tuned-pairs") }}',
        "method.md": "# How\n\n## By size {#sizes-and-families}",
        "references.md": "{{ bibliography() }}",
    }
    files = rendered(tmp_path, pages, made)
    pages_and_numbers = [name for name in sorted(files) if "references." not in name or name.endswith(".md")]
    assert pages_and_numbers == [
        "a.md",
        "data/v1/figures/codet5p-scaling.csv",
        "deep/b.md",
        "method.md",
        "none.md",
        "references.md",
    ]
    assert files["none.md"] == (
        '<p class="sb-note">A figure is left out: no source prints a base model and its tuned form under equal conditions.</p>'
    )
    links = [
        [str(link.get("href")) for link in shown(files[page]).iter("a")] for page in ("a.md", "deep/b.md")
    ]
    own = [
        "../data/v1/figures/codet5p-scaling.csv",
        "../method/#sizes-and-families",
        "#fig-codet5p-scaling",
    ]
    assert links[0][:3] == own
    assert links[1] == [address if address.startswith("#") else f"../{address}" for address in links[0]]
    assert set(links[0][3:]) == {f"../references/#{key}" for key in keys}
