"""What people judged of statements: these judgements outlive any reading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.ledger.schema import judgement
from onrecord.ledger.writer import batches
from onrecord.model import Stance, Verdict


@dataclass(frozen=True, slots=True)
class Corrections:
    """A statement judged wrong, or its stance judged another one."""

    is_wrong: bool = False
    stance: Stance | None = None


def find_corrections(connection: Connection, hashes: Sequence[str]) -> Mapping[str, Corrections]:
    """The corrections that hold now, by the statements' hashes."""
    found: dict[str, Corrections] = {}
    for some in batches(hashes):
        query = (
            select(judgement.c.subject, judgement.c.verdict, judgement.c.value)
            .where(
                judgement.c.subject.in_(some),
                judgement.c.until.is_(None),
                judgement.c.verdict.in_([Verdict.WRONG, Verdict.STANCE]),
            )
            .order_by(judgement.c.id)
        )
        for subject, verdict, value in connection.execute(query):
            before = found.get(subject, Corrections())
            if verdict == Verdict.WRONG:
                found[subject] = Corrections(is_wrong=True, stance=before.stance)
            else:
                found[subject] = Corrections(before.is_wrong, Stance(value))
    return found
