"""The bar on standard error; shown only where somebody sees it and waits for several articles."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self


class Progress:
    """A bar over `total` articles that vanishes at the end; none where it would be in the way."""

    def __init__(self, total: int, *, wanted: bool) -> None:
        self._bar = None
        if not wanted or total < 2 or not sys.stderr.isatty():
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as RichProgress

        self._bar = RichProgress(
            TextColumn("reading"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
            # Results go to standard output as they are, past rich.
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task = self._bar.add_task("", total=total)

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar:
            self._bar.stop()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the bar away while something else is printed to the same terminal."""
        if self._bar:
            self._bar.stop()
        yield
        if self._bar:
            self._bar.start()

    def advance(self) -> None:
        """Count one more article."""
        if self._bar:
            self._bar.advance(self._task)
