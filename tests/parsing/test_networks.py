"""The Russian pipeline of networks: what it gives, and texts that are no sentences."""

import pytest

from onrecord.parsing import Parser, load_parser

_TEXT = "По словам Дмитрия Арельского, министерство не подтвердило отъезд послов."


@pytest.fixture(scope="module")
def parser() -> Parser:
    return load_parser("ru")


def test_words_have_their_lemmas_cases_and_heads(parser: Parser) -> None:
    tokens = parser.parse(_TEXT).tokens
    verb = next(each for each in tokens if each.text == "подтвердило")
    subject = tokens[next(each.i for each in tokens if each.text == "министерство")]
    name = next(each for each in tokens if each.text == "Дмитрия")
    assert (verb.lemma, verb.upos, verb.is_root) == ("подтвердить", "VERB", True)
    assert (subject.dep, subject.head) == ("nsubj", verb.i)
    assert (name.lemma, name.has("Case=Gen")) == ("дмитрий", True)


@pytest.mark.parametrize(
    "text", ["", " ", "\n \n", "…", "«»", "a" * 300, "да " * 400, "Он.\t Она ."]
)
def test_no_text_is_too_strange(parser: Parser, text: str) -> None:
    parsed = parser.parse(text)
    assert "".join(each.text for each in parsed.tokens) == "".join(text.split())
    for sentence in parsed.sentences:
        assert sum(parsed.tokens[i].is_root for i in sentence) == 1


def test_sentences_are_cut_and_abbreviations_are_not(parser: Parser) -> None:
    parsed = parser.parse("Г-н В. В. Арель приехал в г. Сарван. Его ждали.")
    assert len(parsed.sentences) == 2
