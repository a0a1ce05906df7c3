"""Takes a judgement back: what it ended holds again, what it added holds no longer."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Table, or_, select

from onrecord.errors import LedgerError
from onrecord.ledger import schema
from onrecord.ledger.board import update_board
from onrecord.ledger.identifying import find_id
from onrecord.ledger.judging.judging import Judged
from onrecord.ledger.judging.signing import check_signature, is_machine
from onrecord.ledger.labels import label_again
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.merging import follow_row
from onrecord.ledger.writer import Writer, batches, hash_of
from onrecord.model import Verdict

_CLAIM_TABLES = (schema.claim_link, schema.position, schema.suggestion)
_CANNOT = (Verdict.SAME_PARTY, Verdict.NOT_SAME_PARTY, Verdict.WITHDRAWN)


def withdraw(ledger: Ledger, judgement: str, *, who: str, note: str | None = None) -> Judged:
    """Take back the judgement with this id, if nothing that came later rests on it.

    Raises UnknownIdError where there is none, LedgerError where it can be taken back no more
    (it no longer holds, or an article has been read again since) or is of another kind.
    """
    check_signature(who, note)
    with ledger.writing() as connection:
        return _Withdrawing(Writer(connection)).run(judgement, who.strip(), note)


class _Withdrawing:
    """One withdrawal within the writer's transaction."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._connection = writer.connection

    def run(self, given: str, who: str, note: str | None) -> Judged:
        """Record, put back, and work out anew what is touched."""
        found = self._find(given)
        made = hash_of("judgement", Verdict.WITHDRAWN, found["hash"], who, self._writer.now)
        values = {"subject": found["hash"], "other": None, "value": None, "who": who, "note": note}
        self._writer.add(schema.judgement, hash=made, verdict=Verdict.WITHDRAWN, **values)
        self._writer.end(schema.judgement, [found["id"]])
        touched: set[int] = set()
        if found["verdict"] != Verdict.RATING:
            touched = self._put_back(found)
        self._put_back_judgements(found)
        self._writer.flush()
        label_again(self._writer, touched)
        self._writer.flush()
        update_board(self._writer, touched)
        self._writer.flush()
        return Judged(made, Verdict.WITHDRAWN, found["hash"], None, self._hashes(touched))

    def _find(self, given: str) -> Mapping[str, Any]:
        row = find_id(self._connection, given, "judgement")
        table = schema.judgement
        query = select(table).where(table.c.id == row.id)
        found = self._connection.execute(query).mappings().one()
        if found["until"] is not None:
            raise LedgerError(row.hash, "no longer holds, so it cannot be withdrawn")
        if is_machine(found["who"]):
            reason = "is the machine's, which would only find the same again"
            raise LedgerError(row.hash, reason, "judge the contrary instead")
        if found["verdict"] in _CANNOT:
            verdict = found["verdict"].replace("_", " ")
            raise LedgerError(
                row.hash, f"'{verdict}' cannot be withdrawn", "judge the contrary instead"
            )
        return dict(found)

    def _put_back(self, found: Mapping[str, Any]) -> set[int]:
        """End what the judgement added and add again what it ended; the claims concerned."""
        claims = self._find_claims(found)
        statements = self._find_statements(found, claims)
        at = found["since"]
        changed = {
            table: self._changed(table, statements, claims, at=at) for table in _CLAIM_TABLES
        }
        links = [*changed[schema.claim_link], *changed[schema.position]]
        is_overtaken = any(row["since"] == at and row["until"] for row in links)
        if is_overtaken or not self._are_current(changed.values()):
            reason = "later changes rest on it"
            raise LedgerError(found["hash"], reason, "judge the contrary instead")
        renewed = self._renew(claims, at)
        touched = set(claims) | set(renewed.values())
        for table, rows in changed.items():
            added = [row["id"] for row in rows if row["since"] == at]
            self._writer.end(table, added)
            for row in rows:
                touched.add(row["claim"])
                if row["until"] == at:
                    self._add_again(table, row, renewed)
        return touched

    def _find_claims(self, found: Mapping[str, Any]) -> list[int]:
        """The claims that the judgement names, as they were and as they have become."""
        table, rows = schema.claim, set()
        names = [each for each in (found["subject"], found["other"]) if each]
        for row in self._connection.execute(select(table.c.id).where(table.c.hash.in_(names))):
            rows |= {row[0], follow_row(self._connection, table, row[0])}
        return sorted(rows)

    def _find_statements(self, found: Mapping[str, Any], claims: Sequence[int]) -> list[int]:
        table, links = schema.statement, schema.claim_link
        query = select(table.c.id).where(table.c.hash == found["subject"])
        rows = set(self._connection.execute(query).scalars())
        if not rows:
            at = found["since"]
            came_or_went = or_(links.c.since == at, links.c.until == at)
            query = select(links.c.statement).where(links.c.claim.in_(claims), came_or_went)
            rows = set(self._connection.execute(query).scalars())
        return sorted(rows)

    def _changed(
        self, table: Table, statements: Sequence[int], claims: Sequence[int], *, at: str
    ) -> list[dict[str, Any]]:
        """The rows about these that were added or ended at that moment."""
        found: dict[int, dict[str, Any]] = {}
        then = or_(table.c.since == at, table.c.until == at)
        for which in self._about(table, statements, claims):
            query = select(table).where(which, then).order_by(table.c.id)
            for row in self._connection.execute(query).mappings():
                found[row["id"]] = dict(row)
        return [found[row] for row in sorted(found)]

    def _are_current(self, changed: Iterable[Sequence[Mapping[str, Any]]]) -> bool:
        """Whether the statements are still those of the reading that holds now."""
        rows = sorted({row["statement"] for some in changed for row in some})
        table = schema.statement
        return not any(
            self._connection.execute(
                select(table.c.id).where(table.c.id.in_(some), table.c.until.is_not(None))
            ).first()
            for some in batches(rows)
        )

    def _about(
        self, table: Table, statements: Sequence[int], claims: Sequence[int]
    ) -> Iterable[ColumnElement[bool]]:
        for some in batches(statements):
            yield table.c.statement.in_(some)
        if table is schema.suggestion:
            yield table.c.claim.in_(claims)

    def _renew(self, claims: Sequence[int], at: str) -> dict[int, int]:
        """A new claim for each that ended then: what has ended stays ended."""
        table = schema.claim
        query = select(table.c.id).where(table.c.id.in_(claims), table.c.until == at)
        return {
            row: self._writer.add(
                table, hash=hash_of("claim", "renewed", row, self._writer.now), merged_into=None
            )
            for row in self._connection.execute(query).scalars().all()
        }

    def _add_again(self, table: Table, row: Mapping[str, Any], renewed: Mapping[int, int]) -> None:
        kept = {name: value for name, value in row.items() if name not in ("id", "since", "until")}
        kept["claim"] = renewed.get(row["claim"], row["claim"])
        self._writer.add(table, **kept)

    def _put_back_judgements(self, found: Mapping[str, Any]) -> None:
        """Those that it took the place of hold again."""
        table = schema.judgement
        pair = (found["subject"], found["other"])
        turned = (table.c.subject == pair[1]) & (table.c.other == pair[0])
        query = select(table).where(
            (table.c.subject == pair[0]) | turned, table.c.until == found["since"]
        )
        for row in self._connection.execute(query).mappings().all():
            kept = {name: row[name] for name in ("verdict", "subject", "other", "value", "who")}
            made = hash_of("judgement", "again", row["hash"], self._writer.now)
            self._writer.add(table, hash=made, note=row["note"], **kept)

    def _hashes(self, claims: set[int]) -> tuple[str, ...]:
        table = schema.claim
        query = select(table.c.hash).where(table.c.id.in_(sorted(claims))).order_by(table.c.id)
        return tuple(self._connection.execute(query).scalars())
