"""Complements of cues that judge: what somebody is called, praised for, doubted in, answered."""

from collections.abc import Sequence

from onrecord.attribution.bounds import clause_end
from onrecord.attribution.context import Context
from onrecord.attribution.frames import Complement, dependents, find_oblique
from onrecord.attribution.groups import Group
from onrecord.languages.cues import Cue
from onrecord.parsing import Token


def find_description(context: Context, group: Group, _: Cue) -> Complement | None:
    """The one described and what they are called, as one content."""
    described = list(dependents(context, group, "obj", "nsubj:pass"))
    described = described or _described_by_participle(context, group)
    predicate = [
        token
        for token in dependents(
            context, group, "xcomp", "obl", "obj", "iobj", "advcl", "ccomp", "acl"
        )
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


def with_subject(context: Context, group: Group, found: Complement) -> Complement:
    """What is said of a passive's subject, with the subject ("the road | is said | to be shut")."""
    for token in context.parsed.dependents(group.top, "nsubj:pass", "nsubj"):
        low, high = context.parsed.edges(token.i)
        if token.i < group.first and token.lower not in context.language.words.relative:
            subject = context.content(low, min(high, group.first - 1))
            return Complement(found.frame, (*subject, *found.content), found.head)
    return found


def find_judged(context: Context, group: Group, cue: Cue) -> Complement | None:
    """The one judged, with what they are judged for."""
    judged = [t for t in dependents(context, group, "obj", "iobj") if t.i > group.last]
    rest = [
        token
        for token in dependents(context, group, "obl", "xcomp", "advcl", "ccomp")
        if token.i > group.last and token.dep not in ("obl:agent", "obl:mod")
    ]
    if group.passive:
        subject = list(dependents(context, group, "nsubj:pass"))
        if not rest:
            return None
        content = context.content(*context.parsed.edges(rest[0].i))
        if subject and subject[0].upos != "PRON":
            content = (*context.content(*context.parsed.edges(subject[0].i)), *content)
        return Complement("person", content, rest[0].i)
    if not judged:
        return find_oblique(context, group, cue) if cue.oblique else None
    first, last = context.parsed.edges(judged[0].i)
    for token in rest:
        low, high = context.parsed.edges(token.i)
        if last < low <= last + 2 and not _is_time(token):
            last = max(last, high)
    return Complement("person", context.content(max(first, group.last + 1), last), judged[0].i)


def _predicates(context: Context, token: Token) -> bool:
    if token.relation in ("xcomp", "acl", "obj") or token.dep == "obl:unmarked":
        return True
    if any(True for _ in context.parsed.dependents(token.i, "nsubj")):
        return False
    cases = [each.lower for each in context.parsed.dependents(token.i, "case", "mark")]
    if not cases and any(token.has(case) for case in context.language.words.named):
        return True
    return not context.language.words.naming.isdisjoint(cases)


def _is_time(token: Token) -> bool:
    return token.dep in ("obl:tmod", "obl:unmarked", "obl:mod") or token.upos == "NUM"


def find_answer(context: Context, group: Group, cue: Cue) -> Complement | None:
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


def find_subject(context: Context, group: Group, _: Cue) -> Complement | None:
    """The subject, of which somebody doubts ("its future is in doubt")."""
    for token in context.parsed.dependents(group.top, "nsubj"):
        if token.i < group.first and token.upos != "PRON":
            return Complement("subject", context.content(*context.parsed.edges(token.i)), token.i)
    return None


def find_rest(context: Context, group: Group, _: Cue) -> Complement | None:
    """All that follows the cue in its clause, where word order alone tells what is said."""
    first = group.last + 1
    if group.passive or first not in context.sentence(group.last):
        return None
    if context.tokens[first].upos in ("PUNCT", "CCONJ") and context.quotation_of[first] < 0:
        return None
    last = clause_end(context, group, first, first)
    return Complement("rest", context.content(first, last), first) if first <= last else None
