"""Which claims a list is asked for."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, select

from onrecord.ledger import schema
from onrecord.ledger.extras import search_words
from onrecord.ledger.positions import held
from onrecord.ledger.writer import batches
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
    claims: dict[int, None] = {}
    for some in batches(search_words(connection, words, most=_MOST_FOUND)):
        query = select(table.c.claim).where(table.c.statement.in_(some), held(table, known_at))
        claims.update(dict.fromkeys(connection.execute(query).scalars()))
    return list(claims)
