from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from onrecord.errors import LedgerError, LedgerVersionError, NoLedgerError
from onrecord.ledger import Ledger, open_ledger, schema
from onrecord.ledger.schema import metadata
from onrecord.ledger.views import show_party
from onrecord.model import Stance
from onrecord.pipeline.adding import add_reading
from tests.ledger.conftest import read_tallies
from tests.ledger.made import CALL, LORNE, REED, Says, make_reading


def test_a_ledger_is_made_once_and_opened_again(place: str) -> None:
    with pytest.raises(NoLedgerError, match="there is no ledger here"):
        open_ledger(place)
    open_ledger(place, create=True).close()
    open_ledger(place, create=True).close()
    open_ledger(place).close()


def test_the_migrations_make_the_tables_that_the_code_uses(ledger: Ledger) -> None:
    with ledger.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _is_ours})
        assert compare_metadata(context, metadata) == []


def _is_ours(name: str | None, kind: str, parents: object) -> bool:
    return kind != "table" or not str(name).startswith("statement_search")


_OLD_INDEXES = {
    "ix_position_claim": "claim, said",
    "ix_position_said": "said, claim",
    "ix_position_since": "since",
}
_NEW_INDEXES = (
    "ix_article_replaces", "ix_board_standing_changed",
    "ix_article_since", "ix_article_outlet", "ix_article_language",
    "ix_statement_waiting", "ix_suggestion_waiting",
)  # fmt: skip


def test_an_older_ledger_is_brought_up_to_date(ledger: Ledger, place: str) -> None:
    add_reading(ledger, make_reading([Says(LORNE, CALL), Says(REED, CALL, Stance.NEITHER)]))
    tallies, palace = read_tallies(ledger), show_party(ledger, "Kellund Palace")
    assert len(tallies) == 6  # of the palace, its spokesman and the president
    with ledger.writing() as connection:
        for table in (schema.party_claim, schema.party_board):
            table.drop(connection)
        for name in _NEW_INDEXES:
            connection.execute(text(f"DROP INDEX {name}"))
        for name, columns in _OLD_INDEXES.items():
            connection.execute(text(f"DROP INDEX {name}"))
            connection.execute(text(f"CREATE INDEX {name} ON position ({columns})"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    with open_ledger(place) as opened:
        test_the_migrations_make_the_tables_that_the_code_uses(opened)
        assert read_tallies(opened) == tallies
        assert show_party(opened, "Kellund Palace") == palace


def test_a_newer_ledger_is_left_alone(ledger: Ledger, place: str) -> None:
    with ledger.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for write in (False, True):
        with pytest.raises(LedgerVersionError, match="newer onrecord"):
            open_ledger(place, write=write)


def test_reading_cannot_change_anything(ledger: Ledger, place: str) -> None:
    with (
        open_ledger(place) as opened,
        pytest.raises(LedgerError, match="read"),
        opened.reading() as connection,
    ):
        connection.execute(text("DELETE FROM board"))


@pytest.mark.parametrize("content", [b"a text", b"SQLite format 3\x00" + b"x" * 200])
def test_another_file_is_no_ledger_and_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(content)
    with pytest.raises(NoLedgerError, match="is not a ledger"):
        open_ledger(str(path), create=True)
    assert path.read_bytes() == content


def test_another_database_is_no_ledger(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE birds (name TEXT)")
    with pytest.raises(NoLedgerError, match="something else"):
        open_ledger(str(path), create=True)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (".", "is a folder"),
        ("no/such/folder/x.db", "its folder does not exist"),
        ("mysql://somewhere/x", "is not a kind of ledger"),
        ("postgresql://user:secret@127.0.0.1:9/x", "cannot be reached"),
    ],
)
def test_places_that_cannot_be(given: str, reason: str) -> None:
    with pytest.raises(LedgerError, match=reason) as error:
        open_ledger(given, create=True)
    assert "secret" not in str(error.value)
