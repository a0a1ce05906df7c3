"""Sources of languages without inflection: the noun phrase in front of the verb group."""

from onrecord.attribution.context import Context
from onrecord.attribution.groups import Group
from onrecord.attribution.noun_phrases import noun_phrase
from onrecord.attribution.ordered_phrases import (
    MODIFYING,
    NOMINAL,
    as_source,
    phrase_after,
    phrase_start,
)
from onrecord.attribution.sources import Source, find_source, subject_of
from onrecord.languages.order import Order
from onrecord.parsing import Token

_HELPERS = frozenset({"ADV", "PART", "AUX"})
_LONGEST_AGENT = 8
_LONGEST_DATE = 6


def source_of(context: Context, group: Group) -> Source | None:
    """Who does what the group says: by the order of words, or as the parser has it."""
    order = context.language.order
    if order is None:
        return find_source(context, group)
    return source_in_order(context, order, group)


def is_to_come_in_order(context: Context, group: Group) -> bool:
    """Whether a word of the future or of wanting stands before the verb."""
    if context.language.order is None or group.negated or group.refused:
        return False
    if set(group.governors) - context.language.words.able:
        return True
    at = group.head - 1
    while at >= 0 and context.tokens[at].upos in _HELPERS:
        if context.tokens[at].lower in context.language.words.future:
            return True
        at -= 1
    return False


def is_supposed_in_order(context: Context, source: Source | None) -> bool:
    """Whether a word of supposing opens the clause right before its subject ("liệu ông có …")."""
    if context.language.order is None or source is None or not source.spans:
        return False
    first = context.tokens_in(source.spans[0]).start
    if first - 1 not in context.sentence(source.head):
        return False
    return context.tokens[first - 1].lower in context.language.words.hypothetical


def is_noun_in_order(context: Context, head: int) -> bool:
    """Whether the words beside a word of saying make a noun of it ("lời cáo buộc của …")."""
    order = context.language.order
    if order is None:
        return False
    sentence = context.sentence(head)
    before = context.tokens[head - 1] if head - 1 in sentence else None
    # Its last syllable too: segmenters join a classifier to the verb before it.
    if before is not None and not order.nominal_before.isdisjoint(
        (before.lower, before.lower.rsplit(" ", 1)[-1])
    ):
        return True
    if before is not None and _takes_object(context, before, context.tokens[head]):
        return True
    behind = head + 1
    if behind in sentence and context.tokens[behind].lower in order.nominal_after:
        return True
    # "cáo buộc vô căn cứ này": what a demonstrative closes with a quality in between.
    closed = behind + 1 in sentence and context.tokens[behind + 1].lower in order.closing
    return closed and context.tokens[behind].upos == "ADJ"


def _takes_object(context: Context, before: Token, token: Token) -> bool:
    """Whether the word is what the verb before it is about ("rút lại tuyên bố")."""
    cues = context.language.cues
    if before.upos != "VERB" or token.lower not in cues.nouns:
        return False
    people = context.language.people
    if before.lower in context.language.words.auxiliaries or before.lower in people.nouns:
        return False
    return not any(cue.cue_class == "say" for cue in cues.verbs.get(before.lower, ()))


def source_in_order(context: Context, order: Order, group: Group) -> Source | None:
    """The phrase that ends where the group begins; in the passive, its agent."""
    right = _skip_helpers(context, group)
    if _is_passive(context, order, group, right):
        return _agent(context, group)
    if right is not None:
        agent = _agent_in_front(context, order, right)
        if agent is not None:
            return agent
        found = _phrase_before(context, order, group, right)
        if found is not None:
            return found
    return _shared_subject(context, order, group) or _parsed_subject(context, order, group)


def _skip_helpers(context: Context, group: Group) -> int | None:
    """The last token before the group and its adverbs; None at the start of the sentence."""
    at = group.first - 1
    sentence = context.sentence(group.head)
    quotation = context.quotation_of[group.head]
    manner = context.language.order.manner if context.language.order else frozenset()
    while at in sentence and (
        context.tokens[at].upos in _HELPERS or context.tokens[at].lower in manner
    ):
        if context.tokens[at].lower in context.language.people.pronouns:
            break
        at -= 1
    if at in sentence:
        at = _skip_date(context, at)
    return at if at in sentence and context.quotation_of[at] == quotation else None


def _skip_date(context: Context, right: int) -> int:
    """The last token before a date that ends at `right` ("X hôm thứ Tư đã nói"), or `right`."""
    sentence = context.sentence(right)
    end = context.tokens[right].end
    for at in range(max(sentence.start + 1, right - _LONGEST_DATE), right + 1):
        match = context.language.calendar.dates.match(context.parsed.text, context.tokens[at].start)
        if match is not None and match.end() == end:
            return at - 1
    return right


def _is_passive(context: Context, order: Order, group: Group, right: int | None) -> bool:
    start = group.first if right is None else right + 1
    return any(context.tokens[i].lower in order.passive for i in range(start, group.head))


def _agent(context: Context, group: Group) -> Source | None:
    """Who does it: the phrase behind "bởi"."""
    sentence = context.sentence(group.last)
    for at in range(group.last + 1, group.last + _LONGEST_AGENT):
        if at not in sentence or context.tokens[at].upos == "PUNCT":
            return None
        if context.tokens[at].lower in context.language.words.agent and at + 1 in sentence:
            behind = phrase_after(context, at + 1)
            return as_source(context, *behind) if behind else None
    return None


