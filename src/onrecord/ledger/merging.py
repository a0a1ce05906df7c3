"""Claims and parties that were merged into others: which one stands for them now."""

from sqlalchemy import Connection, Table, select


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
