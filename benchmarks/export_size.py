"""What exports take, and opening them: `python -m benchmarks.export_size LEDGER FOLDER`.

Every step is a process of its own, of which the time by the clock, the processor's time and the
peak of its memory are told. Files that the folder holds already are not made again.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

_FORMS = ("jsonl", "csv", "parquet", "jsonld", "annotations", "ftm", "graphml")
_PANDAS = "import pandas; print(len(pandas.{read}))"
_DUCKDB = """import duckdb
duckdb.sql("SET memory_limit = '400MB'; SET threads = 1; SET enable_progress_bar = false")
counted = duckdb.sql("SELECT stance, count(*) FROM {source} GROUP BY stance").fetchall()
print(sum(number for _, number in counted))"""
_DATASETTE = """import asyncio
from datasette.app import Datasette
app = Datasette(['{file}'], settings={{'suggest_facets': False}})
answer = asyncio.run(app.client.get('{url}'))
assert answer.status_code == 200, answer.text
print(len(answer.json()['rows']), 'rows on the first page')"""
_FTM = "from followthemoney.cli.cli import cli; cli()"


def main() -> None:
    """Print a line for each step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    options.folder.mkdir(exist_ok=True)
    print(f"{'':28}{'seconds':>9}{'processor':>10}{'MiB peak':>10}{'MB file':>9}")
    for form in _FORMS:
        _export(options.ledger, options.folder / f"all.{form}", ["--format", form])
    _export(options.ledger, options.folder / "all.html", [_find_largest(options.ledger),
                                                         "--format", "html"])  # fmt: skip
    _reopen(options.folder, options.ledger)


def _export(ledger: Path, file: Path, arguments: list[str]) -> None:
    if not file.exists():
        module = ["-m", "onrecord", "export", *arguments]
        _measure(f"export {file.suffix[1:]}", [*module, "--ledger", str(ledger)], makes=file)


def _find_largest(ledger: Path) -> str:
    from onrecord.ledger import open_ledger
    from onrecord.ledger.views import Sort, Wanted, list_claims

    with open_ledger(str(ledger)) as opened:
        return list_claims(opened, Wanted(sort=Sort.STATEMENTS, most=1)).items[0].id


def _reopen(folder: Path, ledger: Path) -> None:
    reads = {"csv": "read_csv('all.csv', keep_default_na=False)",
             "parquet": "read_parquet('all.parquet')",
             "jsonl": "read_json('all.jsonl', lines=True)"}  # fmt: skip
    for form, read in reads.items():
        _measure(f"pandas {form}", ["-c", _PANDAS.format(read=read)], within=folder)
    sources = {"csv": "'all.csv'", "parquet": "'all.parquet'", "jsonl": "'all.jsonl'"}
    for form, source in sources.items():
        _measure(f"duckdb {form}", ["-c", _DUCKDB.format(source=source)], within=folder)
    for name in ("what_was_said", "where_claims_stand"):
        url = f"/{ledger.stem}/{name}.json"
        code = _DATASETTE.format(file=ledger.absolute(), url=url)
        _measure(f"datasette {name}", ["-c", code])
    insert = ["-m", "sqlite_utils", "insert", "all.db", "statements", "all.csv", "--csv"]
    if not (folder / "all.db").exists():
        _measure("sqlite-utils insert csv", insert, within=folder)
    code = _DATASETTE.format(file="all.db", url="/all/statements.json")
    _measure("datasette of the csv", ["-c", code], within=folder)
    roll_up = ["aggregate-statements", "-f", "csv", "-d", "onrecord", "-i", "all.ftm"]
    _measure("ftm aggregate-statements", ["-c", _FTM, *roll_up, "-o", "all.entities"], folder)
    _measure(
        "ftm validate", ["-c", _FTM, "validate", "-i", "all.entities", "-o", "/dev/null"], folder
    )


def _measure(
    name: str, arguments: list[str], within: Path | None = None, *, makes: Path | None = None
) -> None:
    command = [sys.executable, *arguments]
    if makes:
        command += ["--output", str(makes)]
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=within, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    told = process.stdout.read().split()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    size = f"{makes.stat().st_size / 1e6:.1f}" if makes and makes.exists() else ""
    line = f"{seconds:>9.1f}{used.ru_utime + used.ru_stime:>10.1f}{used.ru_maxrss / 1024:>10.0f}"
    failed = " FAILED" if status else ""
    print(f"{name:28}{line}{size:>9}{failed} {' '.join(told)[:60]}", flush=True)


if __name__ == "__main__":
    main()
