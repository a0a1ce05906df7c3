"""Measured quality on annotated articles stays above the floors in `floors.toml`."""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from benchmark.texts import Texts
from evaluation.gold import load_benchmark
from evaluation.reading import OnceReader, read_all
from evaluation.sections import score_languages
from evaluation.statements import score_folder
from onrecord.pipeline import Reader

_HOME = Path(__file__).parents[2]
_FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))
_TEXTS = _HOME.parent / "shared/data"  # of the benchmark, where they are at hand


@cache
def _figures(folder: str, language: str) -> dict[str, float]:
    if folder.startswith("benchmark/"):
        articles = load_benchmark(folder.split("/")[1], Texts(_TEXTS), language=language)
        return score_languages(read_all(OnceReader(), articles))[language].figures()
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
    texts = _TEXTS if folder.startswith("benchmark/") else _HOME / folder
    if not texts.is_dir():
        pytest.skip(f"{texts} is not on this machine: it holds texts that are not ours to ship")
    assert _figures(folder, language)[measure] >= floor
