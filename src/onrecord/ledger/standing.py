"""Where a claim stands, worked out from the positions of parties; pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from onrecord.ledger.echoes import find_echoes
from onrecord.model import Act, Position, Stance, Standing

_LEAVES_OPEN = (Stance.NEITHER, Stance.DECLINES, Stance.NO_RESPONSE)


@dataclass(frozen=True, slots=True)
class Stand:
    """A claim's standing at a date, and each party's position then, the first ones first.

    `first` is the first position by which a named party asserted the claim. `echoes` are the
    statements of those positions that only pass on somebody else's word, and do not count.
    """

    standing: Standing
    positions: tuple[Position, ...]
    first: Position | None
    echoes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Change:
    """From the day `said` on, a claim had this standing; the `statements` of that day made it."""

    said: str
    standing: Standing
    statements: tuple[str, ...]


def fold_standing(positions: Iterable[Position], *, as_of: str | None = None) -> Stand | None:
    """The standing that the positions taken on or before the day `as_of` make; None of none."""
    tally = _Tally()
    told, echoed = _in_order(positions, as_of)
    for each in told:
        tally.take(each)
    return _judge(tally, echoed) if tally.latest else None


def trace_standing(positions: Iterable[Position], *, as_of: str | None = None) -> list[Change]:
    """Each change of standing in the order of the days on which things were said."""
    tally = _Tally()
    changes: list[Change] = []
    told, _ = _in_order(positions, as_of)
    for said, day in groupby(told, key=attrgetter("said")):
        taken = list(day)
        for each in taken:
            tally.take(each)
        standing = _first_that_fits(tally)
        if not changes or changes[-1].standing != standing:
            changes.append(Change(said, standing, tuple(each.statement for each in taken)))
    return changes


def _in_order(
    positions: Iterable[Position], as_of: str | None
) -> tuple[list[Position], list[Position]]:
    """Those that count, and those that only echo them; of one day the weightiest comes last."""
    taken = _that_count([each for each in positions if as_of is None or each.said <= as_of])
    taken.sort(key=lambda each: (each.said, each.stance.weight, each.statement))
    echoes = find_echoes(taken)
    told = [each for each in taken if each.statement not in echoes]
    if not told:  # each tells it as another's word, in a circle
        return taken, []
    return told, [each for each in taken if each.statement in echoes]


class _Tally:
    """Each party's latest position, with what standings are judged by counted as they come.

    A claim of thousands of statements changes on hundreds of days, and is judged on each.
    """

    def __init__(self) -> None:
        self.latest: dict[str, Position] = {}
        self.ever: dict[str, Position] = {}  # the first time that each put the claim forward
        self.forward: dict[str, Position] = {}  # those who do now, by name
        self.stances: Counter[Stance] = Counter()
        self.left_open = 0

    def take(self, position: Position) -> None:
        """Count a position, which takes the place of the party's one before."""
        who = _who(position)
        before = self.latest.get(who)
        if before is not None:
            self.stances[before.stance] -= 1
            self.left_open -= _leaves_open(before)
            self.forward.pop(who, None)
        self.latest[who] = position
        self.stances[position.stance] += 1
        self.left_open += _leaves_open(position)
        if position.stance.puts_forward:
            self.ever.setdefault(who, position)
            if position.is_named:
                self.forward[who] = position


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


def _leaves_open(position: Position) -> bool:
    return position.is_named and position.stance in _LEAVES_OPEN


def _judge(tally: _Tally, echoed: Sequence[Position]) -> Stand:
    others = {_who(each): each for each in echoed if _who(each) not in tally.latest}
    return Stand(
        _first_that_fits(tally),
        (*tally.latest.values(), *others.values()),
        _find_first(tally),
        frozenset(each.statement for each in others.values()),
    )


def _find_first(tally: _Tally) -> Position | None:
    return next((each for each in tally.ever.values() if each.is_named), None)


def _first_that_fits(tally: _Tally) -> Standing:
    if _is_withdrawn(tally):
        return Standing.RETRACTED
    if tally.stances[Stance.DENIES]:
        return Standing.DISPUTED if tally.forward else Standing.DENIED
    if tally.forward:
        sides, first = _find_sides(list(tally.latest.values())), _find_first(tally)
        if any(_confirms(each, first, sides, tally) for each in tally.forward.values()):
            return Standing.CONFIRMED
        if len({sides[who] for who in tally.forward}) > 1:
            return Standing.CORROBORATED
    if tally.left_open:
        return Standing.UNANSWERED
    return Standing.SINGLE_SOURCE if tally.forward else Standing.UNATTRIBUTED


def _is_withdrawn(tally: _Tally) -> bool:
    """Whether everyone who put it forward by name has withdrawn it, and somebody has.

    Outlets that relay it, and sources without a name, cannot keep it alive.
    """
    if not tally.stances[Stance.RETRACTS]:
        return False
    forward = [who for who, each in tally.ever.items() if each.is_named]
    return all(tally.latest[who].stance == Stance.RETRACTS for who in forward)


def _confirms(
    position: Position, first: Position | None, sides: dict[str, str], tally: _Tally
) -> bool:
    if position.act is not Act.CLAIM:
        return False  # nobody can witness an opinion or a promise
    if first is not None and sides[_who(position)] == sides[_who(first)]:
        # Who asserted it first does not become their own witness, nor does who confirms alone.
        others = (who for who in tally.ever if sides[who] != sides[_who(first)])
        return first.stance is Stance.CONFIRMS and any(others)
    return position.stance is Stance.CONFIRMS or position.participant


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
