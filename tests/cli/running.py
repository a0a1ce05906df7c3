"""Runs the command line: in this process (fast) or as a user would (pipes, signals)."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from onrecord.cli import main

STORY = (
    "The mayor said that the bridge was safe.\n"
    "The minister denied the report, and his spokesman declined to comment.\n"
)


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str


def run_here(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Run:
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        main([str(each) for each in arguments])
    shown = capsys.readouterr()
    code = ended.value.code
    assert isinstance(code, int)
    return Run(code, shown.out, shown.err)


def run_apart(*arguments: str | Path, given: bytes = b"", env: dict[str, str] | None = None) -> Run:
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", *map(str, arguments)],
        input=given,
        capture_output=True,
        env=env,
        timeout=120,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())
