"""What a refusal or a silence is about: the complements behind it."""

from onrecord.attribution.bounds import clause_end
from onrecord.attribution.context import Context
from onrecord.attribution.groups import Group
from onrecord.attribution.hits import match
from onrecord.languages.order import Order
from onrecord.model import Spans
from onrecord.parsing import Token

_ASKING = frozenset({"ask", "demand"})
_ASKED_REACH = 5  # tokens


def rest_of(context: Context, group: Group) -> Spans:
    """What the refusal or the silence is about: the complements behind the group."""
    asked = _question_behind(context, group)
    if asked:
        return asked
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


def _question_behind(context: Context, group: Group) -> Spans:
    """The indirect question right behind the group, wherever the parser hung its words."""
    words = context.language.words
    first = group.last + 1
    sentence = context.sentence(group.head)
    for at in (first, first + 1):
        if at not in sentence:
            break
        token = context.tokens[at]
        if token.lower in words.interrogative - words.that and token.head > at:
            parsed = context.parsed.edges(token.head)[1]
            return context.content(first, clause_end(context, group, first, parsed))
        if token.upos != "ADP":
            break
    return ()


def asked_about(context: Context, group: Group) -> Spans:
    """What the one was asked who did not say ("Asked whether …, she declined to comment")."""
    if context.language.order is not None:
        return _asked_behind(context, context.language.order, group)
    for head in {group.head, group.top}:
        for token in context.parsed.dependents(head, "advcl", "acl", "obl", "parataxis"):
            if token.upos != "VERB" or not _asks(context, token):
                continue
            for thing in context.parsed.dependents(
                token.i, "ccomp", "xcomp", "advcl", "obl", "obj"
            ):
                first, last = context.parsed.edges(thing.i)
                if first > token.i and (_is_question(context, first) or thing.relation == "xcomp"):
                    end = _end(context, group, first, last)
                    return context.content(first, end)
    return ()


def _asked_behind(context: Context, order: Order, group: Group) -> Spans:
    """What was asked, where the words show it in order ("từ chối khi được hỏi liệu …")."""
    sentence = context.sentence(group.last)
    for at in range(group.last + 1, min(group.last + _ASKED_REACH, sentence.stop - 1)):
        hit = match(context, context.tokens[at], context.language.cues.verbs)
        asks = hit is not None and any(cue.cue_class in _ASKING for cue in hit.cues)
        if asks and context.tokens[at - 1].lower in order.passive:
            first = at + 1
            return context.content(first, sentence.stop - 1) if _is_question(context, first) else ()
    return ()


def _asks(context: Context, token: Token) -> bool:
    hit = match(context, token, context.language.cues.verbs)
    asks = hit is not None and any(cue.cue_class in _ASKING for cue in hit.cues)
    if not asks:
        return False
    # "When asked" stands without a subject, and is often taken for a finite verb.
    asked = token.has("VerbForm=Part") or token.has("Voice=Pass")
    return asked or not any(True for _ in context.parsed.dependents(token.i, "nsubj"))


def _is_question(context: Context, first: int) -> bool:
    opening = context.tokens[first].lower
    topics = context.language.cues.refusals.topics
    return opening in topics or opening in context.language.words.interrogative


def _end(context: Context, group: Group, first: int, last: int) -> int:
    """Where the question ends: before the comma in front of the refusal, where it leads in."""
    for at in range(first, min(last, group.first) + 1):
        if context.tokens[at].text == "," and last >= group.first - 1:
            return at - 1
    return context.sentence(last).stop - 1 if first > group.last else last


def _belongs(context: Context, token: Token, low: int, last: int) -> bool:
    """Whether a complement follows on the cue and is more than a time or a manner."""
    if low > last + 2 or token.dep in ("obl:mod", "obl:tmod", "obl:unmarked", "advcl"):
        opening = context.tokens[low].lower
        asks = context.language.words.interrogative
        follows = token.relation == "obl" and low == last + 1
        return low <= last + 2 and (opening in asks or follows)
    return not (low > last + 1 and context.tokens[last + 1].text == ",")
