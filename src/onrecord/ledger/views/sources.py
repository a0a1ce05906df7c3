"""Which outlets report a claim, and from how many independent origins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.ledger import schema
from onrecord.ledger.origins import OriginLink, find_origins
from onrecord.ledger.positions import TakenIn, count_origins
from onrecord.ledger.writer import batches


@dataclass(frozen=True, slots=True)
class Step:
    """An article's next step back: who it comes from, how (`copy`, `credit`, …) and why so."""

    name: str
    kind: str
    article: str | None
    score: float
    because: str


@dataclass(frozen=True, slots=True)
class ClaimSource:
    """An article that reports the claim: its outlet, its origin's name, and the steps there."""

    article: str
    outlet: str
    language: str
    title: str | None
    url: str | None
    published: str | None
    origin: str
    steps: tuple[Step, ...]
    relayed_from: tuple[str, ...]


def load_sources(
    connection: Connection, taken: Sequence[TakenIn], *, known_at: str | None
) -> tuple[tuple[ClaimSource, ...], int]:
    """The articles behind these positions, and the number of independent origins."""
    articles = list(dict.fromkeys(each.article for each in taken))
    origins = find_origins(connection, articles, known_at=known_at)
    facts = _load_articles(connection, [*articles, *_behind(origins)])
    by_article: dict[int, list[TakenIn]] = {}
    for each in taken:
        by_article.setdefault(each.article, []).append(each)
    sources = tuple(_make(row, by_article[row], origins, facts) for row in articles if row in facts)
    return sources, count_origins(taken)


def _behind(origins: Mapping[int, OriginLink]) -> list[int]:
    return [each.article for each in origins.values() if each.article is not None]


def _make(
    row: int,
    taken: Sequence[TakenIn],
    origins: Mapping[int, OriginLink],
    facts: Mapping[int, tuple[str, str | None, str | None, str | None, str]],
) -> ClaimSource:
    name, title, url, published, language = facts[row]
    steps = list(_walk(row, origins, facts))
    return ClaimSource(
        article=name,
        outlet=taken[0].outlet,
        language=language,
        title=title,
        url=url,
        published=published,
        origin=steps[-1].name if steps else taken[0].outlet,
        steps=tuple(steps),
        relayed_from=tuple(dict.fromkeys(each.relayed_from for each in taken if each.relayed_from)),
    )


def _walk(
    row: int,
    origins: Mapping[int, OriginLink],
    facts: Mapping[int, tuple[str, str | None, str | None, str | None, str]],
) -> list[Step]:
    steps: list[Step] = []
    seen = {row}
    while (link := origins.get(row)) is not None:
        behind = facts.get(link.article) if link.article is not None else None
        of = behind[0] if behind else None
        steps.append(Step(link.name, link.kind, of, link.score, link.because))
        if link.article is None or link.article in seen:
            break
        row = link.article
        seen.add(row)
    return steps


def _load_articles(
    connection: Connection, rows: Sequence[int]
) -> dict[int, tuple[str, str | None, str | None, str | None, str]]:
    table = schema.article
    query = select(
        table.c.id, table.c.hash, table.c.title, table.c.url, table.c.published, table.c.language
    )
    found = {}
    for some in batches(list(dict.fromkeys(rows))):
        for row in connection.execute(query.where(table.c.id.in_(some))):
            found[row[0]] = (row[1], row[2], row[3], row[4], row[5])
    return found
