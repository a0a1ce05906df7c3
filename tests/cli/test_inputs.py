"""Every kind of input that cannot be read: one line that says why, and the right exit code."""

import json
import os
from pathlib import Path

import pytest

from onrecord.cli.inputs import read_write_token
from onrecord.errors import SetupError
from tests.cli.running import STORY, run_apart, run_here


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY)
    return path


def _make_bad(folder: Path, kind: str) -> Path:
    path = folder / f"{kind}.txt"
    content = {
        "empty": b"",
        "blank": b" \n\t\n",
        "binary": b"\x7fELF\x00\x01\x02\x00" * 50,
        "encoding": "Le maire a dit « été ».".encode("latin-1") + b"\xff\xfe\x81 \x8d",
        "large": b"The mayor said so. " * 300_000,
        "foreign": "市长说这座桥是安全的。记者问他为什么。他没有回答这个问题。".encode() * 5,
    }.get(kind)
    if content is not None:
        path.write_bytes(content)
    elif kind == "folder":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    elif kind == "link":
        path.symlink_to(folder / "gone")
    return path


BAD = ["missing", "empty", "blank", "binary", "large", "foreign", "folder", "fifo", "link"]


@pytest.mark.parametrize("kind", BAD)
def test_one_line_names_the_place_the_reason_and_the_remedy(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _make_bad(tmp_path, kind)
    run = run_here(capsys, "read", path, "--quiet")
    assert (run.code, run.out) == (3, "")
    assert run.err.startswith(f"onrecord: {path}: ")
    assert run.err.count("\n") == 1
    assert "; " in run.err


@pytest.mark.parametrize("kind", BAD)
def test_the_others_are_read_all_the_same(
    kind: str, tmp_path: Path, story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = run_here(capsys, "read", _make_bad(tmp_path, kind), story, "--json")
    assert run.code == 1
    assert [json.loads(line)["article"]["text"] for line in run.out.splitlines()] == [STORY]
    assert run.err.endswith("onrecord: 1 of 2 skipped\n")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://127.0.0.1:9/x", "own network"),
        ("http://[::1]/", "own network"),
        ("file:///etc/passwd", ""),
        ("ftp://example.org/x", ""),
        ("http://no-such-host.invalid/", ""),
    ],
)
def test_addresses(address: str, reason: str, capsys: pytest.CaptureFixture[str]) -> None:
    run = run_here(capsys, "read", address, "--quiet")
    assert run.code == 3
    assert run.err.startswith(f"onrecord: {address}: ")
    assert reason in run.err


def test_names_cannot_command_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = run_here(capsys, "read", f"{tmp_path}/\x1b[2Jx\nonrecord: fine.txt")
    assert "\x1b" not in run.err
    assert run.err.splitlines()[0].endswith("check the path")


def test_standard_input_named_or_not() -> None:
    for arguments in (["read", "--json", "-"], ["read", "--json"]):
        run = run_apart(*arguments, given=STORY.encode())
        assert json.loads(run.out)["article"]["text"] == STORY
        assert (run.code, run.err) == (0, "")


def test_empty_standard_input() -> None:
    run = run_apart("read", "--quiet")
    assert run.code == 3
    assert run.err.startswith("onrecord: standard input: is empty; ")


def test_folders_are_walked_in_order(
    tmp_path: Path, story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "first.txt").write_text("A first report said that it rained a lot.")
    run = run_here(capsys, "read", tmp_path, "--json")
    texts = [json.loads(line)["article"]["text"] for line in run.out.splitlines()]
    assert texts == ["A first report said that it rained a lot.", STORY]


def test_the_write_token_is_the_line_of_a_file_or_the_environment_s(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{'a1' * 16}\n")
    environment = {"ONRECORD_WRITE_TOKEN": "b2" * 16}
    assert read_write_token(None, {}) is None
    assert read_write_token(None, environment) == "b2" * 16
    assert read_write_token(file, environment) == "a1" * 16


@pytest.mark.parametrize(
    "given", ["", "short", "two words that are long enough", "é" * 40, "a\n" * 40]
)
def test_what_is_no_write_token_is_said_and_not_shown(tmp_path: Path, given: str) -> None:
    file = tmp_path / "token"
    file.write_text(given, encoding="utf-8")
    with pytest.raises(SetupError, match="a write token is") as caught:
        read_write_token(file, {})
    assert not given or given not in str(caught.value)
    with pytest.raises(SetupError, match="cannot be read"):
        read_write_token(tmp_path / "nowhere", {})
