"""The hand-made cases of a language, turned into what the finder would hand over."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.attribution.found import Found
from onrecord.attribution.manner.clauses import clause_tops, tokens_in
from onrecord.languages import Language, load_language
from onrecord.model import Spans, Stance
from onrecord.parsing import ParsedText, Parser, load_parser

LANGUAGES = ("en", "fr")
_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    """One row of a table, with its language."""

    code: str
    row: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.code}: {self.row['text'][:60]}"

    @property
    def language(self) -> Language:
        return load_language(self.code)

    def parse(self) -> ParsedText:
        return _parser(self.code).parse(self.row["text"])


def cases(table: str) -> list[Case]:
    return [
        Case(code, row)
        for code in LANGUAGES
        for row in tomllib.loads((_FOLDER / f"{code}.toml").read_text("utf-8"))[table]
    ]


def found_in(parsed: ParsedText, **words: str) -> Found:
    cue, source, content = (
        _spans(parsed.text, words.get(role, "")) for role in ("cue", "source", "content")
    )
    quoted = tuple(each for each in content if parsed.text[each[0]] in '«"')
    return Found(
        rule="test",
        cue=cue,
        cue_head=_head(parsed, cue) or 0,
        cue_class=words.get("cue_class", "say"),
        source=source,
        source_head=_head(parsed, source),
        content=content,
        quoted=quoted,
        stance=Stance(words.get("stance", "asserts")),
    )


def _spans(text: str, words: str) -> Spans:
    parts = [part for part in words.split(" … ") if part]
    return tuple((text.index(part), text.index(part) + len(part)) for part in parts)


def _head(parsed: ParsedText, spans: Spans) -> int | None:
    tops = clause_tops(tokens_in(parsed, spans))
    return tops[0].i if tops else None


@cache
def _parser(code: str) -> Parser:
    return load_parser(code)
