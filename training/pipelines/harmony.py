"""Brings the treebanks of one language to one convention."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from training.pipelines.conllu import Sentence, Word, read_treebank
from training.pipelines.reference import Reference, Refiner
from training.pipelines.reporting import unify_reporting
from training.pipelines.settings import Conventions, Settings, Treebank
from training.pipelines.spacing import respell_forms, tighten


@dataclass(frozen=True, slots=True)
class Harmony:
    """What is needed to harmonise any treebank of the language."""

    conventions: Conventions
    reference: Reference
    refiners: tuple[Refiner, ...]

    def harmonise(self, treebank: Treebank, sentences: Iterable[Sentence]) -> list[Sentence]:
        """The sentences of `treebank` with what it does differently brought into line."""
        harmonised = unify(sentences, self.conventions)
        if treebank.settle:
            harmonised = [self.reference.settle(s, self.conventions) for s in harmonised]
        if treebank.refine:
            for refiner in self.refiners:
                harmonised = [refiner.refine(sentence) for sentence in harmonised]
        return harmonised


def read_part(data: Path, treebank: Treebank) -> Iterator[Sentence]:
    """The sentences that `treebank` names of its file below the folder `data`."""
    yield from islice(read_treebank(data / treebank.file), *(treebank.part or (None,)))


def learn_harmony(settings: Settings, data: Path) -> Harmony:
    """Learns from the training treebanks below `data` that set the convention."""
    conventions = settings.conventions
    reference = Reference()
    refiners = tuple(Refiner(refinement) for refinement in conventions.refinements)
    for treebank in settings.of_role("train"):
        if not (refiners or conventions.reference) or treebank.refine:
            continue
        sentences = unify(read_part(data, treebank), conventions)
        if treebank.file == conventions.reference:
            reference.learn(sentences)
        for refiner in refiners:
            refiner.learn(sentences)
    return Harmony(conventions, reference, refiners)


def unify(sentences: Iterable[Sentence], conventions: Conventions) -> list[Sentence]:
    """What holds for every treebank: spelling, features kept, relations, reported speech."""
    sentences = [respell_forms(sentence, conventions.forms) for sentence in sentences]
    if conventions.tight:
        sentences = [tighten(sentence) for sentence in sentences]
    unified = [
        sentence.with_words(
            join_titles([_settle(word, conventions) for word in sentence.words], conventions.titles)
        )
        for sentence in sentences
    ]
    return [unify_reporting(sentence) for sentence in unified] if conventions.reporting else unified


def keep_features(feats: str, kept: tuple[str, ...]) -> str:
    """`feats` reduced to the features named; all of them where none is named."""
    if not kept:
        return feats
    return "|".join(pair for pair in feats.split("|") if pair.partition("=")[0] in kept)


def join_titles(words: list[Word], titles: tuple[str, ...]) -> tuple[Word, ...]:
    """Names that directly follow a title become part of it: M. Dupont is one name."""
    return tuple(
        replace(word, relation="flat:name")
        if word.upos == "PROPN" and word.head == index - 1 >= 0 and words[word.head].form in titles
        else word
        for index, word in enumerate(words)
    )


def _settle(word: Word, conventions: Conventions) -> Word:
    return replace(
        word,
        lemma=word.form if word.upos == "PUNCT" else conventions.lemmas.get(word.form, word.lemma),
        feats=keep_features(word.feats, conventions.features),
        relation=conventions.relations.get(word.relation, word.relation),
    )
