"""Builds sentences that report speech, as news is full of them and treebanks are not.

A frame (« CONTENT », a déclaré SPEAKER.) is a small annotated sentence with slots; whole sentences
and subjects of the treebanks fill them, so that only the frame itself is made up.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from random import Random

from training.pipelines.conllu import ROOT, Sentence, Surface, Word, read_sentence
from training.pipelines.typography import drop_final_stop

CONTENT, CLAUSE, SPEAKER = "@content", "@clause", "@speaker"
LONGEST_CONTENT = 28
LONGEST_SPEAKER = 9
VOWELS = frozenset("aeiouyàâäéèêëîïôöùûü")
QUOTES = frozenset('"«»“”„:')


@dataclass(frozen=True, slots=True)
class Frames:
    """The frames of a language, what their word slots can be, and fillings for the others."""

    frames: tuple[Sentence, ...]
    words: Mapping[str, tuple[tuple[str, str], ...]]
    contents: tuple[Sentence, ...]
    speakers: tuple[Sentence, ...]
    elisions: Mapping[str, str]

    def draw(self, random: Random) -> Sentence:
        """A frame with every slot filled."""
        frame = random.choice(self.frames)
        fillings = {
            index: self._fill(word, random)
            for index, word in enumerate(frame.words)
            if word.form.startswith("@")
        }
        return _capitalise(self._elide(fill(frame, fillings)))

    def _elide(self, sentence: Sentence) -> Sentence:
        """Words that lose their vowel before another one: que il, qu'il."""
        surfaces = list(sentence.surfaces)
        for index, (surface, after) in enumerate(pairwise(sentence.surfaces)):
            short = self.elisions.get(surface.form)
            if short and after.form[0].lower() in VOWELS:
                words = tuple(replace(word, form=short) for word in surface.words)
                surfaces[index] = Surface(short, words, "")
        return replace(sentence, surfaces=tuple(surfaces))

    def _fill(self, word: Word, random: Random) -> Sentence:
        if word.form in (CONTENT, CLAUSE):
            content = random.choice(self.contents)
            return _lower_first(content) if word.form == CLAUSE else content
        if word.form == SPEAKER:
            return _lower_first(random.choice(self.speakers))
        form, lemma = random.choice(self.words[word.form])
        filled = replace(word, form=form, lemma=lemma, head=ROOT)
        return Sentence("", "", (Surface(form, (filled,)),))


