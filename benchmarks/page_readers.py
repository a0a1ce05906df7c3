"""Readers of a web server: each keeps a connection open and asks for one page after another."""

import asyncio
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count

_PATIENCE = 120  # seconds that an answer may take


@dataclass(frozen=True, slots=True)
class Asked:
    """An address, and which kind of page it is."""

    kind: str
    address: str


@dataclass(frozen=True, slots=True)
class Answered:
    """When the first byte came, in seconds after the asking, and how many the page has."""

    kind: str
    seconds: float
    size: int


@dataclass(frozen=True, slots=True)
class Crowd:
    """So many readers at once; each waits `pause` seconds on average before the next page.

    They stop after so many seconds, or so many pages in all.
    """

    readers: int = 20
    pause: float = 0.0
    seconds: float | None = None
    pages: int | None = None


def read_pages(port: int, choose: Callable[[], Asked], crowd: Crowd) -> Sequence[Answered]:
    """Have the crowd read what `choose` says; raises RuntimeError where an answer is no page."""
    return asyncio.run(_read_all(port, choose, crowd))


async def _read_all(port: int, choose: Callable[[], Asked], crowd: Crowd) -> list[Answered]:
    answers: list[Answered] = []
    numbers = count()
    end = time.perf_counter() + crowd.seconds if crowd.seconds else None

    def is_over() -> bool:
        if end is not None and time.perf_counter() >= end:
            return True
        return crowd.pages is not None and next(numbers) >= crowd.pages

    async def read(chance: random.Random) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
        await asyncio.sleep(chance.random() * crowd.pause)
        while not is_over():
            asked = choose()
            answers.append(await asyncio.wait_for(_ask(reader, writer, asked), _PATIENCE))
            if crowd.pause:
                await asyncio.sleep(crowd.pause * chance.uniform(0.5, 1.5))
        writer.close()

    await asyncio.gather(*(read(random.Random(each)) for each in range(crowd.readers)))
    return answers


async def _ask(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, asked: Asked
) -> Answered:
    start = time.perf_counter()
    writer.write(f"GET {asked.address} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    first = await reader.readexactly(1)
    seconds = time.perf_counter() - start
    head = (first + await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    size = next(
        int(line.partition(":")[2])
        for line in head.splitlines()
        if line.lower().startswith("content-length:")
    )
    await reader.readexactly(size)
    if head.split(" ", 2)[1] != "200":
        raise RuntimeError(f"{asked.address}: {head.splitlines()[0]}")
    return Answered(asked.kind, seconds, size)
