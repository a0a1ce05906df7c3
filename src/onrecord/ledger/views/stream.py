"""Everything on record, claim by claim, in bounded memory: what exports are made of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, select

from onrecord.ledger import schema
from onrecord.ledger.clocks import NOW, Clocks
from onrecord.ledger.identifying import find_claim
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.positions import TakenIn, load_positions
from onrecord.ledger.ratings import SignedRating, load_ratings
from onrecord.ledger.statements import ShownStatement, load_statements
from onrecord.ledger.views.lines import ClaimLine, load_lines
from onrecord.ledger.writer import batches
from onrecord.model import SpeakerKind, Stance

_CLAIMS, _STATEMENTS = 100, 500  # worked on at once


@dataclass(frozen=True, slots=True)
class OnRecord:
    """One statement that counts: the claim it is about, and the position taken by it.

    `party` answers for it, None where nobody does by name; `kind` is the party's, `stance` the
    one that counts, judged or read; `ratings` are those that people have signed on the claim.
    """

    claim: ClaimLine
    party: str | None
    name: str
    kind: SpeakerKind
    stance: Stance
    statement: ShownStatement
    ratings: tuple[SignedRating, ...] = ()


def stream_record(
    ledger: Ledger, *, clocks: Clocks = NOW, claims: Sequence[str] = ()
) -> Iterator[OnRecord]:
    """Every statement that counts, those of one claim together, in the order they were said.

    `claims` are ids to keep to. Raises UnknownIdError where one is not there.
    """
    with ledger.reading() as connection:
        for rows in _list_claims(connection, claims, clocks):
            taken = load_positions(connection, rows, known_at=clocks.known_at)
            lines = load_lines(connection, rows, clocks=clocks)
            rated = load_ratings(connection, rows, known_at=clocks.known_at)
            kept = (
                (lines[row], each, rated.get(row, ()))
                for row in rows
                if row in lines
                for each in _sort(taken[row], clocks)
            )
            while some := list(islice(kept, _STATEMENTS)):
                yield from _show(connection, some)


def _list_claims(
    connection: Connection, given: Sequence[str], clocks: Clocks
) -> Iterator[Sequence[int]]:
    if given:
        rows = [find_claim(connection, each, known_at=clocks.known_at) for each in given]
        yield from batches(list(dict.fromkeys(rows)), _CLAIMS)
        return
    table, last = schema.claim, 0
    while True:
        query = select(table.c.id).where(table.c.id > last).order_by(table.c.id).limit(_CLAIMS)
        rows = list(connection.execute(query).scalars())
        if not rows:
            return
        yield rows
        last = rows[-1]


def _sort(taken: Sequence[TakenIn], clocks: Clocks) -> list[TakenIn]:
    kept = [each for each in taken if not clocks.as_of or each.position.said <= clocks.as_of]
    return sorted(kept, key=lambda each: (each.position.said, each.statement))


def _show(
    connection: Connection, some: Sequence[tuple[ClaimLine, TakenIn, tuple[SignedRating, ...]]]
) -> Iterator[OnRecord]:
    shown = load_statements(connection, [each.statement for _, each, _ in some])
    for line, each, ratings in some:
        position = each.position
        yield OnRecord(
            claim=line,
            party=position.party,
            name=position.name,
            kind=position.kind,
            stance=position.stance,
            statement=shown[each.statement],
            ratings=ratings,
        )
