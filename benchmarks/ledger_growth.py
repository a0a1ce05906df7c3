"""How a ledger bears growing: `python -m benchmarks.ledger_growth 10000 100000 1000000`.

A seed of generated articles goes through the real adding path. To reach a size, the seed's rows
are copied inside the database, copy after copy, with new ids and days, so that a million
statements take minutes. Copies share the seed's parties and its common keys, which grow with
the ledger as they would; rare keys are turned into others, as other stories have others. At each
size new articles are added by the real path and views are asked, and the medians printed.
"""

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy import Connection, text

from benchmarks.copying import copy_seed, count_rows, measure_size, read_seed
from benchmarks.generated import STATEMENTS, generate
from onrecord.ledger import Ledger, open_ledger
from onrecord.ledger.views import Sort, Wanted, list_claims, show_claim, show_party
from onrecord.pipeline.adding import add_reading

_SEED = 250  # articles that go through the real path
_ADDED = 20  # articles whose adding is timed at each size
_ASKED = 9  # times that each view is asked


def main() -> None:
    """Print one row for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--ledger", help="an empty PostgreSQL database; else a SQLite file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = options.ledger or str(Path(folder) / "growth.db")
        with open_ledger(place, create=True) as ledger:
            _run(ledger, place, options.sizes)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MiB")


def _run(ledger: Ledger, place: str, sizes: Sequence[int]) -> None:
    for reading in generate(_SEED):
        add_reading(ledger, reading)
    with ledger.reading() as connection:
        seed = read_seed(connection)
    names = ("statements", "claims", "add wall", "add", "claims", "by party", "by words",
             "claim", "who", "bytes/st.")  # fmt: skip
    print("milliseconds of processor time, medians; 'add wall' by the clock")
    print("".join(f"{name:>11}" for name in names), flush=True)
    copies = 1
    for number, size in enumerate(sizes):
        wanted = -(-size // (_SEED * STATEMENTS))
        if wanted > copies:
            copy_seed(ledger, seed, range(copies, wanted))
            copies = wanted
        print("".join(f"{each:>11}" for each in _measure(ledger, place, number)), flush=True)
        copies += 1  # the ids that this one would have are taken by the articles just added


def _measure(ledger: Ledger, place: str, number: int) -> list[str]:
    with ledger.reading() as connection:
        statements, claims = (count_rows(connection, each) for each in ("statement", "board"))
        size = measure_size(connection, place)
        party, claim, word = _find_largest(connection)
    wall, cpu = [], []
    for reading in generate(_ADDED, seed=1000 + number):
        start, start_cpu = time.perf_counter(), time.process_time()
        add_reading(ledger, reading)
        wall.append(time.perf_counter() - start)
        cpu.append(time.process_time() - start_cpu)
    asked: list[Callable[[], object]] = [
        lambda: list_claims(ledger, Wanted()),
        lambda: list_claims(ledger, Wanted(party=party)),
        lambda: list_claims(ledger, Wanted(words=word, sort=Sort.STATEMENTS)),
        lambda: show_claim(ledger, claim),
        lambda: show_party(ledger, party),
    ]
    times = [wall, cpu, *(_time(each) for each in asked)]
    medians = [f"{1000 * statistics.median(each):.1f}" for each in times]
    return [str(statements), str(claims), *medians, f"{size / statements:.0f}"]


def _time(ask: Callable[[], object]) -> list[float]:
    times = []
    for _ in range(_ASKED):
        start = time.process_time()  # what else the machine does is not the ledger's doing
        ask()
        times.append(time.process_time() - start)
    return times


def _find_largest(connection: Connection) -> tuple[str, str, str]:
    """The party that spoke most, the claim with most statements, and a word of that claim."""
    party = connection.execute(
        text(
            """SELECT party.hash FROM position JOIN party ON party.id = position.party
            GROUP BY party.hash ORDER BY count(*) DESC LIMIT 1"""
        )
    ).scalar_one()
    claim, label = connection.execute(
        text(
            """SELECT claim.hash, board.label FROM board JOIN claim ON claim.id = board.claim
            ORDER BY board.statements DESC LIMIT 1"""
        )
    ).one()
    return party, claim, label.split()[-1]


if __name__ == "__main__":
    main()
