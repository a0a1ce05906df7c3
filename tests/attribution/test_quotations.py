"""Apostrophes are not taken for quotation marks."""

from onrecord.attribution.quotations import find_quotations
from onrecord.languages import load_language


def _quoted(text: str) -> list[str]:
    language = load_language("en")
    found = find_quotations(text, language.quotation_marks, apostrophes=language.apostrophes)
    return [text[start:end] for start, end in (each.span for each in found)]


def test_plural_possessive_closes_nothing() -> None:
    assert _quoted("Voss denied that a clerk had read the lawmakers' letters.") == []


def test_plural_possessive_stands_beside_a_quotation() -> None:
    text = "The senators' aides called it 'a lie' on Monday."
    assert _quoted(text) == ["'a lie'"]


def test_quotation_that_an_earlier_line_opened_is_closed_behind_a_mark() -> None:
    assert _quoted("We never met him,' said Voss.") == ["We never met him,'"]
