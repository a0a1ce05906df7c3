"""What `onrecord export` and `onrecord restore` do."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from onrecord.errors import SetupError
from onrecord.formats.exports import TextFormat, write_text
from onrecord.formats.exports.parquet import write_parquet
from onrecord.ledger import Ledger, open_ledger
from onrecord.ledger.dumping import dump, restore
from onrecord.ledger.views import Clocks
from onrecord.ledger.views.stream import OnRecord, stream_record


class OtherFormat(StrEnum):
    """A form of export that is no stream of text about statements."""

    PARQUET = "parquet"
    DOSSIER = "html"
    LEDGER = "ledger"


@dataclass(frozen=True, slots=True)
class Export:
    """What was asked for on the command line; no `claims` means all."""

    ledger: str
    form: str
    claims: tuple[str, ...]
    output: Path | None
    clocks: Clocks
    language: str


def export(wanted: Export) -> None:
    """Write what is on record in the form asked for; raises SetupError where that cannot be."""
    with open_ledger(wanted.ledger) as ledger:
        if wanted.form == OtherFormat.PARQUET:
            if wanted.output is None:
                raise SetupError("--format parquet", "is no text", "name a file with --output")
            write_parquet(_stream(ledger, wanted), wanted.output)
            return
        _write(_list_pieces(ledger, wanted), wanted.output)


def _list_pieces(ledger: Ledger, wanted: Export) -> Iterator[str]:
    if wanted.form == OtherFormat.LEDGER:
        if wanted.claims or not wanted.clocks.are_now:
            raise SetupError("--format ledger", "is all of it", "name no claims and no clocks")
        yield from (f"{line}\n" for line in dump(ledger))
    elif wanted.form == OtherFormat.DOSSIER:
        yield _make_dossier(ledger, wanted)
    else:
        form = TextFormat(wanted.form)
        yield from write_text(ledger, _stream(ledger, wanted), form=form)


def _stream(ledger: Ledger, wanted: Export) -> Iterable[OnRecord]:
    return stream_record(ledger, clocks=wanted.clocks, claims=wanted.claims)


def _make_dossier(ledger: Ledger, wanted: Export) -> str:
    from onrecord.web.dossier import render_dossier

    if not wanted.claims:
        raise SetupError("--format html", "needs claims", "name one or several by their ids")
    return render_dossier(ledger, wanted.claims, clocks=wanted.clocks, language=wanted.language)


def _write(pieces: Iterable[str], output: Path | None) -> None:
    if output is None:
        for piece in pieces:
            sys.stdout.buffer.write(piece.encode("utf-8", "replace"))
        return
    try:
        with output.open("w", encoding="utf-8", errors="replace", newline="") as file:
            file.writelines(pieces)
    except OSError as error:
        raise SetupError(str(output), f"cannot be written ({error.strerror})") from error


def restore_from(path: Path, ledger: str) -> int:
    """Fill a new ledger with what `--format ledger` wrote; the number of rows."""
    try:
        with path.open(encoding="utf-8") as lines, open_ledger(ledger, create=True) as opened:
            return restore(opened, lines)
    except (OSError, UnicodeDecodeError) as error:
        raise SetupError(str(path), f"cannot be read ({error})") from error
