"""What the arguments of several commands mean."""

import sys
from collections.abc import Sequence

import typer


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
