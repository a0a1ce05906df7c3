"""Claims and parties that were merged into others: which one stands for them now."""

from sqlalchemy import Connection, Table, select

from onrecord.ledger.schema import claim


def follow(connection: Connection, table: Table, given: str) -> int | None:
    """The row of the claim or party that this id means now; None where there is none."""
    query = select(table.c.id, table.c.merged_into).where(table.c.hash == given)
    found = connection.execute(query).first()
    return None if found is None else follow_row(connection, table, found[0])


def follow_row(connection: Connection, table: Table, row: int) -> int:
    """The row of what this claim or party, by its row, has become."""
    while True:
        query = select(table.c.merged_into).where(table.c.id == row)
        into = connection.execute(query).scalar()
        if into is None:
            return row
        row = into


def find_family(connection: Connection, row: int) -> list[int]:
    """The claim, by its row, and all that were merged into it, however long the way."""
    family, new = [row], [row]
    while new:
        query = select(claim.c.id).where(claim.c.merged_into.in_(new)).order_by(claim.c.id)
        new = list(connection.execute(query).scalars())
        family += new
    return family
