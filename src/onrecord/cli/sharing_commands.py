"""The commands that show a ledger to others and hand it on."""

from collections.abc import Callable

import typer

from onrecord.cli import ledger_options, sharing_options
from onrecord.cli.ending import ending_well
from onrecord.cli.ledger_options import DEFAULT_LEDGER


def register(app: typer.Typer) -> None:
    """Add the commands to the command line, in the order of its help."""
    about: dict[Callable[..., None], str] = {
        serve: sharing_options.ABOUT_SERVE,
    }
    for command, epilog in about.items():
        app.command(epilog=epilog)(command)


def serve(
    ledger: ledger_options.Ledger = DEFAULT_LEDGER,
    host: sharing_options.Host = "127.0.0.1",
    port: sharing_options.Port = 8000,
    name: sharing_options.Names = None,
) -> None:
    """Show a ledger as web pages, feeds and JSON; nothing in it can be changed there."""
    from onrecord.web.serving import serve as run

    with ending_well():
        run(ledger, host=host, port=port, hosts=tuple(name or ()))
