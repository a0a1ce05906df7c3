"""Which schema a ledger has, and bringing an older one up to date, by Alembic."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from onrecord.errors import LedgerVersionError, NoLedgerError
from onrecord.ledger.opening import APPLICATION_ID

HEAD = "0004"
KNOWN = ("0001", "0002", "0003", HEAD)
_SCRIPTS = Path(__file__).with_name("migrations")


def is_current(connection: Connection, where: str) -> bool:
    """Whether the schema is this version's; False where there is none yet or an older one.

    Raises LedgerVersionError where it is newer, NoLedgerError where the tables are not ours.
    """
    tables = inspect(connection).get_table_names()
    if "alembic_version" not in tables:
        if tables:
            raise NoLedgerError(where, "is a database of something else", "name another one")
        return False
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if revision is not None and revision not in KNOWN:
        raise LedgerVersionError(
            where,
            f"was written by a newer onrecord (its schema is {revision}, ours {HEAD})",
            "upgrade onrecord: pip install --upgrade onrecord",
        )
    return revision == HEAD


def upgrade(connection: Connection) -> None:
    """Make the schema, or bring it up to date, within the transaction that `connection` is in."""
    # Alembic takes a fifth of a second to import, and most runs need none of it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
