"""What people judged, as it is shown: who, when, and of what."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, or_, select

from onrecord.ledger import schema
from onrecord.ledger.clocks import NOW, Clocks, held
from onrecord.ledger.ratings import Rating, read_rating
from onrecord.ledger.writer import batches
from onrecord.model import Verdict


@dataclass(frozen=True, slots=True)
class ShownJudgement:
    """A judgement; `until` is set where it no longer holds, `rating` where it is one.

    `withdrawn_by` is who took it back; without that a later one took its place.
    """

    id: str
    verdict: Verdict
    subject: str
    other: str | None
    value: str | None
    who: str
    note: str | None
    since: str
    until: str | None
    rating: Rating | None = None
    withdrawn_by: str | None = None


def load_judgements(
    connection: Connection, about: Sequence[str], *, known_at: str | None = None
) -> tuple[ShownJudgement, ...]:
    """All judgements that name one of these ids, the first ones first."""
    table = schema.judgement
    found = {}
    for some in batches(about, 400):
        query = select(table).where(or_(table.c.subject.in_(some), table.c.other.in_(some)))
        if known_at:
            query = query.where(table.c.since <= known_at)
        for row in connection.execute(query):
            verdict = Verdict(row.verdict)
            is_rating = verdict == Verdict.RATING
            found[row.id] = ShownJudgement(
                id=row.hash,
                verdict=verdict,
                subject=row.subject,
                other=row.other,
                value=None if is_rating else row.value,
                who=row.who,
                note=row.note,
                since=row.since,
                until=row.until if not known_at or (row.until or "") <= known_at else None,
                rating=read_rating(row.value) if is_rating else None,
            )
    withdrawn = _find_withdrawn(connection, [each.id for each in found.values()], known_at)
    return tuple(
        replace(found[row], withdrawn_by=withdrawn.get(found[row].id)) for row in sorted(found)
    )


def find_judged(connection: Connection, claim: int, *, clocks: Clocks = NOW) -> list[str]:
    """The ids of statements about the claim, by row: those that nobody made as well."""
    link, statement = schema.claim_link, schema.statement
    query = (
        select(statement.c.hash)
        .join(link, link.c.statement == statement.c.id)
        .where(link.c.claim == claim, held(link, clocks.known_at))
    )
    if clocks.as_of:
        query = query.where(statement.c.said <= clocks.as_of)
    return list(connection.execute(query.distinct()).scalars())


def _find_withdrawn(
    connection: Connection, judgements: Sequence[str], known_at: str | None
) -> dict[str, str]:
    """Who took which judgements back, by the judgements' ids."""
    table = schema.judgement
    found: dict[str, str] = {}
    for some in batches(judgements):
        query = select(table.c.subject, table.c.who).where(
            table.c.subject.in_(some), table.c.verdict == Verdict.WITHDRAWN
        )
        if known_at:
            query = query.where(table.c.since <= known_at)
        found.update((row[0], row[1]) for row in connection.execute(query))
    return found
