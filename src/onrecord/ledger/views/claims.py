"""The list of claims: filtered, sorted, page by page, as of any two clocks."""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, Select, exists, select, tuple_

from onrecord.ledger import schema
from onrecord.ledger.clocks import NOW, Clocks
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.views.finding import choose_parties
from onrecord.ledger.views.lines import ClaimLine, load_lines
from onrecord.ledger.views.pages import Page, read_cursor, write_cursor
from onrecord.ledger.views.turning_back import find_back
from onrecord.ledger.views.wanted import Sort, Wanted, among, search_claims


def list_claims(ledger: Ledger, wanted: Wanted, *, clocks: Clocks = NOW) -> Page[ClaimLine]:
    """One page of claims; raises UnknownIdError where there is no such party.

    Where a clock is turned back and hardly any claim fits, a page may hold fewer than were
    wanted, and more come after it.
    """
    with ledger.reading() as connection:
        find = _find if clocks.are_now else find_back
        items, following = find(connection, wanted, clocks)
    return Page(tuple(items), following)


def _find(
    connection: Connection, wanted: Wanted, clocks: Clocks
) -> tuple[list[ClaimLine], str | None]:
    """A page of claims as the board has them, and where the next one begins."""
    rows = list(connection.execute(_query_board(connection, wanted)).scalars())
    some = rows[: wanted.most]
    lines = load_lines(connection, some, clocks=clocks)
    items = [lines[row] for row in some]
    if len(rows) <= wanted.most or not items:
        return items, None
    return items, write_cursor(getattr(items[-1], wanted.sort.column), some[-1])


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
        yield among(board.c.claim, search_claims(connection, wanted.words, None))


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
