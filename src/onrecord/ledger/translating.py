"""Database errors become errors of ours, here and nowhere else."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from onrecord.errors import (
    BusyLedgerError,
    DamagedLedgerError,
    FullLedgerError,
    LedgerError,
    NoLedgerError,
    ReadOnlyLedgerError,
)

_Explained = tuple[type[LedgerError], str, str]

_FULL: _Explained = (
    FullLedgerError,
    "no room is left to write",
    "what was added before is safe; make room and run the same again",
)
_READ_ONLY: _Explained = (
    ReadOnlyLedgerError,
    "may be read, but not written",
    "change its permissions, or copy it to where you may write",
)
_DAMAGED: _Explained = (
    DamagedLedgerError,
    "the file is damaged",
    "take a copy of it from before, or save what is left with `sqlite3 FILE .recover`",
)
_BUSY: _Explained = (
    BusyLedgerError,
    "somebody else is writing to it and has not finished",
    "run the same again later",
)

# By the beginning of SQLite's name for the error, or of PostgreSQL's SQLSTATE.
_BY_CODE: dict[str, _Explained] = {
    "SQLITE_FULL": _FULL,
    "SQLITE_IOERR_WRITE": _FULL,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_PERM": _READ_ONLY,
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_NOTADB": (
        NoLedgerError,
        "is not a ledger, or its beginning is damaged",
        "name another file with --ledger",
    ),
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_CANTOPEN": (
        LedgerError,
        "cannot be opened",
        "look whether its folder is there and may be written",
    ),
    "53100": _FULL,
    "25006": _READ_ONLY,
    "42501": _READ_ONLY,
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
    "40": _BUSY,
    "55P03": _BUSY,
    "3D000": (NoLedgerError, "there is no such database", "make it with `createdb`"),
    "28": (LedgerError, "the server refuses the user or password", "look at the address"),
}


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Raise what goes wrong in the database inside as a LedgerError that says what to do."""
    try:
        yield
    except DBAPIError as error:
        raise _explain(where, error) from error
    except SQLAlchemyError as error:
        raise LedgerError(where, f"cannot be used ({_first_line(error)})") from error


def _explain(where: str, error: DBAPIError) -> LedgerError:
    code = getattr(error.orig, "sqlite_errorname", None) or getattr(error.orig, "sqlstate", None)
    for beginning, (kind, reason, remedy) in _BY_CODE.items():
        if code and code.startswith(beginning):
            return kind(where, reason, remedy)
    if code is None and "connection" in str(error.orig):
        return LedgerError(
            where, f"the server cannot be reached ({_first_line(error.orig)})", "is it running?"
        )
    return LedgerError(where, f"cannot be used ({_first_line(error.orig)})")


def _first_line(error: BaseException | None) -> str:
    return str(error).strip().partition("\n")[0]
