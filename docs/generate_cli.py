"""Writes docs/cli.md from the commands themselves: `python docs/generate_cli.py`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from onrecord.cli.app import app

PAGE = Path(__file__).with_name("cli.md")
_OPENING = """\
# The command line

<!-- Written by docs/generate_cli.py from the commands; a test fails when this page is stale. -->

Errors are one line each on standard error, `onrecord: PLACE: reason; remedy`. What a run
found goes to standard output, everything else to standard error.
"""


def render_reference() -> str:
    """The whole page, as it should stand in docs/cli.md."""
    root: Any = get_command(app)
    parts = [_OPENING, *_describe("onrecord", root)]
    for name, command in root.commands.items():
        parts += _describe(f"onrecord {name}", command)
    return "\n".join(parts)


def _describe(path: str, command: Any) -> Iterator[str]:
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    options = [each for each in command.params if each.param_type_name == "option"]
    places = [f"[{each.metavar}]..." for each in arguments]
    after = ["COMMAND"] if hasattr(command, "commands") else ["[OPTIONS]", *places]
    yield f"## `{path}`\n\n{command.help}\n\n```text\n{' '.join([path, *after])}\n```\n"
    if command.params:
        yield "| | |\n|---|---|"
    for each in arguments:
        yield f"| `{each.metavar}` | {each.help} |"
    for each in options:
        names = ", ".join(f"`{name}`" for name in each.opts)
        value = f" `{each.metavar}`" if each.metavar else ""
        yield f"| {names}{value} | {each.help} |"
    if command.params:
        yield ""
    for block in command.epilog.strip().split("\b\n")[1:]:
        title, _, lines = block.strip().partition("\n")
        yield f"{title}\n\n```text\n{_outdent(lines)}\n```\n"


def _outdent(lines: str) -> str:
    return "\n".join(line.removeprefix("  ") for line in lines.splitlines())


if __name__ == "__main__":
    PAGE.write_text(render_reference(), encoding="utf-8")
