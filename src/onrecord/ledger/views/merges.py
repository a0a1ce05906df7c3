"""Claims that became part of others, as entries of what has changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, tuple_

from onrecord.ledger import schema
from onrecord.ledger.clocks import Clocks
from onrecord.ledger.merging import follow_row
from onrecord.ledger.views.pages import read_cursor
from onrecord.ledger.writer import batches
from onrecord.model import Standing, Verdict


@dataclass(frozen=True, slots=True)
class MergedClaim:
    """A claim, by its id, that became part of another, and who judged so.

    `who` is `onrecord` with its version where the machine did.
    """

    id: str
    who: str


@dataclass(frozen=True, slots=True)
class Logged:
    """A change of a claim, by its row, before it is shown; `number` orders those of one time."""

    recorded: str
    number: int
    claim: int
    before: Standing | None
    after: Standing | None
    statement: int | None = None
    merged: MergedClaim | None = None


def find_merges(
    connection: Connection, since: str, *, clocks: Clocks, after: str | None, most: int
) -> list[Logged]:
    """The last `most` merges from the time `since` on; they come behind what else changed then."""
    table = schema.claim
    query = (
        select(table.c.id, table.c.hash, table.c.until, table.c.merged_into)
        .where(table.c.merged_into.is_not(None), table.c.until >= since)
        .order_by(table.c.until.desc(), table.c.id)
        .limit(most)
    )
    if clocks.known_at:
        query = query.where(table.c.until <= clocks.known_at)
    if after:
        query = query.where(tuple_(table.c.until, -table.c.id) < tuple_(*read_cursor(after)))
    rows = connection.execute(query).all()
    who = _find_who(connection, [row.hash for row in rows])
    stood = _find_last(connection, [row.id for row in rows])
    return [
        Logged(
            recorded=row.until,
            number=-row.id,
            claim=_become(connection, row.merged_into, clocks),
            before=stood.get(row.id),
            after=None,
            merged=MergedClaim(row.hash, who.get((row.hash, row.until), "")),
        )
        for row in rows
    ]


def _become(connection: Connection, claim: int, clocks: Clocks) -> int:
    """What the claim is now, or was at the time that is asked about."""
    return claim if clocks.known_at else follow_row(connection, schema.claim, claim)


def _find_who(connection: Connection, merged: Sequence[str]) -> Mapping[tuple[str, str], str]:
    """By a claim's id and the time at which it ended who judged it the same as another."""
    table = schema.judgement
    found: dict[tuple[str, str], str] = {}
    for some in batches(merged, 400):
        query = select(table.c.subject, table.c.other, table.c.since, table.c.who).where(
            (table.c.subject.in_(some)) | (table.c.other.in_(some)),
            table.c.verdict == Verdict.SAME_CLAIM,
        )
        for subject, other, since, who in connection.execute(query):
            found[subject, since] = found[other, since] = who
    return found


def _find_last(connection: Connection, claims: Sequence[int]) -> Mapping[int, Standing]:
    """How each claim stood last."""
    table = schema.standing
    found = {}
    for some in batches(claims):
        query = select(table.c.claim, table.c.standing).where(table.c.claim.in_(some))
        for claim, standing in connection.execute(query.order_by(table.c.id)):
            found[claim] = Standing(standing)
    return found
