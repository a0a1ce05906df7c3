"""Claims as lists show them: the label, where it stands, and how much there is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.ledger import schema
from onrecord.ledger.clocks import Clocks, held
from onrecord.ledger.positions import TakenIn, count_origins, load_positions
from onrecord.ledger.standing import fold_standing
from onrecord.ledger.writer import batches
from onrecord.model import Standing


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim in a list; dates are days of the said clock, `changed` is of the recorded one."""

    id: str
    label: str
    standing: Standing
    first_said: str
    last_said: str
    changed: str
    statements: int
    parties: int
    outlets: int
    origins: int


def load_lines(
    connection: Connection, claims: Sequence[int], *, clocks: Clocks
) -> dict[int, ClaimLine]:
    """The lines of these claims, by row; those that were not there by the clocks are left out."""
    rows = list(dict.fromkeys(claims))
    return _read_board(connection, rows) if clocks.are_now else _fold(connection, rows, clocks)


def load_labels(
    connection: Connection, claims: Sequence[int], *, known_at: str | None = None
) -> dict[int, dict[str, str]]:
    """For each claim its label in each language, the clearest last."""
    table = schema.claim_label
    found: dict[int, dict[str, str]] = {}
    for some in batches(claims):
        query = (
            select(table.c.claim, table.c.language, table.c.words)
            .where(table.c.claim.in_(some), held(table, known_at))
            .order_by(table.c.clarity, table.c.id)
        )
        for claim, language, words in connection.execute(query):
            found.setdefault(claim, {})[language] = words
    return found


def last_label(labels: Mapping[str, str]) -> str:
    """The clearest of a claim's labels."""
    return list(labels.values())[-1] if labels else ""


def _read_board(connection: Connection, claims: Sequence[int]) -> dict[int, ClaimLine]:
    board, claim = schema.board, schema.claim
    query = select(claim.c.hash, board).join(claim, claim.c.id == board.c.claim)
    found = {}
    for some in batches(claims):
        for row in connection.execute(query.where(board.c.claim.in_(some))):
            found[row.claim] = ClaimLine(
                id=row.hash,
                label=row.label,
                standing=Standing(row.standing),
                first_said=row.first_said,
                last_said=row.last_said,
                changed=row.changed,
                statements=row.statements,
                parties=row.parties,
                outlets=row.outlets,
                origins=row.origins,
            )
    return found


def _fold(connection: Connection, claims: Sequence[int], clocks: Clocks) -> dict[int, ClaimLine]:
    taken = load_positions(connection, claims, known_at=clocks.known_at)
    kept = {
        claim: [each for each in some if clocks.as_of is None or each.position.said <= clocks.as_of]
        for claim, some in taken.items()
    }
    kept = {claim: some for claim, some in kept.items() if some}
    labels = load_labels(connection, list(kept), known_at=clocks.known_at)
    hashes = _find_hashes(connection, list(kept))
    return {
        claim: _fold_one(hashes[claim], last_label(labels.get(claim, {})), some)
        for claim, some in kept.items()
    }


def _fold_one(name: str, label: str, taken: Sequence[TakenIn]) -> ClaimLine:
    stand = fold_standing(each.position for each in taken)
    assert stand is not None
    return ClaimLine(
        id=name,
        label=label,
        standing=stand.standing,
        first_said=min(each.position.said for each in taken),
        last_said=max(each.position.said for each in taken),
        changed=max(each.since for each in taken),
        statements=len(taken),
        parties=len({each.party for each in taken if each.party is not None}),
        outlets=len({each.outlet for each in taken}),
        origins=count_origins(taken),
    )


def _find_hashes(connection: Connection, claims: Sequence[int]) -> dict[int, str]:
    table = schema.claim
    found = {}
    for some in batches(claims):
        query = select(table.c.id, table.c.hash).where(table.c.id.in_(some))
        found.update({row[0]: row[1] for row in connection.execute(query)})
    return found
