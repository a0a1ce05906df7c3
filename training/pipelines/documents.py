"""Turns treebanks into documents of several sentences, the way text reaches the pipeline."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from training.grafting.grammar import read_grammar
from training.pipelines.alignment import annotate
from training.pipelines.conllu import Sentence
from training.pipelines.harmony import learn_harmony, read_part
from training.pipelines.settings import Role, Settings, Treebank
from training.pipelines.typography import Typesetter, drop_final_stop

EVALUATION_SENTENCES = 4
PARAGRAPH_WORDS = 85  # above 100 tokens the parser has to cut its training sequences, slowly
CLOSING = frozenset('.?!…:;"»”’)')
PARAGRAPH_SIZES = (1, 1, 2, 2, 3, 3, 4, 5, 6)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Harmonised treebanks of one role."""

    treebanks: tuple[tuple[Treebank, tuple[Sentence, ...]], ...]

    @property
    def sentences(self) -> Iterator[Sentence]:
        """All sentences, treebank after treebank."""
        return (sentence for _, sentences in self.treebanks for sentence in sentences)


def read_corpus(
    settings: Settings, role: Role, data: Path, *, only: Treebank | None = None
) -> Corpus:
    """The treebanks of `role` below the folder `data`, or one of them."""
    harmony = learn_harmony(settings, data)
    return Corpus(
        tuple(
            (treebank, tuple(harmony.harmonise(treebank, read_part(data, treebank))))
            for treebank in settings.of_role(role)
            if only in (None, treebank)
        )
    )


def held_out_examples(nlp: Language, corpus: Corpus) -> list[Example]:
    """Documents of up to four sentences in the order of the files, text unchanged."""
    return [
        make_example(annotate(nlp, group, morphology=treebank.morphology))
        for treebank, sentences in corpus.treebanks
        for group in _cut(sentences, lambda: EVALUATION_SENTENCES)
    ]


def training_examples(
    nlp: Language, corpus: Corpus, settings: Settings, random: Random
) -> Iterator[Example]:
    """One epoch: every document respelled and regrouped anew, in random order."""
    typesetter = Typesetter(settings.typography, random)
    share = settings.typography.grafts
    grammar = read_grammar(settings.language, list(corpus.sentences)) if share else None
    groups = []
    for treebank, sentences in corpus.treebanks:
        groups += [(treebank, group) for group in _draw_groups(treebank, sentences, random)]
    random.shuffle(groups)
    for treebank, group in groups:
        if grammar and random.random() < share:
            group.insert(random.randint(0, len(group)), grammar.draw(random))
        respelled = typesetter.respell(group)
        if random.random() < settings.typography.missing_stop:
            respelled = [drop_final_stop(respelled[0])]
        yield make_example(annotate(nlp, respelled, morphology=treebank.morphology))


def make_example(reference: Doc) -> Example:
    """The same tokens bare and annotated."""
    words = [token.text for token in reference]
    spaces = [bool(token.whitespace_) for token in reference]
    return Example(Doc(reference.vocab, words=words, spaces=spaces), reference)


def _draw_groups(
    treebank: Treebank, sentences: Sequence[Sentence], random: Random
) -> Iterator[list[Sentence]]:
    whole, share = divmod(treebank.copies, 1)
    for copy in range(int(whole) + 1):
        for group in _cut(sentences, lambda: random.choice(PARAGRAPH_SIZES)):
            if copy < whole or random.random() < share:
                yield group


def _cut(sentences: Sequence[Sentence], draw_size: Callable[[], int]) -> Iterator[list[Sentence]]:
    """Paragraphs; a sentence that no punctuation closes (a headline) ends its paragraph."""
    group: list[Sentence] = []
    size = draw_size()
    words = 0
    for sentence in sentences:
        if group and words + len(sentence.words) > PARAGRAPH_WORDS:
            yield group
            group, words, size = [], 0, draw_size()
        group.append(sentence)
        words += len(sentence.words)
        if len(group) >= size or sentence.text[-1] not in CLOSING:
            yield group
            group, words, size = [], 0, draw_size()
    if group:
        yield group
