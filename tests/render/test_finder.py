"""Lists that are too long for a page: a file for the script, and links to everything without it."""

import json
from dataclasses import replace
from pathlib import Path

from generator.model.catalogue import ModelCard
from generator.model.corpus import Corpus
from generator.render.cells import Cell
from generator.render.cut import MOST_ROWS
from generator.render.finder import by_letter, shown_cell
from generator.render.pages import render_site
from tests.render.figures.corpora import card, corpus, run
from tests.render.small_site import citing, claim, reference, shown, words, write
from tests.render.test_tables import known

PAGES = {"models/index.md": "# Models\n\n{{ models_table() }}\n", "models/_model.md": "# {{ model.name }}\n"}


def report(models: int) -> Corpus:
    cards = [card("Toy", 7e9), *(ModelCard(f"m{at:03}", f"<b>{at}</b> model") for at in range(models - 1))]
    return known(corpus(cards, (), [run("Toy", 60)]))


def files(folder: Path, of: Corpus) -> dict[str, bytes]:
    write(folder, PAGES)
    return {file.path: file.content for file in render_site(of, folder / "site_src")}


def test_many_models_have_a_finder_and_few_a_table(tmp_path: Path) -> None:
    few, many = (files(tmp_path / f"{count}", report(count)) for count in (MOST_ROWS, MOST_ROWS + 1))
    assert "assets/finder-models.json" not in few
    assert len(shown(few["models/index.md"].decode()).findall(".//tbody/tr")) == MOST_ROWS
    body = shown(many["models/index.md"].decode())
    assert body.find(".//table") is None
    assert [each.get("src") for each in body.iter("script")] == ["../assets/finder.js"]
    assert "assets/finder.js" in many
    (place,) = body.findall(".//div[@class='sb-finder']")
    assert (place.get("data-list"), place.get("data-noun")) == ("../assets/finder-models.json", "models")


def test_everything_is_linked_without_the_script(tmp_path: Path) -> None:
    body = shown(files(tmp_path, report(MOST_ROWS + 1))["models/index.md"].decode())
    assert [words(each) for each in body.iter("summary")] == ["< (250)", "T (1)"]
    links = {each.get("href"): words(each) for each in body.iter("a")}
    assert len(links) == MOST_ROWS + 1
    assert (links["m007/"], links["Toy/"]) == ("<b>7</b> model", "Toy")


def test_the_list_has_each_model_with_its_scores_and_their_intervals(tmp_path: Path) -> None:
    found = json.loads(files(tmp_path, report(MOST_ROWS + 1))["assets/finder-models.json"])
    assert [each["name"] for each in found["columns"]][:6] == [
        "Model",
        "Family",
        "Parameters",
        "Training",
        "Runs",
        "Printed scores",
    ]
    (toy,) = (row for row in found["rows"] if row[0] == "../models/Toy/")
    assert toy[1:] == [
        "Toy",
        "CodeT5+",
        ["7B", 7e9, ""],
        "base",
        ["1", 1.0, ""],
        ["0", 0.0, ""],
        ["60.0", 0.6, "50.2–69.1"],
    ]
    other = found["rows"][-1]
    assert other[2:] == ["–", ["–", None, ""], "not stated", ["0", 0.0, ""], ["0", 0.0, ""], "–"]


def test_pages_that_show_the_same_list_share_a_file_whose_links_lead_from_it(tmp_path: Path) -> None:
    write(tmp_path, {**PAGES, "index.md": "# Home\n\n{{ models_table() }}\n"})
    of = report(MOST_ROWS + 1)
    made = {file.path: file.content for file in render_site(of, tmp_path / "site_src")}
    assert made["assets/finder-models.json"] == files(tmp_path / "2", of)["assets/finder-models.json"]
    links = [
        {each.get("href") for each in shown(made[page].decode()).iter("a")}
        for page in ("index.md", "models/index.md")
    ]
    assert ["models/Toy/" in links[0], "Toy/" in links[1]] == [True, True]


def test_no_estimate_is_given_without_its_interval_or_the_lack_of_one() -> None:
    assert shown_cell(Cell("36.6", "29.6–44.2", number=0.366)) == ("36.6", 0.366, "29.6–44.2")
    assert shown_cell(Cell("36.6", absence="not stated", number=0.366)) == ("36.6", 0.366, "no interval")
    assert shown_cell(Cell("not measured")) == ("not measured", None, "")


def test_long_lists_of_one_letter_are_told_apart_by_more_letters() -> None:
    few = by_letter([("beta", None), ("Alpha", "a/"), ("apex", None)])
    assert [(each.title, len(each.entries)) for each in few] == [("A", 2), ("B", 1)]
    many = by_letter([(f"m{at % 5}-{at}", None) for at in range(500)])
    assert [(each.title, len(each.entries)) for each in many] == [(f"M{at}", 100) for at in range(5)]


def test_many_claims_have_a_finder_too(tmp_path: Path) -> None:

    claims = tuple(claim(f"C{at:03}", f"It grows by {at}.") for at in range(MOST_ROWS + 1))
    of = citing(replace(corpus((), (), ()), claims=claims), reference("paper", "Wang"))
    write(
        tmp_path,
        {"claims/index.md": "# Claims\n\n{{ claims_table() }}\n", "claims/_claim.md": "# {{ claim.id }}\n"},
    )
    made = {file.path: file.content for file in render_site(of, tmp_path / "site_src")}
    found = json.loads(made["assets/finder-claims.json"])
    assert found["rows"][7][:4] == ["../claims/C007/", "C007", "“It grows by 7.”", "Wang 2024"]
    assert len(found["rows"]) == MOST_ROWS + 1
