"""What can go wrong with the file or the process: nothing is lost, the error says what to do."""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.generated import generate
from benchmarks.ledger_faults import check, dump, run, run_making
from onrecord.errors import (
    DamagedLedgerError,
    FullLedgerError,
    LedgerError,
    NoLedgerError,
    ReadOnlyLedgerError,
)
from onrecord.ledger import open_ledger
from onrecord.ledger.views import Wanted, count_all, list_claims
from onrecord.pipeline.adding import add_reading

READINGS = tuple(generate(12))


def fill(path: Path, number: int = 3) -> Path:
    with open_ledger(str(path), create=True) as ledger:
        for each in READINGS[:number]:
            add_reading(ledger, each)
    return path


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_any_moment_it_holds_whole_articles(tmp_path: Path) -> None:
    assert "nothing lost" in run(tmp_path, READINGS, kills=5)
    assert "could be used" in run_making(tmp_path, READINGS[0], kills=5)


def test_two_processes_add_at_once(tmp_path: Path) -> None:
    path = tmp_path / "shared.db"
    command = [sys.executable, "-c", _ADDING, str(path)]
    both = [subprocess.Popen([*command, which]) for which in ("even", "odd")]
    assert [each.wait(timeout=300) for each in both] == [0, 0]
    assert check(path) == len(READINGS)
    said = {row[1] for row in dump(path)}
    assert said == {row[1] for row in dump(fill(tmp_path / "one.db", len(READINGS)))}


_ADDING = """
import sys
from benchmarks.generated import generate
from onrecord.ledger import open_ledger
from onrecord.pipeline.adding import add_reading
first = ("even", "odd").index(sys.argv[2])
with open_ledger(sys.argv[1], create=True) as ledger:
    for each in list(generate(12))[first::2]:
        add_reading(ledger, each)
"""


def test_a_full_disk(tmp_path: Path) -> None:
    path = fill(tmp_path / "full.db")
    limit = path.stat().st_size + 4096
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        with pytest.raises(FullLedgerError) as full:
            fill(path, len(READINGS))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "what was added before is safe" in str(full.value)
    assert check(path) >= 3
    fill(path, len(READINGS))
    assert check(path) == len(READINGS)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_may_only_be_read(tmp_path: Path) -> None:
    path = fill(tmp_path / "kept.db")
    path.chmod(0o444)
    with open_ledger(str(path), write=True) as ledger, pytest.raises(ReadOnlyLedgerError):
        add_reading(ledger, READINGS[5])


def test_a_ledger_opened_for_reading_is_not_changed(tmp_path: Path) -> None:
    path = fill(tmp_path / "kept.db")
    with open_ledger(str(path)) as ledger, pytest.raises(ReadOnlyLedgerError, match="not written"):
        add_reading(ledger, READINGS[5])
    assert check(path) == 3


def test_a_damaged_file(tmp_path: Path) -> None:
    path = fill(tmp_path / "damaged.db", 8)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(path.read_bytes())
    for page in range(4096, len(content), 4096):
        content[page : page + 64] = b"\xff" * 64
    path.write_bytes(content)
    with (
        pytest.raises((DamagedLedgerError, NoLedgerError), match="damaged"),
        open_ledger(str(path)) as ledger,
    ):
        list_claims(ledger, Wanted())


def test_a_file_cut_short(tmp_path: Path) -> None:
    path = fill(tmp_path / "cut.db", 8)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(LedgerError), open_ledger(str(path)) as ledger:
        list_claims(ledger, Wanted())


def test_a_copy_is_a_ledger(tmp_path: Path) -> None:
    path = fill(tmp_path / "one.db")
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    copy = tmp_path / "copy.db"
    shutil.copy(path, copy)
    with open_ledger(str(copy)) as ledger:
        assert count_all(ledger).articles == 3
