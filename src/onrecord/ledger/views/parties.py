"""One party: what it has said, confirmed, denied and would not say, and where it turned."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, func, select, tuple_, union

from onrecord.ledger import schema
from onrecord.ledger.clocks import NOW, Clocks, held
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.statements import ShownStatement, load_statements
from onrecord.ledger.tallying import Took, find_turns
from onrecord.ledger.views.finding import PartyLine, choose_parties, rank_parties
from onrecord.ledger.views.lines import ClaimLine, load_lines
from onrecord.ledger.views.pages import Page, read_cursor, write_cursor
from onrecord.model import SpeakerKind, Stance

_MOST_CHANGES = 50


@dataclass(frozen=True, slots=True)
class Said:
    """A party's stance on a claim by one statement.

    `voice` spoke for it, `spoke_for` is whom it spoke for itself.
    """

    stance: Stance
    said: str
    claim: ClaimLine
    statement: ShownStatement
    voice: str | None
    spoke_for: str | None


@dataclass(frozen=True, slots=True)
class Turn:
    """A change of position: on this claim the party's stance was one, and became another."""

    claim: ClaimLine
    before: Stance
    said_before: str
    after: Stance
    said: str
    statement: str


@dataclass(frozen=True, slots=True)
class PartyView:
    """A party: its names in the articles, how often it took which stance, and one page of it.

    `others` are further parties that fit the name it was asked by.
    """

    id: str
    name: str
    kind: SpeakerKind
    names: tuple[str, ...]
    roles: tuple[str, ...]
    counts: Mapping[Stance, int]
    statements: int
    claims: int
    first_said: str | None
    last_said: str | None
    said: Page[Said]
    turns: tuple[Turn, ...]
    others: tuple[PartyLine, ...]


class _Row(NamedTuple):
    """A position as it is read for a page."""

    claim: int
    statement: int
    stance: str
    said: str
    voice: int | None
    id: int


def show_party(
    ledger: Ledger,
    given: str,
    *,
    clocks: Clocks = NOW,
    stances: Sequence[Stance] = (),
    after: str | None = None,
    most: int = 25,
) -> PartyView:
    """The party with this id or name, with one page of what it said, the last first.

    `stances` narrows the page. Raises UnknownIdError where there is no such party.
    """
    with ledger.reading() as connection:
        ranked = rank_parties(connection, choose_parties(connection, given), given)
        party = ranked[0][0]
        rows = _query_page(connection, party.id, clocks, stances=stances, after=after, most=most)
        counts, claims, first, last = _count(connection, party.id, clocks)
        return PartyView(
            id=party.hash,
            name=party.name,
            kind=SpeakerKind(party.kind),
            names=_list_written(connection, party.id, "name"),
            roles=_list_written(connection, party.id, "role"),
            counts=counts,
            statements=sum(counts.values()),
            claims=claims,
            first_said=first,
            last_said=last,
            said=_load_page(connection, rows, clocks, most),
            turns=_find_turns(connection, party.id, clocks),
            others=tuple(line for _, line in ranked[1:]),
        )


def _sides(party: int, clocks: Clocks) -> tuple[list[ColumnElement[bool]], ...]:
    """What the party's own positions are found by, and those that it told as another's voice.

    Two questions, as one with "or" reads every row where an index would be enough.
    """
    position = schema.position
    by = [held(position, clocks.known_at)]
    if clocks.as_of:
        by.append(position.c.said <= clocks.as_of)
    return [position.c.party == party, *by], [position.c.voice == party, *by]


def _count(
    connection: Connection, party: int, clocks: Clocks
) -> tuple[Mapping[Stance, int], int, str | None, str | None]:
    """How often it took which stance, on how many claims, and its first and last day."""
    if not clocks.are_now:
        return _count_back(connection, party, clocks)
    table, said = schema.party_board, schema.position.c.said
    query = select(table.c.stances, table.c.claims).where(table.c.party == party)
    row = connection.execute(query).first()
    counts = {Stance(each): number for each, number in json.loads(row[0]).items()} if row else {}
    sides = _sides(party, clocks)
    # Each is one step in an index.
    first, last = (
        [
            day
            for by in sides
            for day in connection.execute(
                select(said).where(*by).order_by(order).limit(1)
            ).scalars()
        ]
        for order in (said, said.desc())
    )
    claims = row[1] if row else 0
    return counts, claims, min(first, default=None), max(last, default=None)


