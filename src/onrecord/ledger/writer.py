"""Adds rows within one transaction: gathered, then written in bulk, and old ones ended."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Insert, Table, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from onrecord.ledger.extras import index_words
from onrecord.ledger.schema import metadata, statement

_T = TypeVar("_T")


class Writer:
    """Gathers the rows of one transaction; `flush` writes them, before which no query sees them.

    `now` is the time that all of them carry. One writer works on a ledger at a time, so it
    can give out ids itself.
    """

    def __init__(self, connection: Connection, *, now: str | None = None) -> None:
        self.connection = connection
        self.now = now or tell_time()
        self._next: dict[str, int] = {}
        self._rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._keys: dict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)

    def add(self, table: Table, **values: Any) -> int:
        """Gather a row, and give the id that it will have."""
        values["id"] = self.take_id(table)
        self.put_recorded(table, values)
        return int(values["id"])

    def put_recorded(self, table: Table, values: dict[str, Any]) -> None:
        """Gather a row that has its id, and holds from now on."""
        if "since" in table.c:
            values.update(since=self.now, until=None)
        self._rows[table.name].append(values)

    def put(self, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
        """Gather rows of a table that has no ids of its own."""
        self._rows[table.name].extend(dict(row) for row in rows)

    def put_keys(self, table: Table, name: str, row: int, keys: Iterable[str]) -> None:
        """Gather the keys by which a row is found; those it has already may be among them."""
        self._keys[table.name, name].update((hash_key(each), row) for each in keys)

    def end(self, table: Table, ids: Sequence[int], **values: Any) -> None:
        """End rows that hold no longer, from now on."""
        for some in batches(ids):
            self.connection.execute(
                update(table)
                .where(table.c.id.in_(some), table.c.until.is_(None))
                .values(until=self.now, **values)
            )

    def end_where(self, table: Table, name: str, values: Sequence[int]) -> None:
        """End the rows in whose column `name` stands one of `values`."""
        for some in batches(values):
            self.connection.execute(
                update(table)
                .where(table.c[name].in_(some), table.c.until.is_(None))
                .values(until=self.now)
            )

    def flush(self) -> None:
        """Write what has been gathered."""
        for table in metadata.sorted_tables:
            rows = self._rows.pop(table.name, None)
            if rows:
                self.connection.execute(insert(table), rows)
            if rows and table is statement:
                index_words(self.connection, rows)
        for (table_name, column), keys in self._keys.items():
            # A party gets the same keys again with each mention.
            self.connection.execute(
                _insert_new(metadata.tables[table_name], self.connection.dialect.name),
                [{"key": key, column: row} for key, row in sorted(keys)],
            )
        self._keys.clear()

    def take_id(self, table: Table) -> int:
        """Give out the id of the table's next row."""
        if table.name not in self._next:
            last = self.connection.execute(select(func.max(table.c.id))).scalar()
            self._next[table.name] = (last or 0) + 1
        given = self._next[table.name]
        self._next[table.name] += 1
        return given


def _insert_new(table: Table, dialect: str) -> Insert:
    made = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    return made.on_conflict_do_nothing()


def tell_time() -> str:
    """Now, in UTC, to the microsecond."""
    return write_time(datetime.now(UTC))


def write_time(moment: datetime) -> str:
    """A moment as the ledger keeps it: all of one length, so that they sort as text."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}Z"


def hash_of(*parts: object) -> str:
    """What makes a thing the same, as 16 hexadecimal digits."""
    key = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def hash_key(key: str) -> int:
    """A key of any length as 63 bits, which both databases keep in eight bytes."""
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def batches(ids: Sequence[_T], size: int = 900) -> Iterable[Sequence[_T]]:
    """`ids` in parts that fit the number of values a statement may have."""
    return (ids[start : start + size] for start in range(0, len(ids), size))
