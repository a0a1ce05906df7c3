from __future__ import annotations

from training.pipelines.conllu import Sentence, read_rows
from training.pipelines.harmony import join_titles, keep_features, unify
from training.pipelines.reference import Reference, Refiner
from training.pipelines.settings import Conventions, Refinement

ARGUMENT = """
1 Il lui PRON _ 2 nsubj
2 parle parler VERB _ 0 root
3 de de ADP _ 4 case
4 Anne Anne PROPN _ 2 {relation}
"""


def test_only_features_named_are_kept() -> None:
    assert keep_features("Gender=Masc|Typo=Yes", ("Gender",)) == "Gender=Masc"
    assert keep_features("Typo=Yes", ()) == "Typo=Yes"


def test_relations_and_lemmas_are_renamed(book: Sentence) -> None:
    conventions = Conventions(relations={"obl:arg": "obl"}, lemmas={"livre": "book"})
    [unified] = unify([book], conventions)
    assert (unified.words[4].relation, unified.words[4].lemma) == ("obl", "book")


def test_a_name_after_its_title_is_one_name() -> None:
    sentence = read_rows("1 M. monsieur NOUN _ 0 root\n2 Dupont Dupont PROPN _ 1 nmod")
    assert join_titles(list(sentence.words), ("M.",))[1].relation == "flat:name"


def test_subtypes_are_filled_in_by_verb_and_preposition() -> None:
    refinement = Refinement(relations=("obl",), into=("obl:arg", "obl:mod"))
    refiner = Refiner(refinement)
    refiner.learn([read_rows(ARGUMENT.format(relation="obl:arg"))] * 2)
    coarse = read_rows(ARGUMENT.format(relation="obl"))
    assert refiner.refine(coarse).words[3].relation == "obl:arg"


def test_closed_classes_follow_the_reference(book: Sentence) -> None:
    reference = Reference()
    reference.learn([book] * 3)
    other = read_rows("1 Il il PRON Case=Nom 2 nsubj\n2 livre livre VERB _ 0 root")
    settled = reference.settle(other, Conventions(closed_classes=("PRON",)))
    assert (settled.words[0].lemma, settled.words[0].feats) == ("lui", "Person=3")
    assert settled.words[1].upos == "VERB"
