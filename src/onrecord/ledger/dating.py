"""On which day something was said, as far as the statement and its article tell."""

import calendar
import re

from onrecord.model import Article, DatedBy, Statement

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def date_said(statement: Statement, article: Article, now: str) -> tuple[str, DatedBy]:
    """The day (ISO 8601) and what it rests on.

    A month or a year counts to its last day, but never past the day the article appeared;
    without any date it is the day on which the ledger learns of it.
    """
    published = _day(article.published)
    said = _day(statement.said_on)
    if said:
        return (min(said, published) if published else said), DatedBy.TEXT
    return (published, DatedBy.ARTICLE) if published else (now[:10], DatedBy.LEDGER)


def last_day(given: str) -> str | None:
    """The last day of `2025`, `2025-02` or `2025-02-09`; None where it is no date."""
    found = _DAY.fullmatch(given)
    if not found:
        return None
    year, month, day = (int(each) if each else None for each in found.groups())
    assert year is not None
    if year < 1 or not 1 <= (month or 1) <= 12:
        return None
    last = calendar.monthrange(year, month or 12)[1]
    if day is not None and not 1 <= day <= last:
        return None
    return f"{year:04d}-{month or 12:02d}-{day or last:02d}"


def _day(given: str | None) -> str | None:
    return last_day(given[:10]) if given else None
