"""What happens to readings: JSON lines, tables, a summary, a web page."""

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from onrecord.errors import SetupError
from onrecord.formats.json_lines import to_json
from onrecord.model import Reading, Stance

if TYPE_CHECKING:
    from rich.console import Console


class Output(Protocol):
    """A way of showing readings."""

    def show(self, reading: Reading) -> None:
        """Take one reading, in the order in which they are read."""

    def finish(self) -> None:
        """Take note that there are no more."""


def open_console() -> "Console":
    """Standard output as rich writes to it; colours only where a terminal wants them."""
    from rich.console import Console

    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # not every terminal has ◐ and ←
    return Console()


class JsonLines:
    """One line of JSON on standard output for each article, at once and in UTF-8 everywhere."""

    def show(self, reading: Reading) -> None:
        """Print the reading's line."""
        sys.stdout.buffer.write(to_json(reading).encode() + b"\n")
        sys.stdout.buffer.flush()

    def finish(self) -> None:
        """Nothing is left to do."""


class Tables:
    """A table on standard output for each article."""

    def __init__(self, console: "Console", stances: frozenset[Stance]) -> None:
        self._console = console
        self._stances = stances

    def show(self, reading: Reading) -> None:
        """Print the reading's table."""
        from onrecord.formats.table import print_reading

        print_reading(self._console, reading, stances=self._stances)
        sys.stdout.flush()

    def finish(self) -> None:
        """Nothing is left to do."""


class Summary:
    """At the end one row on standard output for each article."""

    def __init__(self, console: "Console") -> None:
        self._console = console
        self._readings: list[Reading] = []

    def show(self, reading: Reading) -> None:
        """Keep the reading for the end."""
        self._readings.append(reading)

    def finish(self) -> None:
        """Print the rows, where there are several."""
        from onrecord.formats.table import print_summary

        if len(self._readings) > 1:
            print_summary(self._console, self._readings)


class Page:
    """One web page, written when everything is read; never over one of the inputs."""

    def __init__(self, path: Path, *, inputs: Sequence[str], quiet: bool) -> None:
        """Raises SetupError where the page could not be written or would replace an input."""
        if path.is_dir():
            raise SetupError(f"--html {path}", "is a folder", "name a file")
        if not path.parent.is_dir():
            raise SetupError(f"--html {path}", "its folder does not exist", "make it first")
        if path.exists() and any(_is_same_file(path, place) for place in inputs):
            raise SetupError(f"--html {path}", "is one of the inputs", "name another file")
        self._path = path
        self._quiet = quiet
        self._readings: list[Reading] = []

    def show(self, reading: Reading) -> None:
        """Keep the reading for the page."""
        self._readings.append(reading)

    def finish(self) -> None:
        """Write the page, whole or not at all; nothing is written where nothing was read."""
        from onrecord.formats.page import render_page

        if not self._readings:
            return
        try:
            _write_whole(self._path, render_page(self._readings))
        except OSError as error:
            raise SetupError(f"--html {self._path}", f"cannot be written ({error})") from error
        if not self._quiet:
            print(f"onrecord: page written to {self._path}", file=sys.stderr)


def _is_same_file(path: Path, place: str) -> bool:
    try:
        return path.samefile(place)
    except (OSError, ValueError):  # not there, or a name that no file can have
        return False


def _write_whole(path: Path, text: str) -> None:
    # Through a link to the file it points to; replacing the link would cut it.
    target = path.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
