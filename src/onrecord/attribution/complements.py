"""Complements: what a cue attributes, by the construction that holds it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.attribution.bounds import clause_end
from onrecord.attribution.context import Context
from onrecord.attribution.groups import Group
from onrecord.attribution.objects import (
    clause_of_object,
    object_span_behind,
    told_thing,
    told_until,
)
from onrecord.languages.cues import Cue
from onrecord.model import Spans
from onrecord.parsing import Token

# Between a verb and its clause an addressee or an adverbial may stand, no more.
_CLAUSE_REACH = 14
# "denied it" is a statement; "said it" and "asked her" tell nothing.
_TAKES_PRONOUNS = frozenset({"deny", "confirm", "admit", "doubt", "retract"})


@dataclass(frozen=True, slots=True)
class Complement:
    """Content in the given `frame`; `head` is the token that governs it, if one does."""

    frame: str
    content: Spans
    head: int | None = None


def find_complement(context: Context, group: Group, cue: Cue) -> Complement | None:
    """The first complement that the cue allows and the sentence has, after the cue."""
    for frame, look in _FRAMES.items():
        if frame in cue.frames:
            found = look(context, group, cue)
            if found is not None:
                return found
    if cue.oblique:
        return _oblique(context, group, cue)
    return None


def _clause(context: Context, group: Group, cue: Cue) -> Complement | None:
    for token in _dependents(context, group, "ccomp", "csubj"):
        if token.i > group.last and (_is_finite(context, token) or _opens(context, token)):
            if _tells_object(context, group, cue, context.parsed.edges(token.i)[0]):
                continue
            if _asks(context, token) and cue.cue_class in ("demand", "promise"):
                continue
            return _from_head(context, "clause", token, group)
    found = _after_that(context, group)
    if found is not None and _tells_object(context, group, cue, _first_of(context, found)):
        return None
    return found


def _tells_object(context: Context, group: Group, cue: Cue, first: int) -> bool:
    """Whether the clause from `first` on tells what the cue's object is, and is part of it."""
    return "object" in cue.frames and told_thing(context, group, first) is not None


def _interrogative(context: Context, group: Group, _: Cue) -> Complement | None:
    for token in _dependents(context, group, "ccomp", "advcl", "xcomp", "obl"):
        if token.i > group.last and _asks(context, token):
            return _from_head(context, "interrogative", token, group)
    return None


def _infinitive(context: Context, group: Group, cue: Cue) -> Complement | None:
    for token in _dependents(context, group, "xcomp", "ccomp", "advcl", "obl"):
        if token.i <= group.last or not _is_infinitive(context, token, cue):
            continue
        if token.relation in ("advcl", "obl") and not _is_near(context, group, token):
            continue
        if cue.cue_class == "promise" and context.tokens[group.head].has("VerbForm=Inf"):
            continue
        first = context.parsed.edges(token.i)[0]
        if cue.cue_class == "demand":
            first = _with_addressee(context, group, first)
        return _between(context, "infinitive", max(first, group.last + 1), token)
    return None


def _is_infinitive(context: Context, token: Token, cue: Cue) -> bool:
    """Whether the verb or its auxiliary stands in the infinitive, or, denied, as a gerund."""
    may_be_gerund = cue.cue_class in _TAKES_PRONOUNS and token.relation in ("xcomp", "ccomp")
    if may_be_gerund and (token.has("VerbForm=Ger") or token.has("VerbForm=Part")):
        return True
    return token.has("VerbForm=Inf") or any(
        each.has("VerbForm=Inf") for each in context.parsed.dependents(token.i, "aux", "cop")
    )


