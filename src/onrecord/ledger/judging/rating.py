"""Takes a named person's rating of a claim; their earlier one ends, those of others stay."""

from dataclasses import replace

from sqlalchemy import func, select

from onrecord.ledger import schema
from onrecord.ledger.identifying import find_id
from onrecord.ledger.judging.judging import Judged
from onrecord.ledger.judging.signing import check_signature
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.merging import follow_row
from onrecord.ledger.ratings import Rating, check_rating, write_rating
from onrecord.ledger.views.lines import last_label, load_labels
from onrecord.ledger.writer import Writer, hash_of
from onrecord.model import Verdict


def rate(
    ledger: Ledger,
    claim: str,
    given: Rating,
    *,
    who: str,
    note: str | None = None,
    language: str | None = None,
) -> Judged:
    """Record how `who` rates the claim with this id; where it stands is not touched by it.

    What was rated are the claim's words in `language`, where it has some, else its clearest.
    Raises UnknownIdError where there is no such claim, LedgerError where the rating is none or
    nobody signs it.
    """
    check_rating(given)
    check_signature(who, note, given.text, given.url)
    with ledger.writing() as connection:
        writer = Writer(connection)
        row = follow_row(connection, schema.claim, find_id(connection, claim, "claim").id)
        query = select(schema.claim.c.hash).where(schema.claim.c.id == row)
        subject = connection.execute(query).scalar_one()
        labels = load_labels(connection, [row]).get(row, {})
        words = labels.get(language or "") or last_label(labels)
        _end_earlier(writer, subject, who.strip())
        made_of = (Verdict.RATING, subject, None, who, writer.now)
        made = hash_of("judgement", *made_of)
        writer.add(
            schema.judgement,
            hash=made,
            verdict=Verdict.RATING,
            subject=subject,
            other=None,
            value=write_rating(replace(given, text=given.text.strip(), words=words)),
            who=who.strip(),
            note=note,
        )
        writer.flush()
    return Judged(made, Verdict.RATING, subject, None, (subject,))


def _end_earlier(writer: Writer, subject: str, who: str) -> None:
    table = schema.judgement
    query = select(table.c.id).where(
        table.c.subject == subject,
        table.c.verdict == Verdict.RATING,
        func.lower(table.c.who) == who.lower(),
        table.c.until.is_(None),
    )
    writer.end(table, writer.connection.execute(query).scalars().all())
