import gzip
import io
import os
import socket
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import BinaryError, EmptyError, FileError, TooLargeError
from onrecord.intake import read_place
from tests.intake.reading import ENGLISH, SMALL, TWO

_SMALL = replace(TWO, limits=SMALL)


def _refused(place: Path | str, kind: type[FileError]) -> str:
    with pytest.raises(FileError) as caught:
        read_place(str(place), settings=_SMALL)
    assert type(caught.value) is kind
    line = str(caught.value)
    assert "\n" not in line
    assert caught.value.remedy
    return line


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\0", "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "Word"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"\xff\xd8\xff\xe0\0", "JPEG"),
        (gzip.compress(ENGLISH.encode(), mtime=0), "gzip"),
        (b"SQLite format 3\0\0", "SQLite"),
        (b"{\\rtf1\\ansi He said.}", "Rich Text"),
        (b"He said\0 it was so, and then he said it again.", "NUL at byte 7"),
    ],
)
def test_what_is_not_text_is_named(tmp_path: Path, content: bytes, named: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    assert named in _refused(path, BinaryError)


@pytest.mark.parametrize("content", ["", " ", "\r\n\t\n", "\ufeff", "\u00a0\u3000"])
def test_an_empty_file_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(content, encoding="utf-8", newline="")
    _refused(path, EmptyError)


def test_a_file_over_the_byte_limit_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(SMALL.raw_bytes + 1)
    path.chmod(0)
    assert "20,000 bytes" in _refused(path, TooLargeError)


def test_a_text_over_the_character_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("é" * 5_001)
    assert "5,001 characters" in _refused(path, TooLargeError)


def test_endless_standard_input_is_cut_off() -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            assert size > 0
            return b"a" * size

    with pytest.raises(TooLargeError):
        read_place("-", settings=_SMALL, stdin=Endless())  # type: ignore[arg-type]


def test_a_closed_standard_input_is_refused() -> None:
    stream = io.BytesIO(b"x")
    stream.close()
    with pytest.raises(FileError, match="standard input: cannot be read"):
        read_place("-", settings=_SMALL, stdin=stream)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert "does not exist" in _refused(tmp_path / "none.txt", FileError)


def test_a_broken_link_is_told_from_a_missing_file(tmp_path: Path) -> None:
    link = tmp_path / "a.txt"
    link.symlink_to(tmp_path / "none.txt")
    assert "link" in _refused(link, FileError)


def test_a_loop_of_links_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    _refused(tmp_path / "a.txt", FileError)


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    assert "folder" in _refused(tmp_path, FileError)


def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    pipe = tmp_path / "a.txt"
    os.mkfifo(pipe)
    assert "not a regular file" in _refused(pipe, FileError)


def test_a_device_and_a_socket_are_refused(tmp_path: Path) -> None:
    assert "not a regular file" in _refused("/dev/zero", FileError)
    path = tmp_path / "socket"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(path))
        _refused(path, FileError)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ENGLISH)
    path.chmod(0)
    assert "permissions" in _refused(path, FileError)


@pytest.mark.parametrize("place", ["a\0b.txt", "x" * 5_000, "", "bad\nname\x1b[31m.txt", "\udcff"])
def test_a_hostile_path_is_one_line(place: str) -> None:
    assert "\x1b" not in _refused(place, FileError)
