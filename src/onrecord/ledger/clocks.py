"""The two clocks that every question to the ledger is asked by."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, FromClause, or_

from onrecord.errors import LedgerError
from onrecord.ledger.dating import last_day
from onrecord.ledger.writer import write_time


@dataclass(frozen=True, slots=True)
class Clocks:
    """What was said by the day `as_of`, as the ledger knew it at the time `known_at`.

    None stands for no limit: all that was said, all that is known now.
    """

    as_of: str | None = None
    known_at: str | None = None

    @property
    def are_now(self) -> bool:
        """Whether neither clock is turned back."""
        return self.as_of is None and self.known_at is None


NOW = Clocks()


def read_clocks(as_of: str | None = None, known_at: str | None = None) -> Clocks:
    """Clocks from ISO 8601: days, months or years count to their end, times as they are.

    Raises LedgerError where one is no date.
    """
    return Clocks(
        as_of=_read_day("--as-of", as_of) if as_of else None,
        known_at=read_time("--known-at", known_at) if known_at else None,
    )


def read_time(option: str, given: str, *, end_of_day: bool = True) -> str:
    """A moment as the ledger keeps it; a day means its last moment, or its first."""
    day = last_day(given)
    if day is not None:
        if not end_of_day and not re.fullmatch(r"\d{4}-\d\d-\d\d", given):
            day = f"{given}-01" if len(given) == 7 else f"{given}-01-01"
        return f"{day}T23:59:59.999999Z" if end_of_day else f"{day}T00:00:00.000000Z"
    try:
        moment = datetime.fromisoformat(given)
    except ValueError as error:
        raise _no_date(option, given) from error
    return write_time(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def held(table: FromClause, known_at: str | None) -> ColumnElement[bool]:
    """Whether a row of the table held at `known_at`, a time as the ledger keeps it; now if None."""
    if known_at is None:
        return table.c.until.is_(None)
    return (table.c.since <= known_at) & or_(table.c.until.is_(None), table.c.until > known_at)


def _read_day(option: str, given: str) -> str:
    day = last_day(given)
    if day is None:
        raise _no_date(option, given)
    return day


def _no_date(option: str, given: str) -> LedgerError:
    return LedgerError(f"{option} {given}", "is no date", "write it as 2025-02-09")
