"""Exports opened by the programs they are made for, not by our own readers."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas
import pytest

from onrecord.cli.exporting import Export, export
from onrecord.ledger import Ledger
from onrecord.ledger.views import NOW
from onrecord.ledger.views.stream import stream_record
from onrecord.ledger.views.table import COLUMNS

datasette = pytest.importorskip("datasette.app")
_FORMS = ("jsonl", "csv", "parquet", "annotations", "ftm")


@pytest.fixture(scope="module")
def files(stories: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a file of each form."""
    folder = tmp_path_factory.mktemp("files")
    for form in _FORMS:
        export(Export(stories, form, (), folder / f"statements.{form}", NOW, "en"))
    return folder


@pytest.fixture(scope="module")
def told(ledger: Ledger) -> dict[str, str]:
    """By statement the words, as they are on record."""
    return {each.statement.id: each.statement.words for each in stream_record(ledger)}


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_pandas(files: Path, told: dict[str, str], form: str) -> None:
    path = files / f"statements.{form}"
    if form == "parquet":
        frame = pandas.read_parquet(path)
    elif form == "csv":
        frame = pandas.read_csv(path, dtype={"statement_id": str}, keep_default_na=False)
    else:
        frame = pandas.read_json(path, lines=True, dtype={"statement_id": str})
    assert list(frame.columns) == list(COLUMNS)
    assert dict(zip(frame["statement_id"], frame["words"], strict=True)) == told


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_duckdb(files: Path, told: dict[str, str], form: str) -> None:
    path = files / f"statements.{form}"
    source = {
        "csv": f"read_csv('{path}', all_varchar=true)",
        "jsonl": f"read_json('{path}', format='newline_delimited')",
        "parquet": f"'{path}'",
    }[form]
    # CSV does not tell what is empty from what is not there.
    query = f"SELECT statement_id, coalesce(words, '') FROM {source}"
    rows = duckdb.sql(query).fetchall()
    assert dict(rows) == told
    counted = duckdb.sql(f"SELECT sum(n) FROM (SELECT count(*) n FROM {source} GROUP BY stance)")
    assert counted.fetchone() == (len(told),)


def test_datasette_by_way_of_sqlite_utils(files: Path, told: dict[str, str]) -> None:
    command = ["insert", "all.db", "statements", "statements.csv", "--csv"]
    subprocess.run([sys.executable, "-m", "sqlite_utils", *command], cwd=files, check=True)
    app = datasette.Datasette([str(files / "all.db")])
    url = "/all.json?sql=select+stance,+count(*)+as+n+from+statements+group+by+stance&_shape=array"
    answer = asyncio.run(app.client.get(url))
    assert answer.status_code == 200, answer.text
    assert sum(row["n"] for row in answer.json()) == len(told)


def test_the_command_line_of_followthemoney(files: Path, told: dict[str, str]) -> None:
    if not os.environ.get("ONRECORD_SKIPS_NOTHING"):
        pytest.importorskip("followthemoney", exc_type=ImportError)
    ftm = [sys.executable, "-c", "from followthemoney.cli.cli import cli; cli()"]
    made = files / "entities.jsonl"
    roll_up = ["aggregate-statements", "--format", "csv", "-d", "onrecord"]
    subprocess.run([*ftm, *roll_up, "-i", "statements.ftm", "-o", str(made)], cwd=files, check=True)
    checked = subprocess.run(
        [*ftm, "validate", "-i", str(made)], capture_output=True, text=True, check=True
    )
    entities = pandas.read_json(made, lines=True)
    assert len(checked.stdout.splitlines()) == len(entities) == entities["id"].nunique()
    assert (entities["schema"] == "Note").sum() == _count_claims(files)


def _count_claims(files: Path) -> int:
    return int(pandas.read_parquet(files / "statements.parquet")["claim_id"].nunique())
