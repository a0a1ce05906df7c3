"""Contents that only point: what "this information", "the report" or "the call" stand for."""

import re
from collections.abc import Mapping, Sequence

from onrecord.linking.units import Unit
from onrecord.model import Stance, Statement

_FEW = 2  # units that a content which points has at most
_ANSWERS = frozenset(Stance) - {Stance.ASSERTS}
# What points at something said; concepts are English stems whatever the language of the text.
_POINTERS = frozenset(
    f"c:{match.group()}"
    for match in re.finditer(
        r"\w+",
        "inform report claim accus alleg statement news matter issu comment rumor rumour remark "
        "charg assert content question request thing denial fact detail them they it this that "
        "these those ani further subject case topic so what all",
    )
)


def find_pointed(
    statements: Sequence[Statement], contents: Mapping[str, Sequence[Unit]]
) -> dict[str, str]:
    """By statement id the statement that its content points at, for contents that point."""
    pointed: dict[str, str] = {}
    ordered = sorted(statements, key=lambda each: _begin(each))
    for n, each in enumerate(ordered):
        units = [unit for unit in contents[each.id] if unit.weight > 0]
        if _is_pointer(each, units):
            target = _find_target(each, units, ordered[:n], contents)
            if target:
                pointed[each.id] = pointed.get(target, target)
    return pointed


def _is_pointer(statement: Statement, units: Sequence[Unit]) -> bool:
    if not units:
        return True
    if all(unit.key in _POINTERS for unit in units):
        return True
    return statement.stance in _ANSWERS and len(units) <= _FEW


def _find_target(
    statement: Statement,
    units: Sequence[Unit],
    before: Sequence[Statement],
    contents: Mapping[str, Sequence[Unit]],
) -> str | None:
    """The nearest statement before that speaks of the same, else the nearest of somebody else."""
    names = {unit.key for unit in units} - _POINTERS
    told = [each for each in reversed(before) if len(contents[each.id]) > _FEW]
    for each in told:
        if names and names & {unit.key for unit in contents[each.id]}:
            return each.id
    if names:
        return None
    others = [each for each in told if each.speaker.name != statement.speaker.name]
    nearest = others or told
    return nearest[0].id if nearest else None


def _begin(statement: Statement) -> int:
    spans = statement.cue or statement.content or statement.source
    return min(start for start, _ in spans) if spans else 0
