"""Reads Universal Dependencies treebanks in CoNLL-U."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = -1


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word; `head` is the index of another word of the sentence, or ROOT."""

    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    relation: str


@dataclass(frozen=True, slots=True)
class Surface:
    """A stretch of the text, undivided in the treebank, and the syntactic words it stands for."""

    form: str
    words: tuple[Word, ...]
    space_after: str = " "


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a treebank; its text is what its surfaces spell."""

    id: str
    document: str
    surfaces: tuple[Surface, ...]

    @property
    def words(self) -> tuple[Word, ...]:
        """The syntactic words in order, numbered as their heads number them."""
        return tuple(word for surface in self.surfaces for word in surface.words)

    @property
    def text(self) -> str:
        """The raw text, without the space that parts it from the next sentence."""
        spelled = "".join(surface.form + surface.space_after for surface in self.surfaces)
        return spelled.rstrip()

    def with_words(self, words: tuple[Word, ...]) -> Sentence:
        """The same surfaces over other words, one for one."""
        remaining = iter(words)
        surfaces = tuple(
            replace(surface, words=tuple(next(remaining) for _ in surface.words))
            for surface in self.surfaces
        )
        return replace(self, surfaces=surfaces)


def read_treebank(path: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file; empty nodes are left out, they have no place in the text."""
    document = ""
    block: list[str] = []
    with path.open(encoding="utf-8") as lines:
        for line in (*lines, "\n"):
            if line.startswith("# newdoc"):
                document = line.partition("=")[2].strip()
            if line.strip():
                block.append(line.rstrip("\n"))
            elif block:
                yield read_sentence(block, document=document)
                block = []


def read_sentence(lines: list[str], *, document: str = "") -> Sentence:
    """One sentence from its comment lines and word lines."""
    sentence_id = next(
        (line.partition("=")[2].strip() for line in lines if line.startswith("# sent_id")), ""
    )
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    surfaces = _gather_surfaces([row for row in rows if "." not in row[0]])
    return Sentence(sentence_id, document or _document_of(sentence_id), tuple(surfaces))


def read_rows(rows: str) -> Sentence:
    """A sentence from rows of `id form lemma upos feats head relation [glued]`."""
    lines = []
    for row in rows.strip().splitlines():
        number, form, lemma, upos, feats, head, relation, *glued = row.split()
        space = "SpaceAfter=No" if glued else "_"
        lines.append("\t".join([number, form, lemma, upos, "_", feats, head, relation, "_", space]))
    return read_sentence(lines)


def _gather_surfaces(rows: list[list[str]]) -> list[Surface]:
    surfaces: list[Surface] = []
    position = 0
    while position < len(rows):
        row = rows[position]
        first, dash, last = row[0].partition("-")
        count = int(last) - int(first) + 1 if dash else 1
        start = position + 1 if dash else position
        words = [_read_word(word) for word in rows[start : start + count]]
        space = "" if "SpaceAfter=No" in row[9].split("|") else " "
        surfaces.extend(_split_surface(row[1], words, space))
        position = start + count
    return surfaces


def _split_surface(form: str, words: list[Word], space_after: str) -> list[Surface]:
    """Words that spell the surface (do + n't) keep their own place, others (de + le) share it."""
    if "".join(word.form for word in words) != form:
        return [Surface(form, tuple(words), space_after)]
    spaces = [""] * (len(words) - 1) + [space_after]
    return [Surface(word.form, (word,), space) for word, space in zip(words, spaces, strict=True)]


def _read_word(row: list[str]) -> Word:
    form, lemma = row[1], row[2]
    lemma = "" if lemma == "_" and form != "_" else lemma
    feats = "" if row[5] == "_" else row[5]
    return Word(form, lemma, row[3], feats, int(row[6]) - 1, row[7])


def _document_of(sentence_id: str) -> str:
    """Treebanks without `newdoc` number the sentences of a document after its name."""
    return sentence_id.rstrip("0123456789").rstrip("-_.")
