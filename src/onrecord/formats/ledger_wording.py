"""The marks and words with which tables show where claims stand."""

from collections.abc import Mapping

from onrecord.formats.visible import make_visible
from onrecord.formats.wording import count
from onrecord.ledger.statements import ShownStatement
from onrecord.ledger.views import ClaimLine
from onrecord.model import DatedBy, Standing

# Marks differ in shape, so that a standing can be told without its colour.
STANDING_MARKS: Mapping[Standing, str] = {
    Standing.RETRACTED: "↩",
    Standing.DISPUTED: "⇄",
    Standing.DENIED: "✗",
    Standing.CONFIRMED: "✓",
    Standing.CORROBORATED: "●",
    Standing.UNANSWERED: "◐",
    Standing.SINGLE_SOURCE: "○",
    Standing.UNATTRIBUTED: "?",
}
STANDING_STYLES: Mapping[Standing, str] = {
    Standing.RETRACTED: "red",
    Standing.DISPUTED: "yellow",
    Standing.DENIED: "red",
    Standing.CONFIRMED: "green",
    Standing.CORROBORATED: "blue",
    Standing.UNANSWERED: "magenta",
    Standing.SINGLE_SOURCE: "cyan",
    Standing.UNATTRIBUTED: "dim",
}
SHORT_ID = 8  # characters of an id that a table shows; they are enough to ask by


def shorten(text: str, limit: int) -> str:
    """`text` made visible, cut at a word where it is longer than `limit`."""
    shown = make_visible(text)
    if len(shown) <= limit:
        return shown
    return shown[: limit - 1].rsplit(" ", 1)[0] + "…"


def describe_line(line: ClaimLine) -> str:
    """How much there is: `4 statements · 2 parties · 3 outlets, 1 origin · 2025-02-08 – 02-09`."""
    parts = [
        count(line.statements, "statement"),
        _parties(line.parties),
        f"{count(line.outlets, 'outlet')}, {count(line.origins, 'origin')}",
        describe_days(line.first_said, line.last_said),
    ]
    return " · ".join(parts)


def describe_days(first: str, last: str) -> str:
    """One day, or from one to another."""
    return first if first == last else f"{first} to {last}"


def describe_place(statement: ShownStatement) -> str:
    """Where a statement stands and through whom it came: `← New York Post · Dan Tri · fr`.

    One that neither its article nor its words date is told so: it counts for the day of adding.
    """
    parts = [" ".join(f"← {make_visible(each)}" for each in reversed(statement.chain))]
    parts += [make_visible(statement.outlet or statement.article[:SHORT_ID]), statement.language]
    if statement.dated_by == DatedBy.LEDGER:
        parts.append("no date: day of adding")
    return " · ".join(part for part in parts if part)


def _parties(number: int) -> str:
    return "1 party" if number == 1 else f"{number} parties"
