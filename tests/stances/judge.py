"""Whether a reading of a sentence is what its case expects, and if not, why."""

from collections.abc import Iterator, Sequence

from onrecord.model import Reading, Spans, SpeakerKind, Statement, cut, overlaps
from tests.stances.cases import Case, Expected

_KINDS = {kind.value: kind for kind in (SpeakerKind.UNNAMED, SpeakerKind.UNKNOWN)}


def find_complaints(case: Case, reading: Reading) -> list[str]:
    """What is wrong with `reading`, one line each; empty when it is as `case` expects."""
    pairs = pair(case.expected, reading.statements)
    complaints = []
    for place, expected in enumerate(case.expected):
        if place not in pairs:
            complaints.append(f"not found: {_name(case, expected)}")
            continue
        outer = pairs.get(expected.via) if expected.via is not None else None
        complaints.extend(
            f"{_name(case, expected)}: {wrong}" for wrong in _compare(expected, pairs[place], outer)
        )
    taken = {statement.id for statement in pairs.values()}
    further = [each for each in reading.statements if each.id not in taken]
    complaints.extend(wrong for each in further for wrong in _find_excess(case, each))
    return complaints


def pair(expected: Sequence[Expected], found: Sequence[Statement]) -> dict[int, Statement]:
    """The found statement of each expected one, by its place; best shared cue first.

    Statements without a cue (a quotation with no `she said`) are paired by their content.
    """
    ranked = sorted(
        (
            (-_share(want.cue or want.content, have.cue or have.content), place, order)
            for place, want in enumerate(expected)
            for order, have in enumerate(found)
            if bool(want.cue) == bool(have.cue)
        ),
    )
    pairs: dict[int, Statement] = {}
    taken: set[int] = set()
    for score, place, order in ranked:
        if score < 0 and place not in pairs and order not in taken:
            pairs[place] = found[order]
            taken.add(order)
    return pairs


def _share(one: Spans, other: Spans) -> float:
    """Characters in both over characters in either."""
    first = {place for start, end in one for place in range(start, end)}
    second = {place for start, end in other for place in range(start, end)}
    return len(first & second) / len(first | second) if first | second else 0.0


def _compare(expected: Expected, found: Statement, outer: Statement | None) -> Iterator[str]:
    if found.stance not in expected.stances:
        yield f"stance {found.stance}, not {' or '.join(expected.stances)}"
    if expected.speaker is not None and not _is_speaker(expected.speaker, found):
        yield f"speaker {found.speaker.name} ({found.speaker.kind}), not {expected.speaker}"
    if expected.act is not None and found.act is not expected.act:
        yield f"act {found.act}, not {expected.act}"
    if expected.form is not None and found.form is not expected.form:
        yield f"form {found.form}, not {expected.form}"
    if expected.certainty is not None and found.certainty is not expected.certainty:
        yield f"certainty {found.certainty}, not {expected.certainty}"
    if outer is not None and found.via != outer.id:
        yield "not read as said through the outer statement"


def _is_speaker(expected: str, found: Statement) -> bool:
    """Whether it is that speaker; one known by a common noun only may also be read as unnamed."""
    if expected in _KINDS:
        return found.speaker.kind is _KINDS[expected]
    if expected.casefold() in found.speaker.name.casefold():
        return True
    return expected[0].islower() and found.speaker.kind is SpeakerKind.UNNAMED


def _find_excess(case: Case, found: Statement) -> Iterator[str]:
    """What is wrong with having found a statement that pairs with no expected one."""
    words = cut(case.text, found.cue or found.content)
    if case.is_silent:
        yield f"read where there is nothing: {words!r} {found.stance}"
    if overlaps(found.cue, case.no_cue):
        yield f"read though nobody vouches for it: {words!r} {found.stance}"
    if found.stance in case.forbidden:
        yield f"forbidden stance: {words!r} {found.stance}"
    same_cue = [each for each in case.expected if overlaps(found.cue, each.cue)]
    if same_cue and not any(found.stance in each.stances for each in same_cue):
        yield f"a second stance for one cue: {words!r} {found.stance}"


def _name(case: Case, expected: Expected) -> str:
    return repr(cut(case.text, expected.cue or expected.content))
