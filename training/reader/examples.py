"""Texts parsed and described, window by window, as the network sees them when it reads."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.attribution.context import Context
from onrecord.attribution.learned.features import branches, cue_head, describe, windows
from onrecord.languages import Language
from onrecord.parsing import ParsedText, Parser
from training.reader.corpora import Source
from training.reader.labels import ROLES, Labelled, Span, flat_tags


@dataclass(slots=True)
class Window:
    """A stretch of a parsed text. `rows` and `heads` are by token; heads count from the window's
    first token (its own place at a root, or where the head stands outside). `flat` are tags in one
    row, by PolNeAR's guide alone: by ours statements stand in each other."""

    article: str
    language: str
    guide: str
    words: list[str]
    lemmas: list[str]
    rows: list[tuple[object, ...]]
    heads: NDArray[np.int32]
    parsed: ParsedText
    tokens: range
    statements: list[Labelled] = field(default_factory=list)
    paths: list[list[str]] = field(default_factory=list)  # branches, by statement
    flat: list[int] | None = None


def build(source: Source, language: Language, parser: Parser) -> Iterator[Window]:
    """Every window of a text, with the statements whose cue stands in it."""
    parsed = parser.parse(source.text)
    if not parsed.tokens:
        return
    rows = list(zip(*describe(Context.of(parsed, language)), strict=True))
    for span in windows(parsed):
        members = parsed.tokens[span.start : span.stop]
        heads = [t.head if t.head in span else t.i for t in members]
        window = Window(
            source.name,
            source.language,
            source.guide,
            [t.lower for t in members],
            [t.lemma for t in members],
            rows[span.start : span.stop],
            np.array(heads, np.int32) - span.start,
            parsed,
            span,
        )
        low, high = members[0].start, members[-1].end
        for row in source.rows:
            if row["cue"] and low <= min(row["cue"])[0] < high:
                add(window, row)
        if source.guide == "wide":
            places = _places(window)
            spans = [
                Labelled(**{role: in_tokens(places, row[role]) for role in ROLES})
                for row in source.rows
            ]
            window.flat = flat_tags(spans, len(places))
        yield window


def add(window: Window, row: dict[str, Any]) -> None:
    """Give a window one more statement, whose spans are characters."""
    places = _places(window)
    spans = {role: in_tokens(places, row[role]) for role in ROLES}
    if spans["cue"]:
        each = Labelled(**spans)
        window.statements.append(each)
        window.paths.append(path_of(window, each.cue[0]))


def _places(window: Window) -> list[Span]:
    members = window.parsed.tokens[window.tokens.start : window.tokens.stop]
    return [(token.start, token.end) for token in members]


def path_of(window: Window, cue: Span) -> list[str]:
    """The branches of a window's tokens seen from a cue, given as positions in the window."""
    first = window.tokens.start
    head = cue_head(window.parsed, range(first + cue[0], first + cue[1]))
    return branches(window.parsed, head, window.tokens)


def in_tokens(places: Sequence[Span], spans: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    """Spans of characters as those of the tokens that they touch, `places` being the tokens'."""
    found = []
    for start, end in sorted((a, b) for a, b in spans):
        inside = [k for k, (a, b) in enumerate(places) if a < end and b > start]
        if inside:
            found.append((inside[0], inside[-1] + 1))
    return tuple(found)


def in_characters(window: Window, spans: Iterable[Span]) -> list[Span]:
    """Spans of a window's tokens as those of the article's characters."""
    first = window.tokens.start
    return [window.parsed.span(first + a, first + b - 1) for a, b in spans]
