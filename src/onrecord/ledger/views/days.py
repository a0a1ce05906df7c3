"""The days on which a claim was spoken of, and where it stood on each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from onrecord.ledger import schema
from onrecord.ledger.clocks import NOW, Clocks, held
from onrecord.ledger.identifying import find_claim
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.views.history import StandingChange
from onrecord.model import Standing


@dataclass(frozen=True, slots=True)
class DayStood:
    """A day on which something was said, and where the claim stood at its end."""

    said: str
    standing: Standing


def tell_days(days: Iterable[str], changes: Sequence[StandingChange]) -> tuple[DayStood, ...]:
    """Each of the days, once and in order, with what the changes made of the claim by then."""
    told: list[DayStood] = []
    ahead = list(reversed(changes))
    standing: Standing | None = None
    for day in sorted(set(days)):
        while ahead and ahead[-1].said <= day:
            standing = ahead.pop().standing
        if standing is not None:
            told.append(DayStood(day, standing))
    return tuple(told)


def list_days(ledger: Ledger, claim: str, *, clocks: Clocks = NOW) -> tuple[str, ...]:
    """The days alone; whatever `as_of` is, all of them.

    Raises UnknownIdError where there is no such claim.
    """
    table = schema.position
    with ledger.reading() as connection:
        row = find_claim(connection, claim, known_at=clocks.known_at)
        query = select(table.c.said).where(table.c.claim == row, held(table, clocks.known_at))
        return tuple(connection.execute(query.distinct().order_by(table.c.said)).scalars())
