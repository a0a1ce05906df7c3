"""Contents of languages without inflection: what follows the cue, or stands before it."""

from onrecord.attribution.context import Context
from onrecord.attribution.frames import Complement
from onrecord.attribution.groups import Group
from onrecord.attribution.hits import match
from onrecord.attribution.ordered_phrases import phrase_start
from onrecord.attribution.sources import PAUSES, Source
from onrecord.languages.cues import Cue
from onrecord.languages.order import Order
from onrecord.parsing import Token

_THAT_REACH = 20
_SUBJECT_REACH = 10
_FEWEST_TRAILED = 3
_MATTER_REACH = 4
_CLOSED = frozenset({"ADV", "AUX", "SCONJ", "PART", "ADP", "CCONJ", "PUNCT"})
_HELPERS = frozenset({"ADV", "AUX", "PART"})
_SAYING = frozenset({"say", "think", "show", "hope", "fear"})
# Of these the passive says what somebody says of its subject.
_OF_SUBJECT = frozenset({"blame", "praise", "demand", "ask", "reportedly"})


def complement_in_order(
    context: Context, order: Order, group: Group, cue: Cue, *, source: Source | None
) -> Complement | None:
    """What the cue attributes by the order of the words."""
    if group.passive and source is None and cue.cue_class not in _OF_SUBJECT:
        return None
    first = _opening(context, order, group, cue)
    if first is not None:
        return _from(context, order, group, first, frame="clause")
    first = group.last + 1
    if "needs_that" in cue.flags or first not in context.sentence(group.last):
        found = None
    elif "as" in cue.frames:
        found = _named(context, order, group)
    else:
        found = _rest(context, order, group, cue)
    if (
        found is None
        and cue.cue_class == "say"
        and "quote" in cue.frames
        and "needs_that" not in cue.flags
    ):
        found = _before(context, order, group, source)
    if found is not None and cue.cue_class == "reportedly":
        return _with_subject(context, order, group, found)
    return found


def _opening(context: Context, order: Order, group: Group, cue: Cue) -> int | None:
    """Where a clause begins that a complementiser or a colon opens."""
    if not cue.frames & {"clause", "rest", "as"}:
        return None
    sentence = context.sentence(group.last)
    that = context.language.words.that
    for at in range(group.last + 1, min(group.last + _THAT_REACH, sentence.stop)):
        token = context.tokens[at]
        is_first = at == group.last + 1
        if context.quotation_of[at] != context.quotation_of[group.head]:
            return None
        if token.text == ":" and at + 1 in sentence:
            return at + 1
        if is_first and token.text == "," and _goes_on(context, cue, at + 1):
            return at + 1
        if token.lower in that and (is_first or token.lower not in order.copula):
            return at
        if "needs_that" in cue.flags or token.text in (",", ";", "("):
            return None
        if token.lower in context.language.cues.nouns:
            return None  # the clause is that noun's: "bác bỏ cáo buộc rằng …"
        if token.upos == "VERB" and match(context, token, context.language.cues.verbs):
            return None
    return None


def _goes_on(context: Context, cue: Cue, first: int) -> bool:
    """Whether a clause follows the comma behind a cue ("X cho biết, Y sẽ …")."""
    if cue.cue_class not in _SAYING or "clause" not in cue.frames:
        return False
    behind = context.tokens[first : context.sentence(first).stop]
    return len(behind) > _FEWEST_TRAILED and any(t.upos in ("VERB", "AUX") for t in behind)


def _rest(context: Context, order: Order, group: Group, cue: Cue) -> Complement | None:
    first = group.last + 1
    token = context.tokens[first]
    quoted = context.quotation_of[first] != context.quotation_of[group.head]
    if token.upos in ("PUNCT", "CCONJ") and not quoted:
        return None
    if token.lower in cue.oblique:
        return _from(context, order, group, first, frame="oblique")
    if _is_serial(context, group, token):
        return None
    if not cue.frames & {"clause", "rest"}:
        return None
    if cue.cue_class in _SAYING and token.lower in order.adjuncts:
        return None
    found = _from(context, order, group, first, frame="rest")
    if found is None or not _is_enough(context, found, clause="rest" not in cue.frames):
        return None
    return found


def _is_serial(context: Context, group: Group, token: Token) -> bool:
    """Whether a verb that tells more of the stance follows at once ("khăng khăng từ chối")."""
    refusals = context.language.cues.refusals
    if token.lemma in refusals.speaking and context.tokens[group.head].lemma in refusals.verbs:
        return True
    hit = match(context, token, context.language.cues.verbs) if token.upos == "VERB" else None
    return hit is not None and hit.cues[0].cue_class in ("deny", "confirm", "decline")


def _is_enough(context: Context, found: Complement, *, clause: bool) -> bool:
    """Whether what follows can be said: not a mere adverb, and a clause where one is needed."""
    members = context.tokens_in((found.content[0][0], found.content[-1][1]))
    tokens = [context.tokens[i] for i in members]
    if all(each.upos in _CLOSED or each.upos == "PRON" for each in tokens):
        return False
    return not clause or (
        len(tokens) >= _FEWEST_TRAILED
        and any(each.upos in ("VERB", "AUX", "ADJ") for each in tokens[1:])
    )


