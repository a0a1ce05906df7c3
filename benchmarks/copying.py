"""Copies a seed's rows inside a ledger's database, with new ids and days."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Table, func, insert, select, text

from onrecord.ledger import Ledger, schema

_MASK = (1 << 62) - 1
_COMMON = 25  # a key that so many rows of the seed share is one that all stories share
_STEP = 2_654_435_761 << 20  # so that no two copies share a rare key
# In an order that foreign keys allow. Parties, and how they are written, are shared.
_COPIED = (
    schema.article,
    schema.reading,
    schema.speaker,
    schema.statement,
    schema.evidence,
    schema.claim,
    schema.claim_label,
    schema.claim_link,
    schema.suggestion,
    schema.party_link,
    schema.position,
    schema.origin,
    schema.signature,
    schema.fingerprint,
    schema.standing,
    schema.board,
    schema.board_facet,
)
_KEYS = (schema.statement_key, schema.article_key)  # fmt: skip
_POINTS = {
    "article": "article", "origin": "article", "replaces": "article", "reading": "reading",
    "speaker": "speaker", "behalf": "speaker", "statement": "statement", "via": "statement",
    "claim": "claim", "merged_into": "claim",
}  # fmt: skip
_DAYS = ("said", "said_on", "first_said", "last_said", "published")


@dataclass(frozen=True, slots=True)
class Seed:
    """How many ids each table of the seed has taken, and its keys, each with its row.

    Tables of keys have no index by row, so the seed's are kept here.
    """

    ids: Mapping[str, int]
    common: Mapping[str, list[tuple[int, int]]]
    rare: Mapping[str, list[tuple[int, int]]]


def read_seed(connection: Connection) -> Seed:
    """The seed: everything that a ledger holds now."""
    ids = {}
    for table in _COPIED:
        if "id" in table.c:
            ids[table.name] = connection.execute(select(func.max(table.c.id))).scalar() or 0
    common, rare = {}, {}
    for table in _KEYS:
        rows = [(row[0], row[1]) for row in connection.execute(select(table))]
        shared = Counter(key for key, _ in rows)
        common[table.name] = [row for row in rows if shared[row[0]] >= _COMMON]
        rare[table.name] = [row for row in rows if shared[row[0]] < _COMMON]
    return Seed(ids, common, rare)


def copy_seed(ledger: Ledger, seed: Seed, number: int) -> None:
    """Add one more copy of the seed's rows; `number` counts them."""
    with ledger.writing() as connection:
        for table in _COPIED:
            connection.execute(text(_write_copy(table, seed, number, ledger.dialect)))
            if table is schema.statement and ledger.dialect == "postgresql":
                connection.execute(text(_index_copy(seed, number)))
        for table in _KEYS:
            _copy_keys(connection, table, seed, number)


def count_rows(connection: Connection, table: str) -> int:
    """The number of rows."""
    return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def measure_size(connection: Connection, place: str) -> int:
    """The bytes that the ledger takes on disk."""
    if connection.dialect.name == "postgresql":
        size = text("SELECT pg_database_size(current_database())")
        return int(connection.execute(size).scalar_one())
    return sum(each.stat().st_size for each in Path(place).parent.glob(f"{Path(place).name}*"))


def _copy_keys(connection: Connection, table: Table, seed: Seed, number: int) -> None:
    key, points_to = table.c.keys()
    moved = number * seed.ids[points_to]
    rows = [(name, row + moved) for name, row in seed.common[table.name]]
    rows += [((name + number * _STEP) & _MASK, row + moved) for name, row in seed.rare[table.name]]
    connection.execute(insert(table), [{key: name, points_to: row} for name, row in sorted(rows)])


def _write_copy(table: Table, seed: Seed, number: int, dialect: str) -> str:
    chosen = [_write_column(table, name, seed, number, dialect) for name in list(table.c.keys())]
    limit = {"id": table.name, "statement": "statement", "article": "article", "claim": "claim"}
    column = next(name for name in limit if name in table.c)
    names = ", ".join(table.c.keys())
    return (
        f"INSERT INTO {table.name} ({names}) SELECT {', '.join(chosen)} FROM {table.name} "
        f"WHERE {column} <= {seed.ids[limit[column]]}"
    )


def _write_column(table: Table, name: str, seed: Seed, number: int, dialect: str) -> str:
    if name == "id":
        return f"id + {number * seed.ids[table.name]}"
    if name in _POINTS:
        return f"{name} + {number * seed.ids[_POINTS[name]]}"
    if name == "hash" or (name == "sha256" and table is schema.article):
        return f"substr({name}, 1, 8) || '{number:08x}'"
    if name in _DAYS:
        return _write_day(name, number, dialect)
    return name


def _write_day(name: str, number: int, dialect: str) -> str:
    """The day, moved back by the copy's number, so that copies do not fall on one another."""
    if dialect == "sqlite":
        return f"date({name}, '-{number} days')"
    return f"to_char({name}::date - {number}, 'YYYY-MM-DD')"


def _index_copy(seed: Seed, number: int) -> str:
    moved = number * seed.ids["statement"]
    return (
        f"INSERT INTO statement_search SELECT id + {moved}, words FROM statement_search "
        f"WHERE id <= {seed.ids['statement']}"
    )
