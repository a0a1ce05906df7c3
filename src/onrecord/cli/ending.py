"""How a run ends: exit codes, and errors as one line each."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from onrecord.errors import ArticleError, SetupError

SUCCESS, SOME_SKIPPED, WRONG_USE, NONE_READ = 0, 1, 2, 3
INTERRUPTED, PIPE_CLOSED = 130, 141


@contextmanager
def ending_well() -> Iterator[None]:
    """An error becomes one line; that the reader of a pipe has gone is no error."""
    try:
        yield
        sys.stdout.flush()
    except (SetupError, ArticleError) as error:
        complain(str(error))
        raise typer.Exit(WRONG_USE) from error
    except BrokenPipeError as error:
        # Python flushes standard output once more at exit, and would complain then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(PIPE_CLOSED) from error


def complain(message: str) -> None:
    """Print one line on standard error."""
    print(f"onrecord: {message}", file=sys.stderr)


def end_counted(done: int, skipped: int) -> None:
    """End with the code that tells whether all, some or none of the articles could be read."""
    if skipped:
        raise typer.Exit(SOME_SKIPPED if done else NONE_READ)
