"""Where articles come from: copies, translations and relays followed to their origin."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection, select

from onrecord.ledger.positions import TakenIn, held, name_outlet
from onrecord.ledger.schema import article, origin
from onrecord.ledger.writer import batches

_RELAY = "relay"
_FARTHEST = 8  # links in a chain of copies; there is no longer one, unless in a circle


@dataclass(frozen=True, slots=True)
class OriginLink:
    """An article comes from another one in the ledger (`article`), or from somebody named."""

    article: int | None
    name: str
    kind: str
    score: float
    because: str


def find_origins(
    connection: Connection, articles: Sequence[int], *, known_at: str | None = None
) -> Mapping[int, OriginLink]:
    """For each article that comes from another, and each that this one comes from, its link."""
    found: dict[int, OriginLink] = {}
    wanted = list(dict.fromkeys(articles))
    for _ in range(_FARTHEST):
        links = _find_links(connection, wanted, known_at)
        found.update(links)
        wanted = [
            each.article
            for each in links.values()
            if each.article is not None and each.article not in found
        ]
        if not wanted:
            break
    return found


def count_origins(taken: Sequence[TakenIn], origins: Mapping[int, OriginLink]) -> int:
    """How many independent origins the statements have, copies and relays folded."""
    return len({tell_origin(each, origins) for each in taken})


def tell_origin(taken: TakenIn, origins: Mapping[int, OriginLink]) -> str:
    """The name, folded, of the origin that a statement comes from."""
    if taken.relayed_from:
        return fold_name(taken.relayed_from)
    row, name = taken.article, taken.outlet
    for _ in range(_FARTHEST):
        link = origins.get(row)
        if link is None or link.kind == _RELAY:
            break  # what a relay tells beside is its own; what it relays says so itself
        name = link.name
        if link.article is None:
            break
        row = link.article
    return fold_name(name)


@lru_cache(maxsize=10_000)  # outlets are few, and named by every statement
def fold_name(name: str) -> str:
    """A name without case, accents and whatever is no letter or digit."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in plain if char.isalnum()) or name


def _find_links(
    connection: Connection, articles: Sequence[int], known_at: str | None
) -> dict[int, OriginLink]:
    found = {}
    query = select(
        origin.c.article,
        origin.c.origin,
        origin.c.name,
        origin.c.kind,
        origin.c.score,
        origin.c.because,
        article.c.outlet,
        article.c.url,
        article.c.hash,
    ).outerjoin(article, article.c.id == origin.c.origin)
    for some in batches(articles):
        rows = connection.execute(
            query.where(origin.c.article.in_(some), held(origin, known_at)).order_by(origin.c.id)
        )
        for row in rows:
            name = name_outlet(row.outlet, row.url) or row.name or row.hash
            found[row.article] = OriginLink(row.origin, name, row.kind, row.score, row.because)
    return found
