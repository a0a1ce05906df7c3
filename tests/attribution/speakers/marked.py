"""Texts with their statements marked in place: ⟦S1|source⟧, ⟦C1|cue⟧ and ⟦P1|content⟧."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.attribution.found import Found
from onrecord.attribution.speakers import Resolved, resolve_speakers
from onrecord.languages import load_language
from onrecord.model import Span, covers
from onrecord.parsing import ParsedText, Parser, load_parser

LANGUAGES = ("en", "fr", "ru", "vi")
_MARK = re.compile(r"⟦([SCP])(\d+)\||⟧")
_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Marked:
    """One row of a language's table: a marked text and the speakers it should give."""

    code: str
    row: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.code}: {self.row['about']}"

    def resolve(self) -> list[Resolved]:
        return resolve(self.row["text"], self.code, outlet=self.row.get("outlet"))


def marked_texts() -> list[Marked]:
    return [
        Marked(code, row)
        for code in LANGUAGES
        for row in tomllib.loads((_FOLDER / f"{code}.toml").read_text("utf-8"))["speakers"]
    ]


def resolve(marked: str, code: str, *, outlet: str | None = None) -> list[Resolved]:
    text, spans = read_marks(marked)
    parsed = _parser(code).parse(text)
    people = load_language(code).people
    return resolve_speakers(parsed, find(parsed, spans), people=people, outlet=outlet)


def read_marks(marked: str) -> tuple[str, dict[tuple[str, int], Span]]:
    """The bare text and the span of each mark."""
    pieces: list[str] = []
    spans: dict[tuple[str, int], Span] = {}
    open_marks: list[tuple[str, int, int]] = []
    at = length = 0
    for mark in _MARK.finditer(marked):
        pieces.append(marked[at : mark.start()])
        length += mark.start() - at
        at = mark.end()
        if mark[1]:
            open_marks.append((mark[1], int(mark[2]), length))
        else:
            role, number, start = open_marks.pop()
            spans[role, number] = (start, length)
    return "".join(pieces) + marked[at:], spans


def find(parsed: ParsedText, spans: dict[tuple[str, int], Span]) -> list[Found]:
    """What the finder would hand over for the marked spans."""
    numbers = sorted({number for _, number in spans})
    found = [_found(parsed, *(spans.get((role, n)) for role in "SCP")) for n in numbers]
    for each in found:
        here = each.source or each.content
        around = [k for k, o in enumerate(found) if o is not each and covers(o.content, here)]
        each.inside = min(around, key=lambda k: _length(found[k]), default=None)
    return found


def _found(
    parsed: ParsedText, source: Span | None, cue: Span | None, content: Span | None
) -> Found:
    contents = (content,) if content else ()
    quoted = tuple(each for each in contents if parsed.text[each[0]] in '"«“')
    inside = [t for t in parsed.tokens if source and source[0] <= t.start < source[1]]
    places = range(inside[0].i, inside[-1].i + 1) if inside else range(0)
    head = next((t.i for t in inside if t.is_root or t.head not in places), None)
    verb = next((t.i for t in parsed.tokens if cue and t.end == cue[1]), head or 0)
    return Found(
        rule="marked",
        cue=(cue,) if cue else (),
        cue_head=verb,
        cue_class="say",
        source=(source,) if source else (),
        source_head=head,
        content=contents,
        quoted=quoted,
    )


def _length(found: Found) -> int:
    return sum(end - start for start, end in found.content)


@cache
def _parser(code: str) -> Parser:
    return load_parser(code)
