"""Statements with a known act, read from folders of annotated articles."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.attribution.found import Found
from onrecord.attribution.manner.clauses import clause_tops, tokens_in
from onrecord.languages.cues import CueLexicon
from onrecord.model import Act, Spans, Stance, covers, merge
from onrecord.parsing import ParsedText, Parser

_STANCES = {
    "neither": Stance.NEITHER,
    "declines": Stance.DECLINES,
    "no_reply": Stance.NO_RESPONSE,
    "doubts": Stance.QUESTIONS,
}
_QUOTED = re.compile(r"«[^»]*»?|“[^”]*”?|\"[^\"]*\"?|‘[^’]*’(?!\w)")


@dataclass(frozen=True)
class Example:
    """A statement of an annotated article with its act; `article` is the same in all languages."""

    article: str
    language: str
    parsed: ParsedText
    found: Found
    act: Act


def read_examples(
    folder: Path, parser: Parser, *, language: str, lexicon: CueLexicon
) -> Iterator[Example]:
    """All statements of the articles of `folder` in one language, as if found in them."""
    for path in sorted(folder.glob(f"*.{language}.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8").rstrip("\n")
        if hashlib.sha256(text.encode()).hexdigest() != gold["sha256"]:
            raise ValueError(f"{path}: not the text that was annotated")
        parsed = parser.parse(text)
        article = path.name.removesuffix(f".{language}.json")
        founds = gold_found(parsed, gold["statements"], lexicon=lexicon)
        for row, found in zip(gold["statements"], founds, strict=True):
            yield Example(article, language, parsed, found, Act(row["act"]))


def gold_found(
    parsed: ParsedText, rows: list[dict[str, Any]], *, lexicon: CueLexicon
) -> list[Found]:
    """Annotated statements in the form in which the finder would hand them over."""
    found = [_one_found(parsed, row, lexicon) for row in rows]
    for number, each in enumerate(found):
        holders = [
            other
            for other, holder in enumerate(found)
            if other != number and each.cue and covers(holder.content, each.cue)
        ]
        if holders:
            each.inside = min(holders, key=lambda other: _size(found[other].content))
    return found


def _one_found(parsed: ParsedText, row: dict[str, Any], lexicon: CueLexicon) -> Found:
    cue, source, content = (_spans(row[role]) for role in ("cue", "source", "content"))
    cue_head = _head(parsed, cue)
    return Found(
        rule="gold",
        cue=cue,
        cue_head=_head(parsed, content) or 0 if cue_head is None else cue_head,
        cue_class="say" if cue_head is None else _cue_class(parsed, cue, lexicon),
        source=source,
        source_head=_head(parsed, source),
        content=content,
        quoted=_quoted(parsed.text, content),
        stance=_STANCES.get(row["stance"]) or Stance(row["stance"]),
    )


def _head(parsed: ParsedText, spans: Spans) -> int | None:
    members = tokens_in(parsed, spans)
    tops = clause_tops(members) or members
    return tops[0].i if tops else None


def _cue_class(parsed: ParsedText, cue: Spans, lexicon: CueLexicon) -> str:
    for token in tokens_in(parsed, cue):
        for known in (*lexicon.verbs.get(token.lemma, ()), *lexicon.nouns.get(token.lemma, ())):
            return known.cue_class
    return "say"


def _quoted(text: str, content: Spans) -> Spans:
    """Quotations in or around a content; a pattern is enough for what the model asks."""
    marked = [match.span() for match in _QUOTED.finditer(text)]
    parts = [
        (max(start, first), min(end, last))
        for start, end in content
        for first, last in marked
        if first < end and start < last
    ]
    return merge(parts)


def _spans(pairs: list[list[int]]) -> Spans:
    return tuple(sorted((start, end) for start, end in pairs))


def _size(spans: Spans) -> int:
    return sum(end - start for start, end in spans)
