"""What people judged, as it is shown: who, when, and of what."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from onrecord.ledger import schema
from onrecord.ledger.ratings import Rating, read_rating
from onrecord.ledger.writer import batches
from onrecord.model import Verdict


@dataclass(frozen=True, slots=True)
class ShownJudgement:
    """A judgement; `until` is set where a later one took its place, `rating` where it is one."""

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
    return tuple(found[row] for row in sorted(found))
