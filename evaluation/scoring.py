"""Scores readings against annotated articles: statements, triples, stances, speakers.

A statement that was read pairs with an annotated one, one to one and best first, where the
characters of their cue and content overlap by half or more (intersection over union). A
triple is a pair whose source, cue and content each overlap so. Stance and speaker count over
the pairs; a speaker is right when the names share a word once case, accents and script are
folded, or when both are unnamed or unknown.
"""

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.model import Reading, Statement

STANCES = {
    "neither": "neither_confirms_nor_denies",
    "declines": "declines_to_comment",
    "no_reply": "no_response",
    "doubts": "questions",
}
_NOBODY = ("unknown", "unnamed")
_ROLES = ("source", "cue", "content")


@dataclass(frozen=True)
class Annotated:
    """One annotated statement."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    speaker: str
    names: frozenset[str]
    stance: str
    form: str
    act: str


@dataclass(frozen=True)
class GoldArticle:
    """An annotated article; `text` is without its final line break."""

    name: str
    language: str
    text: str
    statements: tuple[Annotated, ...]


@dataclass
class Score:
    """Counts over any number of articles, and the figures made of them."""

    annotated: int = 0
    read: int = 0
    paired: int = 0
    triples: int = 0
    named: int = 0
    right: Counter[str] = field(default_factory=Counter)
    stance_annotated: Counter[str] = field(default_factory=Counter)
    stance_read: Counter[str] = field(default_factory=Counter)
    stance_right: Counter[str] = field(default_factory=Counter)

    def figures(self) -> dict[str, float]:
        """The measures by name, each between 0 and 1."""
        total = self.annotated + self.read
        rare = [
            _f1(self.stance_right[s], self.stance_read[s], self.stance_annotated[s])
            for s in self.stance_annotated
            if s != "asserts"
        ]
        return {
            "statement_f1": 2 * self.paired / total if total else 0.0,
            "statement_precision": self.paired / max(self.read, 1),
            "statement_recall": self.paired / max(self.annotated, 1),
            "triple_f1": 2 * self.triples / total if total else 0.0,
            "stance": self.right["stance"] / max(self.paired, 1),
            "stance_macro_but_asserts": sum(rare) / max(len(rare), 1),
            "act": self.right["act"] / max(self.paired, 1),
            "form": self.right["form"] / max(self.paired, 1),
            "speaker": self.right["speaker"] / max(self.named, 1),
        }


def load_gold(folder: Path, language: str | None = None) -> Iterator[GoldArticle]:
    """The annotated articles of a folder; raises ValueError where a text has changed."""
    for path in sorted(folder.glob("*.json")):
        code = path.name.split(".")[-2]
        if language not in (None, code):
            continue
        text = path.with_suffix(".txt").read_text("utf-8").rstrip("\n")
        table = json.loads(path.read_text("utf-8"))
        if hashlib.sha256(text.encode()).hexdigest() != table["sha256"]:
            raise ValueError(f"{path}: the text is not the one that was annotated")
        names = _names(text, table["statements"])
        yield GoldArticle(
            path.name.removesuffix(".json"),
            code,
            text,
            tuple(_annotated(each, names) for each in table["statements"]),
        )


def add(score: Score, gold: GoldArticle, reading: Reading) -> None:
    """Count one article's reading."""
    score.annotated += len(gold.statements)
    score.read += len(reading.statements)
    score.stance_annotated.update(each.stance for each in gold.statements)
    score.stance_read.update(each.stance.value for each in reading.statements)
    for annotated, statement in pair(gold.statements, reading.statements):
        score.paired += 1
        score.triples += all(
            _overlap(getattr(annotated, role), _characters(getattr(statement, role))) >= 0.5
            for role in _ROLES
        )
        score.right["stance"] += annotated.stance == statement.stance.value
        score.right["act"] += annotated.act == statement.act.value
        score.right["form"] += annotated.form == statement.form.value
        if annotated.stance == statement.stance.value:
            score.stance_right[annotated.stance] += 1
        if annotated.speaker not in _NOBODY:
            score.named += 1
            score.right["speaker"] += bool(annotated.names & _words(statement.speaker.name))


def pair(
    gold: Sequence[Annotated], read: Sequence[Statement]
) -> Iterator[tuple[Annotated, Statement]]:
    """Annotated and read statements that belong together, best first."""
    ours = [_characters([*each.cue, *each.content]) for each in read]
    candidates = sorted(
        (
            (_overlap(each.cue | each.content, mine), i, j)
            for i, each in enumerate(gold)
            for j, mine in enumerate(ours)
            if (each.cue | each.content) & mine
        ),
        reverse=True,
    )
    taken_gold: set[int] = set()
    taken_read: set[int] = set()
    for overlap, i, j in candidates:
        if overlap >= 0.5 and i not in taken_gold and j not in taken_read:
            taken_gold.add(i)
            taken_read.add(j)
            yield gold[i], read[j]


def _annotated(row: dict[str, object], names: dict[str, frozenset[str]]) -> Annotated:
    spans = {role: _characters(row[role]) for role in _ROLES}  # type: ignore[arg-type]
    stance, speaker = str(row["stance"]), str(row["speaker"])
    return Annotated(
        **spans,
        speaker=speaker,
        names=names[speaker],
        stance=STANCES.get(stance, stance),
        form=str(row["form"]),
        act=str(row["act"]),
    )


def _names(text: str, rows: Sequence[dict[str, object]]) -> dict[str, frozenset[str]]:
    """For each speaker the name words under which the article speaks of them."""
    names: dict[str, set[str]] = {}
    for row in rows:
        words = names.setdefault(str(row["speaker"]), set())
        words |= _words(str(row["speaker"]))
        for start, end in row["source"]:  # type: ignore[attr-defined]
            capitals = re.findall(r"\b[^\W\d_]\w*", text[start:end])
            words |= _words(" ".join(each for each in capitals if each[0].isupper()))
    return {name: frozenset(words) for name, words in names.items()}


def _words(name: str) -> frozenset[str]:
    folded = unicodedata.normalize("NFKD", name.lower().replace("đ", "d"))
    plain = "".join(each for each in folded if not unicodedata.combining(each))
    return frozenset(word.replace("ou", "u")[:5] for word in re.findall(r"[^\W\d_]{3,}", plain))


def _characters(spans: Iterable[Sequence[int]]) -> frozenset[int]:
    return frozenset(i for start, end in spans for i in range(start, end))


def _overlap(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one or other else 1.0


def _f1(right: int, read: int, annotated: int) -> float:
    return 2 * right / (read + annotated) if read + annotated else 0.0
