"""Statements as a Parquet file, written in groups of rows; pyarrow stays here."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from onrecord.errors import SetupError
from onrecord.ledger.views.stream import OnRecord
from onrecord.ledger.views.table import COLUMNS, list_values, make_row

_GROUP = 10_000  # rows written at once


def write_parquet(record: Iterable[OnRecord], path: Path) -> None:
    """Write the statements to a file; raises SetupError where pyarrow is not installed."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        raise SetupError(
            "--format parquet", "needs pyarrow", "pip install 'onrecord[parquet]'"
        ) from error
    kinds = {"confidence": pyarrow.float64()}
    schema = pyarrow.schema([(name, kinds.get(name, pyarrow.string())) for name in COLUMNS])
    rows = (list_values(make_row(each)) for each in record)
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while group := list(islice(rows, _GROUP)):
            columns = [list(column) for column in zip(*group, strict=True)]
            arrays = [
                pyarrow.array(values, kind)
                for values, kind in zip(columns, schema.types, strict=True)
            ]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))
