"""What the machine would not decide about a claim: it waits for a judgement."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import Connection, select

from onrecord.ledger import schema
from onrecord.ledger.clocks import Clocks, held
from onrecord.ledger.views.lines import load_lines
from onrecord.model import Standing

_MOST = 20
_Found: TypeAlias = tuple[str, str, float, str, bool]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A statement that may be about another claim as well, and how sure that is.

    `claim` is that other claim: `statement` belongs to the claim that is shown where
    `is_outgoing`, to the other one where not.
    """

    claim: str
    label: str
    standing: Standing
    statement: str
    words: str
    score: float
    because: str
    is_outgoing: bool


def load_suggestions(
    connection: Connection, claim: int, *, clocks: Clocks
) -> tuple[Suggestion, ...]:
    """The likeliest suggestions to and from a claim (by row), each other claim once."""
    best: dict[int, _Found] = {}
    for is_outgoing in (True, False):
        for other, name, words, score, because in _find(
            connection, claim, clocks, is_outgoing=is_outgoing
        ):
            if other != claim and (other not in best or score > best[other][2]):
                best[other] = (name, words, score, because, is_outgoing)
    chosen = sorted(best, key=lambda row: -best[row][2])[:_MOST]
    lines = load_lines(connection, chosen, clocks=clocks)
    return tuple(
        Suggestion(lines[row].id, lines[row].label, lines[row].standing, *best[row])
        for row in chosen
        if row in lines
    )


def _find(
    connection: Connection, claim: int, clocks: Clocks, *, is_outgoing: bool
) -> Iterator[tuple[int, str, str, float, str]]:
    table, link, statement = schema.suggestion, schema.claim_link, schema.statement
    of, about = link.c.claim, table.c.claim
    query = (
        select(
            about if is_outgoing else of,
            statement.c.hash,
            statement.c.words,
            table.c.score,
            table.c.because,
        )
        .join(statement, statement.c.id == table.c.statement)
        .join(link, link.c.statement == table.c.statement)
        .where(held(table, clocks.known_at), held(link, clocks.known_at))
        .where((of if is_outgoing else about) == claim)
    )
    for row in connection.execute(query):
        yield row[0], row[1], row[2], row[3], row[4]
