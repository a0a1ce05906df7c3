"""What lists of claims can be filtered by: the outlets and languages that there are."""

from sqlalchemy import func, select

from onrecord.ledger import schema
from onrecord.ledger.ledger import Ledger


def list_facet(ledger: Ledger, facet: str, *, most: int = 200) -> tuple[str, ...]:
    """The values of `outlet` or `language` that claims have, in their order, the first `most`.

    Each value is one step in the index, so that the time does not grow with the ledger.
    """
    table = schema.board_facet
    first = select(func.min(table.c.value)).where(table.c.facet == facet)
    steps = select(first.scalar_subquery().label("value")).cte("steps", recursive=True)
    after = select(func.min(table.c.value)).where(
        table.c.facet == facet, table.c.value > steps.c.value
    )
    steps = steps.union_all(select(after.scalar_subquery()).where(steps.c.value.is_not(None)))
    query = select(steps.c.value).where(steps.c.value.is_not(None)).limit(most)
    with ledger.reading() as connection:
        return tuple(connection.execute(query).scalars())