def _named(context: Context, order: Order, group: Group) -> Complement | None:
    """The one described and what they are called: "gọi Nga là …"."""
    found = _from(context, order, group, group.last + 1, frame="as")
    if found is None or context.tokens[group.last + 1].upos == "PUNCT":
        return None
    members = context.tokens_in((found.content[0][0], found.content[-1][1]))
    naming = context.language.words.naming
    return found if any(context.tokens[i].lower in naming for i in members) else None


def _from(
    context: Context, order: Order, group: Group, first: int, *, frame: str
) -> Complement | None:
    last = end_in_order(context, order, group, first)
    content = context.content(first, last) if first <= last else ()
    matter = context.language.cues.matter.nouns
    near = range(first, min(first + _MATTER_REACH, last + 1))
    head = next((i for i in near if context.tokens[i].lemma in matter), first)
    return Complement(frame, content, head) if content else None


def end_in_order(context: Context, order: Order, group: Group, first: int) -> int:
    """The last token of what is said: the sentence's, unless another saying begins before."""
    limit = context.sentence(group.head).stop - 1
    quotation = context.quotation_of[group.head]
    if quotation >= 0:
        limit = min(limit, context.tokens_in(context.quotations[quotation].inner).stop - 1)
    inserted = group.passive and context.tokens[group.first - 1].text == ","
    for at in range(first + 1, limit + 1):
        if context.quotation_of[at] not in (quotation, -1):
            continue
        token = context.tokens[at]
        if token.text == ";" or (token.text == "," and inserted):
            return at - 1
        turns = token.lower in order.turning
        if (token.text == "," or turns) and _says_again(context, order, at, limit):
            return at - 1
        if token.text == "," and _credits(context, at, limit):
            return at - 1
    return limit


def _says_again(context: Context, order: Order, at: int, limit: int) -> bool:
    """Whether another saying follows a comma or conjunction, with content of its own.

    Behind a conjunction it may have the same subject; behind a comma alone it has another, or
    a complementiser follows on it.
    """
    turned = context.tokens[at].lower in order.turning
    nouns = 0
    for i in range(at + 1, min(at + _SUBJECT_REACH, limit)):
        token = context.tokens[i]
        if token.lower in order.turning and i == at + 1:
            turned = True
            continue
        if turned and not nouns and token.lower in context.language.cues.refusals.verbs:
            return True
        hit = match(context, token, context.language.cues.verbs) if token.upos == "VERB" else None
        if hit is not None:
            if not any(cue.frames & {"clause"} for cue in hit.cues):
                return False
            behind = context.tokens[hit.members[-1] + 1]
            if behind.lower in context.language.words.that:
                return bool(nouns or turned) or behind.lower not in order.copula
            closed = behind.upos == "PUNCT" or behind.lower in order.adjuncts
            return turned and not closed and nouns == 0
        if token.upos in ("VERB", "SCONJ", "PUNCT") or token.lower in order.stops:
            return False
        nouns += token.upos not in _HELPERS
    return False


def _credits(context: Context, at: int, limit: int) -> bool:
    """Whether an according-to phrase follows a comma and ends the sentence."""
    following = [each.lower for each in context.tokens[at + 1 : limit + 1]]
    if "," in following:
        return False
    return any(
        tuple(following[: len(each.words)]) == each.words
        for each in context.language.cues.according
    )


def _before(
    context: Context, order: Order, group: Group, source: Source | None
) -> Complement | None:
    """The clause before a saying that closes its sentence: "…, ông nói"."""
    sentence = context.sentence(group.head)
    if source is None or not source.spans or not _closes(context, order, group):
        return None
    if group.refused or group.negated:
        return None
    first = context.tokens_in(source.spans[0]).start
    mark = first - 1
    if mark not in sentence or context.tokens[mark].text not in PAUSES:
        return None
    if mark - sentence.start < _FEWEST_TRAILED:
        return None
    lead: tuple[Token, ...] = context.tokens[sentence.start : mark]
    if not any(each.upos in ("VERB", "AUX") for each in lead):
        return None
    content = context.content(sentence.start, mark - 1)
    return Complement("trailing cue", content) if content else None


def _closes(context: Context, order: Order, group: Group) -> bool:
    """Whether nothing but a time, a place or an addressee follows the cue."""
    sentence = context.sentence(group.head)
    after = group.last + 1
    if after not in sentence:
        return True
    token = context.tokens[after]
    return token.text in (".", "!", "?", "…", ")") or (
        token.lower in order.adjuncts
        and not any(each.text == "," for each in context.tokens[after : sentence.stop])
    )


def _with_subject(context: Context, order: Order, group: Group, found: Complement) -> Complement:
    """Hearsay about somebody has them in its content: "X | được cho là | đã …"."""
    right = group.first - 1
    if right not in context.sentence(group.head) or context.tokens[right].upos == "PUNCT":
        return found
    first = phrase_start(context, order, right)
    subject = context.content(first, right)
    return Complement(found.frame, (*subject, *found.content), found.head)
