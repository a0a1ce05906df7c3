"""What is only told again, and so puts nothing forward of its own; pure."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.model import Position, Stance


def find_echoes(positions: Sequence[Position]) -> frozenset[str]:
    """The statements by which a claim is put forward only as somebody else's word.

    What is said later changes nothing of that: who echoes then goes on to do so.
    """
    return frozenset((*_find_copied(positions), *_find_conveyed(positions)))


def _find_copied(positions: Sequence[Position]) -> Iterator[str]:
    """All that has one origin is one report, and one article speaks for it.

    It is the first that puts the claim forward by name, of one day the origin itself. Whom its
    copies, translations and relays name beside, or take for somebody else, is no second voice.
    """
    if all(each.origin is each.relays is None for each in positions):
        return  # as most are
    reports: dict[str, list[Position]] = defaultdict(list)
    for each in positions:
        if each.stance.puts_forward and each.article is not None:
            reports[each.origin or each.article].append(each)
            if each.relays is not None:
                reports[each.relays].append(each)
    for origin, told in reports.items():
        named = [each for each in told if each.is_named]
        if named:
            first = min(named, key=lambda each: (each.said, each.article != origin, each.article))
            for each in told:
                if each.article != first.article and each.said >= first.said:
                    yield each.statement


def _find_conveyed(positions: Sequence[Position]) -> Iterator[str]:
    """Who tells that another one said or confirmed it has not done so."""
    if all(each.via is None for each in positions):
        return
    by_statement = {each.statement: each for each in positions}
    for each in positions:
        outer = by_statement.get(each.via) if each.via else None
        if outer is not None and each.said <= outer.said and _is_conveyed(each, outer):
            yield outer.statement


def _is_conveyed(inner: Position, outer: Position) -> bool:
    """Whether all that the outer statement has of the claim is what the inner one says.

    Who confirms that another one said so confirms something; a named party's word is kept
    where those whom it has it from are not.
    """
    if outer.party == inner.party:
        return False
    if outer.stance is Stance.CONFIRMS:
        return inner.stance is Stance.CONFIRMS and inner.is_named
    if outer.stance is not Stance.ASSERTS:
        return False
    return inner.is_named or not inner.stance.puts_forward
