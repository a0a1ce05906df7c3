"""What `onrecord read` does: articles go in, each way of showing them gets every reading."""

import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from onrecord.cli.progress import Progress
from onrecord.errors import SetupError
from onrecord.formats.json_lines import to_json
from onrecord.intake import IntakeSettings, find_places
from onrecord.languages import known_languages
from onrecord.model import Reading, Stance
from onrecord.pipeline import Reader, Skipped, Tally


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for on the command line."""

    places: tuple[str, ...]
    as_json: bool
    page: Path | None
    language: str | None
    pipelines: Mapping[str, str]
    stances: frozenset[Stance]
    allow_private: bool
    quiet: bool


class Output(Protocol):
    """A way of showing readings."""

    def show(self, reading: Reading) -> None:
        """Take one reading, in the order in which they are read."""

    def finish(self) -> None:
        """Take note that there are no more."""


def read_and_show(wishes: Wishes) -> Tally:
    """Read every place, show each reading, name each skipped one; SetupError stops the run."""
    places = list(find_places(wishes.places))
    outputs = _open_outputs(wishes, places)
    settings = IntakeSettings(
        language=_check_language(wishes.language),
        allow_private=wishes.allow_private,
        known_languages=frozenset(known_languages()),
    )
    reader = Reader(wishes.pipelines)
    tally = Tally()
    with Progress(len(places), wanted=not wishes.quiet) as progress:
        for outcome in reader.read_places(places, settings=settings):
            tally.count(outcome)
            with progress.aside():
                _show(outcome, outputs)
            progress.advance()
    for output in outputs:
        output.finish()
    if not wishes.quiet and tally.skipped:
        skipped = tally.skipped.total()
        print(f"onrecord: {skipped} of {skipped + tally.read} skipped", file=sys.stderr)
    return tally


def _show(outcome: Reading | Skipped, outputs: Sequence[Output]) -> None:
    if isinstance(outcome, Skipped):
        print(f"onrecord: {outcome.error}", file=sys.stderr, flush=True)
        return
    for output in outputs:
        output.show(outcome)


def _check_language(code: str | None) -> str | None:
    if code is not None and code not in known_languages():
        known = ", ".join(known_languages())
        raise SetupError(f"--language {code}", "is not read", f"choose one of: {known}")
    return code


def _open_outputs(wishes: Wishes, places: Sequence[str]) -> list[Output]:
    outputs: list[Output] = []
    if wishes.as_json:
        outputs.append(JsonLines())
    if wishes.page is not None:
        outputs.append(Page(wishes.page, inputs=places, quiet=wishes.quiet))
    return outputs or [Tables(wishes.stances)]


class JsonLines:
    """One line of JSON on standard output for each article, at once and in UTF-8 everywhere."""

    def show(self, reading: Reading) -> None:
        """Print the reading's line."""
        sys.stdout.buffer.write(to_json(reading).encode() + b"\n")
        sys.stdout.buffer.flush()

    def finish(self) -> None:
        """Nothing is left to do."""


class Tables:
    """A table on standard output for each article, and a summary where there are several."""

    def __init__(self, stances: frozenset[Stance]) -> None:
        from rich.console import Console

        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(errors="replace")  # not every terminal has ◐ and ←
        self._console = Console()
        self._stances = stances
        self._shown: list[Reading] = []

    def show(self, reading: Reading) -> None:
        """Print the reading's table."""
        from onrecord.formats.table import print_reading

        print_reading(self._console, reading, stances=self._stances)
        sys.stdout.flush()
        self._shown.append(reading)

    def finish(self) -> None:
        """Print the summary of several articles."""
        from onrecord.formats.table import print_summary

        if len(self._shown) > 1:
            print_summary(self._console, self._shown)


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
