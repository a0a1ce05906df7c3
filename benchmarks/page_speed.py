"""How quickly a ledger's pages come: `python -m benchmarks.page_speed LEDGER`.

The real server is started on the ledger, and readers on connections of their own ask it for
pages of every kind. They are modelled twice: *paced* readers look at a page for a second or so
before they ask for the next one, *greedy* ones ask for the next the moment they have one, which
is the worst that so many connections can do. New pages carry a parameter that makes every address
another one, so that none is remembered by the server; known pages are asked for again and again.
"""

import argparse
import gzip
import random
import re
import statistics
import subprocess
import sys
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from benchmarks.page_addresses import gather_addresses
from benchmarks.page_readers import Answered, Asked, Crowd, read_pages
from onrecord.ledger import open_ledger

_REPEATED = 10  # addresses of each kind that are known pages
_AT_ONCE = 1000  # requests after which memory is looked at
_TEXT = re.compile(rb'<p class="text".*?</p>', re.DOTALL)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger")
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between two pages")
    parser.add_argument("--seconds", type=float, default=30.0, help="that each round takes")
    parser.add_argument("--requests", type=int, default=10_000, help="while memory is watched")
    options = parser.parse_args()
    with open_ledger(options.ledger) as ledger:
        addresses = gather_addresses(ledger)
    with _serve(options.ledger) as (process, port):
        sizes = _weigh(port, addresses)
        rounds = list(_run_rounds(port, addresses, options))
        _print_speed(rounds, sizes)
        _watch_memory(process, port, addresses, options)


@contextmanager
def _serve(ledger: str) -> Iterator[tuple[int, int]]:
    """The server's process and port."""
    command = [sys.executable, "-m", "onrecord", "serve", "--ledger", ledger, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            found = re.search(r":(\d+) ", server.stdout.readline())
            assert found is not None, "the server did not start"
            yield server.pid, int(found[1])
        finally:
            server.terminate()


def _weigh(port: int, addresses: Mapping[str, Sequence[str]]) -> dict[str, tuple[int, int]]:
    """For each kind the bytes of its largest page, without articles' texts, plain and packed."""
    sizes = {}
    for kind, some in addresses.items():
        pages = []
        for address in some[:_REPEATED]:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{address}") as answer:
                pages.append(take_out_text(answer.read()))
        largest = max(pages, key=len)
        sizes[kind] = (len(largest), len(gzip.compress(largest, 6)))
    return sizes


def take_out_text(page: bytes) -> bytes:
    """A page without the paragraphs of the article that it shows; what explains them stays."""
    return _TEXT.sub(b"", page)


def _run_rounds(
    port: int, addresses: Mapping[str, Sequence[str]], options: argparse.Namespace
) -> Iterator[tuple[str, Sequence[Answered]]]:
    for pace, pause in (("paced", options.pause), ("greedy", 0.0)):
        crowd = Crowd(options.readers, pause, options.seconds)
        for which, choose in (("new", _choose_new(addresses)), ("known", _choose_known(addresses))):
            yield f"{pace}, {which}", read_pages(port, choose, crowd)


def _choose_new(addresses: Mapping[str, Sequence[str]]) -> Callable[[], Asked]:
    """Each kind as often as any other; no address twice."""
    chance, numbers, kinds = random.Random(2), count(), list(addresses)

    def choose() -> Asked:
        number = next(numbers)
        kind = kinds[number % len(kinds)]
        address = chance.choice(addresses[kind])
        return Asked(kind, f"{address}{'&' if '?' in address else '?'}new={number}")

    return choose


def _choose_known(addresses: Mapping[str, Sequence[str]]) -> Callable[[], Asked]:
    chance, kinds = random.Random(3), list(addresses)

    def choose() -> Asked:
        kind = chance.choice(kinds)
        return Asked(kind, chance.choice(addresses[kind][:_REPEATED]))

    return choose


def _print_speed(
    rounds: Sequence[tuple[str, Sequence[Answered]]], sizes: Mapping[str, tuple[int, int]]
) -> None:
    print("milliseconds to the first byte, p50 / p95; bytes of the largest page, plain / gzip")
    print(f"{'':24}" + "".join(f"{name:>16}" for name, _ in rounds) + f"{'bytes':>18}")
    by_kind = []
    for _, answers in rounds:
        times: dict[str, list[float]] = defaultdict(list)
        for each in answers:
            times[each.kind].append(each.seconds)
            times["all"].append(each.seconds)
        by_kind.append(times)
    for kind in [*sizes, "all"]:
        plain, packed = sizes.get(kind, (0, 0))
        cells = "".join(f"{_tell(times[kind]):>16}" for times in by_kind)
        print(f"{kind:24}{cells}{f'{plain} / {packed}':>18}")
    requests = "".join(f"{len(answers):>16}" for _, answers in rounds)
    print(f"{'requests':24}{requests}", flush=True)


def _tell(times: Sequence[float]) -> str:
    if len(times) < 2:
        return "-"
    p95 = statistics.quantiles(times, n=20, method="inclusive")[-1]
    return f"{1000 * statistics.median(times):.0f} / {1000 * p95:.0f}"


def _watch_memory(
    process: int, port: int, addresses: Mapping[str, Sequence[str]], options: argparse.Namespace
) -> None:
    choose = _choose_new(addresses)
    print(f"MiB in memory: {_measure_memory(process)} before", end="", flush=True)
    for _ in range(0, options.requests, _AT_ONCE):
        read_pages(port, choose, Crowd(options.readers, pages=_AT_ONCE))
        print(f", {_measure_memory(process)}", end="", flush=True)
    print(f" after each {_AT_ONCE} of {options.requests} requests")


def _measure_memory(process: int) -> int:
    """What the process and those that it started hold, in MiB."""
    status = Path(f"/proc/{process}/status").read_text()
    own = int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) // 1024
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return own + sum(_measure_memory(int(each)) for each in children)


if __name__ == "__main__":
    main()
