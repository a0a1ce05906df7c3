"""A claim's label in each language: the words of its clearest statement."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from onrecord.languages import known_languages, load_language
from onrecord.ledger.schema import article, claim_label, position, statement
from onrecord.ledger.writer import Writer, batches
from onrecord.model import Act, Stance, Statement

_MARKS = " \t\r\n\u00a0\u202f\"'«»“”„‘’‹›「」.,;:…"
_WORD = re.compile(r"\w+")
_FIRST = re.compile(r"\w+['’]?")
_BETTER = 0.15  # by so much a label must be clearer to take the place of one people know
_LONGEST = 200
_COMPARED = 500  # statements of one claim that are looked at to label it again
_BY_STANCE = {
    Stance.ASSERTS: 0.4,
    Stance.CONFIRMS: 0.4,
    Stance.DENIES: 0.3,
    Stance.QUESTIONS: 0.1,
    Stance.NEITHER: 0.1,
}


@dataclass(frozen=True, slots=True)
class Label:
    """The words of one statement, and how clearly they tell the claim, the higher the better."""

    words: str
    statement: int
    clarity: float


def make_label(
    made: Statement, words: str, row: int, *, language: str, holds_another: bool
) -> Label | None:
    """The statement's content as a label; None where it has no words.

    `holds_another` tells that the content tells what somebody said, by a statement of its own.
    """
    trimmed = trim_label(words, language)
    if not trimmed:
        return None
    told = made.because.stance
    facts = _Facts(
        stance=made.stance,
        act=made.act,
        confidence=made.confidence,
        tells_stance=holds_another or bool(told and told in trimmed),
    )
    return Label(trimmed, row, _judge_clarity(trimmed, facts))


def trim_label(words: str, language: str) -> str:
    """The content without quotation marks around it and the conjunction in front."""
    trimmed = " ".join(words.strip(_MARKS).split())
    if language in known_languages():
        found = _FIRST.match(trimmed)
        if found and found[0].lower().replace("’", "'") in load_language(language).words.that:
            trimmed = trimmed[found.end() :].strip(_MARKS)
    if len(trimmed) <= _LONGEST:
        return trimmed
    return trimmed[:_LONGEST].rsplit(" ", 1)[0].rstrip(_MARKS) + " …"


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a label's clarity is judged by, beside its words."""

    stance: Stance
    act: Act
    confidence: float
    tells_stance: bool


def _judge_clarity(label: str, facts: _Facts) -> float:
    words = _WORD.findall(label)
    names = sum(each[0].isupper() for each in words[1:])
    length = len(label)
    fits = 1.0 if 40 <= length <= 140 else max(0.0, 1 - abs(length - 90) / 110)
    clarity: float = (
        fits
        + 0.25 * min(names, 4)
        + _BY_STANCE.get(facts.stance, -0.3)
        + (0.3 if facts.act == Act.CLAIM else 0.0)
        + 0.5 * facts.confidence
        # "that he neither confirmed nor denied the call" tells of the answer, not of the claim.
        - (1.0 if facts.tells_stance else 0.0)
    )
    return round(clarity, 3)


def relabel(writer: Writer, found: Mapping[tuple[int, str], Label]) -> None:
    """Record the labels, by claim and language, that are clearer than those the claims have."""
    claims = sorted({claim for claim, _ in found})
    known = {}
    for some in batches(claims):
        query = select(
            claim_label.c.claim, claim_label.c.language, claim_label.c.id, claim_label.c.clarity
        ).where(claim_label.c.claim.in_(some), claim_label.c.until.is_(None))
        for claim, language, row, clarity in writer.connection.execute(query):
            known[claim, language] = (row, clarity)
    for (claim, language), label in found.items():
        row, clarity = known.get((claim, language), (None, None))
        if clarity is not None and label.clarity < clarity + _BETTER:
            continue
        if row is not None:
            writer.end(claim_label, [row])
        _put_label(writer, claim, language, label)


def label_again(writer: Writer, claims: Iterable[int]) -> None:
    """Label claims whose statements have come or gone by the statements that they have now."""
    for claim in sorted(claims):
        labels = _make_labels(writer, claim)
        query = select(claim_label.c.id, claim_label.c.language, claim_label.c.words).where(
            claim_label.c.claim == claim, claim_label.c.until.is_(None)
        )
        for row, language, words in writer.connection.execute(query).all():
            if language in labels and labels[language].words == words:
                del labels[language]
            else:
                writer.end(claim_label, [row])
        for language, label in labels.items():
            _put_label(writer, claim, language, label)


def _put_label(writer: Writer, claim: int, language: str, label: Label) -> None:
    writer.add(
        claim_label,
        claim=claim,
        language=language,
        words=label.words,
        statement=label.statement,
        clarity=label.clarity,
    )


def _make_labels(writer: Writer, claim: int) -> dict[str, Label]:
    """The clearest label in each language of the statements by which positions are held."""
    query = (
        select(statement, article.c.language)
        .join(position, position.c.statement == statement.c.id)
        .join(article, article.c.id == statement.c.article)
        .where(position.c.claim == claim, position.c.until.is_(None))
        .order_by(statement.c.id)
        .limit(_COMPARED)
    )
    rows = writer.connection.execute(query).all()
    holding = {row.via for row in rows if row.via}
    labels: dict[str, Label] = {}
    for row in rows:
        words = trim_label(row.words, row.language)
        told = json.loads(row.because).get("stance")
        facts = _Facts(
            stance=Stance(row.stance),
            act=Act(row.act),
            confidence=row.confidence,
            tells_stance=row.id in holding or bool(told and told in words),
        )
        clarity = _judge_clarity(words, facts)
        best = labels.get(row.language)
        if words and (best is None or clarity > best.clarity):
            labels[row.language] = Label(words, row.id, clarity)
    return labels
