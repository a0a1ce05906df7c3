"""A suggested link and a doubtful statement, put into a ledger of the demonstration articles."""

from dataclasses import replace

from sqlalchemy import select

from onrecord.ledger import Ledger, schema
from onrecord.ledger.views import Sort, Wanted, list_claims, show_claim
from onrecord.ledger.writer import Writer
from onrecord.pipeline.adding import add_reading
from tests.ledger.made import MAYOR, Says, make_reading


def suggest(ledger: Ledger, statement: str, claim: str, *, score: float = 0.6) -> None:
    """Have the statement be one that may be about the claim as well."""
    with ledger.writing() as connection:
        found = select(schema.statement.c.id).where(
            schema.statement.c.hash == statement, schema.statement.c.until.is_(None)
        )
        about = select(schema.claim.c.id).where(schema.claim.c.hash == claim)
        writer = Writer(connection)
        writer.add(
            schema.suggestion,
            statement=connection.execute(found).scalar_one(),
            claim=connection.execute(about).scalar_one(),
            score=score,
            because="both speak of it",
            judgement=None,
        )
        writer.flush()


def suggest_some(ledger: Ledger, number: int = 3) -> list[tuple[str, str, str]]:
    """Suggested links, the surest first: statement, its claim, the other claim."""
    lines = list_claims(ledger, Wanted(sort=Sort.STATEMENTS, most=number + 1)).items
    made = []
    for step, line in enumerate(lines[1:]):
        statement = show_claim(ledger, line.id).timeline.items[0].statement.id
        suggest(ledger, statement, lines[0].id, score=0.6 - step / 100)
        made.append((statement, line.id, lines[0].id))
    return made


def add_doubtful(ledger: Ledger, *confidences: float) -> list[str]:
    """An article with one statement of each confidence; their words."""
    told = [f"the ferry to Montclare sails {number} times a week" for number in range(1, 9)]
    says = [Says(MAYOR, told[number]) for number, _ in enumerate(confidences)]
    reading = make_reading(says)
    made = [
        replace(each, confidence=sure)
        for each, sure in zip(reading.statements, confidences, strict=True)
    ]
    add_reading(ledger, replace(reading, statements=tuple(made)))
    return [f"that {each.what}" for each in says]
