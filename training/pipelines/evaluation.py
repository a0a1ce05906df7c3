"""Measures a pipeline on held-out documents, from raw text, and its speed."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example


@dataclass(frozen=True, slots=True)
class Scores:
    """Shares of right tokens (0 to 1), and F for sentence boundaries; no `lemma` is None."""

    upos: float
    morphology: float
    lemma: float | None
    uas: float
    las: float
    sentences: float

    @property
    def mean(self) -> float:
        """What training maximises: attachment counts most, since structures are read from it."""
        return (
            0.2 * self.upos
            + 0.1 * (self.lemma or 0)
            + 0.2 * self.uas
            + 0.4 * self.las
            + (0.1 * self.sentences)
        )


def measure(nlp: Language, examples: Iterable[Example]) -> Scores:
    """The scores on tokens as the tokenizer cuts them; punctuation counts in UAS and LAS not."""
    fresh = [Example(_bare(example.reference), example.reference) for example in examples]
    result = nlp.evaluate(fresh)
    return Scores(
        upos=result["pos_acc"],
        morphology=result["morph_acc"],
        lemma=result.get("lemma_acc"),
        uas=result["dep_uas"],
        las=result["dep_las"],
        sentences=result["sents_f"],
    )


def measure_speed(nlp: Language, texts: list[str]) -> float:
    """Words per second of processor time, tokenizer included, texts in batches."""
    list(nlp.pipe(texts[:20]))
    start = time.process_time()
    words = sum(len(doc) for doc in nlp.pipe(texts))
    return words / (time.process_time() - start)


def _bare(doc: Doc) -> Doc:
    words = [token.text for token in doc]
    return Doc(doc.vocab, words=words, spaces=[bool(token.whitespace_) for token in doc])
