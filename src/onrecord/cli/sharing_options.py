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
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="The file; else standard output."),
]

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

"""
    + _ENDING
)
