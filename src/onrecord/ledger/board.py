"""The board: for each claim what lists show of it, worked out anew when something changes."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlalchemy import delete, select

from onrecord.ledger import schema
from onrecord.ledger.positions import TakenIn, count_origins, load_positions
from onrecord.ledger.standing import Stand, fold_standing
from onrecord.ledger.tallying import Tallies
from onrecord.ledger.writer import Writer, batches


def update_board(writer: Writer, claims: Collection[int]) -> None:
    """Work out anew where the claims stand, and log the standings that changed."""
    rows = sorted(claims)
    taken = load_positions(writer.connection, rows)
    labels, before = _find_labels(writer, rows), _find_standings(writer, rows)
    tallies = Tallies(writer, rows)
    for some in batches(rows):
        for table in schema.OF_CLAIM:
            writer.connection.execute(delete(table).where(table.c.claim.in_(some)))
    for claim in rows:
        tallies.put(claim, taken.get(claim, ()))
        stand = fold_standing(each.position for each in taken.get(claim, ()))
        known = before.get(claim)
        if known and (stand is None or known[1] != stand.standing):
            writer.end(schema.standing, [known[0]])
        if stand is None:
            continue
        if known is None or known[1] != stand.standing:
            _log_change(writer, claim, taken[claim], stand)
        _put_on_board(writer, claim, taken[claim], stand, labels.get(claim, ""))
    tallies.finish()


def _log_change(writer: Writer, claim: int, taken: Sequence[TakenIn], stand: Stand) -> None:
    latest = max(taken, key=lambda each: each.statement)  # the one that was recorded last
    writer.add(
        schema.standing,
        claim=claim,
        standing=stand.standing,
        said=latest.position.said,
        statement=latest.statement,
    )


def _put_on_board(
    writer: Writer,
    claim: int,
    taken: Sequence[TakenIn],
    stand: Stand,
    label: str,
) -> None:
    last_said = max(each.position.said for each in taken)
    writer.put(
        schema.board,
        [
            {
                "claim": claim,
                "label": label,
                "standing": stand.standing,
                "first_said": min(each.position.said for each in taken),
                "last_said": last_said,
                "changed": writer.now,
                "statements": len(taken),
                "parties": len({each.party for each in taken if each.party is not None}),
                "outlets": len({each.outlet for each in taken}),
                "origins": count_origins(taken),
            }
        ],
    )
    writer.put(
        schema.board_facet,
        [
            {"facet": facet, "value": value, "last_said": last_said, "claim": claim}
            for facet, value in sorted(set(_facets(taken)))
        ],
    )


def _facets(taken: Sequence[TakenIn]) -> Iterator[tuple[str, str]]:
    """What lists of claims are filtered by."""
    for each in taken:
        yield "language", each.language
        yield "outlet", each.outlet
        if each.position.party is not None:
            yield "party", each.position.party


def _find_labels(writer: Writer, claims: Sequence[int]) -> Mapping[int, str]:
    """Each claim's clearest label of any language."""
    labels: dict[int, str] = {}
    table = schema.claim_label
    for some in batches(claims):
        query = (
            select(table.c.claim, table.c.words)
            .where(table.c.claim.in_(some), table.c.until.is_(None))
            .order_by(table.c.clarity, table.c.id)
        )
        labels.update((row[0], row[1]) for row in writer.connection.execute(query))
    return labels


def _find_standings(writer: Writer, claims: Sequence[int]) -> Mapping[int, tuple[int, str]]:
    """The row and value of each claim's standing as it was logged last."""
    table = schema.standing
    found = {}
    for some in batches(claims):
        query = select(table.c.claim, table.c.id, table.c.standing).where(
            table.c.claim.in_(some), table.c.until.is_(None)
        )
        found.update({row[0]: (row[1], row[2]) for row in writer.connection.execute(query)})
    return found
