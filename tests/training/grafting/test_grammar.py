from dataclasses import replace
from pathlib import Path
from random import Random

from tests.training.grafting.test_trees import read
from training.grafting.grammar import read_grammar
from training.pipelines.conllu import Sentence

GRAMMAR = """
agreements = "ms"
insertions = 0.0
headlines = 0.0
inner_space = ""
elided = "que"
linked = ""
marks = ["«", "»"]
[rules]
sentence = ["@speaker.$n/nsubj/2 #clause.past.$n/root/0 que/mark/4 @clause/ccomp/2 ./punct/2"]
"speaker.s" = ["le/det/2 %role/root/0"]
"""
WORDS = """
[features]
"past.s" = "Tense=Past"
[verbs]
clause = "annoncer"
[irregular]
[words]
"que" = "que SCONJ"
"le" = "le DET"
"." = ". PUNCT"
[lists.role]
upos = "NOUN"
words = "maire"
"""
TREEBANK = """
1 Elle lui PRON 2 nsubj
2 quitte quitter VERB 0 root
3 la le DET 4 det
4 ville ville NOUN 2 obj
5 . . PUNCT 2 punct
"""


def make_clause() -> Sentence:
    clause = read(TREEBANK)
    words = (
        replace(word, feats="VerbForm=Fin") if word.upos == "VERB" else word
        for word in clause.words
    )
    return clause.with_words(tuple(words))


def test_a_frame_is_filled_and_spelled(tmp_path: Path) -> None:
    (tmp_path / "fr.toml").write_text(GRAMMAR, encoding="utf-8")
    (tmp_path / "fr-words.toml").write_text(WORDS, encoding="utf-8")
    grammar = read_grammar("fr", [make_clause()], tmp_path)
    drawn = grammar.draw(Random(1))
    assert drawn.text == "Le maire annonça qu'elle quitte la ville."
    assert [word.head for word in drawn.words] == [1, 2, -1, 5, 5, 2, 7, 5, 2]
    assert drawn.words[2].lemma == "annoncer"
    assert grammar.draw(Random(7)) == grammar.draw(Random(7))
