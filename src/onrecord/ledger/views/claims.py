"""The list of claims: filtered, sorted, page by page, as of any two clocks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, func, or_, select, tuple_

from onrecord.ledger import schema
from onrecord.ledger.clocks import NOW, Clocks
from onrecord.ledger.extras import search_words
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.positions import held, name_outlet
from onrecord.ledger.views.finding import choose_parties
from onrecord.ledger.views.lines import ClaimLine, load_lines
from onrecord.ledger.views.pages import Page, read_cursor, write_cursor
from onrecord.ledger.writer import batches
from onrecord.model import Standing

_MOST_FOUND = 5000  # statements that a search by words looks at, the newest
_AT_ONCE = 200  # claims that are worked out together where a clock is turned back


class Sort(StrEnum):
    """What a list of claims is sorted by, the highest first."""

    SAID = "said"
    CHANGED = "changed"
    STATEMENTS = "statements"

    @property
    def column(self) -> str:
        """The column of the board, and the field of a line, that it means."""
        return {"said": "last_said", "changed": "changed", "statements": "statements"}[self]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims: all filters that are set have to fit.

    `party` is an id or a name, `words` have all to stand in one statement, `said_from` and
    `said_to` are days between which the claim was last spoken of; `after` is a page's `next`.
    """

    standings: tuple[Standing, ...] = ()
    party: str | None = None
    words: str | None = None
    language: str | None = None
    outlet: str | None = None
    said_from: str | None = None
    said_to: str | None = None
    sort: Sort = Sort.SAID
    after: str | None = None
    most: int = 25


def list_claims(ledger: Ledger, wanted: Wanted, *, clocks: Clocks = NOW) -> Page[ClaimLine]:
    """One page of claims; raises UnknownIdError where there is no such party."""
    with ledger.reading() as connection:
        found = _find(connection, wanted, clocks)
        some = list(islice(found, wanted.most + 1))
    items = some[: wanted.most]
    if len(some) <= wanted.most or not items:
        return Page(tuple(line for _, line in items))
    row, line = items[-1]
    return Page(
        tuple(each for _, each in items), write_cursor(getattr(line, wanted.sort.column), row)
    )


def _find(
    connection: Connection, wanted: Wanted, clocks: Clocks
) -> Iterator[tuple[int, ClaimLine]]:
    """The claims in their order, by row."""
    if clocks.are_now:
        rows = list(connection.execute(_query_board(connection, wanted)).scalars())
        lines = load_lines(connection, rows, clocks=clocks)
        yield from ((row, lines[row]) for row in rows)
    else:
        yield from _find_back(connection, wanted, clocks)


def _query_board(connection: Connection, wanted: Wanted) -> Select[int]:
    board = schema.board
    column = board.c[wanted.sort.column]
    facets = list(_facets(connection, wanted))
    query = select(board.c.claim)
    if facets and wanted.sort == Sort.SAID and len(facets[0][1]) == 1:
        # The facet's own index has its claims in this order: a rare party is found at once.
        (facet, values), *facets = facets
        table = schema.board_facet
        column = table.c.last_said
        query = query.join(table, table.c.claim == board.c.claim)
        query = query.where(table.c.facet == facet, table.c.value == values[0])
    for condition in _restrict_board(connection, wanted, facets):
        query = query.where(condition)
    claim = column.table.c.claim
    if wanted.after:
        value, row = read_cursor(wanted.after)
        at = int(value) if wanted.sort == Sort.STATEMENTS and value.isdecimal() else value
        query = query.where(tuple_(column, claim) < tuple_(at, row))
    return query.order_by(column.desc(), claim.desc()).limit(wanted.most + 1)


def _restrict_board(
    connection: Connection, wanted: Wanted, facets: Sequence[tuple[str, Sequence[str]]]
) -> Iterator[ColumnElement[bool]]:
    board = schema.board
    if wanted.standings:
        yield board.c.standing.in_(wanted.standings)
    if wanted.said_from:
        yield board.c.last_said >= wanted.said_from
    if wanted.said_to:
        yield board.c.last_said <= wanted.said_to
    for facet, values in facets:
        yield _has_facet(facet, values)
    if wanted.words:
        yield board.c.claim.in_(_search(connection, wanted.words, None))


def _facets(connection: Connection, wanted: Wanted) -> Iterator[tuple[str, Sequence[str]]]:
    """The rarest first."""
    if wanted.party:
        yield "party", [each.hash for each in choose_parties(connection, wanted.party)]
    if wanted.outlet:
        yield "outlet", (wanted.outlet,)
    if wanted.language:
        yield "language", (wanted.language,)


