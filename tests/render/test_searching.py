"""Which pages stay out of the text search."""

from pathlib import Path

from generator.model.catalogue import ModelCard
from generator.model.corpus import Corpus
from generator.model.report import Report
from generator.render.searching import MOST_SEARCHED, out_of_search
from tests.render.small_site import rendered

PAGES = {
    "index.md": "# Home\n",
    "models/_model.md": "---\nhide: [navigation]\n---\n# {{ model.name }}\n",
}


def models(count: int) -> Corpus:
    cards = [ModelCard(f"m{at}", f"Model {at}") for at in range(count)]
    return Corpus(Report("A report"), models={card.id: card for card in cards})


def test_pages_of_very_many_items_stay_out_of_the_search_and_no_others(tmp_path: Path) -> None:
    few, many = (
        rendered(tmp_path / f"{count}", PAGES, models(count)) for count in (MOST_SEARCHED, MOST_SEARCHED + 1)
    )
    assert few["models/m0.md"] == "---\nhide: [navigation]\n---\n# Model 0\n"
    assert many["models/m0.md"] == "---\nsearch: {exclude: true}\nhide: [navigation]\n---\n# Model 0\n"
    assert few["index.md"] == many["index.md"] == "# Home\n"


def test_front_matter_is_made_where_there_is_none_and_kept_where_it_speaks_of_the_search() -> None:
    assert out_of_search("# A\n") == "---\nsearch: {exclude: true}\n---\n# A\n"
    stated = "---\nsearch:\n  boost: 2\n---\n# A\n"
    assert out_of_search(stated) == stated
