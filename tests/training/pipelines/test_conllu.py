from __future__ import annotations

from pathlib import Path

from training.pipelines.conllu import ROOT, Sentence, read_treebank

TREEBANK = """\
# newdoc id = letter
# sent_id = letter-1
# text = I don't.
1\tI\tI\tPRON\t_\t_\t2\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\tdo\tdo\tAUX\t_\tMood=Ind\t0\troot\t_\t_
3\tn't\tnot\tPART\t_\t_\t2\tadvmod\t_\t_
3.1\tgo\tgo\tVERB\t_\t_\t_\t_\t2:conj\t_
4\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

# sent_id = letter-2
# text = Yes
1\tYes\tyes\tINTJ\t_\t_\t0\troot\t_\t_
"""


def read(tmp_path: Path) -> list[Sentence]:
    path = tmp_path / "letter.conllu"
    path.write_text(TREEBANK, encoding="utf-8")
    return list(read_treebank(path))


def test_words_that_spell_the_surface_keep_their_own_place(tmp_path: Path) -> None:
    first, _ = read(tmp_path)
    assert [surface.form for surface in first.surfaces] == ["I", "do", "n't", "."]
    assert first.text == "I don't."


def test_empty_nodes_are_left_out_and_heads_count_from_zero(tmp_path: Path) -> None:
    first, _ = read(tmp_path)
    assert [word.head for word in first.words] == [1, ROOT, 1, 1]


def test_documents_run_on_until_the_next_one(tmp_path: Path) -> None:
    assert [sentence.document for sentence in read(tmp_path)] == ["letter", "letter"]


def test_a_contraction_stays_one_surface_over_two_words(book: Sentence) -> None:
    assert book.text == "Il parle du livre."
    assert [len(surface.words) for surface in book.surfaces] == [1, 1, 2, 1, 1]
