"""For many articles at once, the next step back of each: whom it copies, credits or relays."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from onrecord.ledger import schema
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.origins import find_origins
from onrecord.ledger.views.sources import Step
from onrecord.ledger.writer import batches


def load_steps(ledger: Ledger, articles: Sequence[str]) -> Mapping[str, Step]:
    """The step of each article that has one, by the article's id."""
    table = schema.article
    hashes: dict[int, str] = {}
    with ledger.reading() as connection:
        for some in batches(list(dict.fromkeys(articles))):
            query = select(table.c.id, table.c.hash).where(table.c.hash.in_(some))
            hashes.update((row[0], row[1]) for row in connection.execute(query))
        links = find_origins(connection, list(hashes))
        behind = [each.article for each in links.values() if each.article is not None]
        known = dict(hashes)
        for others in batches([row for row in behind if row not in known]):
            query = select(table.c.id, table.c.hash).where(table.c.id.in_(others))
            known.update((row[0], row[1]) for row in connection.execute(query))
    return {
        hashes[row]: Step(
            link.name,
            link.kind,
            known.get(link.article) if link.article is not None else None,
            link.score,
            link.because,
        )
        for row, link in links.items()
        if row in hashes
    }
