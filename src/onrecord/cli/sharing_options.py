"""The options of the commands that show a ledger and hand it on."""

from pathlib import Path
from typing import Annotated

import typer

Host = Annotated[
    str,
    typer.Option("--host", metavar="ADDRESS", help="Where to listen; else only on this computer."),
]
Port = Annotated[int, typer.Option("--port", "-p", metavar="N", min=0, max=65535, help="The port.")]
Names = Annotated[
    list[str] | None,
    typer.Option(
        "--name",
        metavar="NAME",
        help="A further name that the server answers to; repeatable.",
        show_default=False,
    ),
]
WriteTokenFile = Annotated[
    Path | None,
    typer.Option(
        "--write-token-file",
        metavar="FILE",
        help="A file whose one line lets who shows it write; else ONRECORD_WRITE_TOKEN has it.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="The file; else standard output."),
]
Claims = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="CLAIMS", help="The ids of claims to keep to; else all.", show_default=False
    ),
]
_FORMS = ("jsonl", "csv", "parquet", "jsonld", "annotations", "ftm", "graphml", "html", "ledger")


def _check_form(given: str) -> str:
    if given not in _FORMS:
        raise typer.BadParameter(f"'{given}' is not one of {', '.join(_FORMS)}")
    return given


Form = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="FORM",
        callback=_check_form,
        help=f"One of: {', '.join(_FORMS)}.",
    ),
]
InLanguage = Annotated[
    str, typer.Option("--language", "-l", metavar="CODE", help="The language of a dossier.")
]
File = Annotated[Path, typer.Argument(metavar="FILE", help="The file that was exported.")]

_ENDING = """\b
Exit codes:
  0    done
  2    wrong use, or something that was asked for is not there
  130  interrupted
  141  the program that the output was piped into closed it before the end
"""
ABOUT_SERVE = (
    """\b
Examples:
  onrecord serve
  onrecord serve --ledger news.db --port 9000
  onrecord serve --host 0.0.0.0 --name news.example.org
  openssl rand -hex 32 > token && onrecord serve --write-token-file token

"""
    + _ENDING
)
ABOUT_EXPORT = (
    """\b
Examples:
  onrecord export > statements.jsonl
  onrecord export --format csv --output statements.csv
  onrecord export 8d009a3a --format html --output dossier.html
  onrecord export --format ledger --output backup.jsonl

"""
    + _ENDING
)
ABOUT_RESTORE = (
    """\b
Example:
  onrecord restore backup.jsonl --ledger again.db

"""
    + _ENDING
)
ABOUT_MCP = (
    """\b
Examples:
  onrecord mcp --ledger news.db
  claude mcp add onrecord -- onrecord mcp --ledger news.db

"""
    + _ENDING
)
