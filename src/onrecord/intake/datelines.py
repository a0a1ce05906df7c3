"""Dates in the words of a text's first lines."""

import re
from datetime import date
from functools import cache

from onrecord.intake.labels import read_labels

_FIRST_LINES = 4  # in Wikinews a headline and a summary stand before the date
_OPENING = 5_000  # characters
_SHORT_LINE = 60  # characters


def find_dateline(text: str) -> str | None:
    """The ISO date that is one of the first lines, or opens it before a dash."""
    lines = [line.strip() for line in text[:_OPENING].splitlines() if line.strip()]
    found = (_as_date(_opening_date().match(line)) for line in lines[:_FIRST_LINES])
    return next((day for day in found if day), None)


def find_date(line: str) -> str | None:
    """The ISO date in a short line such as "Sunday 9 March 2025, 6.30am"."""
    return _as_date(_date().search(line)) if len(line) <= _SHORT_LINE else None


@cache
def _month_numbers() -> dict[str, int]:
    tables: dict[str, list[str]] = read_labels()["months"]
    return {name: index + 1 for names in tables.values() for index, name in enumerate(names)}


@cache
def _date() -> re.Pattern[str]:
    names = sorted(_month_numbers(), key=len, reverse=True)
    months = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    return re.compile(
        rf"""(?<!\w)(?:(?P<iso>\d{{4}}-\d\d-\d\d)
        |(?:ngày\s+)?(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)?\s+(?P<month>{months})\.?,?\s+
         (?:năm\s+)?(?P<year>\d{{4}})(?:\s+(?:года|г\.))?
        |(?P<month_first>{months})\.?\s+(?P<day_second>\d{{1,2}}),?\s+(?P<year_last>\d{{4}})
        )(?!\w)""",
        re.IGNORECASE | re.VERBOSE,
    )


@cache
def _opening_date() -> re.Pattern[str]:
    place = r"(?:,\s*[^\d\W][^,.\n]{0,40})?"  # "21 septembre 2012, France. - "
    return re.compile(
        rf"{_date().pattern}\s*(?:\.?$|{place}\.?\s*[-–—]\s)", re.IGNORECASE | re.VERBOSE
    )


def _as_date(found: re.Match[str] | None) -> str | None:
    if found is None:
        return None
    if found["iso"]:
        return _valid(*(int(part) for part in found["iso"].split("-")))
    month = found["month"] or found["month_first"]
    number = _month_numbers()[" ".join(month.lower().split())]
    day = found["day"] or found["day_second"]
    return _valid(int(found["year"] or found["year_last"]), number, int(day))


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
