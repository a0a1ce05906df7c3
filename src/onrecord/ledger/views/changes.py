"""What the ledger has learned since a time: claims that are new or stand elsewhere now."""

from dataclasses import dataclass

from sqlalchemy import Connection, select, tuple_

from onrecord.ledger import schema
from onrecord.ledger.clocks import NOW, Clocks
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.statements import ShownStatement, load_statements
from onrecord.ledger.views.lines import ClaimLine, load_lines
from onrecord.ledger.views.pages import Page, read_cursor, write_cursor
from onrecord.ledger.writer import batches
from onrecord.model import Standing


@dataclass(frozen=True, slots=True)
class Changed:
    """At the time `recorded` a claim's standing became `after`; `before` is None of a new claim.

    `statement` is what made it so, `claim` how it stands by the clocks.
    """

    recorded: str
    before: Standing | None
    after: Standing
    claim: ClaimLine
    statement: ShownStatement | None


def list_changes(
    ledger: Ledger,
    since: str,
    *,
    clocks: Clocks = NOW,
    after: str | None = None,
    most: int = 25,
) -> Page[Changed]:
    """One page of changes from the time `since` on (as `read_time` gives it), the last first."""
    table = schema.standing
    query = (
        select(table)
        .where(table.c.since >= since)
        .order_by(table.c.since.desc(), table.c.id.desc())
        .limit(most + 1)
    )
    if clocks.known_at:
        query = query.where(table.c.since <= clocks.known_at)
    if clocks.as_of:
        query = query.where(table.c.said <= clocks.as_of)
    if after:
        query = query.where(tuple_(table.c.since, table.c.id) < tuple_(*read_cursor(after)))
    with ledger.reading() as connection:
        rows = connection.execute(query).all()
        some = rows[:most]
        lines = load_lines(connection, [row.claim for row in some], clocks=clocks)
        shown = load_statements(connection, [row.statement for row in some if row.statement])
        before = _find_before(connection, [row.claim for row in some])
    items = tuple(
        Changed(
            recorded=row.since,
            before=before.get(row.id),
            after=Standing(row.standing),
            claim=lines[row.claim],
            statement=shown.get(row.statement),
        )
        for row in some
        if row.claim in lines
    )
    if len(rows) <= most or not some:
        return Page(items)
    return Page(items, write_cursor(some[-1].since, some[-1].id))


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
