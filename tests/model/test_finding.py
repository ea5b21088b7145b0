"""A finding is one line, whatever it quotes."""

from generator.errors import Place
from generator.model.finding import Finding


def test_a_sentence_is_one_line_in_one_direction() -> None:
    quoted = "a\n::error::b\r\n  c\u2028d\u202ee\x1b[2J f\u200fg"
    finding = Finding(Place("results/claims.yaml", 2, 7), "code", "note", f"C1: {quoted}")
    assert str(finding) == "results/claims.yaml:2:7: note: C1: a ::error::b c d e [2J f\u200fg [code]"


def test_a_sentence_ends_where_nobody_reads_on() -> None:
    finding = Finding(Place("f"), "code", "note", "x" * 5000)
    assert finding.sentence == "x" * 2000 + "…"
