"""The list of claims as a clock that is turned back has it: worked out as far as a page needs."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, exists, func, select, tuple_

from onrecord.ledger import schema
from onrecord.ledger.clocks import Clocks, held
from onrecord.ledger.names import name_outlet
from onrecord.ledger.views.finding import choose_parties
from onrecord.ledger.views.lines import ClaimLine, load_lines
from onrecord.ledger.views.pages import read_cursor, write_cursor
from onrecord.ledger.views.wanted import Sort, Wanted, search_claims
from onrecord.ledger.writer import batches
from onrecord.model import Stance, Standing

_MOST_LOOKED_AT = 400  # claims that are looked at for one page
_MOST_FOLDED = 2000  # statements of theirs from which standings are worked out
_AT_ONCE = 10  # claims
_MOST_WALKED = 20_000  # positions that are looked through for one page
_STEP = 1000  # of them at once

_Mark = tuple[Any, int]  # what a claim is sorted by, and its row


def find_back(
    connection: Connection, wanted: Wanted, clocks: Clocks
) -> tuple[list[ClaimLine], str | None]:
    """A page of claims, and where the next one begins.

    Where hardly any claim fits, the search ends for now with fewer than were wanted, even with
    none: what is known of the past only in parts would else be worked out for every claim.
    """
    candidates = _Candidates(connection, wanted, clocks)
    found: list[tuple[_Mark, ClaimLine]] = []
    looked_at, folded, last = 0, 0, None
    while some := candidates.take(_AT_ONCE):
        lines = load_lines(connection, candidates.sift(some), clocks=clocks)
        for mark in some:
            line = lines.get(mark[1])
            if line is not None and _fits(line, wanted):
                found.append((mark, line))
        if len(found) > wanted.most:
            last = found[wanted.most - 1][0]
            break
        looked_at += len(some)
        folded += sum(each.statements for each in lines.values())
        if looked_at >= _MOST_LOOKED_AT or folded >= _MOST_FOLDED:
            last = some[-1]
            break
    else:
        last = candidates.left_off
    page = [line for _, line in found[: wanted.most]]
    return page, write_cursor(*last) if last is not None else None


class _Candidates:
    """Claims that may be on the page, in its order, each with what it is sorted by.

    `left_off` is the last one before too much had been looked through, None where all was.
    """

    def __init__(self, connection: Connection, wanted: Wanted, clocks: Clocks) -> None:
        self._connection = connection
        self._wanted = wanted
        self._clocks = clocks
        self._by = _by_clocks(schema.position, clocks)
        self._after = _read_mark(wanted) if wanted.after else None
        self._parties: list[int] = []
        if wanted.party:
            self._parties = [each.id for each in choose_parties(connection, wanted.party)]
        self.left_off: _Mark | None = None
        self._few = self._find_few()
        self._marks = self._list_few() if self._few is not None else self._walk()

    def take(self, most: int) -> list[_Mark]:
        """The next ones."""
        return list(islice(self._marks, most))

    def sift(self, marks: Sequence[_Mark]) -> list[int]:
        """Those that may stand as is wanted, told by the outlet and in the language wanted."""
        rows = self._by_stance([row for _, row in marks])
        wanted, position = self._wanted, schema.position
        if not (wanted.outlet or wanted.language):
            return rows
        article, statement = schema.article, schema.statement
        query = (
            select(position.c.claim, article.c.language, article.c.outlet, article.c.url)
            .join(statement, statement.c.id == position.c.statement)
            .join(article, article.c.id == statement.c.article)
            .where(*self._by)
        )
        by_outlet, in_language = set[int](), set[int]()
        for some in batches(rows):
            for row in self._connection.execute(query.where(position.c.claim.in_(some))):
                if not wanted.language or row.language == wanted.language:
                    in_language.add(row.claim)
                if not wanted.outlet or name_outlet(row.outlet, row.url) == wanted.outlet:
                    by_outlet.add(row.claim)
        return [row for row in rows if row in by_outlet and row in in_language]

    def _by_stance(self, rows: list[int]) -> list[int]:
        """Without those on which nobody took a stance that the standings wanted need."""
        needed: set[Stance] = set()
        for standing in self._wanted.standings:
            if standing not in _NEEDED:
                return rows
            needed.update(_NEEDED[standing])
        if not needed:
            return rows
        position = schema.position
        query = select(position.c.claim).where(
            position.c.claim.in_(rows), position.c.stance.in_(needed), *self._by
        )
        found = set(self._connection.execute(query.distinct()).scalars())
        return [row for row in rows if row in found]

    def _find_few(self) -> set[int] | None:
        """All claims that can be meant, where these are not many; None where they are."""
        few: set[int] | None = None
        if self._wanted.words:
            few = set(search_claims(self._connection, self._wanted.words, self._clocks.known_at))
        if self._parties:
            claim = schema.position.c.claim
            query = select(claim).where(schema.position.c.party.in_(self._parties), *self._by)
            some = query.distinct().limit(_MOST_LOOKED_AT + 1)
            of_party = set(self._connection.execute(some).scalars())
            if len(of_party) <= _MOST_LOOKED_AT:
                few = of_party if few is None else few & of_party
        return few

    def _list_few(self) -> Iterator[_Mark]:
        """The few in their order."""
        assert self._few is not None
        marks = [mark for some in batches(sorted(self._few)) for mark in self._find_marks(some)]
        marks.sort(reverse=True)
        yield from (each for each in marks if self._after is None or each < self._after)

    def _walk(self) -> Iterator[_Mark]:
        """All in their order, as far as may be looked through."""
        if self._wanted.sort == Sort.STATEMENTS:
            yield from self._count()
            return
        position = schema.position
        column = position.c[_COLUMNS[self._wanted.sort]]
        query = (
            select(column, position.c.claim)
            .where(*self._by, *self._of_parties())
            .order_by(column.desc(), position.c.claim.desc())
            .limit(_STEP)
        )
        at, seen = self._after, set[int]()
        for _ in range(_MOST_WALKED // _STEP):
            following = query.where(tuple_(column, position.c.claim) < tuple_(*at)) if at else query
            some = [(row[0], row[1]) for row in self._connection.execute(following)]
            new = {mark[1]: mark for mark in reversed(some) if mark[1] not in seen}
            seen.update(new)
            yield from sorted(self._without_earlier(new), reverse=True)
            if len(some) < _STEP:
                return
            at = some[-1]
        self.left_off = at

    def _count(self) -> Iterator[_Mark]:
        most = _MOST_LOOKED_AT + self._wanted.most
        claim = schema.position.c.claim
        query = self._query_marks().order_by(func.count().desc(), claim.desc()).limit(most)
        if self._after is not None:
            query = query.having(tuple_(func.count(), claim) < tuple_(*self._after))
        rows = self._connection.execute(query.where(*self._of_parties())).all()
        yield from ((value, row) for row, value in rows)
        if len(rows) == most:
            self.left_off = (rows[-1][1], rows[-1][0])

    def _of_parties(self) -> list[ColumnElement[bool]]:
        """What keeps to claims that the wanted parties spoke of."""
        if not self._parties:
            return []
        other = schema.position.alias()
        conditions = _by_clocks(other, self._clocks)
        of_claim = other.c.claim == schema.position.c.claim
        return [exists().where(of_claim, other.c.party.in_(self._parties), *conditions)]

    def _without_earlier(self, marks: dict[int, _Mark]) -> list[_Mark]:
        """Without claims that stand on an earlier page, for what was said of them later."""
        if self._after is None:
            return list(marks.values())
        return [
            mark
            for some in batches(list(marks))
            for mark in self._find_marks(some)
            if mark < self._after
        ]

    def _find_marks(self, claims: Sequence[int]) -> list[_Mark]:
        query = self._query_marks().where(schema.position.c.claim.in_(claims))
        return [(value, row) for row, value in self._connection.execute(query)]

    def _query_marks(self) -> Select[int, Any]:
        position = schema.position
        if self._wanted.sort == Sort.STATEMENTS:
            value: ColumnElement[Any] = func.count()
        else:
            value = func.max(position.c[_COLUMNS[self._wanted.sort]])
        return select(position.c.claim, value).where(*self._by).group_by(position.c.claim)


# A standing needs one of these stances, by whatever party.
_NEEDED = {
    Standing.RETRACTED: (Stance.RETRACTS,),
    Standing.DISPUTED: (Stance.DENIES,),
    Standing.DENIED: (Stance.DENIES,),
    Standing.UNANSWERED: (Stance.NEITHER, Stance.DECLINES, Stance.NO_RESPONSE),
}
_COLUMNS = {Sort.SAID: "said", Sort.CHANGED: "since"}


def _by_clocks(position: FromClause, clocks: Clocks) -> list[ColumnElement[bool]]:
    """What lets the positions through that both clocks do."""
    by = [held(position, clocks.known_at)]
    if clocks.as_of:
        by.append(position.c.said <= clocks.as_of)
    return by


def _read_mark(wanted: Wanted) -> _Mark:
    value, row = read_cursor(wanted.after or "")
    is_number = wanted.sort == Sort.STATEMENTS and value.isdecimal()
    return int(value) if is_number else value, row


def _fits(line: ClaimLine, wanted: Wanted) -> bool:
    return (
        (not wanted.standings or line.standing in wanted.standings)
        and (not wanted.said_from or line.last_said >= wanted.said_from)
        and (not wanted.said_to or line.last_said <= wanted.said_to)
    )
