"""Where a ledger lies, and an engine for it: a SQLite file, or a PostgreSQL database by URL."""

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from onrecord.errors import LedgerError, NoLedgerError

APPLICATION_ID = 0x6F6E7265  # "onre": how `file` and we tell a ledger from another SQLite file
_MAGIC = b"SQLite format 3\x00"
_WAIT = 60  # seconds for which a writer waits for another


@dataclass(frozen=True, slots=True)
class Place:
    """Where a ledger lies; exactly one of `path` and `url` is set."""

    path: Path | None = None
    url: URL | None = None

    def __str__(self) -> str:
        return self.url.render_as_string() if self.url else str(self.path)


def find_place(given: str) -> Place:
    """The place that a path, `sqlite:///path` or `postgresql://…` names."""
    if "://" not in given:
        return Place(path=Path(given))
    try:
        url = make_url(given)
    except (ArgumentError, ValueError) as error:
        raise LedgerError(given, "is no address of a ledger", "name a file") from error
    kind = url.get_backend_name()
    if kind == "sqlite" and url.database:
        return Place(path=Path(url.database))
    if kind in ("postgresql", "postgres"):
        return Place(url=url.set(drivername="postgresql+psycopg"))
    raise LedgerError(
        url.render_as_string(), "is not a kind of ledger", "name a file, or postgresql://…"
    )


def check_file(path: Path, *, create: bool) -> None:
    """Raise NoLedgerError where `path` cannot hold a ledger, or holds none and `create` is off."""
    if path.is_dir():
        raise NoLedgerError(str(path), "is a folder", "name a file with --ledger")
    if not path.exists() or not path.stat().st_size:
        if not create:
            raise NoLedgerError(str(path), "there is no ledger here", "`onrecord add` makes one")
        if not path.parent.is_dir():
            raise NoLedgerError(str(path), "its folder does not exist", "make it first")
        return
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise LedgerError(str(path), f"cannot be read ({error.strerror})") from error
    # The application's number stands at byte 68, https://sqlite.org/fileformat.html
    ours = header[68:72] == APPLICATION_ID.to_bytes(4, "big")
    if header[:16] != _MAGIC or not (ours or header[68:72] == b"\x00\x00\x00\x00"):
        raise NoLedgerError(
            str(path), "is not a ledger, or its beginning is damaged", "name another file"
        )


def open_engine(place: Place, *, writable: bool) -> Engine:
    """An engine whose transactions begin as reading or, with the option `write`, as writing."""
    if place.url is not None:
        return _open_postgresql(place.url)
    assert place.path is not None
    return _open_sqlite(place.path, writable=writable)


def _open_postgresql(url: URL) -> Engine:
    try:
        engine = create_engine(url, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise LedgerError(
            url.render_as_string(),
            "the driver for PostgreSQL is not installed",
            "pip install 'onrecord[postgresql]'",
        ) from error

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if not connection.get_execution_options().get("write"):
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            return
        # One writer at a time: linking must see what the one before has linked.
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_WAIT}s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({APPLICATION_ID})")

    return engine


def _open_sqlite(path: Path, *, writable: bool) -> Engine:
    query = "" if writable else _reading_query(path)
    uri = f"{path.absolute().as_uri()}{query}"

    def connect() -> sqlite3.Connection:
        # The pool hands a connection from thread to thread, to one at a time.
        connection = sqlite3.connect(
            uri, uri=True, timeout=_WAIT, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA foreign_keys = ON")
        # Readers are several at once, and the system keeps what they read as well.
        connection.execute(f"PRAGMA cache_size = -{65_536 if writable else 16_384}")
        if writable:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _reading_query(path: Path) -> str:
    # Reading a WAL file needs a file beside it; where none may be made, and nothing waits in
    # the log, the file can be taken as one that nobody changes.
    log = path.with_name(f"{path.name}-wal")
    waiting = log.exists() and log.stat().st_size
    if not os.access(path.parent, os.W_OK) and not waiting:
        return "?mode=ro&immutable=1"
    return "?mode=ro"
