"""The evidence for a claim that articles tell of: what was shown, and what was withheld."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.ledger import schema
from onrecord.ledger.writer import batches
from onrecord.model import EvidenceKind


@dataclass(frozen=True, slots=True)
class ClaimEvidence:
    """What one article says was shown or withheld, in its words, and the statement it is for."""

    kind: EvidenceKind
    shown: bool
    words: str
    statement: str
    article: str


def load_evidence(connection: Connection, statements: Sequence[int]) -> tuple[ClaimEvidence, ...]:
    """The evidence of these statements (by row), each passage of an article once."""
    table, statement, article = schema.evidence, schema.statement, schema.article
    query = (
        select(
            table.c.kind,
            table.c.shown,
            table.c.words,
            statement.c.hash,
            article.c.hash,
            table.c.span_start,
        )
        .join(statement, statement.c.id == table.c.statement)
        .join(article, article.c.id == statement.c.article)
        .order_by(table.c.id)
    )
    found: dict[tuple[str, int, int], ClaimEvidence] = {}
    for some in batches(statements):
        for kind, shown, words, name, of, start in connection.execute(
            query.where(table.c.statement.in_(some))
        ):
            made = ClaimEvidence(EvidenceKind(kind), bool(shown), words, name, of)
            found.setdefault((of, start, shown), made)
    return tuple(found.values())
