"""What holds of every reading, whatever the text."""

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.model import Article, Reading, Statement, cut
from onrecord.pipeline import Reader

_PIECES = {
    "en": [
        "The minister ", "said ", "denied ", "neither confirmed nor denied ", "that ", "“", "”",
        '"', "the call", ", ", ". ", "according to ", "the Harbour Ledger ", "refused to say ",
        "whether ", "he ", "had ", "not ", "reportedly ", "\n", "I ", "never ", ": ", "’", "'",
        "— ", "the report ", "was false", "could not be reached", "\u202e", "\x07", "🙂 ", "\u2028",
    ],
    "fr": [
        "La ministre ", "a dit ", "a démenti ", "n’a ni confirmé ni nié ", "que ", "« ", " »",
        "l’appel", ", ", ". ", "selon ", "la Gazette ", "a refusé de dire ", "si ", "elle ",
        "avait ", "ne ", "pas ", "aurait été ", "tué ", "\n", "je ", "jamais ", " : ", "a-t-elle ",
        "ajouté ", "– ", "le rapport ", "était faux", "n’a pas pu être jointe", "\u200f", "\xa0",
    ],
    "ru": [
        "Министр ", "заявил", "опроверг ", "не подтвердил и не опроверг ", ", что ", "«", "»",
        ", — ", "разговор", ", ", ". ", "По словам ", "Дмитрия Ареля ", "отказался сказать", "она ",
        "в Кремле ", "не ", "якобы ", "\n", "я ", "никогда ", ": ", "сказал", " — ", "доклад ",
        "по его словам", "ложь", "связаться с ним не удалось", "\u200f", "\xa0", "как сообщает ",
        "газета «Вестник» ",
    ],
}  # fmt: skip


@cache
def _reader() -> Reader:
    return Reader()


def _read(text: str, language: str) -> Reading:
    return _reader().read(Article(text=text, language=language))


def _spans(statement: Statement) -> list[tuple[int, int]]:
    return [*statement.source, *statement.cue, *statement.content, *statement.hedges]


@pytest.mark.parametrize("language", sorted(_PIECES))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_span_lies_in_the_text_and_reading_twice_is_the_same(
    language: str, data: st.DataObject
) -> None:
    pieces = data.draw(st.lists(st.sampled_from(_PIECES[language]), max_size=60))
    text = "".join(pieces)
    reading = _read(text, language)
    for statement in reading.statements:
        for start, end in _spans(statement):
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip("\n")
        assert statement.because.cue == cut(text, statement.cue)
        assert 0.0 <= statement.confidence <= 1.0
    ids = [statement.id for statement in reading.statements]
    assert len(set(ids)) == len(ids)
    assert {s.via for s in reading.statements} <= {None, *ids}
    assert _read(text, language) == reading


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    for language in _PIECES:
        _read(text, language)


@pytest.mark.parametrize("mark", ["“", "«", '"', "‘", "'"])
def test_ten_thousand_lines_of_unclosed_quotations_end(mark: str) -> None:
    text = "\n".join(f"{mark}He said the well was dry {n}" for n in range(2000))
    assert _read(text, "en").article.text == text
