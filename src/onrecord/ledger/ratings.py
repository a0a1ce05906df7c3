"""Ratings of claims: what a named person says of one, never the machine."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, or_, select

from onrecord.errors import LedgerError
from onrecord.ledger.clocks import held
from onrecord.ledger.merging import follow_row
from onrecord.ledger.schema import claim, judgement
from onrecord.model import Verdict

_LONGEST = 200
_URL = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating in the person's own words, and as a number from `worst` to `best` if there is one.

    `url` is the review that gives the reasons; `words` are those of the claim when it was rated,
    filled in by the ledger.
    """

    text: str
    value: float | None = None
    worst: float = 1
    best: float = 5
    url: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class SignedRating:
    """A rating that holds, with the judgement that it is, who signs it and since when."""

    id: str
    rating: Rating
    who: str
    note: str | None
    since: str


def check_rating(given: Rating) -> None:
    """Raise LedgerError where the rating is none."""
    if not given.text.strip():
        raise LedgerError("rating", "has no words", "say how you rate the claim, as 'misleading'")
    if len(given.text) > _LONGEST:
        raise LedgerError("rating", f"is longer than {_LONGEST} characters", "use --note")
    if not given.worst < given.best:
        raise LedgerError("rating", f"a scale from {given.worst:g} to {given.best:g} is none")
    if given.value is not None and not given.worst <= given.value <= given.best:
        scale = f"{given.worst:g} to {given.best:g}"
        raise LedgerError("rating", f"{given.value:g} is not on the scale from {scale}")
    if given.url is not None and not _URL.fullmatch(given.url):
        raise LedgerError(given.url, "is no address of a review", "write it as https://…")


def write_rating(given: Rating) -> str:
    """The rating as a judgement keeps it."""
    return json.dumps(
        {name: value for name, value in asdict(given).items() if value is not None},
        ensure_ascii=False,
    )


def read_rating(kept: str) -> Rating:
    """What `write_rating` wrote."""
    return Rating(**json.loads(kept))


def load_ratings(
    connection: Connection, claims: Iterable[int], *, known_at: str | None = None
) -> dict[int, tuple[SignedRating, ...]]:
    """The ratings that hold on these claims, by row, the first ones first.

    What was rated before it became part of another claim is told with that one.
    """
    wanted = sorted(set(claims))
    table = judgement
    # Ratings are few, as people make them: no index is needed to find them.
    query = (
        select(table, claim.c.id.label("claim"), claim.c.merged_into)
        .join(claim, claim.c.hash == table.c.subject)
        .where(table.c.verdict == Verdict.RATING, held(table, known_at))
        .where(or_(claim.c.id.in_(wanted), claim.c.merged_into.is_not(None)))
        .order_by(table.c.id)
    )
    found: dict[int, list[SignedRating]] = {}
    for row in connection.execute(query).all():
        target = row.claim if known_at else follow_row(connection, claim, row.claim)
        if target in wanted:
            signed = SignedRating(row.hash, read_rating(row.value), row.who, row.note, row.since)
            found.setdefault(target, []).append(signed)
    return {row: tuple(some) for row, some in found.items()}
