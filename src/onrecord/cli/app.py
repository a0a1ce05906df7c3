"""The commands, and how a run ends."""

import sys
from collections.abc import Sequence

import typer

from onrecord.cli import ledger_commands, options, sharing_commands
from onrecord.cli.ending import (
    INTERRUPTED,
    SUCCESS,
    WRONG_USE,
    complain,
    end_counted,
    ending_well,
)
from onrecord.cli.inputs import choose_second_reader, split_pipelines, standard_input

app = typer.Typer(
    name="onrecord",
    add_completion=False,
    rich_markup_mode=None,  # rich would double the time until the help is there
    pretty_exceptions_enable=False,
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with one of the documented exit codes."""
    try:
        code = app(args=arguments, prog_name="onrecord", standalone_mode=False)
    except typer.TyperException as error:
        command = getattr(getattr(error, "ctx", None), "command_path", "onrecord")
        complain(f"{error.format_message().rstrip('.')}; see `{command} --help`")
        code = WRONG_USE
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    if code == INTERRUPTED:
        complain("interrupted")
    sys.exit(code or SUCCESS)


@app.callback(epilog=options.ABOUT_ONRECORD, invoke_without_command=True)
def onrecord(
    context: typer.Context,
    version: options.Version = False,  # noqa: ARG001  (its callback acts)
) -> None:
    """Read the news and keep the record: who said what, through whom."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(WRONG_USE)


@app.command(epilog=options.ABOUT_READ)
def read(  # noqa: PLR0913  (a command's parameters are its options)
    places: options.Places = None,
    as_json: options.AsJson = False,
    html: options.Html = None,
    language: options.Language = None,
    pipeline: options.Pipelines = None,
    stance: options.Stances = None,
    allow_private: options.AllowPrivate = False,
    second_reader: options.SecondReader = None,
    second_reader_model: options.SecondReaderModel = "default",
    second_reader_below: options.SecondReaderBelow = 0.5,
    quiet: options.Quiet = False,
) -> None:
    """Read articles and show who said what, through whom.

    Without --json and --html a table is printed, and of several articles a summary. Tables
    and JSON appear article by article, each as soon as it is read.
    """
    if stance and (as_json or html):
        raise typer.BadParameter("--stance chooses rows of the table, not of JSON or a page")
    from onrecord.cli.reading import Wishes, read_and_show

    with ending_well():
        wishes = Wishes(
            places=tuple(places or standard_input()),
            as_json=as_json,
            page=html,
            language=language,
            pipelines=split_pipelines(pipeline or []),
            stances=frozenset(stance or []),
            allow_private=allow_private,
            quiet=quiet,
            second_reader=choose_second_reader(
                second_reader, model=second_reader_model, below=second_reader_below
            ),
        )
        tally = read_and_show(wishes)
    end_counted(tally.read, tally.skipped.total())


@app.command(epilog=options.ABOUT_LANGUAGES)
def languages() -> None:
    """List the languages that are read, and their parsing pipelines."""
    from onrecord.cli.installed import list_languages

    with ending_well():
        for line in list_languages():
            print(line)


ledger_commands.register(app)
sharing_commands.register(app)
