"""What `onrecord read` does: articles go in, each output gets every reading."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.outputs import JsonLines, Output, Page, Summary, Tables, open_console
from onrecord.cli.progress import Progress
from onrecord.errors import SetupError
from onrecord.intake import IntakeSettings, find_places
from onrecord.languages import known_languages
from onrecord.model import Reading, Stance
from onrecord.pipeline import Reader, Skipped, Tally

if TYPE_CHECKING:
    from onrecord.second_reader import SecondReader, SecondReaderSettings


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
    second_reader: "SecondReaderSettings | None" = None


def read_and_show(wishes: Wishes) -> Tally:
    """Read every place, show each reading, name each skipped one; SetupError stops the run."""
    places = list(find_places(wishes.places))
    outputs = _open_outputs(wishes, places)
    settings = IntakeSettings(
        language=check_language(wishes.language),
        allow_private=wishes.allow_private,
        known_languages=frozenset(known_languages()),
    )
    second = _open_second_reader(wishes)
    reader = Reader(wishes.pipelines, second_reader=second)
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
    if not wishes.quiet and second is not None:
        print(f"onrecord: second reader: {second.counts}", file=sys.stderr)
    return tally


def _open_second_reader(wishes: Wishes) -> "SecondReader | None":
    if wishes.second_reader is None:
        return None
    from onrecord.second_reader import SecondReader

    return SecondReader(wishes.second_reader)


def _show(outcome: Reading | Skipped, outputs: Sequence[Output]) -> None:
    if isinstance(outcome, Skipped):
        print(f"onrecord: {outcome.error}", file=sys.stderr, flush=True)
        return
    for output in outputs:
        output.show(outcome)


def check_language(code: str | None) -> str | None:
    """The code; raises SetupError where it is not a language that is read."""
    if code is not None and code not in known_languages():
        known = ", ".join(known_languages())
        raise SetupError(f"--language {code}", "is not read", f"choose one of: {known}")
    return code


def _open_outputs(wishes: Wishes, places: Sequence[str]) -> list[Output]:
    outputs: list[Output] = []
    if wishes.page is not None:
        outputs.append(Page(wishes.page, inputs=places, quiet=wishes.quiet))
    if wishes.as_json:
        return [*outputs, JsonLines()]
    console = open_console()
    if wishes.page is None:
        outputs.append(Tables(console, wishes.stances))
    if not wishes.quiet and len(places) > 1:
        outputs.append(Summary(console))
    return outputs
