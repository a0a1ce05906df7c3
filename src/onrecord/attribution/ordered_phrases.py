"""Noun phrases of languages without inflection, by the order of their words."""

from onrecord.attribution.context import Context
from onrecord.attribution.hits import match, stands_as_verb
from onrecord.attribution.sources import Source
from onrecord.languages.order import Order
from onrecord.model import Spans
from onrecord.parsing import Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ", "X", "SYM"})
# Relations of a verb that tells more about the noun before it.
MODIFYING = frozenset({"acl", "compound", "amod", "nmod", "flat", "fixed", "det", "case", "nsubj"})
_LONGEST_AFTER = 16


def phrase_start(context: Context, order: Order, right: int) -> int:
    """Where the noun phrase that ends at token `right` begins."""
    sentence = context.sentence(right)
    quotation = context.quotation_of[right]
    at = right
    if context.tokens[right].text == ")":
        at = _bracket(context, right) or right
    while at - 1 in sentence and context.quotation_of[at - 1] == quotation:
        before = context.tokens[at - 1]
        if before.text == ")":
            opening = _bracket(context, at - 1)
            if opening is None:
                break
            at = opening
        elif _joins(context, order, before, at, right):
            at -= 1
        else:
            break
    return at


def phrase_after(context: Context, first: int) -> tuple[int, int] | None:
    """The tokens from `first` up to the next mark, where they can be a noun phrase."""
    sentence = context.sentence(first)
    last = first
    while last in sentence and context.tokens[last].upos != "PUNCT":
        last += 1
    last -= 1
    if last < first or last - first > _LONGEST_AFTER:
        return None
    return first, last


def as_source(context: Context, first: int, last: int) -> Source | None:
    """The phrase of these tokens as a source; None where it is nothing but marks."""
    span = context.span(first, last)
    if span[0] >= span[1]:
        return None
    spans: Spans = ((span[0], context.close_marks(*span)),)
    return Source(_head(context, first, last), spans)


def _joins(context: Context, order: Order, before: Token, at: int, right: int) -> bool:
    """Whether the token goes on the phrase to its right."""
    if before.lower in order.stops or before.upos in ("PUNCT", "AUX", "SCONJ"):
        return False
    people = context.language.people
    named = before.text[:1].isupper() and at - 1 > context.sentence(at).start
    if named or before.lower in people.nouns or before.lower in people.roles:
        return True
    if before.lower in context.language.words.relating:
        return True
    if before.upos in NOMINAL or before.upos == "ADP":
        return before.upos in ("PROPN", "ADP") or not stands_as_verb(context, before)
    if before.upos == "CCONJ":
        return _coordinates(context, before, at, right)
    if before.upos != "VERB" or before.relation not in MODIFYING:
        return False
    if match(context, before, context.language.cues.verbs) is not None:
        return False
    left = before.i - 1
    return left in context.sentence(at) and context.tokens[left].upos in NOMINAL


def _coordinates(context: Context, before: Token, at: int, right: int) -> bool:
    """Whether the conjunction joins two nouns of one phrase."""
    return any(
        each.relation == "conj"
        and each.head < before.i
        and context.tokens[each.head].upos in NOMINAL
        for each in context.tokens[at : right + 1]
    )


def _bracket(context: Context, closing: int) -> int | None:
    sentence = context.sentence(closing)
    for at in range(closing - 1, sentence.start, -1):
        if context.tokens[at].text == "(":
            return at
    return None


def _head(context: Context, first: int, last: int) -> int:
    """The first noun that nothing in the phrase governs; titles before a name count with it."""
    members = range(first, last + 1)
    tops = [i for i in members if context.tokens[i].head not in members]
    nouns = [i for i in (*tops, *members) if context.tokens[i].upos in ("NOUN", "PROPN", "PRON")]
    return nouns[0] if nouns else first
