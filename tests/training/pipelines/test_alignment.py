from __future__ import annotations

from spacy.language import Language

from training.pipelines.alignment import annotate
from training.pipelines.conllu import Sentence, read_rows


def test_a_contraction_takes_the_first_of_its_equal_words(french: Language, book: Sentence) -> None:
    du = annotate(french, [book])[2]
    assert (du.text, du.pos_, du.lemma_, du.dep_, du.head.text) == (
        "du", "ADP", "de", "case", "livre",
    )  # fmt: skip


def test_a_contraction_takes_the_word_that_heads_the_other(french: Language) -> None:
    sentence = read_rows(
        """
        1 celui celui PRON _ 0 root
        2-3 auquel _ _ _ _ _
        2 à à ADP _ 3 case
        3 lequel lequel PRON _ 4 obl:arg
        4 pense penser VERB _ 1 acl:relcl
        5 Anne Anne PROPN _ 4 nsubj
        """
    )
    auquel = annotate(french, [sentence])[1]
    assert (auquel.pos_, auquel.dep_, auquel.head.text) == ("PRON", "obl:arg", "pense")


def test_each_sentence_begins_one(french: Language, book: Sentence) -> None:
    doc = annotate(french, [book, book])
    assert [sentence.text for sentence in doc.sents] == [book.text, book.text]


def test_a_no_break_space_leans_on_the_word_before(french: Language) -> None:
    sentence = read_rows("1 Quoi quoi PRON _ 0 root\n2 ? ? PUNCT _ 1 punct")
    surfaces = (sentence.surfaces[0], sentence.surfaces[1])
    spaced = Sentence("", "", (type(surfaces[0])("Quoi", surfaces[0].words, "\u00a0"), surfaces[1]))
    doc = annotate(french, [spaced])
    assert [(token.pos_, token.head.text) for token in doc] == [
        ("PRON", "Quoi"), ("SPACE", "Quoi"), ("PUNCT", "Quoi"),
    ]  # fmt: skip


def test_pieces_of_a_word_lean_on_the_first(english: Language) -> None:
    doc = annotate(english, [read_rows("1 co-write co-write VERB _ 0 root")])
    assert [token.dep_ for token in doc] == ["ROOT", "goeswith", "goeswith"]
    assert len(list(doc.sents)) == 1


def test_without_morphology_only_structure_is_annotated(french: Language, book: Sentence) -> None:
    doc = annotate(french, [book], morphology=False)
    assert not doc.has_annotation("POS")
    assert doc.has_annotation("DEP")
