"""How well annotated articles are linked stays above the floors in `floors.toml`."""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from evaluation.linking import measure

_HOME = Path(__file__).parents[2]
_FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))


@cache
def _figures(folder: str) -> dict[str, float]:
    return measure(_HOME / folder)


@pytest.mark.parametrize(
    ("folder", "figure", "floor"),
    [(folder, *pair) for folder, floors in _FLOORS.items() for pair in floors.items()],
)
def test_linking_stays_above_its_floor(folder: str, figure: str, floor: float) -> None:
    if not (_HOME / folder).is_dir():
        pytest.skip(f"{folder} is not on this machine: it holds texts that are not ours to ship")
    assert _figures(folder)[figure] >= floor


def test_linking_beats_the_baselines() -> None:
    if not (_HOME / "../shared/gold").is_dir():
        pytest.skip("the annotated news is not on this machine: it is not ours to ship")
    figures = _figures("../shared/gold")
    for measured in ("pairwise", "b_cubed"):
        best = max(figures[f"{name}_{measured}"] for name in ("same_article_only", "bm25"))
        assert figures[f"claims_{measured}"] > 1.5 * best
