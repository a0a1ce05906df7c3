"""Kills an adding process at random moments: `python -m benchmarks.ledger_faults`.

A child process adds the articles one after another and is killed with SIGKILL at a random
moment; then the file is checked: sound, whole articles only. So many times over, each child
going on where the one before was killed. At the end the ledger must hold what one that was
never disturbed holds.
"""

import argparse
import os
import random
import signal
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.generated import generate
from onrecord.ledger import open_ledger
from onrecord.model import Reading
from onrecord.pipeline.adding import add_reading


def main() -> None:
    """Print how many kills fell while an article was being added, and whether all is whole."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--articles", type=int, default=200)
    options = parser.parse_args()
    readings = list(generate(options.articles))
    with tempfile.TemporaryDirectory() as folder:
        print(run(Path(folder), readings, kills=options.kills))


def run(folder: Path, readings: Sequence[Reading], *, kills: int) -> str:
    """Kill and check so many times; raises AssertionError where anything is lost or half there."""
    undisturbed, killed = folder / "undisturbed.db", folder / "killed.db"
    start = time.perf_counter()
    _add_all(undisturbed, readings)
    whole = time.perf_counter() - start
    chance = random.Random(kills)
    counts: list[int] = []
    for number in range(kills):
        # Later children find more done already: so the moments spread over the whole work.
        _kill_after(chance.uniform(0.0, 2 * whole / kills), killed, readings)
        counts.append(check(killed) if killed.exists() else 0)
        assert number == 0 or counts[-1] >= counts[-2], "articles were lost"
    amid = len(set(counts) - {0, len(readings)})
    _add_all(killed, readings)
    assert dump(killed) == dump(undisturbed), "the ledgers differ"
    return (
        f"{kills} kills over {len(readings)} articles ({whole:.1f} s undisturbed), "
        f"articles held after each kill: {counts}; {amid} different states; "
        "every one sound, nothing lost, no half article, the same ledger at the end"
    )


def check(path: Path) -> int:
    """The number of articles; raises AssertionError where the file is not sound or one is half."""
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name='article'").fetchall():
            return 0
        half = connection.execute(
            """SELECT article.id FROM article
            LEFT JOIN reading ON reading.article = article.id
            LEFT JOIN statement ON statement.reading = reading.id
            LEFT JOIN position ON position.statement = statement.id
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


def _kill_after(seconds: float, path: Path, readings: Sequence[Reading]) -> None:
    # A fork has everything imported: the moments fall on the adding, not on the start.
    child = os.fork()
    if child == 0:
        try:
            _add_all(path, readings)
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


if __name__ == "__main__":
    main()
