"""Copies a seed's rows inside a ledger's database, with new ids and days, in bulk.

Many copies are made at once: indexes and the search's trigger are taken away, each table is
filled by one statement in the order of its key, then indexes and search are made again as the
ledger's own schema has them. So a million statements take minutes.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from sqlalchemy import Connection, Table, func, select, text

from onrecord.ledger import Ledger, schema
from onrecord.ledger.tallying import tally_all

_MASK = (1 << 62) - 1
_COMMON = 25  # a key that so many rows of the seed share is one that all stories share
_STEP = 2_654_435_761 << 20  # so that no two copies share a rare key
_BEFORE = 1000  # the first copy was recorded so many days ago, each next one a day later
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
_KEYS = (schema.statement_key, schema.article_key)
_POINTS = {
    "article": "article", "origin": "article", "replaces": "article", "reading": "reading",
    "speaker": "speaker", "behalf": "speaker", "statement": "statement", "via": "statement",
    "claim": "claim", "merged_into": "claim",
}  # fmt: skip
_DAYS = ("said", "said_on", "first_said", "last_said", "published")
_TIMES = ("since", "until", "changed")
_SQLITE_INDEXES = """SELECT tbl_name, name, sql FROM sqlite_master
    WHERE type IN ('index', 'trigger') AND (type = 'index' OR name = 'statement_searched')
        AND sql IS NOT NULL ORDER BY name"""
_POSTGRESQL_INDEXES = """SELECT tablename, indexname, indexdef FROM pg_indexes
    WHERE schemaname = 'public' AND indexname LIKE 'ix%' ORDER BY indexname"""


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


def copy_seed(ledger: Ledger, seed: Seed, numbers: range, place: str) -> None:
    """Add copies of the seed's rows, one for each number; a number is used once only."""
    with _unindexed(ledger):
        for table in _COPIED:
            with ledger.writing() as connection:
                _let_write(connection)
                connection.execute(text(_write_copies(table, seed, numbers, ledger.dialect)))
        for table in _KEYS:
            with ledger.writing() as connection:
                _let_write(connection)
                _copy_keys(connection, table, seed, numbers)
        with ledger.writing() as connection:
            connection.execute(text(_index_words(seed, numbers, ledger.dialect)))
        with ledger.writing() as connection:
            tally_all(connection)
    if ledger.dialect == "postgresql":
        # What its autovacuum does of itself, a little later.
        with psycopg.connect(place, autocommit=True) as direct:
            direct.execute("VACUUM (ANALYZE)")


def count_rows(connection: Connection, table: str) -> int:
    """The number of rows."""
    return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def measure_size(connection: Connection) -> int:
    """The bytes that the ledger takes on disk, without a log that is not yet worked in."""
    query = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
    if connection.dialect.name == "postgresql":
        query = "SELECT pg_database_size(current_database())"
    return int(connection.execute(text(query)).scalar_one())


@contextmanager
def _unindexed(ledger: Ledger) -> Iterator[None]:
    """The tables without their indexes while they are filled."""
    sqlite = ledger.dialect == "sqlite"
    filled = {table.name for table in (*_COPIED, *_KEYS)} | {"statement_search"}
    with ledger.writing() as connection:
        rows = connection.execute(text(_SQLITE_INDEXES if sqlite else _POSTGRESQL_INDEXES))
        made = [(name, sql) for table, name, sql in rows if table in filled]
        for name, sql in made:
            kind = "TRIGGER" if sql.startswith("CREATE TRIGGER") else "INDEX"
            connection.exec_driver_sql(f"DROP {kind} {name}")
    yield
    for _, sql in made:
        with ledger.writing() as connection:
            connection.exec_driver_sql(sql)


