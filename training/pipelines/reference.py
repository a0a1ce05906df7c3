"""Learns from the reference treebank how words are annotated, and brings others to that."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from training.pipelines.conllu import Sentence, Word
from training.pipelines.settings import Conventions, Refinement

Votes = dict[Hashable, Counter[str]]
ENOUGH = 3
CLEAR = 0.8


def majority(votes: Counter[str], *, enough: int = ENOUGH, clear: float = CLEAR) -> str | None:
    """The value most voted for, unless the votes are few or divided."""
    if not votes or votes.total() < enough:
        return None
    value, count = votes.most_common(1)[0]
    return value if count >= clear * votes.total() else None


@dataclass(slots=True)
class Reference:
    """Parts of speech by form and relation; lemmas and features by form and part of speech."""

    upos: Votes = field(default_factory=lambda: defaultdict(Counter))
    lemmas: Votes = field(default_factory=lambda: defaultdict(Counter))
    feats: Votes = field(default_factory=lambda: defaultdict(Counter))

    def learn(self, sentences: Iterable[Sentence]) -> None:
        """Counts the annotation of these sentences."""
        for sentence in sentences:
            for word in sentence.words:
                form = word.form.lower()
                self.upos[form, word.relation][word.upos] += 1
                self.lemmas[form, word.upos][word.lemma] += 1
                self.feats[form, word.upos][word.feats] += 1

    def settle(self, sentence: Sentence, conventions: Conventions) -> Sentence:
        """The sentence with its closed-class words annotated as the reference does."""
        return sentence.with_words(
            tuple(self._settle(word, conventions.closed_classes) for word in sentence.words)
        )

    def _settle(self, word: Word, closed: tuple[str, ...]) -> Word:
        form = word.form.lower()
        upos = majority(self.upos[form, word.relation]) or word.upos
        if not {upos, word.upos} <= {*closed}:
            return word
        key = (form, upos)
        return replace(
            word,
            upos=upos,
            lemma=majority(self.lemmas[key]) or word.lemma,
            feats=word.feats if (feats := majority(self.feats[key])) is None else feats,
        )


@dataclass(slots=True)
class Refiner:
    """Fills in relation subtypes that a treebank leaves out, by verb and preposition."""

    refinement: Refinement
    votes: Votes = field(default_factory=lambda: defaultdict(Counter))

    def learn(self, sentences: Iterable[Sentence]) -> None:
        """Counts the subtypes that fully annotated sentences give."""
        for sentence in sentences:
            words = sentence.words
            for index in self._places(words, self.refinement.into):
                for context in _contexts(words, index):
                    self.votes[context][words[index].relation] += 1

    def refine(self, sentence: Sentence) -> Sentence:
        """The sentence with every relation to refine replaced by the likeliest subtype."""
        words = list(sentence.words)
        for index in self._places(sentence.words, self.refinement.relations):
            likely = (
                majority(self.votes[context], enough=2, clear=0)
                for context in _contexts(sentence.words, index)
            )
            relation = next((value for value in likely if value), words[index].relation)
            words[index] = replace(words[index], relation=relation)
        return sentence.with_words(tuple(words))

    def _places(self, words: tuple[Word, ...], relations: tuple[str, ...]) -> Iterator[int]:
        forms = self.refinement.forms
        for index, word in enumerate(words):
            if word.relation in relations and (not forms or word.form.lower() in forms):
                yield index


def _contexts(words: tuple[Word, ...], index: int) -> Iterator[Hashable]:
    """What the subtype hangs on, from the most telling to the most common."""
    word = words[index]
    dependents = [other for other in words if other.head == index]
    marker = next((d.lemma for d in dependents if d.relation == "case"), f"({word.upos})")
    head = words[word.head]
    siblings = {other.relation for other in words if other.head == word.head}
    passive = "aux:pass" in siblings
    yield head.lemma, marker, passive
    yield marker, passive, head.upos
    yield (marker,)
    yield ()
