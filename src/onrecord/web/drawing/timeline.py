"""A claim's timeline: parties as rows, stances as marks, the standing as a band on top."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from textwrap import wrap

from onrecord.ledger.views import ClaimView
from onrecord.ledger.views.claim import Entry
from onrecord.model import Stance, Standing

WIDTH = 1080
_LEFT, _RIGHT = 200, 24  # room for the names, and behind the last mark
_BAND, _STEP, _GAP, _AXIS = 30, 22, 8, 26
_MOST_LANES = 24
_TIP_WIDTH, _TIP_LINES, _TIP_CHARS = 390, 3, 48
_NARROWEST = 6  # pixels of the band
_TICK = 104  # pixels between two dates


@dataclass(frozen=True, slots=True)
class Mark:
    """The statements that a party made about then with one stance; `quoted` is the first one."""

    number: int
    x: float
    y: float
    stance: Stance
    name: str
    said: str
    count: int
    statement: str
    outlet: str | None
    quoted: tuple[str, ...]
    tip_x: float
    tip_y: float


@dataclass(frozen=True, slots=True)
class Lane:
    """A party's row; `party` is None where it has no page."""

    name: str
    party: str | None
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of time in which the claim stood so."""

    x: float
    width: float
    standing: Standing
    said: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A day on the axis."""

    x: float
    day: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole drawing; `left` is where time begins, `hidden` counts parties left out."""

    width: int
    height: float
    left: int
    band: int
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    segments: tuple[Segment, ...]
    ticks: tuple[Tick, ...]
    tip: tuple[int, int]
    hidden: int


def draw_timeline(view: ClaimView) -> Timeline:
    """The statements of the view's page, in its order."""
    entries = view.timeline.items
    scale = _Scale(_parse(view.first_said), _parse(view.last_said))
    by_lane: dict[tuple[str | None, str], list[Entry]] = {}
    for each in entries:
        by_lane.setdefault((each.party, each.name), []).append(each)
    shown = dict(list(by_lane.items())[:_MOST_LANES])
    names: dict[str | None, str] = {each.party: each.name for each in view.positions if each.party}
    lanes, marks = _lay_lanes(shown, names, scale)
    bottom = lanes[-1].y + lanes[-1].height if lanes else float(_BAND + _GAP)
    return Timeline(
        width=WIDTH,
        height=bottom + _AXIS,
        left=_LEFT,
        band=_BAND,
        lanes=tuple(lanes),
        marks=tuple(marks),
        segments=tuple(_lay_band(view, scale)),
        ticks=tuple(_lay_ticks(entries, scale)),
        tip=(_TIP_WIDTH, 26 + 18 * _TIP_LINES),
        hidden=len(by_lane) - len(shown),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """From a day to where it stands; marks within one step of each other share a place."""

    first: date
    last: date

    def place(self, day: str) -> float:
        span = max((self.last - self.first).days, 1)
        room = WIDTH - _LEFT - _RIGHT - _STEP
        return _LEFT + _STEP / 2 + room * (_parse(day) - self.first).days / span

    def snap(self, day: str) -> float:
        steps = round((self.place(day) - _LEFT - _STEP / 2) / _STEP)
        return _LEFT + _STEP / 2 + steps * _STEP


def _parse(day: str) -> date:
    try:
        return date.fromisoformat(day[:10])
    except ValueError:
        return date.min


def _lay_lanes(
    by_lane: Mapping[tuple[str | None, str], Sequence[Entry]],
    names: Mapping[str | None, str],
    scale: _Scale,
) -> tuple[list[Lane], list[Mark]]:
    lanes: list[Lane] = []
    marks: list[Mark] = []
    y = float(_BAND + _GAP)
    for (party, name), entries in by_lane.items():
        name = names.get(party, name)
        places: dict[float, dict[Stance, list[Entry]]] = {}
        for each in entries:
            places.setdefault(scale.snap(each.statement.said), {}).setdefault(
                each.stance, []
            ).append(each)
        height = _STEP * max(len(each) for each in places.values()) + _GAP
        lanes.append(Lane(name, party, y, height))
        for x, stances in places.items():
            for level, (stance, said) in enumerate(stances.items()):
                at = (x, y + _GAP / 2 + _STEP * (level + 0.5))
                marks.append(_make_mark(len(marks), at, name, stance, said))
        y += height
    return lanes, marks


def _make_mark(
    number: int, at: tuple[float, float], name: str, stance: Stance, said: Sequence[Entry]
) -> Mark:
    first = said[0].statement
    words = wrap(first.words, _TIP_CHARS, max_lines=_TIP_LINES, placeholder=" …")
    return Mark(
        number=number,
        x=round(at[0], 1),
        y=at[1],
        stance=stance,
        name=name,
        said=first.said,
        count=len(said),
        statement=first.id,
        outlet=first.outlet,
        quoted=tuple(words),
        tip_x=min(max(at[0] - _TIP_WIDTH / 2, 2), WIDTH - _TIP_WIDTH - 2),
        tip_y=at[1] + _STEP / 2,
    )


def _lay_band(view: ClaimView, scale: _Scale) -> list[Segment]:
    segments: list[Segment] = []
    for change, following in zip_longest(view.history, view.history[1:]):
        x = scale.place(change.said) - _STEP / 2
        end = scale.place(following.said) - _STEP / 2 if following else WIDTH - _RIGHT
        if segments and x - segments[-1].x < _NARROWEST:
            x = segments.pop().x  # too narrow to be seen, let alone pointed at
        segments.append(
            Segment(round(x, 1), round(max(end - x, 2), 1), change.standing, change.said)
        )
    return segments


def _lay_ticks(entries: Sequence[Entry], scale: _Scale) -> list[Tick]:
    ticks: list[Tick] = []
    for day in sorted({each.statement.said for each in entries}):
        x = scale.place(day)
        if not ticks or x - ticks[-1].x >= _TICK:
            ticks.append(Tick(round(x, 1), day))
    return ticks
