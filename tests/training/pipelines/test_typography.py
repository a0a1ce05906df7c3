from __future__ import annotations

from random import Random

from training.pipelines.conllu import Sentence
from training.pipelines.settings import TypographySettings
from training.pipelines.typography import (
    Typesetter,
    change_apostrophes,
    change_case,
    change_quotes,
    drop_final_stop,
)


def test_quotation_marks_are_paired_and_spaced(quote: Sentence) -> None:
    assert change_quotes(quote, ("«", "»"), "\u202f").text == "«\u202fIl dort\u202f», dit Anne."


def test_a_lone_mark_keeps_its_direction(quote: Sentence) -> None:
    opened = Sentence("", "", change_quotes(quote, ("“", "”"), "").surfaces[:3])
    assert change_quotes(opened, ("«", "»"), " ").text == "« Il dort"


def test_apostrophes_change_inside_words() -> None:
    sentence = Sentence("", "", ())
    assert change_apostrophes(sentence, "’") == sentence


def test_capitals_leave_lemmas_open(book: Sentence) -> None:
    shouted = change_case(book, str.upper)
    assert shouted.text == "IL PARLE DU LIVRE."
    assert {word.lemma for word in shouted.words} == {"", "."}


def test_a_headline_has_no_full_stop(book: Sentence) -> None:
    assert drop_final_stop(book).text == "Il parle du livre"
    assert drop_final_stop(drop_final_stop(book)) == drop_final_stop(book)


def test_respelling_keeps_the_tree(quote: Sentence) -> None:
    settings = TypographySettings(quotes=(("“", "”"),), quoting=1, capitals=0.5, title_case=0.5)
    [respelled] = Typesetter(settings, Random(1)).respell([quote])
    assert [word.head for word in respelled.words] == [word.head for word in quote.words]
