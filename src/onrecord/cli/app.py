"""The commands, and how a run ends."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import typer

from onrecord.cli import options
from onrecord.errors import SetupError

SUCCESS, SOME_SKIPPED, WRONG_USE, NONE_READ = 0, 1, 2, 3
INTERRUPTED, PIPE_CLOSED = 130, 141

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
        _complain(f"{error.format_message().rstrip('.')}; see `{command} --help`")
        code = WRONG_USE
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    if code == INTERRUPTED:
        _complain("interrupted")
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
    quiet: options.Quiet = False,
) -> None:
    """Read articles and show who said what, through whom.

    Without --json and --html a table is printed, and of several articles a summary. Tables
    and JSON appear article by article, each as soon as it is read.
    """
    if stance and (as_json or html):
        raise typer.BadParameter("--stance chooses rows of the table, not of JSON or a page")
    from onrecord.cli.reading import Wishes, read_and_show

    wishes = Wishes(
        places=tuple(places or _standard_input()),
        as_json=as_json,
        page=html,
        language=language,
        pipelines=_split_pipelines(pipeline or []),
        stances=frozenset(stance or []),
        allow_private=allow_private,
        quiet=quiet,
    )
    with _ending_well():
        tally = read_and_show(wishes)
    if tally.skipped:
        raise typer.Exit(SOME_SKIPPED if tally.read else NONE_READ)


@app.command(epilog=options.ABOUT_LANGUAGES)
def languages() -> None:
    """List the languages that are read, and their parsing pipelines."""
    from onrecord.cli.installed import list_languages

    with _ending_well():
        for line in list_languages():
            print(line)


@contextmanager
def _ending_well() -> Iterator[None]:
    """A setup error becomes one line; that the reader of a pipe has gone is no error."""
    try:
        yield
        sys.stdout.flush()
    except SetupError as error:
        _complain(str(error))
        raise typer.Exit(WRONG_USE) from error
    except BrokenPipeError as error:
        # Python flushes standard output once more at exit, and would complain then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(PIPE_CLOSED) from error


def _complain(message: str) -> None:
    print(f"onrecord: {message}", file=sys.stderr)


def _standard_input() -> tuple[str, ...]:
    if sys.stdin is None or sys.stdin.isatty():
        raise typer.BadParameter("nothing to read: name a file, a folder or a web address")
    return ("-",)


def _split_pipelines(given: Sequence[str]) -> dict[str, str]:
    pipelines = {}
    for each in given:
        code, _, name = each.partition("=")
        if not (code and name):
            raise typer.BadParameter(f"--pipeline takes CODE=NAME, not '{each}'")
        pipelines[code] = name
    return pipelines