def read_frames(path: Path, sentences: Iterable[Sentence]) -> Frames:
    """The frames in the TOML file `path`, to be filled from harmonised treebank sentences."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    sentences = list(sentences)
    words = {
        f"@{slot}": tuple((form, lemma) for form, lemma in (pair.split("/") for pair in pairs))
        for slot, pairs in table["words"].items()
    }
    frames = tuple(read_rows(rows) for rows in table["frames"])
    speakers = tuple(speaker for s in sentences for speaker in _find_speakers(s))
    return Frames(frames, words, tuple(_find_contents(sentences)), speakers, table["elisions"])


def read_rows(rows: str) -> Sentence:
    """A sentence from rows of `id form lemma upos feats head relation [glued]`."""
    lines = []
    for row in rows.strip().splitlines():
        number, form, lemma, upos, feats, head, relation, *glued = row.split()
        space = "SpaceAfter=No" if glued else "_"
        lines.append("\t".join([number, form, lemma, upos, "_", feats, head, relation, "_", space]))
    return read_sentence(lines)


def fill(frame: Sentence, fillings: Mapping[int, Sentence]) -> Sentence:
    """The frame with the words at these places replaced by sentences, whose roots take over."""
    starts, tops, position = [], [], 0
    for index in range(len(frame.words)):
        words = fillings[index].words if index in fillings else ()
        top = next((i for i, word in enumerate(words) if word.head == ROOT), 0)
        starts.append(position)
        tops.append(position + top)
        position += max(len(words), 1)
    surfaces: list[Surface] = []
    for index, surface in enumerate(frame.surfaces):
        word = surface.words[0]
        head = ROOT if word.head == ROOT else tops[word.head]
        if index in fillings:
            inner = [_move(s, starts[index], head, word) for s in fillings[index].surfaces]
            surfaces += [*inner[:-1], replace(inner[-1], space_after=surface.space_after)]
        else:
            surfaces.append(replace(surface, words=(replace(word, head=head),)))
    return Sentence(frame.id, "", tuple(surfaces))


def _move(surface: Surface, start: int, head: int, slot: Word) -> Surface:
    moved = (
        replace(word, head=head, relation=slot.relation)
        if word.head == ROOT
        else replace(word, head=word.head + start)
        for word in surface.words
    )
    return replace(surface, words=tuple(moved))


def _find_contents(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """Finite statements without quotation marks, their full stop taken off."""
    for sentence in sentences:
        words = sentence.words
        top = next((word for word in words if word.head == ROOT), words[0])
        if not 4 <= len(words) <= LONGEST_CONTENT or words[-1].form != ".":
            continue
        has_subject = any(w.relation.startswith("nsubj") and words[w.head] is top for w in words)
        is_quoting = bool(QUOTES & {word.form for word in words})
        if top.upos == "VERB" and has_subject and not is_quoting:
            bare = drop_final_stop(sentence)
            if bare is not sentence:
                yield bare


def _find_speakers(sentence: Sentence) -> Iterator[Sentence]:
    """Singular subjects with a name in them, short and in one piece."""
    words = sentence.words
    for top, word in enumerate(words):
        if word.relation.partition(":")[0] != "nsubj" or word.upos not in ("PROPN", "NOUN"):
            continue
        below = [i for i in range(len(words)) if _is_below(words, i, top)]
        span = words[below[0] : below[-1] + 1]
        is_whole = len(below) == len(span) <= LONGEST_SPEAKER
        has_name = any(inner.upos == "PROPN" for inner in span)
        is_plain = not any(inner.upos in ("VERB", "AUX", "PUNCT", "CCONJ") for inner in span)
        is_plural = "Number=Plur" in word.feats
        if is_whole and has_name and is_plain and not is_plural:
            yield from _cut(sentence, below[0], below[-1])


def _cut(sentence: Sentence, first: int, last: int) -> Iterator[Sentence]:
    """The words from `first` to `last` by themselves; nothing if that cuts a surface in two."""
    surfaces, position = [], 0
    for surface in sentence.surfaces:
        end = position + len(surface.words)
        if first <= position and end <= last + 1:
            words = tuple(
                replace(word, head=word.head - first if first <= word.head <= last else ROOT)
                for word in surface.words
            )
            surfaces.append(replace(surface, words=words))
        position = end
    kept = sum(len(surface.words) for surface in surfaces)
    if kept == last - first + 1:
        yield Sentence(sentence.id, "", tuple(surfaces))


def _is_below(words: tuple[Word, ...], index: int, top: int) -> bool:
    while index not in (ROOT, top):
        index = words[index].head
    return index == top


def _lower_first(sentence: Sentence) -> Sentence:
    first = sentence.surfaces[0]
    if first.words[0].upos in ("PROPN", "NUM") or first.form[1:2].isupper() or first.form == "I":
        return sentence
    return _begin(sentence, first.form[:1].lower() + first.form[1:])


def _capitalise(sentence: Sentence) -> Sentence:
    first = sentence.surfaces[0]
    return _begin(sentence, first.form[:1].upper() + first.form[1:])


def _begin(sentence: Sentence, form: str) -> Sentence:
    first, *others = sentence.surfaces
    words = tuple(replace(w, form=form) if w.form == first.form else w for w in first.words)
    return replace(sentence, surfaces=(replace(first, form=form, words=words), *others))
