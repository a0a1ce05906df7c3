"""Pages of a list: so many items, and where the next ones begin."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from onrecord.errors import LedgerError

_T = TypeVar("_T")
_MARK = "~"


@dataclass(frozen=True, slots=True)
class Page(Generic[_T]):
    """Some of a list's items; `next` is given back to get those after them, None at the end."""

    items: tuple[_T, ...]
    next: str | None = None


def write_cursor(value: str | int, row: int) -> str:
    """Where a page ended: by what it is sorted, and the row."""
    return f"{value}{_MARK}{row}"


def read_cursor(given: str) -> tuple[str, int]:
    """What `write_cursor` wrote; raises LedgerError where it is something else."""
    value, mark, row = given.rpartition(_MARK)
    if not mark or not row.removeprefix("-").isdecimal() or len(row) > 18:
        raise LedgerError(given, "is no place in a list", "start from its first page")
    return value, int(row)
