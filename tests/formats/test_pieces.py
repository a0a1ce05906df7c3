from hypothesis import given
from hypothesis import strategies as st

from onrecord.formats.pieces import cut_into_paragraphs
from tests.formats.sample import READING, TEXT


def test_each_piece_knows_all_its_statements_outermost_first() -> None:
    pieces = cut_into_paragraphs(TEXT, READING.statements)[0].pieces
    [inner] = [each for each in pieces if TEXT[each.start : each.end] == "President Ada Lorne"]
    assert [(mark.number, mark.role) for mark in inner.marks] == [(1, "content"), (2, "source")]


def test_statements_open_in_the_paragraph_where_they_begin() -> None:
    paragraphs = cut_into_paragraphs(TEXT, READING.statements)
    assert [each.opens for each in paragraphs] == [(1, 2), (3,), (4,), (5,)]


@given(st.text(alphabet="ab \n\r\u2028", max_size=60))
def test_pieces_are_the_lines_of_the_text(text: str) -> None:
    paragraphs = cut_into_paragraphs(text, READING.statements)
    lines = ["".join(text[p.start : p.end] for p in each.pieces) for each in paragraphs]
    assert lines == [line for line in text.splitlines() if line.strip()]
