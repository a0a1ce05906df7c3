"""The positions on claims, read from the ledger with what standings are told by."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Row, or_, select

from onrecord.ledger.schema import article, party, position, speaker, statement
from onrecord.ledger.writer import batches
from onrecord.model import Act, Position, SpeakerKind, Stance


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A position and where it was taken: rows of the ledger, and what counts it.

    `written` is the party's name as the article has it, `since` when the ledger learned of it.
    """

    position: Position
    claim: int
    party: int | None
    voice: int | None
    statement: int
    article: int
    outlet: str
    language: str
    relayed_from: str | None
    written: str
    since: str


def held(table: FromClause, known_at: str | None) -> ColumnElement[bool]:
    """Whether a row of the table held at `known_at`, a time as the ledger keeps it; now if None."""
    if known_at is None:
        return table.c.until.is_(None)
    return (table.c.since <= known_at) & or_(table.c.until.is_(None), table.c.until > known_at)


def load_positions(
    connection: Connection, claims: Sequence[int], *, known_at: str | None = None
) -> Mapping[int, list[TakenIn]]:
    """The positions that held at `known_at` on each of the claims, by claim."""
    voice, voice_speaker, behalf = party.alias("voice"), speaker, speaker.alias("behalf")
    query = (
        select(
            position.c.claim,
            position.c.party,
            position.c.voice,
            position.c.statement,
            position.c.stance,
            position.c.said,
            position.c.participant,
            statement.c.hash,
            statement.c.act,
            statement.c.article,
            statement.c.relayed_from,
            party.c.hash,
            party.c.name,
            party.c.kind,
            voice.c.hash,
            voice_speaker.c.name,
            voice_speaker.c.kind,
            article.c.outlet,
            article.c.url,
            article.c.hash,
            article.c.language,
            behalf.c.name,
            position.c.since,
        )
        .join(statement, statement.c.id == position.c.statement)
        .join(article, article.c.id == statement.c.article)
        .join(voice_speaker, voice_speaker.c.id == statement.c.speaker)
        .outerjoin(behalf, behalf.c.id == statement.c.behalf)
        .outerjoin(party, party.c.id == position.c.party)
        .outerjoin(voice, voice.c.id == position.c.voice)
    )
    found: dict[int, list[TakenIn]] = defaultdict(list)
    for some in batches(claims):
        for row in connection.execute(
            query.where(position.c.claim.in_(some), held(position, known_at))
        ):
            found[row[0]].append(_taken(row))
    return found


def _taken(row: Row[*tuple[Any, ...]]) -> TakenIn:
    (
        claim, party_row, voice_row, statement_row, stance, said, participant,
        statement_hash, act, article_row, relayed_from,
        party_hash, party_name, party_kind, voice_hash, speaker_name, speaker_kind,
        outlet, url, article_hash, language, behalf_name, since,
    ) = row  # fmt: skip
    made = Position(
        statement=statement_hash,
        party=party_hash,
        name=party_name or speaker_name,
        kind=SpeakerKind(party_kind or speaker_kind),
        stance=Stance(stance),
        said=said,
        act=Act(act),
        voice=voice_hash,
        voice_name=speaker_name if voice_hash else None,
        participant=bool(participant),
    )
    named = name_outlet(outlet, url) or article_hash
    return TakenIn(
        position=made,
        claim=claim,
        party=party_row,
        voice=voice_row,
        statement=statement_row,
        article=article_row,
        outlet=named,
        language=language,
        relayed_from=relayed_from,
        written=behalf_name or speaker_name,
        since=since,
    )


def name_outlet(outlet: str | None, url: str | None) -> str | None:
    """Who published it: the outlet's name, else the site that its address names."""
    if outlet:
        return outlet
    site = url.partition("://")[2].partition("/")[0] if url else ""
    return site.removeprefix("www.") or None
