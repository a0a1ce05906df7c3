"""The commands that show a ledger to others and hand it on."""

import os
from collections.abc import Callable

import typer

from onrecord.cli import ledger_options, sharing_options
from onrecord.cli.ending import ending_well
from onrecord.cli.inputs import read_write_token
from onrecord.cli.ledger_options import DEFAULT_LEDGER
from onrecord.errors import SetupError


def register(app: typer.Typer) -> None:
    """Add the commands to the command line, in the order of its help."""
    about: dict[Callable[..., None], str] = {
        serve: sharing_options.ABOUT_SERVE,
        export: sharing_options.ABOUT_EXPORT,
        restore: sharing_options.ABOUT_RESTORE,
        mcp: sharing_options.ABOUT_MCP,
    }
    for command, epilog in about.items():
        app.command(epilog=epilog)(command)


def serve(
    ledger: ledger_options.Ledger = DEFAULT_LEDGER,
    host: sharing_options.Host = "127.0.0.1",
    port: sharing_options.Port = 8000,
    name: sharing_options.Names = None,
    write_token_file: sharing_options.WriteTokenFile = None,
) -> None:
    """Show a ledger as web pages, feeds and JSON.

    Nothing in it can be changed there, unless a write token is given: then who shows it may
    judge and add articles. It is never given on the command line, where others may see it.
    """
    from onrecord.web.serving import serve as run

    with ending_well():
        token = read_write_token(write_token_file, os.environ)
        run(ledger, host=host, port=port, hosts=tuple(name or ()), write_token=token)


def export(  # noqa: PLR0913  (a command's parameters are its options)
    claims: sharing_options.Claims = None,
    form: sharing_options.Form = "jsonl",
    output: sharing_options.Output = None,
    ledger: ledger_options.Ledger = DEFAULT_LEDGER,
    as_of: ledger_options.AsOf = None,
    known_at: ledger_options.KnownAt = None,
    language: sharing_options.InLanguage = "en",
) -> None:
    """Hand on what is on record, of all claims or of some, in a form that other programs read.

    `jsonl`, `csv` and `parquet` have a row for each statement; `jsonld` is schema.org's Claim and
    Quotation, `annotations` W3C Web Annotation, `ftm` the statements of FollowTheMoney, `graphml`
    which article comes from which; `html` is a dossier to mail or print, of the claims that are
    named; `ledger` is every row of the ledger, from which `onrecord restore` makes it again.
    """
    with ending_well():
        from onrecord.cli.exporting import Export
        from onrecord.cli.exporting import export as run
        from onrecord.ledger.views import read_clocks

        clocks = read_clocks(as_of, known_at)
        run(Export(ledger, form, tuple(claims or ()), output, clocks, language))


def restore(
    file: sharing_options.File,
    ledger: ledger_options.Ledger = DEFAULT_LEDGER,
) -> None:
    """Make a ledger again from what `onrecord export --format ledger` wrote."""
    with ending_well():
        from onrecord.cli.exporting import restore_from

        rows = restore_from(file, ledger)
        typer.echo(f"onrecord: {rows} rows restored", err=True)


def mcp(ledger: ledger_options.Ledger = DEFAULT_LEDGER) -> None:
    """Give a language model the tools read, check, claim and who, over standard input and output.

    Needs `pip install 'onrecord[mcp]'`.
    """
    with ending_well():
        try:
            from onrecord.mcp_server import run_server
        except ModuleNotFoundError as error:
            raise SetupError("onrecord mcp", "needs mcp", "pip install 'onrecord[mcp]'") from error
        run_server(ledger)
