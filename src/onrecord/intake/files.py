"""Bytes from files and standard input; never waits on a pipe, never reads past the limit."""

import os
import stat
import sys
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import EmptyError, FileError, TooLargeError
from onrecord.intake.raw import Raw, name_place
from onrecord.intake.settings import Limits

PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
ARTICLE_SUFFIXES = (".txt", *PAGE_SUFFIXES)


def read_file(place: str, *, limits: Limits) -> Raw:
    """The bytes of a regular file; raises FileError, EmptyError or TooLargeError."""
    name = name_place(place)
    path = Path(place)
    try:
        _check_status(path, name, limits=limits)
        with path.open("rb") as file:
            content = file.read(limits.raw_bytes + 1)
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL in it
        raise _explain(error, path, name) from error
    check_size(len(content), name, limits=limits)
    return Raw(content, place, name, is_page=path.suffix.lower() in PAGE_SUFFIXES)


def read_stdin(stdin: BinaryIO | None, *, limits: Limits) -> Raw:
    """The bytes of standard input, to its end or just past the limit."""
    stream = stdin if stdin is not None else sys.stdin.buffer
    try:
        content = stream.read(limits.raw_bytes + 1)
    except (OSError, ValueError) as error:  # ValueError: standard input is closed
        raise FileError("standard input", f"cannot be read: {error}") from error
    check_size(len(content), "standard input", limits=limits)
    return Raw(content, "-", "standard input")


def check_size(size: int, name: str, *, limits: Limits) -> None:
    """Raises EmptyError at no bytes and TooLargeError past the limit."""
    if size == 0:
        raise EmptyError(name, "is empty", "give a text, or leave it out")
    if size > limits.raw_bytes:
        raise TooLargeError(
            name,
            f"is larger than the {limits.raw_bytes:,} bytes an article may have",
            "give one article at a time, its text alone",
        )


def _check_status(path: Path, name: str, *, limits: Limits) -> None:
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        with os.scandir(path):  # a folder that cannot be opened says so instead
            pass
        suffixes = ", ".join(ARTICLE_SUFFIXES)
        raise FileError(
            name, f"is a folder without articles ({suffixes})", "name the files themselves"
        )
    if not stat.S_ISREG(status.st_mode):
        raise FileError(name, "is not a regular file", "pipe its content in and read `-`")
    if status.st_size > limits.raw_bytes:
        check_size(status.st_size, name, limits=limits)


def _explain(error: OSError | ValueError, path: Path, name: str) -> FileError:
    if isinstance(error, FileNotFoundError):
        if path.is_symlink():
            return FileError(name, "is a link to a file that is not there", "mend the link")
        return FileError(name, "does not exist", "check the path")
    if isinstance(error, PermissionError):
        return FileError(name, "may not be read", "check its permissions")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return FileError(name, f"cannot be read: {reason}", "check the path")
