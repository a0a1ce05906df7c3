"""Measured quality on annotated articles stays above the floors in `floors.toml`."""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from evaluation.statements import score_folder
from onrecord.pipeline import Reader

_HOME = Path(__file__).parents[2]
_FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))


@cache
def _figures(folder: str, language: str) -> dict[str, float]:
    return score_folder(_HOME / folder, language, Reader()).figures()


@pytest.mark.parametrize(
    ("folder", "language", "measure", "floor"),
    [
        (folder, language, measure, floor)
        for folder, languages in _FLOORS.items()
        for language, floors in languages.items()
        for measure, floor in floors.items()
    ],
)
def test_quality_stays_above_its_floor(
    folder: str, language: str, measure: str, floor: float
) -> None:
    if not (_HOME / folder).is_dir():
        pytest.skip(f"{folder} is not on this machine: it holds texts that are not ours to ship")
    assert _figures(folder, language)[measure] >= floor
