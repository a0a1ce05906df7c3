"""Tiny treebank sentences written for these tests."""

from __future__ import annotations

import pytest
from spacy.language import Language

from training.pipelines.conllu import Sentence, read_rows
from training.pipelines.settings import read_settings
from training.pipelines.tokenizer import create_language


@pytest.fixture(scope="session")
def french() -> Language:
    return create_language("fr", read_settings("fr").tokenizer)


@pytest.fixture(scope="session")
def english() -> Language:
    return create_language("en", read_settings("en").tokenizer)


@pytest.fixture
def book() -> Sentence:
    """Il parle du livre. (du = de + le)"""
    return read_rows(
        """
        1 Il lui PRON Person=3 2 nsubj
        2 parle parler VERB Mood=Ind 0 root
        3-4 du _ _ _ _ _
        3 de de ADP _ 5 case
        4 le le DET Definite=Def 5 det
        5 livre livre NOUN Gender=Masc 2 obl:arg glued
        6 . . PUNCT _ 2 punct
        """
    )


@pytest.fixture
def quote() -> Sentence:
    """« Il dort », dit Anne. in straight marks."""
    return read_rows(
        """
        1 " " PUNCT _ 3 punct glued
        2 Il lui PRON _ 3 nsubj
        3 dort dormir VERB _ 0 root glued
        4 " " PUNCT _ 3 punct glued
        5 , , PUNCT _ 6 punct
        6 dit dire VERB _ 3 parataxis:insert
        7 Anne Anne PROPN _ 6 nsubj glued
        8 . . PUNCT _ 3 punct
        """
    )
