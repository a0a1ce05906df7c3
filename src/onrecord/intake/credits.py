"""What a text says about itself: where it was taken from, and by whom it was written."""

import re
from functools import cache

from onrecord.intake.labels import any_label, straighten

_CREDIT_LINES = 2  # the credit opens the text, or follows its headline
_OPENING = 5_000  # characters
_LONGEST_NOTE = 300
_LONGEST_BYLINE = 120
_BLANKS = r"[ \t\u00a0\u202f]*"
_LINK = r"(?P<link>https?://[^\s<>\"'«»()]+)"
# A place in capitals may stand before the bracket; any other word makes it a sentence.
_OPENING_CREDIT = re.compile(
    r"\s*(?:[A-ZÀ-ÝĐА-ЯЁ]{2}[^()\n]{0,40}\s)?\((?P<outlet>[^()\n]{2,40})\)\s*[-–—]\s"
)


def find_source_link(text: str) -> str | None:
    """The link on a line that opens with "Source:" or its like; the last such line wins."""
    found = list(_source_line().finditer(text))
    return found[-1]["link"].rstrip(".,;:!?…]") if found else None


def find_opening_credit(text: str) -> str | None:
    """The outlet in a credit such as "(Dan Tri) - " or "PARIS (AFP) —" on a first line."""
    lines = [line for line in text[:_OPENING].splitlines() if line.strip()]
    found = (_OPENING_CREDIT.match(line) for line in lines[:_CREDIT_LINES])
    return next((credit["outlet"].strip() for credit in found if credit), None)


def names_origin(line: str) -> bool:
    """Whether a line is a source line, an opening credit or a note on first publication."""
    return is_origin_note(line) or _OPENING_CREDIT.match(line) is not None


def is_origin_note(line: str) -> bool:
    """Whether a short line tells where the text was taken from and opens with saying so."""
    if len(line) > _LONGEST_NOTE:
        return False
    straight = straighten(line)
    return bool(_source_label().match(straight) or _taken_from().match(straight))


def is_byline(line: str) -> bool:
    """Whether a line names who wrote the article and does nothing else."""
    return len(line) <= _LONGEST_BYLINE and _byline().fullmatch(line) is not None


def without_by(line: str) -> str:
    """The name on a byline, without "By" or its like."""
    found = _byline().fullmatch(line)
    return found["name"].strip() if found else line.strip()


@cache
def _byline() -> re.Pattern[str]:
    # After "by" only names, with a capital: "By the end of the week …" is a sentence.
    name = r"(?P<name>[^\W\d_a-zà-ÿа-я][^!?\d]*[^.!?\d])"
    return re.compile(rf"(?i:{any_label('by')})(?:\s*:\s*|\s+){name}")


@cache
def _taken_from() -> re.Pattern[str]:
    # "This article was …" may stand before it; what else does makes it a sentence of the text.
    subject = rf"(?:(?:{any_label('this_article')})[^.!?]{{0,25}}?)?"
    return re.compile(rf"\W*{subject}(?:{any_label('taken_from')})(?!\w)", re.IGNORECASE)


@cache
def _source_label() -> re.Pattern[str]:
    return re.compile(rf"[ \t]*[(\[]?(?:{any_label('source')}){_BLANKS}[:：]", re.IGNORECASE)


@cache
def _source_line() -> re.Pattern[str]:
    return re.compile(rf"^{_source_label().pattern}[^\n]*?{_LINK}", re.IGNORECASE | re.MULTILINE)
