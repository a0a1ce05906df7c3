"""How a claim came to stand where it stands: by what was said, and by what the ledger learned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.ledger import schema
from onrecord.ledger.clocks import Clocks
from onrecord.ledger.positions import TakenIn
from onrecord.ledger.standing import trace_standing
from onrecord.model import Stance, Standing


@dataclass(frozen=True, slots=True)
class Reason:
    """A position that changed a standing: who took it, and the statement's id."""

    name: str
    stance: Stance
    statement: str


@dataclass(frozen=True, slots=True)
class StandingChange:
    """From the day `said` on, the claim stood so; the positions of that day made it."""

    said: str
    standing: Standing
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """From the time `recorded` on, this ledger had the claim stand so; `statement` made it."""

    recorded: str
    standing: Standing
    statement: str | None


def trace(taken: Sequence[TakenIn], *, clocks: Clocks) -> tuple[StandingChange, ...]:
    """Each standing the claim has had, by the said clock."""
    by_id: Mapping[str, TakenIn] = {each.position.statement: each for each in taken}
    return tuple(
        StandingChange(
            said=change.said,
            standing=change.standing,
            reasons=tuple(
                Reason(
                    by_id[each].position.name,
                    by_id[each].position.stance,
                    by_id[each].position.statement,
                )
                for each in change.statements
            ),
        )
        for change in trace_standing((each.position for each in taken), as_of=clocks.as_of)
    )


def read_log(connection: Connection, claim: int, *, clocks: Clocks) -> tuple[LoggedChange, ...]:
    """Each standing that the ledger gave the claim, by the recorded clock."""
    table, statement = schema.standing, schema.statement
    query = (
        select(table.c.since, table.c.standing, statement.c.hash)
        .outerjoin(statement, statement.c.id == table.c.statement)
        .where(table.c.claim == claim)
        .order_by(table.c.id)
    )
    if clocks.known_at:
        query = query.where(table.c.since <= clocks.known_at)
    return tuple(
        LoggedChange(row[0], Standing(row[1]), row[2]) for row in connection.execute(query)
    )
