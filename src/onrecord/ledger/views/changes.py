"""What the ledger has learned since a time: claims that are new, stand elsewhere, became one."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, tuple_

from onrecord.ledger import schema
from onrecord.ledger.clocks import NOW, Clocks
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.statements import ShownStatement, load_statements
from onrecord.ledger.views.lines import ClaimLine, load_lines
from onrecord.ledger.views.merges import Logged, MergedClaim, find_merges
from onrecord.ledger.views.pages import Page, read_cursor, write_cursor
from onrecord.ledger.writer import batches
from onrecord.model import Standing


@dataclass(frozen=True, slots=True)
class Changed:
    """At the time `recorded` a claim's standing became `after`; `before` is None of a new claim.

    `statement` is what made it so, `claim` how it stands by the clocks. Where another claim
    became part of this one, `merged` tells which and by whom, and `before` is how that stood.
    """

    recorded: str
    before: Standing | None
    after: Standing
    claim: ClaimLine
    statement: ShownStatement | None
    merged: MergedClaim | None = None


def list_changes(
    ledger: Ledger,
    since: str,
    *,
    clocks: Clocks = NOW,
    after: str | None = None,
    most: int = 25,
) -> Page[Changed]:
    """One page of changes from the time `since` on (as `read_time` gives it), the last first."""
    with ledger.reading() as connection:
        entries = [
            *_find_standings(connection, since, clocks, after, most + 1),
            *find_merges(connection, since, clocks=clocks, after=after, most=most + 1),
        ]
        entries.sort(key=lambda each: (each.recorded, each.number), reverse=True)
        some = entries[:most]
        items = _show(connection, some, clocks)
    if len(entries) <= most or not some:
        return Page(items)
    return Page(items, write_cursor(some[-1].recorded, some[-1].number))


def _find_standings(
    connection: Connection, since: str, clocks: Clocks, after: str | None, most: int
) -> list[Logged]:
    table = schema.standing
    query = (
        select(table)
        .where(table.c.since >= since)
        .order_by(table.c.since.desc(), table.c.id.desc())
        .limit(most)
    )
    if clocks.known_at:
        query = query.where(table.c.since <= clocks.known_at)
    if clocks.as_of:
        query = query.where(table.c.said <= clocks.as_of)
    if after:
        query = query.where(tuple_(table.c.since, table.c.id) < tuple_(*read_cursor(after)))
    rows = connection.execute(query).all()
    before = _find_before(connection, [row.claim for row in rows])
    return [
        Logged(
            recorded=row.since,
            number=row.id,
            claim=row.claim,
            before=before.get(row.id),
            after=Standing(row.standing),
            statement=row.statement,
        )
        for row in rows
    ]


def _show(connection: Connection, entries: Sequence[Logged], clocks: Clocks) -> tuple[Changed, ...]:
    lines = load_lines(connection, [each.claim for each in entries], clocks=clocks)
    said = [each.statement for each in entries if each.statement]
    shown = load_statements(connection, said)
    return tuple(
        Changed(
            recorded=each.recorded,
            before=each.before,
            after=each.after or lines[each.claim].standing,
            claim=lines[each.claim],
            statement=shown.get(each.statement) if each.statement else None,
            merged=each.merged,
        )
        for each in entries
        if each.claim in lines
    )


def _find_before(connection: Connection, claims: list[int]) -> dict[int, Standing]:
    """For each row of the log, the standing that the claim had before it."""
    table = schema.standing
    last: dict[int, str] = {}
    found = {}
    for some in batches(list(dict.fromkeys(claims))):
        query = select(table.c.claim, table.c.id, table.c.standing).where(table.c.claim.in_(some))
        for claim, row, standing in connection.execute(query.order_by(table.c.id)):
            if claim in last:
                found[row] = Standing(last[claim])
            last[claim] = standing
    return found
