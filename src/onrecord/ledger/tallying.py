"""How often each party took which stance, on one claim and in all, and where it turned.

A claim is tallied anew when it changes; what a party said in all changes by the difference.
So the cost of neither grows with how much the party has said.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, func, insert, select

from onrecord.ledger import schema
from onrecord.ledger.positions import TakenIn
from onrecord.ledger.writer import Writer, batches
from onrecord.model import Stance

_AT_ONCE = 500  # claims that are tallied together where all of them are


class Took(NamedTuple):
    """A stance that a party took on a day, by the statement with this id."""

    said: str
    stance: Stance
    statement: str = ""


class _Position(NamedTuple):
    party: int | None
    voice: int | None
    stance: str
    said: str


class Tallies:
    """The tallies of some claims: what they were before, and what they become."""

    def __init__(self, writer: Writer, claims: Sequence[int]) -> None:
        self._writer = writer
        self._before: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
        self._after: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
        table = schema.party_claim
        for some in batches(claims):
            query = select(table).where(table.c.claim.in_(some))
            for row in writer.connection.execute(query).mappings():
                self._before[row["party"]].append(dict(row))

    def put(self, claim: int, taken: Iterable[TakenIn]) -> None:
        """Tally a claim by the positions that hold now."""
        rows = _tally(
            claim,
            (_Position(e.party, e.voice, e.position.stance, e.position.said) for e in taken),
        )
        self._writer.put(schema.party_claim, rows)
        for row in rows:
            self._after[row["party"]].append(row)

    def finish(self) -> None:
        """Bring what the parties said in all up to date."""
        parties = sorted({*self._before, *self._after})
        table, connection = schema.party_board, self._writer.connection
        for some in batches(parties):
            query = select(table).where(table.c.party.in_(some))
            known = {row["party"]: dict(row) for row in connection.execute(query).mappings()}
            connection.execute(delete(table).where(table.c.party.in_(some)))
            summed = (
                _sum_up(each, known.get(each), self._after[each], self._before[each])
                for each in some
            )
            self._writer.put(table, (row for row in summed if row["claims"]))


def tally_all(connection: Connection) -> None:
    """Tally every claim, as where the tables of tallies are new."""
    for table in (schema.party_claim, schema.party_board):
        connection.execute(delete(table))
    last = connection.execute(select(func.max(schema.claim.c.id))).scalar() or 0
    in_all: dict[int, dict[str, Any]] = {}
    for first in range(0, last + 1, _AT_ONCE):
        rows = [
            row for claim, taken in _read(connection, first).items() for row in _tally(claim, taken)
        ]
        for row in rows:
            party = row["party"]
            in_all[party] = _sum_up(party, in_all.get(party), [row], [])
        if rows:
            connection.execute(insert(schema.party_claim), rows)
    if in_all:
        connection.execute(insert(schema.party_board), [in_all[each] for each in sorted(in_all)])


def find_turns(taken: Iterable[Took]) -> list[tuple[Took, Took]]:
    """Of each day the weightiest stance; then each day on which it differs from the one before."""
    of_day = {}
    for each in sorted(taken, key=lambda one: (one.said, one.stance.weight)):
        of_day[each.said] = each
    days = list(of_day.values())
    return [(before, after) for before, after in pairwise(days) if before.stance != after.stance]


def _read(connection: Connection, first: int) -> Mapping[int, list[_Position]]:
    """The positions that hold on each of so many claims from this row on."""
    table = schema.position
    query = select(table.c.claim, table.c.party, table.c.voice, table.c.stance, table.c.said).where(
        table.c.claim >= first, table.c.claim < first + _AT_ONCE, table.c.until.is_(None)
    )
    found: dict[int, list[_Position]] = defaultdict(list)
    for claim, *position in connection.execute(query.order_by(table.c.claim)):
        found[claim].append(_Position(*position))
    return found


def _tally(claim: int, taken: Iterable[_Position]) -> list[dict[str, Any]]:
    """A row of `party_claim` for each party that took a position, or told one as a voice."""
    stances: dict[int, Counter[str]] = defaultdict(Counter)
    own: dict[int, list[Took]] = defaultdict(list)
    for each in taken:
        if each.party is not None:
            own[each.party].append(Took(each.said, Stance(each.stance)))
        for party in {each.party, each.voice}:
            if party is not None:
                stances[party][each.stance] += 1
    return [
        {
            "claim": claim,
            "party": party,
            "stances": _write(counts),
            "turned": max((after.said for _, after in find_turns(own[party])), default=None),
        }
        for party, counts in sorted(stances.items())
    ]


def _sum_up(
    party: int,
    known: Mapping[str, Any] | None,
    added: Sequence[Mapping[str, Any]],
    taken_away: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    """The party's row of `party_board` once rows of `party_claim` came and went."""
    counts: Counter[str] = Counter(json.loads(known["stances"]) if known else {})
    for row in added:
        counts.update(json.loads(row["stances"]))
    for row in taken_away:
        counts.subtract(json.loads(row["stances"]))
    claims = (known["claims"] if known else 0) + len(added) - len(taken_away)
    return {
        "party": party,
        "stances": _write(counts),
        "statements": counts.total(),
        "claims": claims,
    }


def _write(counts: Counter[str]) -> str:
    return json.dumps({stance: counts[stance] for stance in Stance if counts[stance]})
