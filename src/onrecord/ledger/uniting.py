"""Makes two claims one where the machine is sure: recorded as a judgement is, undone by one."""

from collections.abc import Sequence

from sqlalchemy import select

from onrecord.ledger import schema
from onrecord.ledger.apart import Apart
from onrecord.ledger.judging.claims import ClaimSurgery
from onrecord.ledger.labels import label_again
from onrecord.ledger.merging import follow_row
from onrecord.ledger.recording import Reason
from onrecord.ledger.writer import Writer, hash_of
from onrecord.model import Verdict

_MOST_MOVED = 200  # statements: to move more would make adding an article slow


class Uniting:
    """Unites claims within the writer's transaction, in the name of `who`: a reader's version.

    What is gathered in the writer must have been written before.
    """

    def __init__(self, writer: Writer, *, who: str) -> None:
        self._writer = writer
        self._connection = writer.connection
        self._who = who
        self._surgery = ClaimSurgery(writer)
        self._apart = Apart(writer.connection)

    def follow(self, claim: int) -> int:
        """What the claim, by its row, has become."""
        return follow_row(self._connection, schema.claim, claim)

    def read_signatures(self, claim: int, most: int) -> list[str]:
        """What linking compares of the claim's newest statements."""
        link, signature = schema.claim_link, schema.signature
        query = (
            select(signature.c.data)
            .join(link, link.c.statement == signature.c.statement)
            .where(link.c.claim == claim, link.c.until.is_(None))
            .order_by(link.c.id.desc())
            .limit(most)
        )
        return list(self._connection.execute(query).scalars())

    def unite(self, one: int, other: int, reason: Reason) -> bool:
        """Make the two claims one, the older; False where a person must decide that.

        That is so where somebody keeps them apart, or where too much would have to be moved.
        """
        older, younger = sorted((one, other))
        if self._apart.are_kept(one, other) or self._has_many(younger):
            return False
        judgement = self._record(younger, older, reason)
        why = {"score": reason.score, "because": reason.because}
        self._surgery.merge(younger, older, judgement, why=why)
        self._writer.flush()
        return True

    def finish(self) -> set[int]:
        """Label anew what was united; the claims whose board is to be made anew."""
        label_again(self._writer, self._surgery.touched)
        self._writer.flush()
        return self._surgery.touched

    def _has_many(self, claim: int) -> bool:
        link = schema.claim_link
        query = (
            select(link.c.id)
            .where(link.c.claim == claim, link.c.until.is_(None))
            .limit(_MOST_MOVED + 1)
        )
        return len(self._connection.execute(query).all()) > _MOST_MOVED

    def _record(self, younger: int, older: int, reason: Reason) -> int:
        subject, other = self._hashes((younger, older))
        verdict, now = Verdict.SAME_CLAIM, self._writer.now
        return self._writer.add(
            schema.judgement,
            hash=hash_of("judgement", verdict, subject, other, self._who, now),
            verdict=verdict,
            subject=subject,
            other=other,
            value=None,
            who=self._who,
            note=f"{reason.score:.2f}: {reason.because}",
        )

    def _hashes(self, claims: Sequence[int]) -> tuple[str, ...]:
        table = schema.claim
        query = select(table.c.id, table.c.hash).where(table.c.id.in_(claims))
        found = {row[0]: row[1] for row in self._connection.execute(query)}
        return tuple(found[each] for each in claims)
