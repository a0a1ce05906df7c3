"""Takes one judgement: records it, ends those it contradicts, and puts it into effect."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import select

from onrecord.errors import LedgerError, UnknownIdError
from onrecord.ledger import schema
from onrecord.ledger.board import update_board
from onrecord.ledger.identifying import Row, find_id
from onrecord.ledger.judging.claims import ClaimSurgery
from onrecord.ledger.judging.parties import PartySurgery
from onrecord.ledger.judging.signing import check_signature
from onrecord.ledger.labels import label_again
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.merging import follow_row
from onrecord.ledger.writer import Writer, hash_of
from onrecord.model import Stance, Verdict

# From name, kind, role and on_behalf_of, and the language: what linking compares, and its keys.
SignParty: TypeAlias = Callable[[str, str, str | None, str | None, str], tuple[str, Sequence[str]]]

_CONTRARY = {
    Verdict.SAME_CLAIM: (Verdict.SAME_CLAIM, Verdict.NOT_SAME_CLAIM),
    Verdict.NOT_SAME_CLAIM: (Verdict.SAME_CLAIM, Verdict.NOT_SAME_CLAIM),
    Verdict.SAME_PARTY: (Verdict.SAME_PARTY, Verdict.NOT_SAME_PARTY),
    Verdict.NOT_SAME_PARTY: (Verdict.SAME_PARTY, Verdict.NOT_SAME_PARTY),
    Verdict.STANCE: (Verdict.STANCE, Verdict.WRONG),
    Verdict.WRONG: (Verdict.STANCE, Verdict.WRONG),
}
_OF_CLAIMS = (Verdict.SAME_CLAIM, Verdict.NOT_SAME_CLAIM)
_OF_PARTIES = (Verdict.SAME_PARTY, Verdict.NOT_SAME_PARTY)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What somebody judges: ids (or their beginnings) of what it is about, and who says so.

    `subject` is a statement, claim or party, `other` the claim or party that it is the same
    as or not; a statement there stands for its claim or party. `stance` is the right one.
    """

    verdict: Verdict
    subject: str
    other: str | None = None
    stance: Stance | None = None
    who: str = ""
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A recorded judgement by its id, and the claims, by id, whose board it touched."""

    id: str
    verdict: Verdict
    subject: str
    other: str | None
    claims: tuple[str, ...]


def judge(ledger: Ledger, given: Judgement, *, sign: SignParty) -> Judged:
    """Record a judgement and put it into effect; it overrides the machine from now on.

    `sign` is what parties are compared by. Raises UnknownIdError where an id means nothing,
    LedgerError where the judgement does not fit what it is about.
    """
    check_signature(given.who, given.note)
    with ledger.writing() as connection:
        return _Judging(Writer(connection), given, sign).run()


class _Judging:
    """One judgement within the writer's transaction."""

    def __init__(self, writer: Writer, given: Judgement, sign: SignParty) -> None:
        self._writer = writer
        self._connection = writer.connection
        self._given = given
        self._claims = ClaimSurgery(writer)
        self._parties = PartySurgery(writer, sign)

    def run(self) -> Judged:
        """Record, put into effect, and work out anew what is touched."""
        subject, other = self._find()
        row = self._record(subject, other)
        if self._given.verdict in _OF_CLAIMS:
            assert other is not None
            self._judge_claims(subject, other, row)
        elif self._given.verdict in _OF_PARTIES:
            assert other is not None
            self._judge_parties(subject, other, row)
        else:
            self._claims.set_stance(subject.id, self._given.stance)
        self._writer.flush()
        touched = self._claims.touched | self._parties.touched
        label_again(self._writer, self._claims.touched)
        self._writer.flush()
        update_board(self._writer, touched)
        self._writer.flush()
        return Judged(
            self._id_of(row),
            self._given.verdict,
            subject.hash,
            other.hash if other else None,
            self._hashes(touched),
        )

    def _judge_claims(self, subject: Row, other: Row, row: int) -> None:
        target = follow_row(self._connection, schema.claim, other.id)
        if self._given.verdict == Verdict.SAME_CLAIM:
            if subject.kind == "statement":
                self._claims.move([subject.id], target, row)
            else:
                self._claims.merge(
                    follow_row(self._connection, schema.claim, subject.id), target, row
                )
        elif subject.kind == "statement":
            self._claims.move_out(subject.id, target, row)
        else:
            self._claims.keep_apart(subject.id, other.id, row)

    def _judge_parties(self, subject: Row, other: Row, row: int) -> None:
        target = follow_row(self._connection, schema.party, other.id)
        if self._given.verdict == Verdict.SAME_PARTY:
            if subject.kind == "statement":
                self._parties.move(subject.id, target, row)
            else:
                self._parties.merge(
                    follow_row(self._connection, schema.party, subject.id), target, row
                )
        elif subject.kind == "statement":
            self._parties.move_out(subject.id, target, row)
        else:
            self._parties.keep_apart(subject.id, other.id, row)

    def _find(self) -> tuple[Row, Row | None]:
        given = self._given
        if given.verdict not in (*_OF_CLAIMS, *_OF_PARTIES):
            if given.verdict == Verdict.STANCE and given.stance is None:
                raise LedgerError("judgement", "does not say which stance is right")
            return self._current(find_id(self._connection, given.subject, "statement")), None
        kind = "claim" if given.verdict in _OF_CLAIMS else "party"
        if given.other is None:
            raise LedgerError("judgement", f"does not say which {kind} is meant")
        subject = find_id(self._connection, given.subject, "statement", kind)
        other = find_id(self._connection, given.other, "statement", kind)
        if other.kind == "statement":
            other = self._target_of(self._current(other), kind)
        if subject.kind == "statement":
            subject = self._current(subject)
        if subject.hash == other.hash:
            raise LedgerError(given.subject, f"is that {kind} itself")
        return subject, other

    def _current(self, found: Row) -> Row:
        """The row that a statement has in the reading that holds now."""
        table = schema.statement
        query = select(table.c.id).where(table.c.hash == found.hash, table.c.until.is_(None))
        row = self._connection.execute(query).scalar()
        if row is None:
            raise UnknownIdError(found.hash, "this statement is no longer in its article")
        return Row(found.kind, row, found.hash)

    def _target_of(self, statement: Row, kind: str) -> Row:
        """The claim that a statement is about, or the party that it is of."""
        if kind == "claim":
            row = self._claims.claim_of(statement.id)
            table = schema.claim
        else:
            row = self._parties.party_of(statement.id)
            table = schema.party
        if row is None:
            raise LedgerError(statement.hash, f"has no {kind}")
        found = self._connection.execute(select(table.c.hash).where(table.c.id == row)).scalar_one()
        return Row(kind, row, found)

    def _record(self, subject: Row, other: Row | None) -> int:
        given, table = self._given, schema.judgement
        self._writer.end(table, self._find_contrary(subject, other))
        made_of = (given.verdict, subject.hash, other and other.hash, given.who, self._writer.now)
        return self._writer.add(
            table,
            hash=hash_of("judgement", *made_of),
            verdict=given.verdict,
            subject=subject.hash,
            other=other.hash if other else None,
            value=given.stance if given.verdict == Verdict.STANCE else None,
            who=given.who.strip(),
            note=given.note,
        )

    def _find_contrary(self, subject: Row, other: Row | None) -> Sequence[int]:
        """The judgements that no longer hold beside this one, whichever of two it names first."""
        given, table = self._given, schema.judgement
        query = select(table.c.id).where(
            table.c.verdict.in_(_CONTRARY[given.verdict]), table.c.until.is_(None)
        )
        ours = table.c.subject == subject.hash
        if other is not None:
            pair = ours & (table.c.other == other.hash)
            turned = (table.c.subject == other.hash) & (table.c.other == subject.hash)
            ours_alone = ours & (table.c.verdict == given.verdict)
            # What is the same as one thing may still be judged not the same as others.
            is_same = given.verdict in (Verdict.SAME_CLAIM, Verdict.SAME_PARTY)
            ours = pair | turned | ours_alone if is_same else pair | turned
        return self._connection.execute(query.where(ours)).scalars().all()

    def _id_of(self, row: int) -> str:
        table = schema.judgement
        query = select(table.c.hash).where(table.c.id == row)
        return str(self._connection.execute(query).scalar_one())

    def _hashes(self, claims: set[int]) -> tuple[str, ...]:
        table = schema.claim
        query = select(table.c.hash).where(table.c.id.in_(sorted(claims))).order_by(table.c.id)
        return tuple(self._connection.execute(query).scalars())
