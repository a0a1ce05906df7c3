"""The positions on claims, read from the ledger with what standings are told by."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from onrecord.ledger.clocks import held
from onrecord.ledger.names import name_outlet
from onrecord.ledger.origins import OriginLink, find_origins, name_article, name_origin, tell_origin
from onrecord.ledger.schema import article, party, position, speaker, statement
from onrecord.ledger.writer import batches
from onrecord.model import Act, Position, SpeakerKind, Stance


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A position and where it was taken: rows of the ledger, and what counts it.

    `origin` names the outlet that it comes from in the end, by which origins are counted;
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
    origin: str
    written: str
    since: str


def load_positions(
    connection: Connection, claims: Sequence[int], *, known_at: str | None = None
) -> Mapping[int, list[TakenIn]]:
    """The positions that held at `known_at` on each of the claims, by claim."""
    query = _query_positions()
    rows = [
        row
        for some in batches(claims)
        for row in connection.execute(
            query.where(position.c.claim.in_(some), held(position, known_at))
        )
    ]
    origins = find_origins(connection, [row.article for row in rows], known_at=known_at)
    found: dict[int, list[TakenIn]] = defaultdict(list)
    for row in rows:
        found[row.claim].append(_taken(row, origins))
    return {claim: _find_relayed(taken) for claim, taken in found.items()}


def count_origins(taken: Iterable[TakenIn]) -> int:
    """How many independent origins the statements have, copies and relays folded."""
    return len({each.origin for each in taken})


def _find_relayed(taken: list[TakenIn]) -> list[TakenIn]:
    """With the article for the outlet, where the outlet that is relayed tells the claim itself."""
    if all(each.position.origin is each.position.relays is None for each in taken):
        return taken  # as most are
    own: dict[str | None, str | None] = {}
    for each in sorted(taken, key=lambda each: each.article):
        if each.position.origin is None and each.position.relays is None:
            own.setdefault(name_origin(each.origin), each.position.article)
    return [
        replace(each, position=_name_articles(each.position, own))
        if each.position.origin in own or each.position.relays in own
        else each
        for each in taken
    ]


def _name_articles(given: Position, own: Mapping[str | None, str | None]) -> Position:
    return replace(
        given,
        origin=own.get(given.origin, given.origin),
        relays=own.get(given.relays, given.relays),
    )


def _query_positions() -> Select[*tuple[Any, ...]]:
    voice, voice_speaker, behalf = party.alias("voice"), speaker, speaker.alias("behalf")
    via = statement.alias("via")
    return (
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
            via.c.hash,
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
        .outerjoin(via, via.c.id == statement.c.via)
        .outerjoin(party, party.c.id == position.c.party)
        .outerjoin(voice, voice.c.id == position.c.voice)
    )


def _taken(row: Row[*tuple[Any, ...]], origins: Mapping[int, OriginLink]) -> TakenIn:
    (
        claim, party_row, voice_row, statement_row, stance, said, participant,
        statement_hash, act, article_row, relayed_from, via,
        party_hash, party_name, party_kind, voice_hash, speaker_name, speaker_kind,
        outlet, url, article_hash, language, behalf_name, since,
    ) = row  # fmt: skip
    named = name_outlet(outlet, url) or article_hash
    told = tell_origin(article_row, named, relayed_from, origins)
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
        article=name_article(url, article_hash),
        origin=told.origin,
        relays=told.relays,
        via=via,
    )
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
        origin=told.name,
        written=behalf_name or speaker_name,
        since=since,
    )