def _as(context: Context, group: Group, _: Cue) -> Complement | None:
    """The one described and what they are called, as one content."""
    described = list(_dependents(context, group, "obj", "nsubj:pass"))
    described = described or _described_by_participle(context, group)
    predicate = [
        token
        for token in _dependents(context, group, "xcomp", "obl", "obj", "advcl", "ccomp", "acl")
        if token.i > group.last and token not in described[:1] and _predicates(context, token)
    ]
    if not described:
        return _named_at_once(context, group, predicate)
    if not predicate and described[0].i > group.last:
        predicate = [
            token
            for token in context.parsed.dependents(described[0].i, "nmod")
            if _predicates(context, token)
        ]
    if not predicate:
        return None
    last = max(context.parsed.edges(each.i)[1] for each in predicate)
    inside = [each for each in described[:1] if each.i > group.last and each.upos != "PRON"]
    first = min(context.parsed.edges(each.i)[0] for each in [*inside, *predicate])
    first = max(first, group.last + 1)
    content = context.content(first, last)
    passive = [each for each in described[:1] if group.passive and each.i < group.first]
    if passive:
        low, high = context.parsed.edges(passive[0].i)
        content = (*context.content(low, min(high, group.first - 1)), *content)
    return Complement("as", content, predicate[0].i)


def _described_by_participle(context: Context, group: Group) -> list[Token]:
    """What a participle behind its noun describes ("the report, called false by …")."""
    token = context.tokens[group.head]
    if group.passive and token.dep == "acl" and not token.is_root:
        return [context.tokens[token.head]]
    return []


def _named_at_once(context: Context, group: Group, predicate: Sequence[Token]) -> Complement | None:
    """What the parser took for one noun phrase: "called the footage fake"."""
    if not predicate or predicate[0].relation != "xcomp" or predicate[0].upos == "VERB":
        return None
    first, last = context.parsed.edges(predicate[0].i)
    if first != group.last + 1 or last - first < 1:
        return None
    return Complement("as", context.content(first, last), predicate[0].i)


def _person(context: Context, group: Group, cue: Cue) -> Complement | None:
    """The one judged, with what they are judged for."""
    judged = [t for t in _dependents(context, group, "obj", "iobj") if t.i > group.last]
    rest = [
        token
        for token in _dependents(context, group, "obl", "xcomp", "advcl", "ccomp")
        if token.i > group.last and token.dep not in ("obl:agent", "obl:mod")
    ]
    if group.passive:
        subject = list(_dependents(context, group, "nsubj:pass"))
        if not rest:
            return None
        content = context.content(*context.parsed.edges(rest[0].i))
        if subject and subject[0].upos != "PRON":
            content = (*context.content(*context.parsed.edges(subject[0].i)), *content)
        return Complement("person", content, rest[0].i)
    if not judged:
        return _oblique(context, group, cue) if cue.oblique else None
    first, last = context.parsed.edges(judged[0].i)
    for token in rest:
        low, high = context.parsed.edges(token.i)
        if last < low <= last + 2 and not _is_time(token):
            last = max(last, high)
    return Complement("person", context.content(max(first, group.last + 1), last), judged[0].i)


def _object(context: Context, group: Group, cue: Cue) -> Complement | None:
    relations = ("nsubj:pass",) if group.passive else ("obj",)
    for token in _dependents(context, group, *relations):
        if token.i <= group.last and not group.passive and cue.cue_class not in _TAKES_PRONOUNS:
            continue
        if token.upos == "PRON" and cue.cue_class not in _TAKES_PRONOUNS:
            continue
        first, last = context.parsed.edges(token.i)
        clause = clause_of_object(context, group, token) if "clause" in cue.frames else None
        if clause is not None:
            return Complement("clause", context.content(first, clause), token.i)
        told = told_until(context, group, token, cue=cue)
        if told is not None:
            last = told
        elif "needs_text" in cue.flags:
            last = context.sentence(group.head).stop - 1
        elif not group.passive and _ends_in_clause(context, token, last):
            last = clause_end(context, group, first, last)
        last = _with_relating(context, group, last)
        return Complement("object", context.content(first, last), token.i)
    if cue.cue_class in _TAKES_PRONOUNS and not group.passive:
        behind = object_span_behind(context, group)
        if behind is not None:
            first, last, head = behind
            return Complement("object", context.content(first, last), head)
    return None


