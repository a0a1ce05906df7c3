"""Objects that parsers misplace: clauses hung beside their noun, nouns hung elsewhere."""

from onrecord.attribution.bounds import clause_end
from onrecord.attribution.context import Context
from onrecord.attribution.groups import Group
from onrecord.languages.cues import Cue
from onrecord.parsing import Token

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_REACH = 10  # tokens between a cue and the end of its object


def told_thing(context: Context, group: Group, first: int) -> int | None:
    """The noun behind the cue that the clause from `first` on belongs to, if one does.

    "rejected the idea that …", "denied a report that …": what is rejected is the whole.
    """
    at = first - 1
    if at <= group.last or at not in context.sentence(group.head):
        return None
    noun = context.tokens[at]
    if noun.upos != "NOUN" or not _is_told(context, noun):
        return None
    return noun.i if not _is_addressee(context, group, noun) else None


def _is_told(context: Context, noun: Token) -> bool:
    cues = context.language.cues
    return noun.lemma in cues.matter.nouns and noun.lemma in cues.nouns.keys() | cues.matter.told


def _is_addressee(context: Context, group: Group, noun: Token) -> bool:
    """Whether a preposition stands between the cue and the noun: then it is no object."""
    return any(
        token.upos in ("ADP", "VERB", "PUNCT") for token in context.tokens[group.last + 1 : noun.i]
    )


def told_until(context: Context, group: Group, noun: Token, *, cue: Cue) -> int | None:
    """Where the clause ends that tells what the object is, wherever the parser hung it."""
    last = noun.i
    if last + 1 not in context.sentence(last) or not _is_told(context, noun):
        return None
    if group.passive or cue.cue_class == "say" or last < group.last:
        return None
    opening = context.tokens[last + 1]
    words = context.language.words
    following = context.tokens[last + 2].lower if last + 2 < len(context.tokens) else ""
    joins = opening.lower in words.that and opening.upos in ("SCONJ", "PRON")
    joins = joins or following in words.relative | (words.interrogative - words.that)
    if not joins or opening.upos in ("VERB", "AUX", "PUNCT", "CCONJ"):
        return None
    heads = [opening.head, context.tokens[min(last + 2, len(context.tokens) - 1)].head]
    parsed = max([context.parsed.edges(head)[1] for head in heads if head > last], default=last)
    return clause_end(context, group, last + 1, parsed)


def object_span_behind(context: Context, group: Group) -> tuple[int, int, int] | None:
    """First and last token and head of the noun phrase right behind the cue.

    For where the parser made it a subject, an oblique or, in a headline, the verb.
    """
    first = group.last + 1
    if first not in context.sentence(group.head):
        return None
    opening = context.tokens[first]
    if opening.upos not in ("DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON"):
        return None
    head = _phrase_head(context, opening, group)
    if head is None or head.i - group.last > _REACH or _is_time(context, head):
        return None
    attributed = context.tokens[group.head].head == head.i  # "Waters denounced allegations"
    if head.upos not in _NOMINAL or head.relation == "advmod" or (head.is_root and not attributed):
        return None
    if opening.upos == "PRON" and opening.relation != "obj":
        return None
    last = context.parsed.edges(head.i)[1]
    if any(context.tokens[i].upos in ("VERB", "AUX") for i in range(first, head.i)):
        return None
    outside = attributed or head.head <= group.last or head.head > last
    return (first, last, head.i) if outside else None


def _phrase_head(context: Context, opening: Token, group: Group) -> Token | None:
    """The noun that the phrase opening right behind the cue is about."""
    head = opening
    while (
        not head.is_root and head.head > group.last and context.tokens[head.head].upos in _NOMINAL
    ):
        if context.tokens[head.head].i < head.i:
            break
        head = context.tokens[head.head]
    return head


def _is_time(context: Context, head: Token) -> bool:
    return head.dep in ("obl:tmod", "obl:unmarked", "advmod", "obl:mod") and (
        head.lower in context.language.people.dates or head.upos == "NUM"
    )


def clause_of_object(context: Context, group: Group, noun: Token) -> int | None:
    """Where the clause ends whose subject the parser took for the cue's object.

    "denies staffer leaked data": headlines leave "that" out.
    """
    for token in context.parsed.dependents(group.head, "xcomp", "ccomp", "advcl"):
        first, last = context.parsed.edges(token.i)
        finite = token.has("VerbForm=Fin") or token.has("Tense=Past")
        joined = any(True for _ in context.parsed.dependents(token.i, "mark", "punct"))
        behind = first == context.parsed.edges(noun.i)[1] + 1
        if token.upos == "VERB" and finite and behind and not joined:
            return last
    return None
