"""Cuts, joins and tidies annotated sentences; a part of one is a Sentence with its own root."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from training.pipelines.conllu import ROOT, Sentence, Surface, Word

CLOSERS = frozenset(",.;:?!»”)…")
STOPS = frozenset(",.;:?!")
TITLES = frozenset({"M", "Mme"})


def make_leaf(word: Word) -> Sentence:
    """One word by itself."""
    return Sentence("", "", (Surface(word.form, (replace(word, head=ROOT),)),))


def find_root(words: Sequence[Word]) -> int:
    """The index of the word that governs the rest."""
    return next((index for index, word in enumerate(words) if word.head == ROOT), 0)


def join(parts: Sequence[Sentence], relations: Sequence[str], heads: Sequence[int]) -> Sentence:
    """The parts in order; the root of each leans on the root of the part that `heads` names."""
    starts, tops, position = [], [], 0
    for part in parts:
        words = part.words
        starts.append(position)
        tops.append(position + find_root(words))
        position += len(words)
    surfaces: list[Surface] = []
    for part, relation, head, start in zip(parts, relations, heads, starts, strict=True):
        top = ROOT if head == ROOT else tops[head]
        surfaces += [_move(surface, start, top, relation) for surface in part.surfaces]
    return Sentence("", "", tuple(surfaces))


def cut(sentence: Sentence, first: int, last: int) -> Sentence | None:
    """The words from `first` to `last` by themselves, unless that cuts a surface in two."""
    surfaces, position, kept = [], 0, 0
    for surface in sentence.surfaces:
        end = position + len(surface.words)
        if first <= position and end <= last + 1:
            words = tuple(
                replace(word, head=word.head - first if first <= word.head <= last else ROOT)
                for word in surface.words
            )
            surfaces.append(replace(surface, words=words))
            kept += len(words)
        position = end
    if kept != last - first + 1:
        return None
    return Sentence("", "", (*surfaces[:-1], replace(surfaces[-1], space_after=" ")))


def span_below(words: Sequence[Word], top: int) -> tuple[int, int] | None:
    """First and last word of the subtree of `top`, if it is in one piece."""
    below = [index for index in range(len(words)) if is_below(words, index, top)]
    return (below[0], below[-1]) if below[-1] - below[0] + 1 == len(below) else None


def is_below(words: Sequence[Word], index: int, top: int) -> bool:
    """Whether the word is `top` or hangs, however far, on it."""
    while index not in (ROOT, top):
        index = words[index].head
    return index == top


def insert(host: Sentence, gap: int, part: Sentence, relation: str) -> Sentence:
    """The host with `part` before its word number `gap`, hanging on the root of the host."""
    left: list[Surface] = []
    right: list[Surface] = []
    position = 0
    for surface in host.surfaces:
        (left if position < gap else right).append(surface)
        position += len(surface.words)
    size, top = len(part.words), find_root(host.words)
    top += size if top >= gap else 0

    def shift(word: Word) -> Word:
        return replace(word, head=word.head + size) if word.head >= gap else word

    middle = [_move(surface, gap, top, relation) for surface in part.surfaces]
    outer = [
        replace(surface, words=tuple(map(shift, surface.words))) for surface in (*left, *right)
    ]
    return Sentence("", "", (*outer[: len(left)], *middle, *outer[len(left) :]))


def lower_first(sentence: Sentence) -> Sentence:
    """The sentence begun with a small letter, unless it begins with a name."""
    first = sentence.surfaces[0]
    is_name = first.words[0].upos in ("PROPN", "NUM") or first.form in ("I", *TITLES)
    if is_name or first.form[1:2].isupper() or "." in first.form:
        return sentence
    form = first.form[:1].lower() + first.form[1:]
    return _respell_first(sentence, form)


def raise_first(sentence: Sentence) -> Sentence:
    """The sentence begun with a capital; opening quotation marks do not count."""
    for index, surface in enumerate(sentence.surfaces):
        if surface.form[:1].isalpha():
            form = surface.form[:1].upper() + surface.form[1:]
            rest = replace(sentence, surfaces=sentence.surfaces[index:])
            tail = _respell_first(rest, form).surfaces
            return replace(sentence, surfaces=(*sentence.surfaces[:index], *tail))
    return sentence


def tidy(sentence: Sentence, elide: Callable[[str, str], str | None], inner_space: str) -> Sentence:
    """Spaces about punctuation, elision before vowels, and no comma before another mark."""
    sentence = _drop_double_commas(sentence)
    surfaces = list(sentence.surfaces)
    for index in range(len(surfaces) - 1):
        here, after = surfaces[index], surfaces[index + 1]
        if after.form in CLOSERS or after.form.startswith(("-", "'", "’")):
            glued = "" if after.form not in ("»", ":", ";") else inner_space
            surfaces[index] = here = replace(here, space_after=glued)
        elif here.form == "«":
            surfaces[index] = here = replace(here, space_after=inner_space)
        elif here.form in "“(" or here.form.endswith(("'", "’")):
            surfaces[index] = here = replace(here, space_after="")
        if (short := elide(here.form, after.form)) is not None:
            words = tuple(replace(word, form=short) for word in here.words)
            surfaces[index] = Surface(short, words, "" if short.endswith("'") else " ")
    return replace(sentence, surfaces=tuple(surfaces))


def link_clitics(sentence: Sentence, clitics: frozenset[str]) -> Sentence:
    """The sentence with a -t- between these clitics and a verb that does not end in t or d."""
    surfaces = list(sentence.surfaces)
    for index in range(1, len(surfaces)):
        here = surfaces[index]
        if here.form in clitics and surfaces[index - 1].form[-1] not in "td":
            form = "-t" + here.form
            words = tuple(replace(word, form=form) for word in here.words)
            surfaces[index] = replace(here, form=form, words=words)
    return replace(sentence, surfaces=tuple(surfaces))


def _drop_double_commas(sentence: Sentence) -> Sentence:
    words = sentence.words
    forms = [word.form for word in words]
    doubled = {
        index
        for index in range(len(forms) - 1)
        if forms[index] == "," and words[index].upos == "PUNCT" and forms[index + 1] in STOPS
    }
    kept = [index for index in range(len(forms)) if index not in doubled]
    place: Mapping[int, int] = {old: new for new, old in enumerate(kept)} | {ROOT: ROOT}
    surfaces: list[Surface] = []
    position = 0
    for surface in sentence.surfaces:
        if position not in doubled:
            moved = (replace(word, head=place[word.head]) for word in surface.words)
            surfaces.append(replace(surface, words=tuple(moved)))
        position += len(surface.words)
    return replace(sentence, surfaces=tuple(surfaces))


def _respell_first(sentence: Sentence, form: str) -> Sentence:
    first = sentence.surfaces[0]
    head, *tail = first.words
    is_plain = head.form == first.form
    spelled = form if is_plain else _copy_case(head.form, form)
    words = (replace(head, form=spelled), *tail)
    return replace(
        sentence, surfaces=(replace(first, form=form, words=words), *sentence.surfaces[1:])
    )


def _copy_case(text: str, model: str) -> str:
    first = text[:1].upper() if model[:1].isupper() else text[:1].lower()
    return first + text[1:]


def _move(surface: Surface, start: int, head: int, relation: str) -> Surface:
    moved = (
        replace(word, head=head, relation=relation if head != ROOT else "root")
        if word.head == ROOT
        else replace(word, head=word.head + start)
        for word in surface.words
    )
    return replace(surface, words=tuple(moved))
