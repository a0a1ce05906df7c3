"""Noun phrases: how far the words reach that name a source."""

from collections.abc import Iterator

from onrecord.attribution.context import EDGE, Context
from onrecord.model import Spans, trim
from onrecord.parsing import Token

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "ADJ"})
# Dependents of a noun that are not part of the phrase that names a source.
_OUTSIDE = frozenset(
    {"advcl", "parataxis", "ccomp", "csubj", "discourse", "advmod", "dislocated", "vocative"}
)


def noun_phrase(context: Context, head: int) -> Spans:
    """The phrase around `head` with appositions and titles, without relative clauses."""
    token = context.tokens[head]
    if token.text.startswith("-"):
        return ((token.start + token.text.rfind("-") + 1, token.end),)
    first = last = head
    members = set(_members(context, head, set()))
    open_to = {-1, context.quotation_of[head]}
    if context.language.people.names_in_marks:
        open_to |= context.titles
    members = {i for i in members if context.quotation_of[i] in open_to}
    while first - 1 in members or _bridges(context, first - 1, members, step=-1):
        first -= 1
    while last + 1 in members or _bridges(context, last + 1, members, step=1):
        last += 1
    while first < head and context.tokens[first].dep in ("case", "cc", "punct", "mark"):
        first += 1
    while last > head and context.tokens[last].upos in ("PUNCT", "CCONJ", "ADP"):
        if context.tokens[last].text in (")", "]") or _closes_name(context, last):
            break
        last -= 1
    span = context.span(first, last)
    end = context.close_marks(*span)
    return ((span[0], end),) if span[0] < end else ()


def _closes_name(context: Context, i: int) -> bool:
    """Whether a mark ends a name that quotation marks hold."""
    named = context.language.people.names_in_marks
    title = context.quotation_of[i]
    return named and title in context.titles and context.quotation_of[i - 1] == title


def _bridges(context: Context, i: int, members: set[int], *, step: int) -> bool:
    """Whether a mark between two members belongs to the phrase."""
    if not 0 <= i < len(context.tokens) or context.tokens[i].upos != "PUNCT":
        return False
    named = _closes_name(context, i)
    marks = (":",) if named else ("«", "»", "“", "”", '"', ":")
    return context.tokens[i].text not in marks and (i + step in members or named)


def _members(context: Context, head: int, seen: set[int]) -> Iterator[int]:
    if head in seen:
        return
    seen.add(head)
    yield head
    for child in context.parsed.children[head]:
        token = context.tokens[child]
        if token.dep in _OUTSIDE or token.relation in ("cop", "aux", "nsubj", "mark", "obj"):
            continue
        if token.relation == "conj" and token.upos not in _NOMINAL:
            continue
        if token.relation in ("cc", "conj") and _ends_clause(context, token):
            continue
        if token.relation == "obl" and token.i < head:
            continue
        if token.relation == "acl" and _is_set_off(context, token):
            continue
        if is_told(context, context.tokens[head], token) or _is_subject(context, head, token):
            continue
        yield from _members(context, child, seen)


def is_told(context: Context, head: Token, token: Token) -> bool:
    """Whether a foreign name, which shows no case, stands behind a person who tells it something
    («сказала она Sky News»)."""
    if not context.language.words.subject or head.i > token.i or head.has("Foreign=Yes"):
        return False
    person = head.upos == "PRON" or (head.upos == "PROPN" and head.has("Animacy=Anim"))
    return person and token.has("Foreign=Yes") and token.relation in ("flat", "appos")


def _is_subject(context: Context, head: int, token: Token) -> bool:
    """Whether a person's name is the subject of what follows, by its case («согласно документам
    Ларин, уроженец Веллы, …»)."""
    cases = context.language.words.subject
    if not cases or token.relation not in ("flat", "appos", "nmod") or token.upos != "PROPN":
        return False
    behind = token.i > head and "Case=" in context.tokens[head].feats
    subject = token.has("Animacy=Anim") and any(token.has(case) for case in cases)
    return behind and subject and not any(context.tokens[head].has(case) for case in cases)


def _is_set_off(context: Context, token: Token) -> bool:
    """Whether a participle with an object stands behind a comma ("The Gazette, citing …")."""
    first = context.tokens[context.parsed.edges(token.i)[0]]
    has_object = any(True for _ in context.parsed.dependents(token.i, "obj"))
    return has_object and first.upos == "PUNCT"


def _ends_clause(context: Context, token: Token) -> bool:
    """Whether a coordinated member is a clause of its own, so that the phrase ends before it."""
    member = context.tokens[token.head] if token.relation == "cc" else token
    return any(
        context.tokens[c].relation in ("nsubj", "cop") for c in context.parsed.children[member.i]
    )


def without_tail(context: Context, phrase: Spans, first: int, after: int) -> Spans:
    """The phrase up to token `first`, where that stands behind token `after` and inside it."""
    if not phrase or first <= after or context.tokens[first].start >= phrase[-1][1]:
        return phrase
    start, end = phrase[0][0], context.tokens[first].start
    cut = trim(context.parsed.text, (start, end), drop=EDGE)
    return (cut,) if cut[0] < cut[1] else phrase
