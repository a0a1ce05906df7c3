"""Help, version, wrong use, and what is missing in the set-up."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord import __version__
from tests.cli.running import STORY, run_apart, run_here


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    run = run_here(capsys, "--version")
    assert (run.code, run.out) == (0, f"onrecord {__version__}\n")


def test_nothing_asked_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    run = run_here(capsys)
    assert run.code == 2
    assert run.err.startswith("Usage: onrecord")


@pytest.mark.parametrize(
    "wrong",
    [
        ["raed"],
        ["read", "--jsno", "x.txt"],
        ["read", "x.txt", "--stance", "shrugs"],
        ["read", "x.txt", "--html"],
        ["read", "x.txt", "--pipeline", "fr"],
        ["read", "x.txt", "--pipeline", "xx=some_pipeline"],
        ["read", "x.txt", "--language", "xx"],
        ["read", "x.txt", "--stance", "denies", "--json"],
    ],
)
def test_wrong_use_is_one_line(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    run = run_here(capsys, *wrong)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("onrecord: ")
    assert run.err.count("\n") == 1


def test_a_pipeline_that_is_not_installed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    story = tmp_path / "story.txt"
    story.write_text(STORY)
    run = run_here(capsys, "read", story, "--pipeline", "en=no_such_pipeline")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("onrecord: no_such_pipeline: ")
    assert run.err.count("\n") == 1


def test_languages(capsys: pytest.CaptureFixture[str]) -> None:
    run = run_here(capsys, "languages")
    assert run.code == 0
    assert [line.split()[0] for line in run.out.splitlines()] == ["en", "fr", "ru", "vi"]
    assert all(line.endswith(" MB") for line in run.out.splitlines())


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ")
def test_interrupted(tmp_path: Path) -> None:
    read_end, write_end = os.pipe()  # standard input that never ends
    command = [sys.executable, "-c", _TELLING, "read", "-"]
    with subprocess.Popen(
        command, stdin=read_end, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        errors = process.stderr.read()
    os.close(write_end)
    os.close(read_end)
    assert (process.returncode, errors) == (130, "onrecord: interrupted\n")


# Says when reading begins, so that the signal does not come before.
_TELLING = """
import onrecord.pipeline.reading as pipeline
from onrecord.cli import main
real = pipeline.read_place
def read_place(*given, **named):
    print("reading", flush=True)
    return real(*given, **named)
pipeline.read_place = read_place
main()
"""


def test_help_needs_no_parser_and_no_time() -> None:
    run = run_apart("--help")
    assert run.code == 0
    assert "Examples:" in run.out
