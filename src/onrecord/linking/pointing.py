"""Contents that only point: what "this information", "the report" or "the call" stand for."""

import re
from collections.abc import Mapping, Sequence

from onrecord.linking.units import Unit
from onrecord.model import Stance, Statement, covers, merge, size

_FEW = 2  # units that a content which points has at most
_SOME = 6  # …where none of them is a name, place or number
ANSWERS = frozenset(Stance) - {Stance.ASSERTS}
"""Stances that answer what somebody has put forward."""
_WHOLE = 0.7  # of a content told in it by another statement: "the Post reported that he said …"
_SHARED = 0.6  # of what such a content names, by weight, for an earlier one to be meant
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
    """By statement id the statement whose content is meant, for contents that only point.

    Where a statement holds another one of the same stance ("he said he could not confirm the
    call"), what is neither confirmed nor denied is the content of the inner one.
    """
    pointed: dict[str, str] = {}
    ordered = sorted(statements, key=_begin)
    for n, each in enumerate(ordered):
        units = [unit for unit in contents[each.id] if unit.weight > 0]
        if _is_pointer(each, units):
            target = _find_target(each, units, ordered[:n], contents)
            if target:
                pointed[each.id] = pointed.get(target, target)
    for each in ordered:
        inner = _find_inner(each, ordered)
        if inner:
            pointed[each.id] = pointed.get(inner, inner)
    return pointed


def _find_inner(statement: Statement, others: Sequence[Statement]) -> str | None:
    """The statement inside a content that is all of it, or is an answer of the same kind."""
    for each in others:
        if each is statement or not each.cue or not covers(statement.content, each.cue):
            continue
        if statement.stance in ANSWERS and each.stance is statement.stance:
            return each.id
        if _fill(statement, each) >= _WHOLE:
            return each.id
    return None


def _fill(outer: Statement, inner: Statement) -> float:
    """How much of a content is another statement told in it: source, cue and content."""
    told = merge([*inner.source, *inner.cue, *inner.content])
    shared = sum(
        max(0, min(end, stop) - max(start, begin))
        for start, end in outer.content
        for begin, stop in told
    )
    return shared / max(size(outer.content), 1)


def _is_pointer(statement: Statement, units: Sequence[Unit]) -> bool:
    """Whether a content says nothing by itself: nothing at all, "this report", "the call"."""
    if all(unit.key in _POINTERS for unit in units):
        return True
    if statement.stance not in ANSWERS:
        return False
    return len(units) <= _FEW or (len(units) <= _SOME and not any(_is_name(each) for each in units))


def _find_target(
    statement: Statement,
    units: Sequence[Unit],
    before: Sequence[Statement],
    contents: Mapping[str, Sequence[Unit]],
) -> str | None:
    """The earlier statement that is meant.

    That is the one that speaks most of what the content names; where it names nothing, the last
    one to which the same speaker answered likewise, or else the last one that somebody else made.
    """
    told = [
        each
        for each in reversed(before)
        if len(contents[each.id]) > _FEW and not covers(each.content, statement.cue)
    ]
    weights = {unit.key: unit.weight for unit in units if unit.key not in _POINTERS}
    if weights:
        shared = [
            sum(weights.get(key, 0.0) for key in {unit.key for unit in contents[each.id]})
            for each in told
        ]
        best = max(shared, default=0.0)
        return told[shared.index(best)].id if best >= _SHARED * sum(weights.values()) else None
    who = statement.speaker.name
    likewise = [
        each for each in told if each.speaker.name == who and each.stance is statement.stance
    ]
    others = [each for each in told if each.speaker.name != who and each.stance not in ANSWERS]
    nearest = likewise or others or told
    return nearest[0].id if nearest else None


def _is_name(unit: Unit) -> bool:
    return unit.key[0] in "tbn#"


def _begin(statement: Statement) -> int:
    spans = statement.cue or statement.content or statement.source
    return min(start for start, _ in spans) if spans else 0
