from pathlib import Path

from evaluation.linked_gold import load_linked
from evaluation.origins import measure_origins

_GOLD = Path(__file__).parents[1] / "gold"


def test_copies_are_folded_and_other_stories_are_not() -> None:
    chosen = [each for each in load_linked(_GOLD) if ".2025-03-0" in each.name]
    figures = measure_origins(chosen)
    assert figures["articles"] == len(chosen) > 4
    assert figures["cut_found"] == 1.0
    assert figures["folded_wrongly"] == 0.0


def test_a_translation_is_folded() -> None:
    pair = [each for each in load_linked(_GOLD) if "montclare" in each.name or "06-14" in each.name]
    figures = measure_origins(pair)
    # One is a translation of the other, under a name of its own.
    assert figures["folded_wrongly"] == 0.5
