"""What is on record as a pandas data frame; pandas stays here."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.errors import SetupError
from onrecord.ledger.clocks import NOW, Clocks
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.views.stream import stream_record
from onrecord.ledger.views.table import COLUMNS, list_values, make_row

if TYPE_CHECKING:
    from pandas import DataFrame


def make_frame(ledger: Ledger, *, claims: Sequence[str] = (), clocks: Clocks = NOW) -> "DataFrame":
    """A row for each statement that counts; `said` and `recorded` are dates.

    Raises SetupError where pandas is not installed.
    """
    try:
        import pandas
    except ModuleNotFoundError as error:
        raise SetupError(
            "a data frame", "needs pandas", "pip install 'onrecord[frames]'"
        ) from error
    rows = [
        list_values(make_row(each)) for each in stream_record(ledger, clocks=clocks, claims=claims)
    ]
    frame = pandas.DataFrame(rows, columns=list(COLUMNS))
    frame["said"] = pandas.to_datetime(frame["said"], errors="coerce")
    frame["recorded"] = pandas.to_datetime(frame["recorded"], utc=True)
    return frame
