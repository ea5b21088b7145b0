"""Numbers of a check's sentence are marked with what follows them in brackets."""

import pytest

from generator.render.marked import marked
from tests.render.small_site import shown, words
from tests.scores_on_pages import wrong


@pytest.mark.parametrize(
    ("sentence", "html"),
    [
        ("2 pairs & more", "2 pairs &#38; more"),
        (
            "−2.8 points (−11.4 to +5.8; 95%, Newcombe)",
            '<span class="sb-value">−2.8 points</span> <span class="sb-interval">(−11.4 to +5.8; 95%, Newcombe)</span>',
        ),
        (
            "It gives 61.6% (54.0 to 68.7; 95%, Wilson), 0.3 points from 61.3%",
            (
                'It gives <span class="sb-value">61.6%</span> <span class="sb-interval">(54.0 to 68.7; 95%, Wilson)</span>, '
                '<code class="sb-digits">0.3 points</code> from <code class="sb-digits">61.3%</code>'
            ),
        ),
        ("GPT-3.5 points (as v1.2% do)", "GPT-3.5 points (as v1.2% do)"),
        ("", ""),
    ],
)
def test_a_number_is_marked_with_its_interval_and_one_that_stands_for_itself_is_a_text(
    sentence: str, html: str
) -> None:
    assert marked(sentence) == html


@pytest.mark.parametrize(
    "sentence",
    [
        "A to B +3.5 points (−4.0 to +11.0; 95%, Newcombe, unpaired); B to C +8.7 points (+0.0 to +17.2; 95%, Student's t)",
        "per tenfold size +2.1 points (−4.0 to +8.1; 95%, delta method), +0.17 logits (−0.43 to +0.76; 95%, delta method)",
        "<b>1.5%</b> [x](y)",
    ],
)
def test_a_marked_sentence_reads_as_it_was_and_shows_no_number_alone(sentence: str) -> None:
    page = f"<p>{marked(sentence)}</p>"
    assert (words(shown(page)), list(wrong(page))) == (sentence, [])
