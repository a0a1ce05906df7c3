"""What a refusal or a silence is about: the complements behind it."""

from onrecord.attribution.context import Context
from onrecord.attribution.groups import Group
from onrecord.model import Spans
from onrecord.parsing import Token


def rest_of(context: Context, group: Group) -> Spans:
    """What the refusal or the silence is about: the complements behind the group."""
    first: int | None = None
    last = group.last
    heads = {group.head, *range(group.first, group.last + 1)}
    for head in sorted(heads):
        for token in context.parsed.dependents(
            head, "obj", "obl", "ccomp", "xcomp", "advcl", "nmod", "iobj"
        ):
            low, high = context.parsed.edges(token.i)
            if low <= group.last or not _belongs(context, token, low, last):
                continue
            first = low if first is None else min(first, low)
            last = max(last, high)
    if first is None:
        return ()
    asks = context.language.words.interrogative
    if group.last + 1 < first and context.tokens[group.last + 1].lower in asks:
        first = group.last + 1
    return context.content(first, last)


def _belongs(context: Context, token: Token, low: int, last: int) -> bool:
    """Whether a complement follows on the cue and is more than a time or a manner."""
    if low > last + 2 or token.dep in ("obl:mod", "obl:tmod", "obl:unmarked", "advcl"):
        opening = context.tokens[low].lower
        asks = context.language.words.interrogative
        follows = token.relation == "obl" and low == last + 1
        return low <= last + 2 and (opening in asks or follows)
    return not (low > last + 1 and context.tokens[last + 1].text == ",")