def _has_facet(facet: str, values: Sequence[str]) -> ColumnElement[bool]:
    table = schema.board_facet.alias()  # the query may be driven by the same table
    return exists().where(
        table.c.claim == schema.board.c.claim, table.c.facet == facet, table.c.value.in_(values)
    )


def _search(connection: Connection, words: str, known_at: str | None) -> list[int]:
    """The claims that statements with all these words are about."""
    table = schema.position
    claims: dict[int, None] = {}
    for some in batches(search_words(connection, words, most=_MOST_FOUND)):
        query = select(table.c.claim).where(table.c.statement.in_(some), held(table, known_at))
        claims.update(dict.fromkeys(connection.execute(query).scalars()))
    return list(claims)


def _find_back(
    connection: Connection, wanted: Wanted, clocks: Clocks
) -> Iterator[tuple[int, ClaimLine]]:
    """As the clocks have it: worked out from positions, so far as the page needs."""
    rows = _candidates(connection, wanted, clocks)
    if wanted.sort != Sort.SAID:
        yield from _sort_all(connection, rows, wanted, clocks)
        return
    after = read_cursor(wanted.after) if wanted.after else None
    for some in batches(rows, _AT_ONCE):
        lines = load_lines(connection, some, clocks=clocks)
        for row in some:
            line = lines.get(row)
            if line and _fits(line, wanted) and (not after or (line.last_said, row) < after):
                yield row, line


def _sort_all(
    connection: Connection, rows: Sequence[int], wanted: Wanted, clocks: Clocks
) -> Iterator[tuple[int, ClaimLine]]:
    lines = load_lines(connection, rows, clocks=clocks)

    def key(each: tuple[int, ClaimLine]) -> tuple[Any, int]:
        return getattr(each[1], wanted.sort.column), each[0]

    kept = sorted((e for e in lines.items() if _fits(e[1], wanted)), key=key, reverse=True)
    if wanted.after:
        value, row = read_cursor(wanted.after)
        at: Any = int(value) if wanted.sort == Sort.STATEMENTS else value
        kept = [each for each in kept if key(each) < (at, row)]
    yield from kept


def _fits(line: ClaimLine, wanted: Wanted) -> bool:
    return (
        (not wanted.standings or line.standing in wanted.standings)
        and (not wanted.said_from or line.last_said >= wanted.said_from)
        and (not wanted.said_to or line.last_said <= wanted.said_to)
    )


def _candidates(connection: Connection, wanted: Wanted, clocks: Clocks) -> list[int]:
    """Claims with positions that both clocks let through and the filters want, the last first."""
    position = schema.position
    last = func.max(position.c.said)
    query = (
        select(position.c.claim)
        .where(held(position, clocks.known_at))
        .group_by(position.c.claim)
        .order_by(last.desc(), position.c.claim.desc())
    )
    if clocks.as_of:
        query = query.where(position.c.said <= clocks.as_of)
    for condition in _conditions(connection, wanted):
        query = query.where(
            position.c.claim.in_(select(position.c.claim).where(condition, *_by(clocks)))
        )
    found = list(connection.execute(query).scalars())
    if wanted.words:
        have = set(_search(connection, wanted.words, clocks.known_at))
        found = [row for row in found if row in have]
    return found


def _by(clocks: Clocks) -> list[ColumnElement[bool]]:
    by = [held(schema.position, clocks.known_at)]
    if clocks.as_of:
        by.append(schema.position.c.said <= clocks.as_of)
    return by


def _conditions(connection: Connection, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    position, statement, article = schema.position, schema.statement, schema.article
    if wanted.party:
        rows = [each.id for each in choose_parties(connection, wanted.party)]
        yield position.c.party.in_(rows)
    of_article = select(statement.c.id).join(article, article.c.id == statement.c.article)
    if wanted.language:
        yield position.c.statement.in_(of_article.where(article.c.language == wanted.language))
    if wanted.outlet:
        named = or_(article.c.outlet == wanted.outlet, article.c.url.contains(wanted.outlet))
        rows = [
            row.id
            for row in connection.execute(
                select(article.c.id, article.c.outlet, article.c.url).where(named)
            )
            if name_outlet(row.outlet, row.url) == wanted.outlet
        ]
        yield position.c.statement.in_(select(statement.c.id).where(statement.c.article.in_(rows)))
