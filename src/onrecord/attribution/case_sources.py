"""Sources told by the case of a noun, in languages that show it."""

from onrecord.attribution.context import Context
from onrecord.attribution.groups import Group
from onrecord.parsing import Token

# How far behind its verb a subject may stand, and what it never stands behind.
_SUBJECT_REACH = 11
_ENDS_CLAUSE = frozenset({",", ":", ";", "–", "—", "(", ")"})


def seat_of(context: Context, group: Group) -> int | None:
    """The place whose people say it, where a plural verb has no subject («в Кремле заявили»)."""
    words, people = context.language.words, context.language.people
    verb = context.tokens[group.top]
    if not words.seated or not verb.has("Number=Plur") or not verb.has("VerbForm=Fin"):
        return None
    for token in context.parsed.dependents(group.top, "obl", "nmod"):
        cases = {each.lower for each in context.parsed.dependents(token.i, "case")}
        lower = token.lower
        known = people.nouns.get(lower, frozenset()) & {"organisation", "outlet", "country"}
        if cases & words.seated and (known or token.upos == "PROPN" or lower in people.bodies):
            return token.i
    return None


def nominative_behind(context: Context, group: Group) -> int | None:
    """The first noun behind the verb that stands in the case of a subject."""
    sentence = context.sentence(group.last)
    for at in range(group.last + 1, min(group.last + _SUBJECT_REACH, sentence.stop)):
        token = context.tokens[at]
        if token.upos in ("VERB", "AUX", "SCONJ", "CCONJ") or token.text in _ENDS_CLAUSE:
            return None
        nominal = token.upos in ("NOUN", "PROPN", "PRON")
        if nominal and _is_nominative(context, token):
            return _top_of_name(context, at)
    return None


def _is_nominative(context: Context, token: Token) -> bool:
    """Whether a word stands in the case of subjects, or has no case at all (a foreign name)."""
    if any(token.has(case) for case in context.language.words.subject):
        return True
    has_none = "Case=" not in token.feats and token.upos == "PROPN"
    return has_none and not any(True for _ in context.parsed.dependents(token.i, "case"))


def _top_of_name(context: Context, at: int) -> int:
    token = context.tokens[at]
    while token.relation in ("flat", "compound") and token.head > at:
        token = context.tokens[token.head]
    return token.i
