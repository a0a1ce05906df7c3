"""A language without inflection: words with spaces inside, accents apart, order alone."""

import unicodedata
from functools import cache

import pytest

from onrecord.languages import load_language
from onrecord.model import Article, cut
from onrecord.parsing import Parser, load_parser
from onrecord.pipeline import Reader

TEXT = (
    "Hôm thứ Hai, bà Lê Thị Hoa họp báo. Bà Hoa không xác nhận cũng không phủ nhận thông tin này. "
    "Theo ông Velland, hai bên đã gặp nhau."
)


@cache
def _parser() -> Parser:
    return load_parser("vi")


def _read(text: str) -> list[tuple[str, str, str]]:
    reading = Reader().read(Article(text=text, language="vi"))
    return [
        (_composed(each.speaker.name), _composed(cut(text, each.cue)), each.stance.value)
        for each in reading.statements
    ]


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def test_accents_apart_from_their_letters_change_nothing() -> None:
    composed = _read(TEXT)
    assert composed
    assert _read(unicodedata.normalize("NFD", TEXT)) == composed


@pytest.mark.parametrize("word", ["cho biết", "không thể", "người phát ngôn", "từ chối"])
def test_a_word_of_the_tables_is_one_token(word: str) -> None:
    assert word in (*load_language("vi").spaced_words, "người phát ngôn")
    tokens = [token.lower for token in _parser().parse(f"Ông Velland {word} rồi.").tokens]
    assert word in tokens


def test_only_a_language_without_inflection_is_read_by_order() -> None:
    assert load_language("vi").order is not None
    assert load_language("en").order is None
