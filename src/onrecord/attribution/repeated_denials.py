"""Denials in one's own words of being what the article says somebody denies to be.

"The pair deny that they are racists. … “We are not racist people,” he said."
"""

from collections.abc import Iterable, Iterator

from onrecord.attribution.context import Context
from onrecord.attribution.found import Found
from onrecord.model import Spans, Stance
from onrecord.parsing import Token

# What somebody is; deeds are too many: who "did not support" one thing may deny another.
_NAMING = frozenset({"NOUN", "ADJ"})
_DESCRIBING = ("amod", "acl", "compound")
_SUBJECT_REACH = 3  # tokens between "we" and its negation
_REACH = 5  # tokens between a negation and what it denies


def denied_words(context: Context, found: Iterable[Found]) -> frozenset[str]:
    """Lemmas of what somebody denies to be."""
    return frozenset(
        token.lemma
        for each in found
        if each.stance is Stance.DENIES
        for token in _predicates(context, each.content)
        if _tells(context, token)
    )


def _predicates(context: Context, content: Spans) -> Iterator[Token]:
    """The words that govern a content, and those that describe them ("racist people")."""
    for span in content:
        members = context.tokens_in(span)
        for i in members:
            token = context.tokens[i]
            if token.head in members and not token.is_root:
                continue
            yield token
            yield from context.parsed.dependents(i, *_DESCRIBING)


def find_repeated_denial(context: Context, content: Spans, denied: frozenset[str]) -> str:
    """The word of `denied` that "I" or "we" deny in the content; empty where there is none."""
    for span in content if denied else ():
        members = context.tokens_in(span)
        for at in members:
            if context.is_negation(context.tokens[at]) and _is_ours(context, at, members):
                for token in context.tokens[at + 1 : min(at + 1 + _REACH, members.stop)]:
                    if token.upos == "PUNCT":
                        break
                    if token.lemma in denied and token.upos in _NAMING:
                        return token.text
    return ""


def _tells(context: Context, token: Token) -> bool:
    """Whether a word says what somebody is, and not that something was said."""
    language = context.language
    empty = token.lemma in language.cues.matter.nouns | language.words.auxiliaries
    said = token.lemma in language.cues.verbs or token.lemma in language.cues.nouns
    somebody = token.lower in language.people.nouns or token.lemma in language.people.nouns
    return token.upos in _NAMING and not (empty or said or somebody)


def _is_ours(context: Context, negation: int, members: range) -> bool:
    """Whether "I" or "we" stand right before a negation, in its clause."""
    for at in range(negation - 1, max(negation - 1 - _SUBJECT_REACH, members.start - 1), -1):
        token = context.tokens[at]
        if token.upos == "PUNCT":
            return False
        if token.lower in context.language.words.first_person:
            return True
    return False
