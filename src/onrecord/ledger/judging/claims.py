"""Moves statements between claims, merges claims and takes them apart again."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import or_, select

from onrecord.ledger import schema
from onrecord.ledger.merging import follow_row
from onrecord.ledger.writer import Writer, batches, hash_of
from onrecord.model import Stance

_JUDGED: Mapping[str, Any] = {"score": 1.0, "because": "judged"}


class ClaimSurgery:
    """Ends rows and adds new ones; `touched` are the claims whose board is to be made anew."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._connection = writer.connection
        self.touched: set[int] = set()

    def claim_of(self, statement: int) -> int | None:
        """The claim that the statement, by row, is about now."""
        table = schema.claim_link
        query = select(table.c.claim).where(table.c.statement == statement, table.c.until.is_(None))
        return self._connection.execute(query).scalar()

    def move(
        self,
        statements: Sequence[int],
        claim: int,
        judgement: int,
        *,
        why: Mapping[str, Any] = _JUDGED,
    ) -> None:
        """Have these statements be about the claim, with the positions taken by them."""
        for some in batches(statements):
            before = self._find_current(schema.claim_link, some)
            self._writer.end(schema.claim_link, [row["id"] for row in before])
            for row in before:
                self.touched.add(row["claim"])
                self._writer.add(
                    schema.claim_link,
                    statement=row["statement"],
                    claim=claim,
                    judgement=judgement,
                    **why,
                )
            positions = self._find_current(schema.position, some)
            self._writer.end(schema.position, [row["id"] for row in positions])
            for row in positions:
                self._add_position(row, claim=claim)
            self._end_suggestions(some, claim)
        self.touched.add(claim)

    def move_out(self, statement: int, claim: int, judgement: int) -> None:
        """Have the statement no longer be about the claim: about a new one, if it was."""
        self._end_suggestions([statement], claim)
        if self.claim_of(statement) == claim:
            self.move([statement], self._add_claim(judgement, statement), judgement)

    def merge(
        self, claim: int, into: int, judgement: int, *, why: Mapping[str, Any] = _JUDGED
    ) -> None:
        """Have everything about the one claim be about the other; the older keeps its id.

        `why` is how sure that is (`score`) and what it rests on (`because`).
        """
        if claim == into:
            return
        if claim < into:
            claim, into = into, claim
        links = schema.claim_link
        query = select(links.c.statement).where(links.c.claim == claim, links.c.until.is_(None))
        self.move(self._connection.execute(query).scalars().all(), into, judgement, why=why)
        self._end_suggestions_between(claim, into)
        self._redirect_suggestions(claim, into)
        self._writer.end_where(schema.claim_label, "claim", [claim])
        self._writer.end(schema.claim, [claim], merged_into=into)

    def keep_apart(self, claim: int, other: int, judgement: int) -> None:
        """Undo what merged the two, if anything did, and suggest it no more."""
        one, two = (follow_row(self._connection, schema.claim, each) for each in (claim, other))
        if one != two:
            self._end_suggestions_between(one, two)
            return
        merged = claim if claim != one else other
        moved = self._find_moved(merged, one)
        if moved:
            self.move(moved, self._add_claim(judgement, moved[0]), judgement)

    def set_stance(self, statement: int, stance: Stance | None) -> None:
        """Have the statement's position be of this stance, or of none where it is wrong."""
        claim = self.claim_of(statement)
        if claim is None:
            return
        current = self._find_current(schema.position, [statement])
        self._writer.end(schema.position, [row["id"] for row in current])
        if stance is not None:
            last = current[0] if current else self._find_last_position(statement)
            self._add_position(last, claim=claim, stance=stance)
        self.touched.add(claim)

    def _find_last_position(self, statement: int) -> Mapping[str, Any]:
        """The position that a statement had in an earlier reading, or else one made anew."""
        table, made = schema.statement, schema.position
        row = self._connection.execute(select(table).where(table.c.id == statement)).one()
        query = (
            select(made)
            .join(table, table.c.id == made.c.statement)
            .where(table.c.hash == row.hash)
            .order_by(made.c.id.desc())
        )
        last = self._connection.execute(query).mappings().first()
        party, voice = self._find_party(row.behalf), self._find_party(row.speaker)
        return {
            "party": voice if row.behalf is None else party,
            "voice": None if row.behalf is None or party == voice else voice,
            "statement": statement,
            "said": row.said,
            "participant": last["participant"] if last else 0,
        }

    def _find_party(self, speaker: int | None) -> int | None:
        table = schema.party_link
        query = select(table.c.party).where(table.c.speaker == speaker, table.c.until.is_(None))
        return self._connection.execute(query).scalar()

    def _find_moved(self, merged: int, into: int) -> Sequence[int]:
        """The statements that came to a claim when the other one was merged into it.

        They are told by their ids: they may have been read again since.
        """
        table, claim, statement = schema.claim_link, schema.claim, schema.statement
        since = select(claim.c.until).where(claim.c.id == merged).scalar_subquery()
        were = (
            select(statement.c.hash)
            .join(table, table.c.statement == statement.c.id)
            .where(table.c.claim == merged, table.c.until == since)
        )
        query = (
            select(table.c.statement)
            .join(statement, statement.c.id == table.c.statement)
            .where(table.c.claim == into, table.c.until.is_(None), statement.c.hash.in_(were))
            .order_by(table.c.statement)
        )
        return self._connection.execute(query).scalars().all()

    def _add_claim(self, judgement: int, statement: int) -> int:
        made_of = hash_of("claim", "judged", judgement, statement, self._writer.now)
        return self._writer.add(schema.claim, hash=made_of, merged_into=None)

    def _add_position(self, row: Mapping[str, Any], **changed: Any) -> None:
        names = ("claim", "party", "voice", "statement", "stance", "said", "participant")
        made = {name: row[name] for name in names if name in row}
        self._writer.add(schema.position, **{**made, **changed})

    def _find_current(self, table: Any, statements: Sequence[int]) -> Sequence[Mapping[str, Any]]:
        query = select(table).where(table.c.statement.in_(statements), table.c.until.is_(None))
        return [dict(row) for row in self._connection.execute(query.order_by("id")).mappings()]

    def _end_suggestions(self, statements: Sequence[int], claim: int) -> None:
        table = schema.suggestion
        query = select(table.c.id).where(
            table.c.statement.in_(statements), table.c.claim == claim, table.c.until.is_(None)
        )
        self._writer.end(table, self._connection.execute(query).scalars().all())

    def _end_suggestions_between(self, one: int, two: int) -> None:
        table, links = schema.suggestion, schema.claim_link
        query = (
            select(table.c.id)
            .join(links, links.c.statement == table.c.statement)
            .where(table.c.until.is_(None), links.c.until.is_(None))
            .where(
                or_(
                    (table.c.claim == one) & (links.c.claim == two),
                    (table.c.claim == two) & (links.c.claim == one),
                )
            )
        )
        self._writer.end(table, self._connection.execute(query).scalars().all())

    def _redirect_suggestions(self, claim: int, into: int) -> None:
        table = schema.suggestion
        query = select(table).where(table.c.claim == claim, table.c.until.is_(None))
        rows = self._connection.execute(query).mappings().all()
        self._writer.end(table, [row["id"] for row in rows])
        for row in rows:
            if self.claim_of(row["statement"]) != into:
                kept = {name: row[name] for name in ("statement", "score", "because", "judgement")}
                self._writer.add(table, claim=into, **kept)
