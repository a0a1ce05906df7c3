"""A tiny treebank written for these tests."""

from __future__ import annotations

import pytest

from training.pipelines.conllu import Sentence, read_sentence


def parse(text: str) -> Sentence:
    """A sentence from rows of `id form lemma upos feats head relation [misc]`, parted by spaces."""
    lines = ["# sent_id = test-1"]
    for row in text.strip().splitlines():
        number, form, lemma, upos, feats, head, relation, *misc = row.split()
        space = misc[0] if misc else "_"
        lines.append(
            "\t".join([number, form, lemma, upos, "_", feats, head, relation, "_", space])
        )
    return read_sentence(lines)


GLUED = "SpaceAfter=No"


@pytest.fixture
def ministry() -> Sentence:
    """« Il parle du livre. » with du = de + le."""
    return parse(
        f"""
        1 Il lui PRON Person=3 2 nsubj
        2 parle parler VERB Mood=Ind 0 root
        3-4 du _ _ _ _ _
        3 de de ADP _ 5 case
        4 le le DET Definite=Def 5 det
        5 livre livre NOUN Gender=Masc 2 obl:arg {GLUED}
        6 . . PUNCT _ 2 punct
        """
    )
