"""Respells treebank sentences the way the press prints them, annotation kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from training.pipelines.conllu import Sentence, Surface, Word
from training.pipelines.settings import Quotes, TypographySettings

OPENING = frozenset('"«“„‘‹')
CLOSING = frozenset('"»”’›')
DASHES = ("-", "–", "—", "--")
APOSTROPHES = ("'", "’")
SPACES_INSIDE_GUILLEMETS = (" ", "\u00a0", "\u202f", "")

Change = Callable[[Sentence], Sentence]


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Draws one spelling per document, so that a document stays consistent in itself."""

    settings: TypographySettings
    random: Random

    def respell(self, sentences: list[Sentence]) -> list[Sentence]:
        """The same sentences with other quotation marks, apostrophes, dashes or capitals."""
        for change in self._draw_changes():
            sentences = [change(sentence) for sentence in sentences]
        return sentences

    def _draw_changes(self) -> list[Change]:
        settings, random = self.settings, self.random
        changes: list[Change] = []
        if settings.quotes and random.random() < settings.quoting:
            marks = random.choice(settings.quotes)
            space = random.choice(SPACES_INSIDE_GUILLEMETS) if marks[0] == "«" else ""
            changes.append(lambda sentence: change_quotes(sentence, marks, space))
        if random.random() < settings.apostrophe:
            apostrophe = random.choice(APOSTROPHES)
            changes.append(lambda sentence: change_apostrophes(sentence, apostrophe))
        if random.random() < settings.dash:
            dash = random.choice(DASHES)
            changes.append(lambda sentence: change_dashes(sentence, dash))
        draw = random.random()
        if draw < settings.capitals:
            changes.append(lambda sentence: change_case(sentence, str.upper))
        elif draw < settings.capitals + settings.title_case:
            changes.append(lambda sentence: change_case(sentence, _title))
        return changes


def change_quotes(sentence: Sentence, marks: Quotes, space: str) -> Sentence:
    """Prints the quotation marks as `marks`, with `space` inside.

    They open and close in turn; where one lacks its partner, its own shape tells which it is.
    """
    places = [i for i, surface in enumerate(sentence.surfaces) if _is_quote(surface)]
    surfaces = list(sentence.surfaces)
    for count, place in enumerate(places):
        form = surfaces[place].form
        is_opening = form in OPENING if len(places) % 2 else count % 2 == 0
        if len(places) % 2 and form in OPENING & CLOSING:
            continue
        surfaces[place] = _respell(surfaces[place], marks[0] if is_opening else marks[1])
        if is_opening:
            surfaces[place] = replace(surfaces[place], space_after=space)
        elif place > 0:
            surfaces[place - 1] = replace(surfaces[place - 1], space_after=space)
    return replace(sentence, surfaces=tuple(surfaces))


def change_apostrophes(sentence: Sentence, apostrophe: str) -> Sentence:
    """Prints the apostrophes inside words as `apostrophe`."""

    def change(surface: Surface) -> Surface:
        if len(surface.form) < 2 or not any(mark in surface.form for mark in APOSTROPHES):
            return surface
        form = surface.form.replace("'", apostrophe).replace("’", apostrophe)
        return _respell(surface, form)

    return replace(sentence, surfaces=tuple(map(change, sentence.surfaces)))


def change_dashes(sentence: Sentence, dash: str) -> Sentence:
    """Prints the dashes that stand between spaces as `dash`."""

    def change(surface: Surface, before: str) -> Surface:
        is_dash = surface.form in DASHES and surface.space_after == " " and before == " "
        return _respell(surface, dash) if is_dash else surface

    befores = ["", *(surface.space_after for surface in sentence.surfaces[:-1])]
    return replace(sentence, surfaces=tuple(map(change, sentence.surfaces, befores)))


def change_case(sentence: Sentence, recase: Callable[[str], str]) -> Sentence:
    """Recases every word as headlines do; lemmas of changed words are left open."""

    def change(surface: Surface) -> Surface:
        form = recase(surface.form)
        if form == surface.form or len(form) != len(surface.form):
            return surface
        words = tuple(replace(word, form=recase(word.form), lemma="") for word in surface.words)
        return replace(surface, form=form, words=words)

    return replace(sentence, surfaces=tuple(map(change, sentence.surfaces)))


def drop_final_stop(sentence: Sentence) -> Sentence:
    """The sentence without its last full stop, as headlines are printed."""
    last = sentence.surfaces[-1]
    heads = {word.head for word in sentence.words}
    if last.form != "." or len(sentence.words) < 3 or len(sentence.words) - 1 in heads:
        return sentence
    before = replace(sentence.surfaces[-2], space_after=" ")
    return replace(sentence, surfaces=(*sentence.surfaces[:-2], before))


def _is_quote(surface: Surface) -> bool:
    return surface.form in OPENING | CLOSING and surface.words[0].upos == "PUNCT"


def _respell(surface: Surface, form: str) -> Surface:
    return replace(surface, form=form, words=tuple(_rename(word, form) for word in surface.words))


def _rename(word: Word, form: str) -> Word:
    return replace(word, form=form, lemma=form if word.upos == "PUNCT" else word.lemma)


def _title(form: str) -> str:
    return form[:1].upper() + form[1:] if len(form) > 3 else form
