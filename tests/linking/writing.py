"""Readings for tests, written as text with the content of each statement in [square brackets]."""

import re
from itertools import count

from onrecord.model import (
    Act,
    Article,
    Because,
    Certainty,
    Form,
    ReaderVersion,
    Reading,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
)

Said = tuple[str, Stance]


def write_reading(
    marked: str,
    said: list[Said],
    *,
    language: str = "en",
    outlet: str | None = None,
    published: str | None = None,
    kind: SpeakerKind = SpeakerKind.PERSON,
) -> Reading:
    """The reading of a text; `said` gives who speaks and how for each [content] in order."""
    text, spans = _take_marks(marked)
    article = Article(text=text, language=language, outlet=outlet, published=published)
    statements = tuple(
        Statement(
            id=f"s{n}",
            source=(),
            cue=((start, start),),
            content=((start, end),) if end > start else (),
            speaker=Speaker(name, kind),
            form=Form.INDIRECT,
            act=Act.CLAIM,
            stance=stance,
            certainty=Certainty.UNSTATED,
            said_on=None,
            via=None,
            hedges=(),
            evidence=(),
            confidence=1.0,
            because=Because("", "", "", "", ""),
        )
        for n, ((start, end), (name, stance)) in enumerate(zip(spans, said, strict=True), 1)
    )
    return Reading(article, statements, ReaderVersion("test", "test"))


def _take_marks(marked: str) -> tuple[str, list[tuple[int, int]]]:
    opened: list[tuple[int, int]] = []
    spans: dict[int, tuple[int, int]] = {}
    numbers = count()
    text = ""
    for piece in re.split(r"([\[\]])", marked):
        if piece == "[":
            opened.append((next(numbers), len(text)))
        elif piece == "]":
            number, start = opened.pop()
            spans[number] = (start, len(text))
        else:
            text += piece
    return text, [spans[number] for number in sorted(spans)]
