"""Claims that people keep apart: the machine does not make them one."""

from collections.abc import Iterable, Sequence
from itertools import product

from sqlalchemy import Connection, or_, select

from onrecord.ledger.merging import find_family, follow_row
from onrecord.ledger.schema import claim, claim_link, judgement, statement
from onrecord.model import Verdict


class Apart:
    """Which claims, by their rows, people judged not to be the same."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._kept: dict[int, frozenset[int]] = {}

    def are_kept(self, one: int, other: int) -> bool:
        """Whether somebody keeps the two apart, or what was merged into them."""
        return other in self._apart_from(one)

    def _apart_from(self, row: int) -> frozenset[int]:
        if row not in self._kept:
            found: set[int] = set()
            for judged in self._find_judgements(row):
                for pair in self._resolve(*judged):
                    if row in pair:
                        found.update(pair)
            self._kept[row] = frozenset(found - {row})
        return self._kept[row]

    def _find_judgements(self, row: int) -> set[tuple[int, str, str]]:
        """Judgements that hold and name the claim, or made it what it is; subject and other."""
        family = find_family(self._connection, row)
        made = select(claim_link.c.judgement).where(
            claim_link.c.claim.in_(family), claim_link.c.judgement.is_not(None)
        )
        names = select(claim.c.hash).where(claim.c.id.in_(family))
        query = select(judgement.c.id, judgement.c.subject, judgement.c.other).where(
            judgement.c.verdict == Verdict.NOT_SAME_CLAIM,
            judgement.c.until.is_(None),
            or_(
                judgement.c.id.in_(made),
                judgement.c.subject.in_(names),
                judgement.c.other.in_(names),
            ),
        )
        return {(each[0], each[1], each[2]) for each in self._connection.execute(query)}

    def _resolve(self, row: int, subject: str, other: str) -> Iterable[tuple[int, int]]:
        """The pairs of claims that a judgement keeps apart now.

        What it took out of a claim stays apart from that, whatever became of either.
        """
        named = {*self._claims_of(subject), *self._claims_of(other)}
        query = select(claim_link.c.claim).where(claim_link.c.judgement == row).distinct()
        made = {
            follow_row(self._connection, claim, each)
            for each in self._connection.execute(query).scalars().all()
        }
        if made:
            return product(made, named - made)
        return product(self._claims_of(subject), self._claims_of(other))

    def _claims_of(self, name: str) -> Sequence[int]:
        """The claim that an id means now, or that the statement with this id is about."""
        query = select(claim.c.id).where(claim.c.hash == name)
        row = self._connection.execute(query).scalar()
        if row is not None:
            return [follow_row(self._connection, claim, row)]
        linked = (
            select(claim_link.c.claim)
            .join(statement, statement.c.id == claim_link.c.statement)
            .where(statement.c.hash == name, claim_link.c.until.is_(None))
        )
        return self._connection.execute(linked).scalars().all()