def _with_relating(context: Context, group: Group, last: int) -> int:
    """Take in what was hung on the verb but tells about its object ("the call between …")."""
    if last <= group.last:
        return last
    for token in _dependents(context, group, "obl"):
        first, end = context.parsed.edges(token.i)
        if first == last + 1 and context.tokens[first].lower in context.language.words.relating:
            last = end
    return last


def _ends_in_clause(context: Context, token: Token, last: int) -> bool:
    """Whether a noun phrase closes with a clause, whose end parsers often miss."""
    return any(
        each.relation == "acl" and each.i > token.i and context.parsed.edges(each.i)[1] == last
        for each in (context.tokens[c] for c in context.parsed.subtree(token.i))
    )


def _oblique(context: Context, group: Group, cue: Cue) -> Complement | None:
    for token in _dependents(context, group, "obl", "advcl", "nmod", "iobj", "obj", "xcomp"):
        if token.i <= group.last:
            continue
        first, last = context.parsed.edges(token.i)
        if context.tokens[first].lower in cue.oblique:
            return Complement("oblique", context.content(first, last), token.i)
        if first - 1 == group.last and context.tokens[group.last].lower in cue.oblique:
            return Complement("oblique", context.content(first, last), token.i)
    return None


def _rest(context: Context, group: Group, _: Cue) -> Complement | None:
    """All that follows the cue in its clause, where word order alone tells what is said."""
    first = group.last + 1
    if group.passive or first not in context.sentence(group.last):
        return None
    if context.tokens[first].upos in ("PUNCT", "CCONJ") and context.quotation_of[first] < 0:
        return None
    last = clause_end(context, group, first, first)
    return Complement("rest", context.content(first, last), first) if first <= last else None


def _answer(context: Context, group: Group, cue: Cue) -> Complement | None:
    """A bare yes or no ("answered no", "a répondu par la négative")."""
    if cue.cue_class != "say":
        return None
    matter = context.language.cues.matter
    sentence = context.sentence(group.last)
    for at in range(group.last + 1, min(group.last + 4, sentence.stop)):
        token = context.tokens[at]
        if token.lower in matter.yes | matter.no:
            ends = at + 1 == sentence.stop or context.tokens[at + 1].upos in ("PUNCT", "ADP")
            return Complement("answer", context.content(group.last + 1, at), at) if ends else None
        if token.upos not in ("ADP", "DET", "SCONJ"):
            return None
    return None


def _subject(context: Context, group: Group, _: Cue) -> Complement | None:
    """The subject, of which somebody doubts ("its future is in doubt")."""
    for token in context.parsed.dependents(group.top, "nsubj"):
        if token.i < group.first and token.upos != "PRON":
            return Complement("subject", context.content(*context.parsed.edges(token.i)), token.i)
    return None


_FRAMES: dict[str, Callable[[Context, Group, Cue], Complement | None]] = {
    "interrogative": _interrogative,
    "clause": _clause,
    "infinitive": _infinitive,
    "as": _as,
    "person": _person,
    "object": _object,
    "oblique": _oblique,
    "rest": _rest,
    "quote": _answer,
    "subject": _subject,
}


def _dependents(context: Context, group: Group, *relations: str) -> Iterator[Token]:
    """Dependents of the group's words, in order of the text."""
    found = {
        token.i: token
        for head in {group.head, *range(group.first, group.last + 1)}
        if head == group.head or context.tokens[head].upos in ("VERB", "NOUN", "ADJ", "ADV")
        for token in context.parsed.dependents(head, *relations)
        if not group.first <= token.i <= group.last
    }
    for i in sorted(found):
        yield found[i]


def _is_finite(context: Context, token: Token) -> bool:
    if token.has("VerbForm=Fin") or token.has("Mood="):
        return True
    return any(
        context.tokens[c].relation in ("aux", "cop", "nsubj")
        for c in context.parsed.children[token.i]
    )


