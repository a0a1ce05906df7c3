"""What the arguments of several commands mean."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from onrecord.errors import SetupError

if TYPE_CHECKING:
    from onrecord.second_reader import SecondReaderSettings

_SHORTEST_TOKEN = 20


def standard_input() -> tuple[str, ...]:
    """Standard input as the only place, where something is piped in."""
    if sys.stdin is None or sys.stdin.isatty():
        raise typer.BadParameter("nothing to read: name a file, a folder or a web address")
    return ("-",)


def split_pipelines(given: Sequence[str]) -> dict[str, str]:
    """Pipelines by language code from `CODE=NAME`."""
    pipelines = {}
    for each in given:
        code, _, name = each.partition("=")
        if not (code and name):
            raise typer.BadParameter(f"--pipeline takes CODE=NAME, not '{each}'")
        pipelines[code] = name
    return pipelines


def choose_second_reader(
    url: str | None, *, model: str, below: float
) -> "SecondReaderSettings | None":
    """Settings of the second reader where one is named; SetupError where they are wrong."""
    if url is None:
        return None
    from onrecord.second_reader import read_settings

    return read_settings(url, model=model, below=below, environment=os.environ)


def read_write_token(file: Path | None, environment: Mapping[str, str]) -> str | None:
    """The token that lets write through the web: from a file, else from the environment, or none.

    Raises SetupError where the file cannot be read or what is given is no token.
    """
    where, given = "ONRECORD_WRITE_TOKEN", environment.get("ONRECORD_WRITE_TOKEN")
    if file is not None:
        where = str(file)
        try:
            given = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "is not text"
            raise SetupError(where, f"the write token cannot be read ({reason})") from error
    if given is None:
        return None
    token = given.strip()
    if len(token) < _SHORTEST_TOKEN or not token.isascii() or any(map(str.isspace, token)):
        raise SetupError(
            where,
            f"a write token is {_SHORTEST_TOKEN} or more letters and digits on one line",
            f"openssl rand -hex 32 > {file or 'token'}",
        )
    return token
