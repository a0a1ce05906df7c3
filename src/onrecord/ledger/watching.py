"""Whether a ledger has changed: a mark that is another one after every committed change."""

from threading import Lock

from sqlalchemy import Connection, Engine


class Watch:
    """Looks for changes that anybody makes, in this process or in another one."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._connection: Connection | None = None
        self._connected = 0

    def look(self) -> str:
        """The mark: as long as it is the same, so is everything that a reader sees."""
        if self._engine.dialect.name == "sqlite":
            return self._look_at_file()
        with self._engine.begin() as connection:
            # Which transactions are over and which are not; those of other databases count, too.
            return _ask(connection, "SELECT pg_current_snapshot()")

    def close(self) -> None:
        """Let go of the connection."""
        with self._lock:
            self._let_go()

    def _look_at_file(self) -> str:
        # The number is only good beside one that the same connection told before.
        # https://sqlite.org/pragma.html#pragma_data_version
        with self._lock:
            if self._connection is None:
                self._connection = self._engine.connect()
                self._connected += 1
            try:
                with self._connection.begin():
                    return f"{self._connected}.{_ask(self._connection, 'PRAGMA data_version')}"
            except BaseException:
                self._let_go()
                raise

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _ask(connection: Connection, query: str) -> str:
    return str(connection.exec_driver_sql(query).scalar_one())
