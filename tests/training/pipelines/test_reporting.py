from __future__ import annotations

from training.pipelines.conllu import ROOT, Sentence, read_rows
from training.pipelines.reporting import unify_reporting


def test_a_final_verb_of_saying_rises_above_the_speech(quote: Sentence) -> None:
    words = unify_reporting(quote).words
    assert (words[5].head, words[5].relation) == (ROOT, "root")
    assert (words[2].head, words[2].relation) == (5, "ccomp")
    assert words[7].head == 5


def test_a_verb_that_interrupts_the_speech_stays_inserted() -> None:
    sentence = read_rows(
        """
        1 Oui oui INTJ _ 4 discourse
        2 dit dire VERB _ 4 parataxis
        3 Anne Anne PROPN _ 2 nsubj
        4 viens venir VERB _ 0 root
        5 ici ici ADV _ 4 advmod
        """
    )
    assert unify_reporting(sentence) == sentence


def test_speech_before_its_verb_is_a_complement() -> None:
    sentence = read_rows(
        """
        1 Viens venir VERB _ 2 parataxis
        2 dit dire VERB _ 0 root
        3 Anne Anne PROPN _ 2 nsubj
        """
    )
    assert unify_reporting(sentence).words[0].relation == "ccomp"