def _let_write(connection: Connection) -> None:
    """Rows are copied with what they point to: PostgreSQL need not look each of them up."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL session_replication_role = replica"))


def _copy_keys(connection: Connection, table: Table, seed: Seed, numbers: range) -> None:
    key, points_to = table.c.keys()
    connection.execute(text("CREATE TEMPORARY TABLE seed_key (key bigint, id bigint, step bigint)"))
    rows = [(name, row, 0) for name, row in seed.common[table.name]]
    rows += [(name & _MASK, row, _STEP) for name, row in seed.rare[table.name]]
    connection.execute(
        text("INSERT INTO seed_key VALUES (:key, :id, :step)"),
        [{"key": name, "id": row, "step": step} for name, row, step in rows],
    )
    # A common key has 63 bits, all of which stay; a rare one 62, so that nothing overflows.
    moved = f"CASE step WHEN 0 THEN key ELSE (key + copy.number * step) & {_MASK} END"
    connection.execute(
        text(
            f"INSERT INTO {table.name} ({key}, {points_to}) {_count(numbers, connection)} "
            f"SELECT {moved}, id + copy.number * {seed.ids[points_to]} "
            "FROM copy CROSS JOIN seed_key ORDER BY 1, 2"
        )
    )
    connection.execute(text("DROP TABLE seed_key"))


def _count(numbers: range, connection: Connection) -> str:
    return _write_numbers(numbers, connection.dialect.name)


def _write_numbers(numbers: range, dialect: str) -> str:
    """The copies' numbers, as a table to begin a query with."""
    if dialect == "postgresql":
        ends = f"{numbers.start}::bigint, {numbers.stop - 1}"
        return f"WITH copy AS (SELECT * FROM generate_series({ends}) AS series (number))"
    return (
        f"WITH RECURSIVE copy (number) AS (VALUES ({numbers.start}) UNION ALL "
        f"SELECT number + 1 FROM copy WHERE number < {numbers.stop - 1})"
    )


def _write_copies(table: Table, seed: Seed, numbers: range, dialect: str) -> str:
    chosen = [_write_column(table, name, seed, dialect) for name in list(table.c.keys())]
    limit = {"id": table.name, "statement": "statement", "article": "article", "claim": "claim"}
    column = next(name for name in limit if name in table.c)
    keys = [str(number + 1) for number, each in enumerate(table.c) if each.primary_key]
    names = ", ".join(table.c.keys())
    # SQLite's cross join goes through the copies in turn, so that rows come in the key's order.
    order = "" if keys == ["1"] and dialect == "sqlite" else f"ORDER BY {', '.join(keys)}"
    return (
        f"INSERT INTO {table.name} ({names}) {_write_numbers(numbers, dialect)} "
        f"SELECT {', '.join(chosen)} FROM copy CROSS JOIN {table.name} "
        f"WHERE {column} <= {seed.ids[limit[column]]} {order}"
    )


def _write_column(table: Table, name: str, seed: Seed, dialect: str) -> str:
    column = f"{table.name}.{name}"
    if name == "id":
        return f"{column} + copy.number * {seed.ids[table.name]}"
    if name in _POINTS:
        return f"{column} + copy.number * {seed.ids[_POINTS[name]]}"
    if name == "hash" or (name == "sha256" and table is schema.article):
        row = f"{table.name}.id + copy.number * {seed.ids[table.name]}"
        return f"{_write_hash(row, dialect)} || substr({column}, 9)"
    if name in _DAYS:
        return _move_day(column, "copy.number", dialect)
    if name in _TIMES:
        day = _move_day(f"substr({column}, 1, 10)", f"copy.number - {_BEFORE}", dialect)
        return f"{day} || substr({column}, 11)"
    return column


def _write_hash(row: str, dialect: str) -> str:
    """Eight digits that no other row has: an odd factor goes through all of them in turn."""
    number = f"(({row}) * 2654435761) % 4294967296"
    return f"printf('%08x', {number})" if dialect == "sqlite" else f"lpad(to_hex({number}), 8, '0')"


def _move_day(day: str, days: str, dialect: str) -> str:
    """The day, later for each copy, so that copies do not fall on one another."""
    if dialect == "sqlite":
        return f"date({day}, ({days}) || ' days')"
    return f"to_char(({day})::date + ({days})::integer, 'YYYY-MM-DD')"


def _index_words(seed: Seed, numbers: range, dialect: str) -> str:
    if dialect == "sqlite":
        return "INSERT INTO statement_search (statement_search) VALUES ('rebuild')"
    moved = f"copy.number * {seed.ids['statement']}"
    return (
        f"INSERT INTO statement_search {_write_numbers(numbers, dialect)} "
        f"SELECT statement_search.id + {moved}, words FROM copy CROSS JOIN statement_search "
        f"WHERE statement_search.id <= {seed.ids['statement']} ORDER BY 1"
    )
