"""The scorer of claims that ships is the one that its command makes."""

import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.linking.words import DATA

_HOME = Path(__file__).parents[2]
_SHARED = _HOME.parent / "shared"


def test_the_command_makes_the_scorer_that_ships(tmp_path: Path) -> None:
    if not (_SHARED / "train").is_dir():
        pytest.skip("the training articles are not on this machine: they are not ours to ship")
    made = tmp_path / "scorer.json"
    # A process of its own: what is learned without the training articles stays in its caches.
    command = [sys.executable, "-m", "training.linking", "scorer", "--out", str(made)]
    subprocess.run([*command, "--shared", str(_SHARED)], cwd=_HOME, check=True)
    assert made.read_bytes() == (DATA / "scorer.json").read_bytes()
