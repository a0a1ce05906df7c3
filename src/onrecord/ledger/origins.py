"""Where articles come from: copies, translations and relays followed to their origin."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection, select

from onrecord.ledger.clocks import held
from onrecord.ledger.names import name_outlet
from onrecord.ledger.schema import article, origin
from onrecord.ledger.writer import batches

_RELAY = "relay"
_FARTHEST = 8  # links in a chain of copies; there is no longer one, unless in a circle


@dataclass(frozen=True, slots=True)
class OriginLink:
    """An article comes from another one in the ledger (`article`), or from somebody named.

    `names_article` is what that article is called among positions.
    """

    article: int | None
    names_article: str | None
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


@dataclass(frozen=True, slots=True)
class Told:
    """Where a statement comes from in the end: the outlet's name, folded, by which it is counted.

    `origin` and `relays` are what positions say of it.
    """

    name: str
    origin: str | None
    relays: str | None = None


def tell_origin(
    row: int, outlet: str, relayed_from: str | None, origins: Mapping[int, OriginLink]
) -> Told:
    """Where a statement of the article in this row, of the outlet, comes from."""
    name, origin = _follow(row, outlet, None, origins)
    if relayed_from is None:
        return Told(name, origin)
    name, link = fold_name(relayed_from), origins.get(row)
    if link and link.kind == _RELAY and link.article and fold_name(link.name) == name:
        return Told(name, origin, _follow(link.article, link.name, link.names_article, origins)[1])
    return Told(name, origin, name_origin(name))


def _follow(
    row: int, outlet: str, article: str | None, origins: Mapping[int, OriginLink]
) -> tuple[str, str | None]:
    for _ in range(_FARTHEST):
        link = origins.get(row)
        if link is None or link.kind == _RELAY:
            break  # what a relay tells beside is its own; what it relays says so itself
        outlet, article = link.name, link.names_article or name_origin(fold_name(link.name))
        if link.article is None:
            break
        row = link.article
    return fold_name(outlet), article


def name_article(url: str | None, given: str) -> str:
    """What positions call an article: its address, which its versions share, or else its id."""
    return url or given


def name_origin(folded: str) -> str:
    """What positions call an outlet, by its folded name, of which no article is known."""
    return f"outlet {folded}"


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
            there = name_article(row.url, row.hash) if row.hash else None
            found[row.article] = OriginLink(
                row.origin, there, name, row.kind, row.score, row.because
            )
    return found
