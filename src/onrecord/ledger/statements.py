"""Statements as they are shown: who said what where, with the words that prove it."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Row, select

from onrecord.ledger import schema
from onrecord.ledger.names import name_outlet
from onrecord.ledger.writer import batches

_LONGEST_CHAIN = 6


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """What the text says was shown for a statement, or was withheld, in its words."""

    kind: str
    shown: bool
    words: str


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """A statement with where it stands: `chain` names through whom it came, nearest first.

    `said` is the day it counts for, `dated_by` what that rests on; `since` and `until` tell
    when the ledger learned it, and when something took its place.
    """

    id: str
    speaker: str
    kind: str
    role: str | None
    on_behalf_of: str | None
    stance: str
    act: str
    certainty: str
    said: str
    dated_by: str
    words: str
    cue: str
    chain: tuple[str, ...]
    relayed_from: str | None
    evidence: tuple[ShownEvidence, ...]
    confidence: float
    article: str
    outlet: str | None
    url: str | None
    title: str | None
    language: str
    spans: Mapping[str, list[list[int]]]
    since: str
    until: str | None


def load_statements(connection: Connection, rows: Sequence[int]) -> dict[int, ShownStatement]:
    """The statements of these rows, whether they hold still or not."""
    statement, speaker, article = schema.statement, schema.speaker, schema.article
    query = (
        select(
            statement,
            speaker.c.name,
            speaker.c.kind,
            speaker.c.role,
            speaker.c.on_behalf_of,
            article.c.hash.label("article_hash"),
            article.c.outlet,
            article.c.url,
            article.c.title,
            article.c.language,
        )
        .join(speaker, speaker.c.id == statement.c.speaker)
        .join(article, article.c.id == statement.c.article)
    )
    found = [
        row
        for some in batches(list(dict.fromkeys(rows)))
        for row in connection.execute(query.where(statement.c.id.in_(some)))
    ]
    evidence = _load_evidence(connection, [row.id for row in found])
    through = _load_chains(connection, {row.id: row.via for row in found if row.via})
    return {row.id: _shown(row, through.get(row.id, []), evidence.get(row.id, [])) for row in found}


def _shown(
    row: Row[*tuple[object, ...]], through: Sequence[str], evidence: Sequence[ShownEvidence]
) -> ShownStatement:
    outlet = name_outlet(row.outlet, row.url)
    names = [each for each in through if each != row.name]
    return ShownStatement(
        id=row.hash,
        speaker=row.name,
        kind=row.kind,
        role=row.role,
        on_behalf_of=row.on_behalf_of,
        stance=row.stance,
        act=row.act,
        certainty=row.certainty,
        said=row.said,
        dated_by=row.dated_by,
        words=row.words,
        cue=row.cue_words,
        chain=tuple(names),
        relayed_from=row.relayed_from,
        evidence=tuple(evidence),
        confidence=row.confidence,
        article=row.article_hash,
        outlet=outlet,
        url=row.url,
        title=row.title,
        language=row.language,
        spans={
            "source": json.loads(row.source),
            "cue": json.loads(row.cue),
            "content": json.loads(row.content),
        },
        since=row.since,
        until=row.until,
    )


def _load_evidence(connection: Connection, rows: Sequence[int]) -> dict[int, list[ShownEvidence]]:
    table = schema.evidence
    found: dict[int, list[ShownEvidence]] = defaultdict(list)
    for some in batches(rows):
        query = select(table.c.statement, table.c.kind, table.c.shown, table.c.words)
        for statement, kind, shown, words in connection.execute(
            query.where(table.c.statement.in_(some)).order_by(table.c.id)
        ):
            found[statement].append(ShownEvidence(kind, bool(shown), words))
    return found


def _load_chains(connection: Connection, via: Mapping[int, int]) -> dict[int, list[str]]:
    """For each statement that reaches us through others, who these are, nearest to us first."""
    statement, speaker = schema.statement, schema.speaker
    query = select(statement.c.id, statement.c.via, speaker.c.name, speaker.c.kind).join(
        speaker, speaker.c.id == statement.c.speaker
    )
    chains: dict[int, list[str]] = {row: [] for row in via}
    ahead = dict(via)
    for _ in range(_LONGEST_CHAIN):
        found = {
            row.id: row
            for some in batches(sorted(set(ahead.values())))
            for row in connection.execute(query.where(statement.c.id.in_(some)))
        }
        for start, at in list(ahead.items()):
            row = found[at]
            if row.kind not in ("unknown", "unnamed") and row.name not in chains[start]:
                chains[start].insert(0, row.name)
            ahead[start] = row.via
        ahead = {start: at for start, at in ahead.items() if at is not None}
        if not ahead:
            break
    return chains
