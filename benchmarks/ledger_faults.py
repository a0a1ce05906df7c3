"""Kills an adding process at random moments: `python -m benchmarks.ledger_faults`.

A child process adds the articles one after another and tells before and after each. Once it has
added its first one, it is killed with SIGKILL at a random moment of the time that the rest takes.
Only kills amid the adding of an article count, and are repeated until there are so many. After
each the file is checked: sound, whole articles only, none lost that had been added. The next
child goes on where the one before was killed; what all of them made must be what one that was
never disturbed makes, then a new ledger is begun. As often one is killed while it makes the
ledger itself.
"""

import argparse
import os
import random
import signal
import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.generated import generate
from onrecord.ledger import open_ledger
from onrecord.model import Reading
from onrecord.pipeline.adding import add_reading

_BEGUN, _ADDED = b"(", b")"


def main() -> None:
    """Print where the kills fell, and that all is whole."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--articles", type=int, default=200)
    options = parser.parse_args()
    readings = list(generate(options.articles))
    with tempfile.TemporaryDirectory() as folder:
        print(run(Path(folder), readings, kills=options.kills))
        print(run_making(Path(folder), readings[0], kills=options.kills))


@dataclass(frozen=True, slots=True)
class _Kill:
    """How many articles the child had added by its word, and whether it was amid another."""

    added: int
    amid: bool


def run(folder: Path, readings: Sequence[Reading], *, kills: int) -> str:
    """Kill and check so many times; raises AssertionError where anything is lost or half there."""
    undisturbed = folder / "undisturbed.db"
    start = time.perf_counter()
    _add_all(undisturbed, readings)
    each_takes = (time.perf_counter() - start) / len(readings)
    whole = dump(undisturbed)
    chance = random.Random(kills)
    amid: list[int] = []  # the articles that were held after each kill that counts
    others, rolled_back, ledgers = 0, 0, 0
    while len(amid) < kills:
        ledgers += 1
        killed, held = folder / f"killed-{ledgers}.db", 0
        while held < len(readings) and len(amid) < kills:
            # Any moment of what is left to do is as likely as another.
            wait = chance.uniform(0, each_takes * (len(readings) - held))
            kill = _kill_after(wait, killed, readings[held:])
            found = check(killed)
            assert found - held in (kill.added, kill.added + kill.amid), "articles were lost"
            if kill.amid:
                amid.append(found)
                rolled_back += found == held + kill.added
            else:
                others += 1
            held = found
        _add_all(killed, readings)
        assert dump(killed) == whole, "the ledgers differ"
        check(killed)
    return (
        f"{kills} kills amid an article, of {len(readings)} articles "
        f"({1000 * each_takes:.0f} ms each undisturbed), on {ledgers} ledgers; articles held after "
        f"each: {amid}; {rolled_back} times the article was not kept, {kills - rolled_back} times "
        f"it was whole; {others} more kills fell between articles or after the last; "
        "every ledger sound, nothing lost, no half article, the same ledger at the end"
    )


def run_making(folder: Path, reading: Reading, *, kills: int) -> str:
    """Kill while a ledger is being made; raises AssertionError where it cannot be made then."""
    start = time.perf_counter()
    _add_all(folder / "made.db", [])
    takes = time.perf_counter() - start
    chance = random.Random(kills)
    begun, made, done = 0, 0, 0
    while begun < kills:
        done += 1
        path = folder / f"making-{done}.db"
        child = _fork(partial(_add_all, path, []))
        time.sleep(chance.uniform(0, takes))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if not path.exists() or not os.WIFSIGNALED(status):
            continue
        begun += 1
        with sqlite3.connect(path) as connection:
            made += bool(connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall())
        _add_all(path, [reading])
        assert check(path) == 1
    return (
        f"{kills} kills while a ledger was being made ({1000 * takes:.0f} ms undisturbed): "
        f"{made} times it was whole, {kills - made} times still empty, each time it could be used"
    )


def check(path: Path) -> int:
    """The number of articles; raises AssertionError where the file is not sound or one is half."""
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name='article'").fetchall():
            return 0
        told = "SELECT count(party) + count(voice) FROM position WHERE until IS NULL"
        tallied = "SELECT total(statements) FROM party_board"
        assert connection.execute(told).fetchone() == connection.execute(tallied).fetchone()
        half = connection.execute(
            """SELECT article.id FROM article
            LEFT JOIN reading ON reading.article = article.id
            LEFT JOIN statement ON statement.reading = reading.id
            LEFT JOIN position ON position.statement = statement.id AND position.until IS NULL
            LEFT JOIN board ON board.claim = position.claim
            GROUP BY article.id
            HAVING count(position.id) <> count(board.claim)
                OR count(position.id) <> (length(article.text) -
                    length(replace(article.text, char(10), '')) + 1)"""
        ).fetchall()
        assert half == [], f"half articles: {half}"
        return int(connection.execute("SELECT count(*) FROM article").fetchone()[0])


def dump(path: Path) -> list[tuple[object, ...]]:
    """Everything that was said, by ids that do not depend on when it was added."""
    with sqlite3.connect(path) as connection:
        return connection.execute(
            """SELECT article.hash, statement.hash, position.stance, party.name, board.label,
                board.standing, board.statements
            FROM position JOIN statement ON statement.id = position.statement
            JOIN article ON article.id = statement.article
            JOIN board ON board.claim = position.claim
            LEFT JOIN party ON party.id = position.party
            WHERE position.until IS NULL ORDER BY statement.hash"""
        ).fetchall()


def _add_all(path: Path, readings: Sequence[Reading]) -> None:
    with open_ledger(str(path), create=True) as ledger:
        for each in readings:
            add_reading(ledger, each)


def _kill_after(seconds: float, path: Path, readings: Sequence[Reading]) -> _Kill:
    """Kill a child so long after it has added its first article."""
    reading_end, writing_end = os.pipe()
    child = _fork(partial(_add_and_tell, path, readings, writing_end))
    os.close(writing_end)
    with os.fdopen(reading_end, "rb", buffering=0) as told:
        marks = told.read(1) + told.read(1)
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        marks += told.read()
    return _Kill(marks.count(_ADDED), marks.endswith(_BEGUN))


def _fork(work: Callable[[], object]) -> int:
    # A fork has everything imported: the moments fall on the work, not on the start.
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return child


def _add_and_tell(path: Path, readings: Sequence[Reading], told: int) -> None:
    with open_ledger(str(path), create=True) as ledger:
        for each in readings:
            os.write(told, _BEGUN)
            add_reading(ledger, each)
            os.write(told, _ADDED)


if __name__ == "__main__":
    main()
