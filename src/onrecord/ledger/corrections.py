"""What people judged of statements: these judgements outlive any reading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from onrecord.ledger.merging import follow
from onrecord.ledger.schema import claim, judgement, party
from onrecord.ledger.writer import batches
from onrecord.model import Stance, Verdict


@dataclass(frozen=True, slots=True)
class Choice:
    """A claim or party, by its row now, that a judgement (its row) names."""

    row: int
    judgement: int


@dataclass(frozen=True, slots=True)
class Corrections:
    """What was judged of a statement; of judgements of one kind the last one counts.

    `claim` and `party` are where it belongs, `not_claims` and `not_parties` where it does not.
    """

    is_wrong: bool = False
    stance: Stance | None = None
    claim: Choice | None = None
    not_claims: frozenset[int] = frozenset()
    party: Choice | None = None
    not_parties: frozenset[int] = frozenset()


NONE = Corrections()


def find_corrections(connection: Connection, hashes: Sequence[str]) -> Mapping[str, Corrections]:
    """The corrections that hold now, by the statements' hashes."""
    found: dict[str, Corrections] = {}
    for some in batches(hashes):
        query = (
            select(
                judgement.c.id,
                judgement.c.subject,
                judgement.c.verdict,
                judgement.c.other,
                judgement.c.value,
            )
            .where(judgement.c.subject.in_(some), judgement.c.until.is_(None))
            .order_by(judgement.c.id)
        )
        for row, subject, verdict, other, value in connection.execute(query).all():
            before = found.get(subject, NONE)
            found[subject] = _correct(connection, before, Verdict(verdict), row, other or value)
    return found


def _correct(
    connection: Connection, before: Corrections, verdict: Verdict, row: int, about: str | None
) -> Corrections:
    if verdict == Verdict.WRONG:
        return replace(before, is_wrong=True)
    if about is None:
        return before
    if verdict == Verdict.STANCE:
        return replace(before, stance=Stance(about))
    is_claim = verdict in (Verdict.SAME_CLAIM, Verdict.NOT_SAME_CLAIM)
    target = follow(connection, claim if is_claim else party, about)
    if target is None:
        return before
    if verdict == Verdict.SAME_CLAIM:
        return replace(before, claim=Choice(target, row))
    if verdict == Verdict.NOT_SAME_CLAIM:
        return replace(before, not_claims=before.not_claims | {target})
    if verdict == Verdict.SAME_PARTY:
        return replace(before, party=Choice(target, row))
    return replace(before, not_parties=before.not_parties | {target})
