"""How a text names a document, and tells two of one name apart."""

import pytest

from generator.model.reference import Author, Reference
from generator.render.naming import in_order, labels, short_name
from tests.render.small_site import reference


@pytest.mark.parametrize(
    ("made", "name"),
    [
        (reference("k", "Miller"), "Miller 2024"),
        (reference("k", "Le", "Wang"), "Le and Wang 2024"),
        (reference("k", "Bai", "Jones", "Ndousse"), "Bai et al. 2024"),
        (reference("k", *"ABCDEFGHIJKL"), "A et al. 2024"),
        (reference("k", "Le", more_authors=True), "Le et al. 2024"),
        (reference("k", "DeepSeek-AI"), "DeepSeek-AI 2024"),
        (reference("k", title="Eval Arena"), "Eval Arena 2024"),
        (reference("k", "Miller", year=""), "Miller n.d."),
        (Reference("k", "misc", "T", (Author("van der Berg", "Ada"),), year="2020"), "van der Berg 2020"),
    ],
)
def test_a_document_is_named_as_a_text_does(made: Reference, name: str) -> None:
    assert short_name(made) == name


def test_documents_of_one_name_get_letters_in_the_order_of_their_titles() -> None:
    made = [
        reference("c", "Liu", "Xia", title="Beta"),
        reference("b", "Liu", "Xia", title="alpha"),
        reference("a", "Liu", "Xia", year="2023"),
        reference("d", "Miller", year="", title="B"),
        reference("e", "Miller", year="", title="A"),
    ]
    assert {key: (each.short, each.year) for key, each in labels(made).items()} == {
        "a": ("Liu and Xia 2023", "2023"),
        "b": ("Liu and Xia 2024a", "2024a"),
        "c": ("Liu and Xia 2024b", "2024b"),
        "d": ("Miller n.d.-b", "n.d.-b"),
        "e": ("Miller n.d.-a", "n.d.-a"),
    }


def test_letters_go_on_after_z() -> None:
    made = [reference(f"k{at:02}", "Liu", title=f"T{at:02}") for at in range(54)]
    shown = [each.year for each in labels(made).values()]
    assert [shown[at] for at in (0, 25, 26, 51, 52, 53)] == [
        "2024a", "2024z", "2024aa", "2024az", "2024ba", "2024bb",
    ]  # fmt: skip


def test_documents_stand_by_first_author_year_and_title_and_accents_do_not_count() -> None:
    made = [
        reference("g", "Zhu", year="2020"),
        reference("f", "Le", year="2024", title="B"),
        reference("e", "Le", year="2024", title="a"),
        reference("d", "le", year="2023"),
        reference("c", title="Iliad"),
        reference("b", "Émile", "Zhu", year=""),
        reference("a", "Emil"),
    ]
    assert [each.key for each in in_order(made)] == ["a", "b", "c", "d", "e", "f", "g"]
