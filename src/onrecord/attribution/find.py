"""Finds every statement of a parsed article: all constructions, duplicates folded, nested."""

from collections.abc import Iterable, Sequence

from onrecord.attribution.according import find_according
from onrecord.attribution.citing import find_citing
from onrecord.attribution.context import Context
from onrecord.attribution.found import Found
from onrecord.attribution.headlines import find_headlines
from onrecord.attribution.nominal import find_nominal
from onrecord.attribution.ordered_nouns import find_nouns_in_order
from onrecord.attribution.quoting import Quoting, link_quotations
from onrecord.attribution.refusals import find_refusals, find_silences
from onrecord.attribution.reportative import HEARSAY_MOOD, find_reportative
from onrecord.attribution.verbal import find_groups, find_verbal
from onrecord.attribution.withheld import find_withheld
from onrecord.model import Spans, size

_GAP = 8  # characters between two quotations of one statement


def find_all(context: Context) -> list[Found]:
    """Every statement of the text, in the order of the text, with `inside` filled in."""
    groups = find_groups(context)
    speaking = {
        head: group
        for head, (hit, group) in groups.items()
        if any("quote" in cue.frames for cue in hit.cues)
        and not (group.negated and not group.governors)
    }
    quotings = link_quotations(context, speaking)
    found = [
        *find_headlines(context),
        *find_silences(context),
        *find_verbal(context, groups, quotings),
        *find_refusals(context, groups),
        *find_withheld(context),
        *find_according(context),
        *find_nouns_in_order(context),
        *find_nominal(context),
        *find_reportative(context),
        *_floating(context, quotings),
    ]
    found += find_citing(context, found)
    kept = _fold(_join_floating(context, found))
    nest(kept)
    told = [each for each in kept if each.inside is None or each.rule != HEARSAY_MOOD]
    if len(told) < len(kept):
        nest(told)
    for each in told:
        each.quoted = quoted_parts(context, each.content)
    return told


def _floating(context: Context, quotings: Iterable[Quoting]) -> Iterable[Found]:
    for quoting in quotings:
        if quoting.group is None:
            content = quoting.content(context)
            first = context.tokens_in(content[0]).start if content else 0
            yield Found(
                rule=quoting.rule,
                cue=(),
                cue_head=min(first, len(context.tokens) - 1),
                cue_class="quote",
                content=content,
                stance_words="no cue",
            )


def _join_floating(context: Context, found: list[Found]) -> list[Found]:
    """Give a quotation without cue to the statement that ends in a quotation right before it."""
    ends = {each.content[-1][1]: each for each in found if each.content and each.cue}
    joined: list[Found] = []
    for each in found:
        earlier = None if each.cue else _ending_before(context, ends, each.content)
        if earlier is None:
            joined.append(each)
        else:
            earlier.content = (*earlier.content, *each.content)
            ends[each.content[-1][1]] = earlier
    return joined


def _ending_before(context: Context, ends: dict[int, Found], content: Spans) -> Found | None:
    """The statement whose quoted content ends where only white space and marks precede."""
    at = content[0][0]
    lowest = max(0, at - _GAP)
    while at > lowest and context.parsed.text[at - 1] in " \t\r\n\u00a0\u202f.,":
        at -= 1
        if at in ends and context.parsed.text[at - 1] in "»”\"’'":
            return ends[at]
    return None


def _fold(found: Iterable[Found]) -> list[Found]:
    """Of statements whose cues overlap the first found stays: it knows more of its verb."""
    kept: list[Found] = []
    taken: set[int] = set()
    for each in found:
        characters = {i for start, end in each.cue for i in range(start, end)}
        if characters & taken:
            continue
        if not each.cue and not each.content:
            continue
        taken |= characters
        kept.append(each)
    kept.sort(key=lambda each: (each.cue or each.content)[0])
    return kept


def nest(found: Sequence[Found]) -> None:
    """Fill in `inside`: the smallest content that holds a statement's cue (or content)."""
    sizes = [size(each.content) for each in found]
    pieces = sorted(
        (start, end, position) for position, each in enumerate(found) for start, end in each.content
    )
    anchors = [(each.cue or each.content[:1])[0] for each in found]
    active: list[tuple[int, int, int]] = []
    upcoming = 0
    for position in sorted(range(len(found)), key=lambda n: anchors[n]):
        start, end = anchors[position]
        while upcoming < len(pieces) and pieces[upcoming][0] <= start:
            active.append(pieces[upcoming])
            upcoming += 1
        active = [piece for piece in active if piece[1] > start]
        holding = {other for _, stop, other in active if end <= stop and other != position}
        found[position].inside = min(
            (other for other in holding if _is_outer(found, sizes, other, position)),
            key=lambda other: (sizes[other], other),
            default=None,
        )
    _set_passed_on(found)


def _set_passed_on(found: Sequence[Found]) -> None:
    places = {id(each): position for position, each in enumerate(found)}
    for each in found:
        if each.through is not None and id(each.through) in places:
            each.inside = places[id(each.through)]


def _is_outer(found: Sequence[Found], sizes: Sequence[int], other: int, position: int) -> bool:
    """Whether `other`, whose content holds the statement at `position`, is the outer of the two."""
    each = found[position]
    if not each.cue:
        return sizes[other] > sizes[position]
    if _holds(each.content, found[other].cue):
        return (sizes[other], other) > (sizes[position], position)
    return True


def _holds(content: Spans, anchor: Spans) -> bool:
    return bool(anchor) and any(
        start <= anchor[0][0] and anchor[0][1] <= end for start, end in content
    )


def quoted_parts(context: Context, content: Spans) -> Spans:
    """Those parts of a content that stand in quotation marks."""
    parts: list[tuple[int, int]] = []
    for start, end in content:
        for quotation in context.quotations_near(start, end):
            low, high = max(start, quotation.span[0]), min(end, quotation.span[1])
            if low < high:
                parts.append((low, high))
    return tuple(dict.fromkeys(parts))
