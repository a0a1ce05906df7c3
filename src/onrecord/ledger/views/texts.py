"""The texts of articles, to show statements in their place."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from onrecord.ledger import schema
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.writer import batches


def load_texts(ledger: Ledger, articles: Sequence[str]) -> Mapping[str, str]:
    """The text of each of these articles, by id."""
    table = schema.article
    found: dict[str, str] = {}
    with ledger.reading() as connection:
        for some in batches(list(dict.fromkeys(articles))):
            query = select(table.c.hash, table.c.text).where(table.c.hash.in_(some))
            found.update((row[0], row[1]) for row in connection.execute(query))
    return found
