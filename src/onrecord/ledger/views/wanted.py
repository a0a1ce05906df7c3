"""Which claims a list is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, bindparam, select

from onrecord.ledger import schema
from onrecord.ledger.clocks import held
from onrecord.ledger.extras import search_words
from onrecord.model import Standing

_MOST_FOUND = 5000  # statements that a search by words looks at, the newest


class Sort(StrEnum):
    """What a list of claims is sorted by, the highest first."""

    SAID = "said"
    CHANGED = "changed"
    STATEMENTS = "statements"

    @property
    def column(self) -> str:
        """The column of the board, and the field of a line, that it means."""
        return {"said": "last_said", "changed": "changed", "statements": "statements"}[self]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims: all filters that are set have to fit.

    `party` is an id or a name, `words` have all to stand in one statement, `said_from` and
    `said_to` are days between which the claim was last spoken of; `after` is a page's `next`.
    """

    standings: tuple[Standing, ...] = ()
    party: str | None = None
    words: str | None = None
    language: str | None = None
    outlet: str | None = None
    said_from: str | None = None
    said_to: str | None = None
    sort: Sort = Sort.SAID
    after: str | None = None
    most: int = 25


def search_claims(connection: Connection, words: str, known_at: str | None) -> list[int]:
    """The claims that statements with all these words are about."""
    table = schema.position
    found = search_words(connection, words, most=_MOST_FOUND)
    query = select(table.c.claim).where(among(table.c.statement, found), held(table, known_at))
    return list(connection.execute(query.distinct()).scalars())


def among(column: ColumnElement[int], rows: Sequence[int]) -> ColumnElement[bool]:
    """Whether the column has one of thousands of rows.

    Written into the query: to bind each would take longer than to find it, and where they are a
    query within the query PostgreSQL takes it for one that finds little.
    """
    return column.in_(bindparam(None, rows, expanding=True, literal_execute=True))