def _agent_in_front(context: Context, order: Order, right: int) -> Source | None:
    """Who does it: the phrase between the passive word and the verb ("bị Mỹ cáo buộc")."""
    first = phrase_start(context, order, right)
    before = first - 1
    if before in context.sentence(right) and context.tokens[before].lower in order.passive:
        return as_source(context, first, right)
    return None


def _phrase_before(context: Context, order: Order, group: Group, right: int) -> Source | None:
    token = context.tokens[right]
    if token.text == "," and right - 1 in context.sentence(right):
        return _before_comma(context, order, right)
    if token.upos not in NOMINAL and token.text != ")" and token.upos != "VERB":
        return None
    if token.lower in order.stops:
        return None
    start = phrase_start(context, order, right)
    first = _without_front(context, group, start, right)
    if first > right:
        return None
    if _goes_on_with_verb(context, first):
        return as_source(context, phrase_start(context, order, first - 2), first - 2)
    if context.tokens[first].lower in order.stops | order.turning:
        return None
    first = _with_title(context, order, first, right)
    return as_source(context, first, right)


def _goes_on_with_verb(context: Context, first: int) -> bool:
    """Whether a participle stands between the source and its verb ("X, trích dẫn Y, cho biết")."""
    sentence = context.sentence(first)
    if first - 2 not in sentence or context.tokens[first - 1].text != ",":
        return False
    token = context.tokens[first]
    named = context.tokens[first - 2].upos in ("PROPN", "NOUN")
    return named and (token.upos == "VERB" or token.lower in context.language.cues.verbs)


def _shared_subject(context: Context, order: Order, group: Group) -> Source | None:
    """The subject with which the sentence begins, for a verb behind a comma or conjunction."""
    sentence = context.sentence(group.head)
    quotation = context.quotation_of[group.head]
    before = context.tokens[group.first - 1] if group.first - 1 in sentence else None
    if before is None or not (before.text == "," or before.lower in order.turning):
        return None
    for at in range(sentence.start, group.first):
        token = context.tokens[at]
        if context.quotation_of[at] != quotation:
            return None
        if token.upos not in ("VERB", "AUX") or token.relation in MODIFYING:
            continue
        right = at - 1
        while right > sentence.start and context.tokens[right].upos in _HELPERS:
            right -= 1
        right = _skip_date(context, max(right, sentence.start))
        if right < sentence.start or context.tokens[right].upos not in NOMINAL:
            return None
        first = phrase_start(context, order, right)
        while first < right and context.tokens[first].upos in ("CCONJ", "PUNCT", "ADV", "SCONJ"):
            first += 1
        return None if context.tokens[first].upos == "ADP" else as_source(context, first, right)
    return None


def _before_comma(context: Context, order: Order, comma: int) -> Source | None:
    """A name with an apposition that a comma closes: "Marvin Cooke, giám đốc Toyota, nói"."""
    second = phrase_start(context, order, comma - 1)
    sentence = context.sentence(comma)
    if second - 2 not in sentence or context.tokens[second - 1].text != ",":
        return None
    if context.tokens[second].upos not in ("NOUN", "PROPN", "DET", "NUM"):
        return None
    first = phrase_start(context, order, second - 2)
    if context.tokens[first].upos not in ("NOUN", "PROPN", "DET", "NUM"):
        return None
    return as_source(context, first, comma - 1)


def _with_title(context: Context, order: Order, first: int, right: int) -> int:
    """Take in the role that a comma parts from the name behind it ("Bộ trưởng …, Ri Yong-Ho")."""
    sentence = context.sentence(first)
    names = all(context.tokens[i].text[:1].isupper() for i in range(first, right + 1))
    if not names or first - 2 not in sentence or context.tokens[first - 1].text != ",":
        return first
    start = phrase_start(context, order, first - 2)
    roles = context.language.people.roles
    return start if context.tokens[start].lower in roles else first


def _without_front(context: Context, group: Group, first: int, right: int) -> int:
    """Leave out what stands in front of the subject: a date, a place, a connective."""
    while first <= right and context.tokens[first].upos in ("CCONJ", "PUNCT", "ADV", "SCONJ"):
        first += 1
    subject = _subject(context, group)
    if subject is None or not first < subject <= right:
        return first
    edge = min(i for i in (*_members(context, subject), subject) if i >= first)
    if edge <= first:
        return first
    opening = context.tokens[first]
    dated = context.language.calendar.dates.match(context.parsed.text, opening.start)
    return edge if dated is not None or opening.upos == "ADP" else first


def _members(context: Context, subject: int) -> list[int]:
    spans = noun_phrase(context, subject)
    return [i for span in spans for i in context.tokens_in(span)]


def _subject(context: Context, group: Group) -> int | None:
    for verb in (group.top, group.head):
        found = subject_of(context, verb)
        if found is not None:
            return found
    return None


def _parsed_subject(context: Context, order: Order, group: Group) -> Source | None:
    """The parser's subject, for a verb that shares it with one before."""
    head = _subject(context, group)
    if head is None or head >= group.first or context.tokens[head].lower in order.stops:
        return None
    if context.quotation_of[head] != context.quotation_of[group.head]:
        return None
    return Source(head, noun_phrase(context, head))
