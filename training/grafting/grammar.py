"""Expands the frames of a language into annotated sentences that report speech.

A frame is a line of items `filler/relation/head`: the head is the number of another item, 0 for
the root. Fillers: `@rule:argument` (another frame; failing that a part of a treebank sentence),
`#group.form` (a verb), `%list` (a word of a list), anything else is a word as it stands. `$n` is
the agreement drawn for the frame, `$1`, `$2` are the arguments of its rule.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TypeVar

from training.grafting.harvest import Parts, find_gaps, harvest
from training.grafting.lexicon import Lexicon, read_lexicon
from training.grafting.trees import insert, join, link_clitics, make_leaf, raise_first, tidy
from training.pipelines.conllu import ROOT, Sentence, Word
from training.pipelines.typography import drop_final_stop

FOLDER = Path(__file__).parent
SENTENCE, INSERTION = "sentence", "insertion"
VOWEL = re.compile("[aeiouyàâéèêëîïôœù]", re.IGNORECASE)
LONGEST = 75

Frame = tuple[float, str]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Grammar:
    """The frames of a language and what fills them."""

    rules: Mapping[str, tuple[Frame, ...]]
    agreements: Sequence[str]
    insertions: float
    headlines: float
    inner_space: str
    elided: frozenset[str]
    linked: frozenset[str]
    marks: tuple[str, str]
    lexicon: Lexicon
    parts: Parts

    def draw(self, random: Random) -> Sentence:
        """A sentence that reports speech."""
        while True:
            if random.random() < self.insertions:
                drawn = self._interrupt(random)
            else:
                drawn = self._expand(SENTENCE, "root", random)
            if len(drawn.words) <= LONGEST:
                break
        drawn = tidy(link_clitics(drawn, self.linked), self._elide, self.inner_space)
        drawn = raise_first(drawn)
        return drop_final_stop(drawn) if random.random() < self.headlines else drawn

    def _interrupt(self, random: Random) -> Sentence:
        """A statement with a reporting clause in its midst."""
        while True:
            host = random.choice(self.parts["statement"])
            if gaps := find_gaps(host):
                break
        part = self._expand(INSERTION, "parataxis", random)
        whole = insert(host, random.choice(gaps), part, "parataxis")
        marks = self.marks if self.marks[1] in {word.form for word in part.words} else ("", "")
        return self._surround(whole, *marks)

    def _surround(self, sentence: Sentence, opening: str, closing: str) -> Sentence:
        """The sentence with its full stop, between quotation marks if there are any."""
        forms = [opening, "", ".", closing] if opening else ["", "."]
        parts = [
            make_leaf(self.lexicon.find(form, "punct")) if form else sentence for form in forms
        ]
        centre = forms.index("")
        heads = [ROOT if index == centre else centre for index in range(len(forms))]
        relations = ["root" if index == centre else "punct" for index in range(len(forms))]
        return join(parts, relations, heads)

    def _expand(self, symbol: str, relation: str, random: Random) -> Sentence:
        """A frame of the rule, or where there is none a part of the treebanks, of that name."""
        name, *arguments = symbol.split(":")
        frames = self._look_up(self.rules, name)
        if frames is None:
            found = self._look_up(self.parts, name)
            if not found:
                raise KeyError(symbol)
            return random.choice(found)
        text = random.choices([frame for _, frame in frames], [weight for weight, _ in frames])[0]
        for number, argument in enumerate(arguments, start=1):
            text = text.replace(f"${number}", argument)
        text = text.replace("$n", random.choice(self.agreements))
        rows = [item.rsplit("/", 2) for item in text.split()]
        heads = [int(head) - 1 for _, _, head in rows]
        fillings = [
            self._fill(filler, relation if head == ROOT else role, random)
            for (filler, role, _), head in zip(rows, heads, strict=True)
        ]
        return join(fillings, [role for _, role, _ in rows], heads)

    def _elide(self, form: str, after: str) -> str | None:
        """The word before a vowel: que + il is qu'; None where it stays as it is."""
        if form.lower() in self.elided and VOWEL.match(after) and not after.isupper():
            return form[:-1] + "'"
        return None

    def _look_up(self, table: Mapping[str, T], name: str) -> T | None:
        """What the table has for `vg.ms`, or else for `vg.s`."""
        stem, _, code = name.partition(".")
        return table.get(name) or table.get(f"{stem}.{code[-1:]}")

    def _fill(self, filler: str, relation: str, random: Random) -> Sentence:
        kind, name = filler[0], filler[1:]
        if kind == "@":
            return self._expand(name, relation, random)
        return make_leaf(self._find_word(kind, name, filler, relation, random))

    def _find_word(self, kind: str, name: str, filler: str, relation: str, random: Random) -> Word:
        if kind == "#":
            group, _, form = name.partition(".")
            return self.lexicon.draw_verb(group, form, random)
        if kind == "%":
            return self.lexicon.lists[name].draw(random)
        return self.lexicon.find(filler, relation)


def read_grammar(language: str, sentences: Sequence[Sentence], folder: Path = FOLDER) -> Grammar:
    """The frames in `<language>.toml`, to be filled from harmonised treebank sentences."""
    table = tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8"))
    return Grammar(
        rules={name: tuple(map(_read_frame, frames)) for name, frames in table["rules"].items()},
        agreements=table["agreements"].split(),
        insertions=table["insertions"],
        headlines=table["headlines"],
        inner_space=table["inner_space"],
        elided=frozenset(table["elided"].split()),
        linked=frozenset(table["linked"].split()),
        marks=tuple(table["marks"]),
        lexicon=read_lexicon(language, folder / f"{language}-words.toml", sentences),
        parts=harvest(sentences),
    )


def _read_frame(line: str) -> Frame:
    weight, star, frame = line.partition("* ")
    return (float(weight), frame) if star else (1.0, line)
