"""What lists of claims can be filtered by: the outlets and languages that there are."""

from sqlalchemy import func, select

from onrecord.ledger import schema
from onrecord.ledger.ledger import Ledger


def list_facet(ledger: Ledger, facet: str, *, most: int = 200) -> tuple[str, ...]:
    """The values of `outlet` or `language` that claims have, in their order, the first `most`.

    Each value is one step in the index, so that the time does not grow with the ledger.
    """
    table = schema.board_facet
    found: list[str] = []
    last = ""
    with ledger.reading() as connection:
        while len(found) < most:
            query = select(func.min(table.c.value)).where(
                table.c.facet == facet, table.c.value > last
            )
            value = connection.execute(query).scalar()
            if value is None:
                break
            found.append(value)
            last = value
    return tuple(found)
