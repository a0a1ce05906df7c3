"""Which marks are quotation marks, and which one closes what another opened."""

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


def test_a_quotation_is_closed_by_a_double_mark_of_another_sort() -> None:
    text = '“The bridge stays open," Lena Voss said.'
    assert _quoted(text) == ['“The bridge stays open,"']


def test_words_in_marks_of_another_sort_close_nothing() -> None:
    text = '“The bridge, "old" as it is.\nIt stays open,” Lena Voss said.'
    assert len(_quoted(text)) == 1
