"""A whole ledger as lines of JSON, and back: every row, with both clocks."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from onrecord.errors import LedgerError
from onrecord.ledger import schema
from onrecord.ledger.extras import index_words
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.tallying import tally_all
from onrecord.ledger.versioning import HEAD, KNOWN

_AT_ONCE = 1000
_KIND = "onrecord ledger"


def dump(ledger: Ledger) -> Iterator[str]:
    """The ledger as it is at this moment, one line a row, the first one saying what it is."""
    yield json.dumps({"is": _KIND, "schema": HEAD})
    with ledger.reading() as connection:
        for table in schema.metadata.sorted_tables:
            yield from _dump_table(connection, table)


def _dump_table(connection: Connection, table: Table) -> Iterator[str]:
    keys = list(table.primary_key.columns)
    rows = connection.execution_options(yield_per=_AT_ONCE).execute(select(table).order_by(*keys))
    for row in rows:
        line = {"table": table.name, "row": dict(row._mapping)}
        yield json.dumps(line, ensure_ascii=False)


def restore(ledger: Ledger, lines: Iterable[str]) -> int:
    """Fill an empty ledger with the lines of another one, whole or not at all; rows written.

    Raises LedgerError where the ledger is not empty or a line is not what `dump` wrote.
    """
    numbered = enumerate(lines, start=1)
    written_by = _read_head(ledger.where, next(numbered, (1, ""))[1])
    with ledger.writing() as connection:
        if connection.execute(select(func.count()).select_from(schema.article)).scalar():
            raise LedgerError(ledger.where, "is not empty", "name a new file with --ledger")
        if ledger.dialect == "sqlite":  # what was merged may come before what it is part of
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        count = 0
        for table, rows in _gather(ledger.where, numbered):
            connection.execute(insert(table), rows)
            if table is schema.statement:
                index_words(connection, rows)
            count += len(rows)
        if written_by != HEAD:
            tally_all(connection)
    return count


def _read_head(where: str, line: str) -> str:
    """The schema of the ledger that the lines are of; an older one only lacks tallies."""
    try:
        head = json.loads(line)
        is_ours = head["is"] == _KIND and head["schema"] in KNOWN
    except (ValueError, TypeError, KeyError) as error:
        raise LedgerError(where, "these lines are not a ledger's") from error
    if not is_ours:
        raise LedgerError(where, f"these lines are of another schema than {HEAD}")
    return str(head["schema"])


def _gather(
    where: str, numbered: Iterable[tuple[int, str]]
) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    """Rows of one table that follow each other, so many at once."""
    tables = schema.metadata.tables
    current: Table | None = None
    rows: list[dict[str, Any]] = []
    for number, line in numbered:
        if not line.strip():
            continue
        try:
            given = json.loads(line)
            table, row = tables[given["table"]], given["row"]
            fits = set(row) == set(table.columns.keys())
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise LedgerError(where, f"line {number} is not a ledger's") from error
        if not fits:
            raise LedgerError(where, f"line {number} has other columns than {table.name}")
        if rows and current is not None and (table is not current or len(rows) >= _AT_ONCE):
            yield current, rows
            rows = []
        current = table
        rows.append(row)
    if rows and current is not None:
        yield current, rows
