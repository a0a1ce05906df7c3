"""Where a claim stands, worked out from the positions of parties; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from onrecord.model import Act, Position, Stance, Standing

_PUTS_FORWARD = (Stance.ASSERTS, Stance.CONFIRMS)
_LEAVES_OPEN = (Stance.NEITHER, Stance.DECLINES, Stance.NO_RESPONSE)


@dataclass(frozen=True, slots=True)
class Stand:
    """A claim's standing at a date, and each party's position then, the first ones first.

    `first` is the first position by which a named party asserted the claim; `changed` when
    the standing last became this one, by `changed_by`.
    """

    standing: Standing
    positions: tuple[Position, ...]
    first: Position | None


@dataclass(frozen=True, slots=True)
class Change:
    """From the day `said` on, a claim had this standing; the `statements` of that day made it."""

    said: str
    standing: Standing
    statements: tuple[str, ...]


def fold_standing(positions: Iterable[Position], *, as_of: str | None = None) -> Stand | None:
    """The standing that the positions taken on or before the day `as_of` make; None of none."""
    stand = None
    for _, stand in _fold(positions, as_of):  # noqa: B007  (the last one is wanted)
        pass
    return stand


def trace_standing(positions: Iterable[Position], *, as_of: str | None = None) -> list[Change]:
    """Each change of standing in the order of the days on which things were said."""
    changes: list[Change] = []
    for taken, stand in _fold(positions, as_of):
        if not changes or changes[-1].standing != stand.standing:
            statements = tuple(each.statement for each in taken)
            changes.append(Change(taken[0].said, stand.standing, statements))
    return changes


def _fold(
    positions: Iterable[Position], as_of: str | None
) -> Iterable[tuple[list[Position], Stand]]:
    """For each day on which positions were taken, these and the stand at its end."""
    taken = [each for each in positions if as_of is None or each.said <= as_of]
    taken = _that_count(taken)
    # Of one day the weightiest comes last, and so is the latest.
    taken.sort(key=lambda each: (each.said, each.stance.weight, each.statement))
    latest: dict[str, Position] = {}
    ever: dict[str, Position] = {}
    for _, day in groupby(taken, key=attrgetter("said")):
        of_day = list(day)
        for each in of_day:
            latest[_who(each)] = each
            if each.stance in _PUTS_FORWARD:
                ever.setdefault(_who(each), each)
        yield of_day, _judge(list(latest.values()), ever)


def _that_count(positions: list[Position]) -> list[Position]:
    """Without questions, and without demands where the claim is more than a demand.

    Who demands that a report be explained has not put the report forward.
    """
    stated = [
        each
        for each in positions
        if each.stance != Stance.ASSERTS or each.act not in (Act.QUESTION, Act.DEMAND)
    ]
    return stated or [each for each in positions if each.act != Act.QUESTION] or positions


def _who(position: Position) -> str:
    """One key a party; sources that are not named are each their own."""
    return position.party or f"statement {position.statement}"


def _judge(latest: Sequence[Position], ever: dict[str, Position]) -> Stand:
    named = [each for each in latest if each.is_named]
    forward = [each for each in named if each.stance in _PUTS_FORWARD]
    sides = _find_sides(latest)
    first = next((each for each in ever.values() if each.is_named), None)
    return Stand(_first_that_fits(latest, forward, ever, sides, first), tuple(latest), first)


def _first_that_fits(
    latest: Sequence[Position],
    forward: Sequence[Position],
    ever: dict[str, Position],
    sides: dict[str, str],
    first: Position | None,
) -> Standing:
    stances = {each.stance for each in latest}
    if _is_withdrawn(latest, ever):
        return Standing.RETRACTED
    if forward and Stance.DENIES in stances:
        return Standing.DISPUTED
    if Stance.DENIES in stances:
        return Standing.DENIED
    if any(_confirms(each, first, sides) for each in forward):
        return Standing.CONFIRMED
    if len({sides[_who(each)] for each in forward}) > 1:
        return Standing.CORROBORATED
    if any(each.is_named and each.stance in _LEAVES_OPEN for each in latest):
        return Standing.UNANSWERED
    return Standing.SINGLE_SOURCE if forward else Standing.UNATTRIBUTED


def _is_withdrawn(latest: Sequence[Position], ever: dict[str, Position]) -> bool:
    """Whether everyone who put it forward by name has withdrawn it, and somebody has.

    Outlets that relay it, and sources without a name, cannot keep it alive.
    """
    if not any(each.stance == Stance.RETRACTS for each in latest):
        return False
    now = {_who(each): each.stance for each in latest}
    forward = [who for who, each in ever.items() if each.is_named]
    return all(now[who] == Stance.RETRACTS for who in forward)


def _confirms(position: Position, first: Position | None, sides: dict[str, str]) -> bool:
    if first is not None and sides[_who(position)] == sides[_who(first)]:
        # Who asserted it first does not become their own witness.
        return first.stance == Stance.CONFIRMS
    return position.stance == Stance.CONFIRMS or position.participant


def _find_sides(latest: Sequence[Position]) -> dict[str, str]:
    """For each party one name of its side: those who speak for one another share it."""
    side = {_who(each): _who(each) for each in latest}

    def find(who: str) -> str:
        while side.setdefault(who, who) != who:
            who = side[who]
        return who

    for each in latest:
        if each.voice is not None:
            side[find(each.voice)] = find(_who(each))
    return {who: find(who) for who in side}
