"""The ledger: opened once, then read through views and written through one writer at a time."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy import Connection, Engine, inspect

from onrecord.errors import NoLedgerError
from onrecord.ledger.clocks import NOW, Clocks
from onrecord.ledger.opening import check_file, find_place, open_engine
from onrecord.ledger.translating import translated
from onrecord.ledger.versioning import is_current, upgrade
from onrecord.ledger.watching import Watch

if TYPE_CHECKING:
    from pandas import DataFrame


class Ledger:
    """An open ledger; every transaction is whole or not there at all."""

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self._watch = Watch(engine)
        self.where = where

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._engine.dialect.name

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the ledger as it is at its first look, whatever is added."""
        with translated(self.where), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that alone may write; what it does is kept whole when the block ends."""
        engine = self._engine.execution_options(write=True)
        with translated(self.where), engine.begin() as connection:
            yield connection

    def tell_state(self) -> str:
        """A mark that is another one after every change that was committed, by whomever."""
        with translated(self.where):
            return self._watch.look()

    def to_frame(self, *, claims: Sequence[str] = (), clocks: Clocks = NOW) -> "DataFrame":
        """Every statement that counts as a row of a pandas data frame; of some claims, by id.

        Raises SetupError where pandas is not installed.
        """
        # Views stand on the ledger; only this convenience looks back at them.
        from onrecord.ledger.views.frame import make_frame

        return make_frame(self, claims=claims, clocks=clocks)

    def close(self) -> None:
        """Let go of every connection."""
        self._watch.close()
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_ledger(given: str, *, create: bool = False, write: bool = False) -> Ledger:
    """The ledger at a path or a `postgresql://` URL; `create` makes it where there is none.

    Without `create` and `write` nothing can be changed through it. Raises LedgerError where
    it cannot be opened, NoLedgerError where there is none.
    """
    place = find_place(given)
    where = str(place)
    if place.path is not None:
        check_file(place.path, create=create)
    ledger = Ledger(open_engine(place, writable=create or write), where)
    with ledger.reading() as connection:
        current = is_current(connection, where)
        empty = not current and not _has_tables(connection)
    if current:
        return ledger
    if empty and not create:
        ledger.close()
        raise _none_at(where)
    if not (create or write):
        # An older schema: bring it up to date, then read it.
        ledger.close()
        open_ledger(given, write=True).close()
        return open_ledger(given)
    with ledger.writing() as connection:
        if not is_current(connection, where):  # another process may just have made it
            upgrade(connection)
    return ledger


def _has_tables(connection: Connection) -> bool:
    return bool(inspect(connection).get_table_names())


def _none_at(where: str) -> NoLedgerError:
    return NoLedgerError(where, "there is no ledger here", "`onrecord add` makes one")
