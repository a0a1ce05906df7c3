"""From an id, or the beginning of one, to a row."""

from dataclasses import dataclass

from sqlalchemy import Connection, Table, select

from onrecord.errors import UnknownIdError
from onrecord.ledger import schema
from onrecord.ledger.merging import follow_row

_SHOWN = 5  # ids named where several fit
_TABLES = {
    "claim": schema.claim,
    "statement": schema.statement,
    "party": schema.party,
    "article": schema.article,
    "judgement": schema.judgement,
}


@dataclass(frozen=True, slots=True)
class Row:
    """A thing in the ledger: what it is, its row, and its id as people see it."""

    kind: str
    id: int
    hash: str


def find_id(connection: Connection, given: str, *kinds: str) -> Row:
    """The one thing of these kinds whose id is, or begins with, `given`.

    A claim or party that was merged into another is still found. Raises UnknownIdError where
    there is none, or several.
    """
    rows = [
        Row(kind, row, found)
        for kind in kinds
        for found, row in _find(connection, _TABLES[kind], given.strip().lower()).items()
    ]
    exact = [row for row in rows if row.hash == given]
    if len(exact or rows) == 1:
        return (exact or rows)[0]
    what = " or ".join(kinds)
    if not rows:
        raise UnknownIdError(given, f"no {what} has this id", "`onrecord claims` lists claims")
    some = ", ".join(f"{row.kind} {row.hash}" for row in rows[:_SHOWN])
    raise UnknownIdError(given, f"several ids begin so: {some}", "write more of it")


def find_claim(connection: Connection, given: str, *, known_at: str | None = None) -> int:
    """The row of the claim that the id means; a merge that was not known yet is not followed."""
    found = find_id(connection, given, "claim")
    return found.id if known_at else follow_row(connection, schema.claim, found.id)


def _find(connection: Connection, table: Table, beginning: str) -> dict[str, int]:
    """Rows by id, the newest of each; few are enough to tell that there are several."""
    if not beginning or not set(beginning) <= set("0123456789abcdef"):
        return {}
    query = (
        select(table.c.hash, table.c.id)
        .where(table.c.hash >= beginning, table.c.hash < beginning + "g")
        .order_by(table.c.hash, table.c.id)
        .limit(50)
    )
    return {row[0]: row[1] for row in connection.execute(query)}