def _count_back(
    connection: Connection, party: int, clocks: Clocks
) -> tuple[Mapping[Stance, int], int, str | None, str | None]:
    """The same as the clocks have it, by reading all that the party said."""
    position = schema.position
    sides = _sides(party, clocks)
    counted: list[tuple[str, int, str, str]] = []
    for by in sides:
        said = position.c.said
        query = select(position.c.stance, func.count(), func.min(said), func.max(said)).where(*by)
        rows = connection.execute(query.group_by(position.c.stance))
        counted += [(row[0], row[1], row[2], row[3]) for row in rows]
    counts = {
        stance: number
        for stance in Stance
        if (number := sum(row[1] for row in counted if row[0] == stance))
    }
    each_claim = union(*(select(position.c.claim).where(*by) for by in sides)).subquery()
    claims = connection.execute(select(func.count()).select_from(each_claim)).scalar_one()
    first = min((row[2] for row in counted), default=None)
    return counts, claims, first, max((row[3] for row in counted), default=None)


def _query_page(
    connection: Connection,
    party: int,
    clocks: Clocks,
    *,
    stances: Sequence[Stance],
    after: str | None,
    most: int,
) -> list[_Row]:
    position = schema.position
    query = (
        select(
            position.c.claim,
            position.c.statement,
            position.c.stance,
            position.c.said,
            position.c.voice,
            position.c.id,
        )
        .order_by(position.c.said.desc(), position.c.id.desc())
        .limit(most + 1)
    )
    if stances:
        query = query.where(position.c.stance.in_(stances))
    if after:
        query = query.where(tuple_(position.c.said, position.c.id) < tuple_(*read_cursor(after)))
    rows = [
        _Row(*row) for by in _sides(party, clocks) for row in connection.execute(query.where(*by))
    ]
    return sorted(rows, key=lambda row: (row.said, row.id), reverse=True)[: most + 1]


def _load_page(
    connection: Connection, rows: Sequence[_Row], clocks: Clocks, most: int
) -> Page[Said]:
    some = rows[:most]
    lines = load_lines(connection, [row.claim for row in some], clocks=clocks)
    shown = load_statements(connection, [row.statement for row in some])
    items = tuple(
        Said(
            stance=Stance(row.stance),
            said=row.said,
            claim=lines[row.claim],
            statement=shown[row.statement],
            voice=shown[row.statement].speaker if row.voice is not None else None,
            spoke_for=shown[row.statement].on_behalf_of if row.voice is not None else None,
        )
        for row in some
        if row.claim in lines
    )
    if len(rows) <= most or not some:
        return Page(items)
    return Page(items, write_cursor(some[-1].said, some[-1].id))


def _find_turns(connection: Connection, party: int, clocks: Clocks) -> tuple[Turn, ...]:
    """Where the party's own stance became another one, the last first."""
    position, statement = schema.position, schema.statement
    by, _ = _sides(party, clocks)
    claims = _list_turned(connection, party, clocks)
    query = (
        select(position.c.claim, position.c.said, position.c.stance, statement.c.hash)
        .join(statement, statement.c.id == position.c.statement)
        .where(*by, position.c.claim.in_(claims))
    )
    by_claim: dict[int, list[Took]] = defaultdict(list)
    for claim, said, stance, name in connection.execute(query):
        by_claim[claim].append(Took(said, Stance(stance), name))
    lines = load_lines(connection, claims, clocks=clocks)
    turns = [
        Turn(lines[claim], before.stance, before.said, after.stance, after.said, after.statement)
        for claim in claims
        if claim in lines
        for before, after in find_turns(by_claim[claim])
    ]
    return tuple(sorted(turns, key=lambda turn: turn.said, reverse=True)[:_MOST_CHANGES])


def _list_turned(connection: Connection, party: int, clocks: Clocks) -> Sequence[int]:
    """The claims on which the party turned last; turned-back clocks need all that it said read."""
    table, position = schema.party_claim, schema.position
    if clocks.are_now:
        turned = (
            select(table.c.claim)
            .where(table.c.party == party, table.c.turned.is_not(None))
            .order_by(table.c.turned.desc(), table.c.claim.desc())
        )
    else:
        by, _ = _sides(party, clocks)
        turned = (
            select(position.c.claim)
            .where(*by)
            .group_by(position.c.claim)
            .having(func.count(position.c.stance.distinct()) > 1)
            .order_by(func.max(position.c.said).desc())
        )
    return connection.execute(turned.limit(_MOST_CHANGES)).scalars().all()


def _list_written(connection: Connection, party: int, column: str) -> tuple[str, ...]:
    """The names or roles that articles gave it, each once; from the ways it is compared by."""
    table, speaker = schema.party_signature, schema.speaker
    query = (
        select(speaker.c[column])
        .join(table, table.c.speaker == speaker.c.id)
        .join(schema.party_link, schema.party_link.c.speaker == speaker.c.id)
        .where(schema.party_link.c.until.is_(None), speaker.c[column].is_not(None))
        .where(table.c.party == party, schema.party_link.c.party == party)
        .order_by(table.c.id)
    )
    return tuple(dict.fromkeys(connection.execute(query).scalars()))
