"""How much a ledger holds."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from onrecord.ledger import schema
from onrecord.ledger.ledger import Ledger
from onrecord.model import Standing


@dataclass(frozen=True, slots=True)
class Totals:
    """The articles, statements and parties that hold now, and the claims by their standing."""

    articles: int
    statements: int
    parties: int
    claims: int
    standings: Mapping[Standing, int]


def count_all(ledger: Ledger) -> Totals:
    """Count everything; the time this takes grows with the ledger."""
    with ledger.reading() as connection:
        counts = [
            connection.execute(
                select(func.count()).select_from(table).where(table.c.until.is_(None))
            ).scalar_one()
            for table in (schema.article, schema.statement, schema.party)
        ]
        board = schema.board
        query = select(board.c.standing, func.count()).group_by(board.c.standing)
        found = {Standing(row[0]): row[1] for row in connection.execute(query)}
    standings = {each: found[each] for each in Standing if each in found}
    return Totals(counts[0], counts[1], counts[2], sum(standings.values()), standings)
