"""What the arguments of several commands mean."""

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from onrecord.second_reader import SecondReaderSettings


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
