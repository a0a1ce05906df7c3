"""Statements as rows of one table: what exports and data frames share."""

import json
from dataclasses import dataclass, fields

from onrecord.ledger.views.stream import OnRecord


@dataclass(frozen=True, slots=True)
class TableRow:
    """One statement that counts; what is several (`chain`, `evidence`, spans) is JSON.

    `party` and `stance` are what counts for the claim's standing, `speaker` who spoke.
    """

    claim_id: str
    claim: str
    standing: str
    statement_id: str
    party_id: str | None
    party: str
    stance: str
    said: str
    dated_by: str
    speaker: str
    speaker_kind: str
    role: str | None
    on_behalf_of: str | None
    act: str
    certainty: str
    words: str
    cue: str
    chain: str
    relayed_from: str | None
    evidence: str
    confidence: float
    article_id: str
    outlet: str | None
    url: str | None
    title: str | None
    language: str
    source_spans: str
    cue_spans: str
    content_spans: str
    recorded: str


_ENCODE = json.JSONEncoder(ensure_ascii=False).encode  # made once: `dumps` makes it each time
COLUMNS = tuple(each.name for each in fields(TableRow))


def make_row(given: OnRecord) -> TableRow:
    """What is on record as a row."""
    said = given.statement
    proofs = [{"kind": e.kind, "shown": e.shown, "words": e.words} for e in said.evidence]
    return TableRow(
        claim_id=given.claim.id,
        claim=given.claim.label,
        standing=given.claim.standing.value,
        statement_id=said.id,
        party_id=given.party,
        party=given.name,
        stance=given.stance.value,
        said=said.said,
        dated_by=said.dated_by,
        speaker=said.speaker,
        speaker_kind=said.kind,
        role=said.role,
        on_behalf_of=said.on_behalf_of,
        act=said.act,
        certainty=said.certainty,
        words=said.words,
        cue=said.cue,
        chain=_ENCODE(said.chain),
        relayed_from=said.relayed_from,
        evidence=_ENCODE(proofs),
        confidence=said.confidence,
        article_id=said.article,
        outlet=said.outlet,
        url=said.url,
        title=said.title,
        language=said.language,
        source_spans=_ENCODE(said.spans["source"]),
        cue_spans=_ENCODE(said.spans["cue"]),
        content_spans=_ENCODE(said.spans["content"]),
        recorded=said.since,
    )


def list_values(row: TableRow) -> list[str | float | None]:
    """The row's values in the order of COLUMNS."""
    return [getattr(row, name) for name in COLUMNS]
