"""Parties found by their id, their name, or some words of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.errors import UnknownIdError
from onrecord.ledger import schema
from onrecord.ledger.identifying import find_id
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.merging import follow_row
from onrecord.ledger.names import fold, name_keys
from onrecord.ledger.writer import batches, hash_key
from onrecord.model import SpeakerKind

_MOST_FOUND = 60  # parties looked at for one name


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A party in a list; `statements` counts those that it made, or told as another's voice."""

    id: str
    name: str
    kind: SpeakerKind
    statements: int


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party by its row and id."""

    id: int
    hash: str
    name: str
    kind: str


def find_parties(ledger: Ledger, name: str) -> tuple[PartyLine, ...]:
    """The parties that an id or a name may mean, the likeliest first."""
    with ledger.reading() as connection:
        return tuple(line for _, line in rank_parties(connection, _look_up(connection, name), name))


def choose_parties(connection: Connection, given: str) -> list[PartyRow]:
    """The parties with this id or exactly this name, else those whose names have its words.

    Raises UnknownIdError where there is none.
    """
    found = _look_up(connection, given)
    if not found:
        raise UnknownIdError(given, "nobody of this name is on record", "try one word of the name")
    return found


def _look_up(connection: Connection, given: str) -> list[PartyRow]:
    folded = fold(given)
    if not folded:
        return []
    keys = dict.fromkeys(name_keys(given))
    exact = _find_by_key(connection, next(iter(keys)))
    if exact:
        return exact
    by_id = _find_by_id(connection, given)
    if by_id:
        return [by_id]
    of_words = [_find_by_key(connection, key) for key in list(keys)[1:]]
    shared = set.intersection(*({each.id for each in some} for some in of_words))
    return [each for each in of_words[0] if each.id in shared]


def _find_by_id(connection: Connection, given: str) -> PartyRow | None:
    try:
        found = find_id(connection, given, "party")
    except UnknownIdError:
        return None
    row = follow_row(connection, schema.party, found.id)
    return _load_rows(connection, [row])[0]


def _find_by_key(connection: Connection, key: str) -> list[PartyRow]:
    table = schema.party_key
    query = (
        select(table.c.party)
        .where(table.c.key == hash_key(key))
        .order_by(table.c.party)
        .limit(_MOST_FOUND)
    )
    rows = [
        follow_row(connection, schema.party, row)
        for row in connection.execute(query).scalars().all()
    ]
    return _load_rows(connection, list(dict.fromkeys(rows)))


def _load_rows(connection: Connection, rows: Sequence[int]) -> list[PartyRow]:
    table = schema.party
    query = select(table.c.id, table.c.hash, table.c.name, table.c.kind)
    return [
        PartyRow(*row)
        for some in batches(rows)
        for row in connection.execute(query.where(table.c.id.in_(some)).order_by(table.c.id))
    ]


def rank_parties(
    connection: Connection, parties: Sequence[PartyRow], given: str
) -> list[tuple[PartyRow, PartyLine]]:
    """Those that are called so first, then by how much they have said."""
    table = schema.party_board
    counts: dict[int, int] = {}
    for some in batches([each.id for each in parties]):
        query = select(table.c.party, table.c.statements).where(table.c.party.in_(some))
        counts.update({row[0]: row[1] for row in connection.execute(query)})
    ranked = [
        (each, PartyLine(each.hash, each.name, SpeakerKind(each.kind), counts.get(each.id, 0)))
        for each in parties
    ]
    folded = fold(given)
    ranked.sort(key=lambda pair: (fold(pair[0].name) != folded, -pair[1].statements, pair[0].id))
    return ranked
