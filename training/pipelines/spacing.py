"""Brings treebanks whose marks all stand apart to the spacing of printed text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from training.pipelines.conllu import Sentence

CLOSE_BEFORE = frozenset(
    [".", ",", ";", ":", "?", "!", "...", "…", ")", "]", "}", "%", "”", "»", "’"]
)
CLOSE_AFTER = frozenset(["(", "[", "{", "“", "«", "‘"])
CLOSE_AROUND = frozenset(["/", "@"])
TURNING = frozenset({'"', "'"})  # open and close in turn


def respell_forms(sentence: Sentence, forms: Mapping[str, str]) -> Sentence:
    """The sentence with some forms spelled otherwise (the treebank's names of brackets)."""
    if not any(word.form in forms for word in sentence.words):
        return sentence
    return replace(
        sentence,
        surfaces=tuple(
            replace(
                surface,
                form=forms.get(surface.form, surface.form),
                words=tuple(
                    replace(word, form=forms.get(word.form, word.form)) for word in surface.words
                ),
            )
            for surface in sentence.surfaces
        ),
    )


def tighten(sentence: Sentence) -> Sentence:
    """The sentence without the spaces before closing marks and after opening ones."""
    spaces = [surface.space_after for surface in sentence.surfaces]
    is_open: dict[str, bool] = {}
    for place, surface in enumerate(sentence.surfaces):
        mark = surface.form
        closes, opens = mark in CLOSE_BEFORE, mark in CLOSE_AFTER
        if mark in TURNING:
            closes = is_open.get(mark, False)
            opens = not closes
            is_open[mark] = opens
        if (closes or mark in CLOSE_AROUND) and place:
            spaces[place - 1] = ""
        if opens or mark in CLOSE_AROUND:
            spaces[place] = ""
    return replace(
        sentence,
        surfaces=tuple(
            replace(surface, space_after=space)
            for surface, space in zip(sentence.surfaces, spaces, strict=True)
        ),
    )