def _opens(context: Context, token: Token) -> bool:
    first = context.parsed.edges(token.i)[0]
    return context.tokens[first].lower in context.language.words.that


def _asks(context: Context, token: Token) -> bool:
    words = context.language.words
    first = context.parsed.edges(token.i)[0]
    opening = context.tokens[first]
    if opening.upos == "ADP" and first + 1 < token.i:
        opening = context.tokens[first + 1]
    return opening.lower in words.interrogative and opening.lower not in words.that


def _predicates(context: Context, token: Token) -> bool:
    if token.relation in ("xcomp", "acl", "obj") or token.dep == "obl:unmarked":
        return True
    if any(True for _ in context.parsed.dependents(token.i, "nsubj")):
        return False
    cases = [each.lower for each in context.parsed.dependents(token.i, "case", "mark")]
    return not context.language.words.naming.isdisjoint(cases)


def _is_near(context: Context, group: Group, token: Token) -> bool:
    first = context.parsed.edges(token.i)[0]
    return first - group.last <= 2 or (
        first - group.last <= 8
        and not any(t.upos == "PUNCT" for t in context.tokens[group.last + 1 : first])
    )


def _is_time(token: Token) -> bool:
    return token.dep in ("obl:tmod", "obl:unmarked", "obl:mod") or token.upos == "NUM"


def _with_addressee(context: Context, group: Group, first: int) -> int:
    """Where the content begins once a direct addressee ("urged the army to …") is taken in."""
    for token in _dependents(context, group, "obj"):
        low, _ = context.parsed.edges(token.i)
        if group.last < low < first and token.upos != "PRON":
            return low
    return first


def _from_head(context: Context, frame: str, token: Token, group: Group) -> Complement:
    """A clause from right behind the cue, where only the clause can begin there, to its end."""
    first = max(context.parsed.edges(token.i)[0], group.last + 1)
    words = context.language.words
    lead = context.tokens[group.last + 1 : first]
    if any(each.lower in words.that and each.upos == "SCONJ" for each in lead):
        first = next(each.i for each in lead if each.lower in words.that)
    elif lead and not _leads_in(group, lead):
        first = group.last + 1
    last = clause_end(context, group, first, context.parsed.edges(token.i)[1])
    return Complement(frame, context.content(first, last), token.i)


def _leads_in(group: Group, lead: Sequence[Token]) -> bool:
    """Whether the words between cue and clause are an addressee, a time or the source."""
    heads = {group.head, *range(group.first, group.last + 1)}
    first = lead[0]
    if first.upos in ("ADV", "ADP", "PUNCT", "SCONJ") and first.text not in ("«", '"', "“"):
        return True
    tops = [each for each in lead if each.head in heads]
    return any(
        each.relation in ("obj", "iobj", "obl", "nsubj", "advmod") and each.upos != "VERB"
        for each in tops
    ) and not any(each.relation in ("ccomp", "xcomp") for each in tops)


def _between(context: Context, frame: str, first: int, token: Token) -> Complement:
    last = context.parsed.edges(token.i)[1]
    return Complement(frame, context.content(first, last), token.i)


def _first_of(context: Context, complement: Complement) -> int:
    return context.tokens_in(complement.content[0]).start if complement.content else 0


def _after_that(context: Context, group: Group) -> Complement | None:
    """A clause behind "that" near the verb, for where the parser hung it elsewhere."""
    sentence = context.sentence(group.last)
    words = context.language.words
    for at in range(group.last + 1, min(group.last + _CLAUSE_REACH, sentence.stop)):
        token = context.tokens[at]
        if token.upos in ("VERB", "AUX") or token.text in (";", ":"):
            return None
        if token.lower in words.that and (token.upos == "SCONJ" or token.relation == "mark"):
            if token.relation == "fixed":  # "tandis que"
                return None
            head = token.head if token.head > at else at
            last = clause_end(context, group, at, max(context.parsed.edges(head)[1], head))
            return Complement("clause", context.content(at, last), head)
    return None
