"""Nouns made of words of saying, in languages without inflection: "sự phản đối của X đối với Y"."""

from collections.abc import Iterator

from onrecord.attribution.context import Context
from onrecord.attribution.found import Found
from onrecord.attribution.ordered_sources import is_noun_in_order
from onrecord.languages.order import Order
from onrecord.model import Spans, Stance
from onrecord.parsing import Token

_STANCE = {
    "deny": Stance.DENIES,
    "confirm": Stance.CONFIRMS,
    "retract": Stance.RETRACTS,
    "doubt": Stance.QUESTIONS,
}
_OWNER_REACH = 10
_BETWEEN = frozenset({"ADJ", "ADV", "PART"})


def find_nouns_in_order(context: Context) -> Iterator[Found]:
    """The statement of each such noun whose content a complementiser or preposition opens."""
    order = context.language.order
    if order is None:
        return
    for token in context.tokens:
        if token.lower in context.language.cues.verbs and is_noun_in_order(context, token.i):
            found = _read(context, order, token)
            if found is not None:
                yield found


def _read(context: Context, order: Order, token: Token) -> Found | None:
    first = token.i
    made = first - 1 in context.sentence(first) and (
        context.tokens[first - 1].lower in order.nominalisers
    )
    owner, at = _owner(context, order, token.lower, first + 1)
    content = _content(context, order, at, made=made)
    if not content:
        return None
    cue_class = context.language.cues.verbs[token.lower][0].cue_class
    return Found(
        rule="noun with its content",
        cue=(context.span(first - made, first),),
        cue_head=first,
        cue_class=cue_class,
        source=owner,
        source_head=context.tokens_in(owner[0]).start if owner else None,
        content=content,
        stance=_STANCE.get(cue_class, Stance.ASSERTS),
        stance_words="class of the noun",
    )


def _owner(context: Context, order: Order, noun: str, at: int) -> tuple[Spans, int]:
    """Whose word it is, behind a preposition of possession, and where that phrase ends."""
    sentence = context.sentence(at - 1)
    while at in sentence and context.tokens[at].upos in _BETWEEN:
        at += 1
    cues = context.language.cues.nouns.get(noun, ())
    whose = context.language.people.partitives["of"].union(*(cue.source for cue in cues))
    if at not in sentence or context.tokens[at].lower not in whose:
        return (), at
    last = at + 1
    while last in sentence and last - at <= _OWNER_REACH and not _bounds(context, order, last):
        last += 1
    span = context.span(at + 1, last - 1) if last > at + 1 else (0, 0)
    return ((span,) if span[0] < span[1] else ()), last


def _bounds(context: Context, order: Order, i: int) -> bool:
    token = context.tokens[i]
    words = context.language.words
    return (
        token.upos in ("PUNCT", "VERB", "AUX", "ADV")
        or token.lower in words.that | words.relating | order.stops
    )


def _content(context: Context, order: Order, at: int, *, made: bool) -> Spans:
    sentence = context.sentence(at - 1)
    if at not in sentence:
        return ()
    token = context.tokens[at]
    words = context.language.words
    is_that = token.lower in words.that - order.copula
    if not is_that and not (made and token.lower in words.relating):
        return ()
    last = at + 1
    while last in sentence and not (
        context.tokens[last].text in (",", ";", ".") and context.quotation_of[last] < 0
    ):
        last += 1
        if not is_that and context.tokens[last - 1].lower in order.closing:
            break
    return context.content(at, last - 1)
