"""Paragraphs with their statements as word positions, from PolNeAR and the project's own articles.

Words here are runs of letters and digits, and single marks: the same in every language, so that
the teacher needs no pipeline.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from training.acts.polnear import read_attributions

WORD = re.compile(r"\w+|[^\w\s]")
LONGEST = 160  # words of a paragraph read at once
_SENTENCE = re.compile(r"(?<=[.!?…])[\"'»”’)]*\s+")
ROLES = ("source", "cue", "content")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Labelled:
    """One statement: for each role the spans of words (first, one past the last)."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    stance: str = ""
    act: str = ""


@dataclass(slots=True)
class Paragraph:
    """Words with their characters in the article; `guide` names the rules it is annotated by."""

    article: str
    language: str
    guide: str
    words: list[str]
    places: list[Span]
    statements: list[Labelled] = field(default_factory=list)


def cut_paragraphs(text: str) -> Iterator[list[Span]]:
    """Words' characters by paragraph; one that is too long is cut between sentences."""
    for line in re.finditer(r"[^\n]+", text):
        piece: list[Span] = []
        start = line.start()
        ends = [m.end() for m in _SENTENCE.finditer(text, line.start(), line.end())]
        for end in [*ends, line.end()]:
            sentence = [m.span() for m in WORD.finditer(text, start, end)]
            if piece and len(piece) + len(sentence) > LONGEST:
                yield piece
                piece = []
            piece += sentence
            while len(piece) > LONGEST:
                yield piece[:LONGEST]
                piece = piece[LONGEST:]
            start = end
        if piece:
            yield piece


def label(text: str, rows: Iterable[dict], *, article: str, language: str, guide: str):
    """Every paragraph of a text with the statements whose cue stands in it."""
    paragraphs = [
        Paragraph(article, language, guide, [text[a:b] for a, b in places], places)
        for places in cut_paragraphs(text)
    ]
    for row in rows:
        if not row["cue"]:
            continue
        first = min(row["cue"])[0]
        for paragraph in paragraphs:
            if paragraph.places[0][0] <= first < paragraph.places[-1][1]:
                spans = {role: _in_words(paragraph.places, row[role]) for role in ROLES}
                if spans["cue"]:
                    paragraph.statements.append(
                        Labelled(**spans, stance=row.get("stance", ""), act=row.get("act", ""))
                    )
                break
    return paragraphs


def _in_words(places: list[Span], spans: Iterable[Iterable[int]]) -> tuple[Span, ...]:
    found = []
    for start, end in sorted(tuple(span) for span in spans):
        inside = [k for k, (a, b) in enumerate(places) if a < end and b > start]
        if inside:
            found.append((inside[0], inside[-1] + 1))
    return tuple(found)


def read_polnear(folder: Path) -> list[Paragraph]:
    """Every paragraph of a part of PolNeAR (train or dev), by one annotator each."""
    found: dict[str, list[Paragraph]] = {}
    for name, text, events in read_attributions(folder):
        article = name.rsplit("_", 1)[0]
        if article not in found:
            found[article] = label(
                text, events.values(), article=article, language="en", guide="wide"
            )
    return [paragraph for paragraphs in found.values() for paragraph in paragraphs]


def read_own(folder: Path, languages: Iterable[str]) -> list[Paragraph]:
    """Every paragraph of a folder of our own annotated articles."""
    wanted = set(languages)
    found = []
    for path in sorted(folder.glob("*.json")):
        name, language = path.stem.rsplit(".", 1)
        if language not in wanted:
            continue
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        rows = json.loads(path.read_text(encoding="utf-8"))["statements"]
        found += label(text, rows, article=name, language=language, guide="own")
    return found
