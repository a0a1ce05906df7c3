"""What waits for a person's judgement: suggested links, and statements that may be none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Connection,
    Exists,
    Float,
    Select,
    cast,
    exists,
    func,
    literal,
    select,
    tuple_,
)

from onrecord.errors import LedgerError
from onrecord.ledger import schema
from onrecord.ledger.clocks import NOW
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.statements import ShownStatement, load_statements
from onrecord.ledger.views.lines import ClaimLine, load_lines
from onrecord.ledger.views.pages import Page, read_cursor, write_cursor
from onrecord.ledger.writer import batches
from onrecord.model import Verdict

_SURE = 0.5  # a statement below this is one that may well be none
_MOST_COUNTED = 1000


class Doubt(StrEnum):
    """What the machine left open."""

    LINK = "link"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: a statement, and the claim that it belongs to as far as known.

    Where `doubt` is a link, `other` is the claim that it may be about as well, `proof` that
    one's clearest statement, `score` how sure the link is and `because` what that rests on.
    Else `score` is how sure it is that there is a statement at all. `place` is where to go on
    behind it.
    """

    doubt: Doubt
    place: str
    statement: ShownStatement
    claim: ClaimLine | None
    score: float
    because: str
    other: ClaimLine | None
    proof: ShownStatement | None


@dataclass(frozen=True, slots=True)
class _Row:
    """A thing that waits, by rows."""

    row: int
    score: float
    because: str
    statement: int
    claim: int | None
    other: int | None


def list_waiting(
    ledger: Ledger, doubt: Doubt, *, after: str | None = None, most: int = 10
) -> Page[Waiting]:
    """What waits, the surest of what is unsure first: there a judgement decides most.

    What was judged waits no longer. Raises LedgerError where `after` is no place in the list.
    """
    with ledger.reading() as connection:
        rows = _find(connection, doubt, after, most)
        items = _load(connection, doubt, rows[:most])
    return Page(items, _place(rows[most - 1]) if len(rows) > most else None)


def count_waiting(ledger: Ledger) -> Mapping[Doubt, int]:
    """How much waits of each kind, counted up to a thousand and one."""
    counts = {}
    with ledger.reading() as connection:
        for doubt in Doubt:
            some = _select(doubt).limit(_MOST_COUNTED + 1).subquery()
            query = select(func.count()).select_from(some)
            counts[doubt] = int(connection.execute(query).scalar_one())
    return counts


def _find(connection: Connection, doubt: Doubt, after: str | None, most: int) -> Sequence[_Row]:
    query = _select(doubt)
    score, row = query.selected_columns.score, query.selected_columns.row
    if after:
        query = query.where(tuple_(score, row) < tuple_(*_read_place(after)))
    query = query.order_by(score.desc(), row.desc()).limit(most + 1)
    return [_Row(*found) for found in connection.execute(query)]


def _select(doubt: Doubt) -> Select[Any]:
    statement, link, table = schema.statement, schema.claim_link, schema.suggestion
    held = (link.c.statement == statement.c.id) & link.c.until.is_(None)
    if doubt == Doubt.LINK:
        return (
            select(
                table.c.id.label("row"),
                table.c.score.label("score"),
                table.c.because,
                table.c.statement,
                link.c.claim,
                table.c.claim.label("other"),
            )
            .join(statement, statement.c.id == table.c.statement)
            .join(link, held)
            .where(table.c.until.is_(None), statement.c.until.is_(None))
            .where(link.c.claim != table.c.claim, ~_is_judged(Verdict.WRONG))
        )
    return (
        select(
            statement.c.id.label("row"),
            statement.c.confidence.label("score"),
            literal("").label("because"),
            statement.c.id.label("statement"),
            link.c.claim,
            literal(None).label("other"),
        )
        .outerjoin(link, held)
        .where(statement.c.until.is_(None), statement.c.confidence < _SURE)
        .where(~_is_judged(Verdict.STANCE, Verdict.WRONG))
    )


def _is_judged(*verdicts: Verdict) -> Exists:
    table = schema.judgement
    return exists().where(
        table.c.subject == schema.statement.c.hash,
        table.c.verdict.in_(verdicts),
        table.c.until.is_(None),
    )


def _load(connection: Connection, doubt: Doubt, rows: Sequence[_Row]) -> tuple[Waiting, ...]:
    claims = {each for row in rows for each in (row.claim, row.other) if each is not None}
    lines = load_lines(connection, sorted(claims), clocks=NOW)
    proofs = _find_proofs(connection, rows)
    wanted = [*(row.statement for row in rows), *proofs.values()]
    shown = _load_statements(connection, wanted)
    return tuple(
        Waiting(
            doubt=doubt,
            place=_place(row),
            statement=shown[row.statement],
            claim=lines.get(row.claim) if row.claim is not None else None,
            score=row.score,
            because=row.because,
            other=lines.get(row.other) if row.other is not None else None,
            proof=shown[proofs[row.row]] if row.row in proofs else None,
        )
        for row in rows
    )


def _load_statements(connection: Connection, rows: Sequence[int]) -> dict[int, ShownStatement]:
    """The statements with the stance that counts, which somebody may have corrected."""
    table = schema.position
    shown = load_statements(connection, rows)
    for some in batches(list(shown)):
        query = select(table.c.statement, table.c.stance).where(
            table.c.statement.in_(some), table.c.until.is_(None)
        )
        for row, stance in connection.execute(query):
            shown[row] = replace(shown[row], stance=stance)
    return shown


def _find_proofs(connection: Connection, rows: Sequence[_Row]) -> dict[int, int]:
    """For each suggested link the other claim's clearest statement, of the same language if any."""
    label, statement, article = schema.claim_label, schema.statement, schema.article
    others = sorted({row.other for row in rows if row.other is not None})
    told: dict[int, dict[str, int]] = {}
    for some in batches(others):
        query = (
            select(label.c.claim, label.c.language, label.c.statement)
            .where(label.c.claim.in_(some), label.c.until.is_(None))
            .order_by(label.c.clarity, label.c.id)
        )
        for claim, language, row in connection.execute(query):
            told.setdefault(claim, {})[language] = row
    spoken = {}
    for part in batches([row.statement for row in rows]):
        languages = (
            select(statement.c.id, article.c.language)
            .join(article, article.c.id == statement.c.article)
            .where(statement.c.id.in_(part))
        )
        spoken.update({row[0]: row[1] for row in connection.execute(languages)})
    found = {}
    for row in rows:
        labels = told.get(row.other, {}) if row.other is not None else {}
        if labels:
            found[row.row] = labels.get(spoken[row.statement], list(labels.values())[-1])
    return found


def _place(row: _Row) -> str:
    return write_cursor(repr(row.score), row.row)


def _read_place(given: str) -> tuple[object, object]:
    score, row = read_cursor(given)
    try:
        return cast(literal(float(score)), Float), literal(row)
    except ValueError as error:
        raise LedgerError(given, "is no place in a list", "start from its first page") from error
