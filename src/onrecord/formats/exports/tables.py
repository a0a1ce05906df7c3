"""Statements as rows of a table, in JSON Lines and CSV."""

import csv
import io
import json
from collections.abc import Iterable, Iterator

from onrecord.ledger import Ledger
from onrecord.ledger.views.stream import OnRecord
from onrecord.ledger.views.table import COLUMNS, list_values, make_row


def write_json_lines(_: Ledger, record: Iterable[OnRecord]) -> Iterator[str]:
    """A line of JSON for each statement."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    for each in record:
        values = dict(zip(COLUMNS, list_values(make_row(each)), strict=True))
        yield encode(values) + "\n"


def write_csv(_: Ledger, record: Iterable[OnRecord]) -> Iterator[str]:
    """CSV as RFC 4180 has it, with the columns' names on top."""
    yield format_csv(COLUMNS)
    for each in record:
        yield format_csv(list_values(make_row(each)))


def format_csv(values: Iterable[str | float | None]) -> str:
    """One record of CSV."""
    line = io.StringIO()
    csv.writer(line).writerow(values)
    return line.getvalue()
