"""A claim's course as a slider walks it: the days it was spoken of, and a band of standings."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from onrecord.ledger.views.days import DayStood
from onrecord.model import Standing

_MOST = 150  # steps that a slider can be walked through


@dataclass(frozen=True, slots=True)
class Stretch:
    """Steps that follow each other with one standing: where it begins and how wide it is.

    Both are hundredths of the band's width.
    """

    x: float
    width: float
    standing: Standing


@dataclass(frozen=True, slots=True)
class Course:
    """The steps, which of them is shown, where that is on the band, and the band."""

    steps: tuple[DayStood, ...]
    at: int
    x: float
    stretches: tuple[Stretch, ...]


def draw_course(days: Sequence[DayStood], as_of: str | None) -> Course | None:
    """The course through these days, at the last one by `as_of`; None where there is one day."""
    steps = [days[each] for each in choose_steps(len(days))]
    if len(steps) < 2:
        return None
    at = len(steps) - 1
    if as_of:
        at = max(sum(each.said <= as_of for each in steps) - 1, 0)
    return Course(tuple(steps), at, _place(at, len(steps)), tuple(_lay_band(steps)))


def choose_steps(number: int) -> list[int]:
    """Which of so many days are steps: all, or as many as a slider has, evenly spread."""
    if number <= _MOST:
        return list(range(number))
    return sorted({round(each * (number - 1) / (_MOST - 1)) for each in range(_MOST)})


def _lay_band(steps: Sequence[DayStood]) -> list[Stretch]:
    stretches = []
    for standing, group in groupby(range(len(steps)), key=lambda each: steps[each].standing):
        first, *_ = some = list(group)
        x = _place(first, len(steps))
        # It lasts until the next one begins.
        end = _place(some[-1] + 1, len(steps)) if some[-1] + 1 < len(steps) else 100.0
        stretches.append(Stretch(x, round(max(end - x, 0.5), 2), standing))
    return stretches


def _place(step: int, steps: int) -> float:
    return round(100 * step / (steps - 1), 2)
