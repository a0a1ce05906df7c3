"""Sources behind those they tell it to: "a déclaré à l'AFP Anne Tavel, sa directrice"."""

from onrecord.attribution.context import Context
from onrecord.attribution.groups import Group
from onrecord.attribution.noun_phrases import noun_phrase
from onrecord.model import Spans

_LONGEST_NAME = 4  # tokens of an outlet's name
_NOMINAL = frozenset({"NOUN", "PROPN", "X"})
_BEFORE_NOUN = frozenset({"DET", "ADJ", "NUM"})


def behind_addressee(context: Context, group: Group) -> int | None:
    """The subject that follows the verb and the outlet that it is told to, where one does."""
    words, people, tokens = context.language.words, context.language.people, context.tokens
    sentence = context.sentence(group.last)
    at = group.last + 1
    if at not in sentence or tokens[at].lower not in words.addressee:
        return None
    at += 1
    while at in sentence and tokens[at].upos == "DET":
        at += 1
    if at in sentence and "outlet" in people.nouns.get(tokens[at].lower, ()):
        at += 1
    after = end = _after_outlet(context, at, sentence)
    while after in sentence and tokens[after].upos in _BEFORE_NOUN:
        after += 1
    is_noun = end > at and after in sentence and tokens[after].upos in _NOMINAL
    return after if is_noun else None


def with_apposition(context: Context, head: int) -> Spans:
    """The phrase at `head` with what is said of it behind a comma, which the parser hung on the
    outlet or the verb."""
    phrase = noun_phrase(context, head)
    if not phrase:
        return phrase
    sentence = context.sentence(head)
    comma = next((i for i in sentence if context.tokens[i].start >= phrase[-1][1]), sentence.stop)
    if comma not in sentence or context.tokens[comma].text != ",":
        return phrase
    for at in range(comma + 1, min(comma + 4, sentence.stop)):
        token = context.tokens[at]
        if token.upos == "NOUN" and token.relation in ("appos", "nsubj") and token.head <= head:
            more = noun_phrase(context, at)
            return ((phrase[0][0], more[-1][1]),) if more else phrase
    return phrase


def without_circumstance(context: Context, source: Spans, cue: int) -> Spans:
    """The source up to where or before whom it is said, behind a verb and a name or a day:
    "a lancé | M. Ansel | devant les députés", "a dit | le ministre | lundi"."""
    circumstance, dates = context.language.words.circumstance, context.language.people.dates
    verb = context.tokens[cue]
    if not circumstance or len(source) != 1 or verb.upos != "VERB" or source[0][0] < verb.end:
        return source
    members = context.tokens_in(source[0])
    named = False
    for i in members:
        token = context.tokens[i]
        is_place = named and token.lower in circumstance
        is_day = token.lower in dates and context.tokens[i - 1].upos in ("NOUN", "PROPN")
        if i > members.start and (is_place or is_day):
            return ((source[0][0], context.tokens[i - 1].end),)
        if token.upos == "PUNCT":
            return source
        named = named or token.upos == "PROPN"
        if named and token.upos not in ("PROPN", "X"):
            return source
    return source


def _after_outlet(context: Context, at: int, sentence: range) -> int:
    """The token after an outlet's name that begins at token `at`, `at` where none does."""
    people, tokens = context.language.people, context.tokens
    if at not in sentence or not tokens[at].text[0].isupper():
        return at
    end, name = at, ""
    for i in range(at, min(at + _LONGEST_NAME, sentence.stop)):
        name = f"{name} {tokens[i].lower}".strip()
        # "au Monde" holds the article of "Le Monde".
        if name in people.outlets or any(f"{a} {name}" in people.outlets for a in people.articles):
            end = i + 1
    return end
