"""Complements: what a cue attributes, by the construction that holds it."""

from collections.abc import Callable, Sequence

from onrecord.attribution.bounds import clause_end
from onrecord.attribution.context import Context
from onrecord.attribution.frames import Complement, dependents, find_oblique
from onrecord.attribution.groups import Group
from onrecord.attribution.objects import (
    clause_of_object,
    object_span_behind,
    told_thing,
    told_until,
)
from onrecord.attribution.predicates import (
    find_answer,
    find_description,
    find_judged,
    find_rest,
    find_subject,
    with_subject,
)
from onrecord.languages.cues import Cue
from onrecord.parsing import Token

# Between a verb and its clause an addressee or an adverbial may stand, no more.
_CLAUSE_REACH = 14
# "denied it" is a statement; "said it" and "asked her" tell nothing.
_TAKES_PRONOUNS = frozenset({"deny", "confirm", "admit", "doubt", "retract"})


def find_complement(context: Context, group: Group, cue: Cue) -> Complement | None:
    """The first complement that the cue allows and the sentence has, after the cue."""
    for frame, look in _FRAMES.items():
        if frame in cue.frames:
            found = look(context, group, cue)
            if found is not None:
                return found
    if cue.oblique:
        return find_oblique(context, group, cue)
    return None


def _clause(context: Context, group: Group, cue: Cue) -> Complement | None:
    for token in dependents(context, group, "ccomp", "csubj"):
        if token.i > group.last and (_is_finite(context, token) or _opens(context, token)):
            if _tells_object(context, group, cue, context.parsed.edges(token.i)[0]):
                continue
            if _asks(context, token) and cue.cue_class in ("demand", "promise"):
                continue
            if _is_purpose(context, token):
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
    for token in dependents(context, group, "ccomp", "advcl", "xcomp", "obl"):
        if token.i > group.last and _asks(context, token):
            return _from_head(context, "interrogative", token, group)
    return None


def _infinitive(context: Context, group: Group, cue: Cue) -> Complement | None:
    for token in dependents(context, group, "xcomp", "ccomp", "advcl", "obl"):
        if token.i <= group.last or not _is_infinitive(context, token, cue):
            continue
        if token.relation in ("advcl", "obl") and not _is_near(context, group, token):
            continue
        if _is_purpose(context, token):
            continue
        if cue.cue_class == "promise" and context.tokens[group.head].has("VerbForm=Inf"):
            continue
        first = context.parsed.edges(token.i)[0]
        if cue.cue_class == "demand":
            first = _with_addressee(context, group, first)
        found = _between(context, "infinitive", max(first, group.last + 1), token)
        return with_subject(context, group, found) if cue.cue_class == "reportedly" else found
    return None


def _is_purpose(context: Context, token: Token) -> bool:
    """Whether an infinitive only tells what for it was said («написала, чтобы поблагодарить»)."""
    purpose = context.language.words.purpose
    return token.has("VerbForm=Inf") and any(
        each.lower in purpose for each in context.parsed.dependents(token.i, "mark", "case")
    )


def _is_infinitive(context: Context, token: Token, cue: Cue) -> bool:
    """Whether the verb or its auxiliary stands in the infinitive, or, denied, as a gerund."""
    may_be_gerund = cue.cue_class in _TAKES_PRONOUNS and token.relation in ("xcomp", "ccomp")
    if may_be_gerund and (token.has("VerbForm=Ger") or token.has("VerbForm=Part")):
        return True
    return token.has("VerbForm=Inf") or any(
        each.has("VerbForm=Inf") for each in context.parsed.dependents(token.i, "aux", "cop")
    )


def _object(context: Context, group: Group, cue: Cue) -> Complement | None:
    relations = ("nsubj:pass",) if group.passive else ("obj",)
    for token in dependents(context, group, *relations):
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
    for token in dependents(context, group, "obl"):
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


_FRAMES: dict[str, Callable[[Context, Group, Cue], Complement | None]] = {
    "interrogative": _interrogative,
    "clause": _clause,
    "infinitive": _infinitive,
    "as": find_description,
    "person": find_judged,
    "object": _object,
    "oblique": find_oblique,
    "rest": find_rest,
    "quote": find_answer,
    "subject": find_subject,
}


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


def _is_near(context: Context, group: Group, token: Token) -> bool:
    first = context.parsed.edges(token.i)[0]
    return first - group.last <= 2 or (
        first - group.last <= 8
        and not any(t.upos == "PUNCT" for t in context.tokens[group.last + 1 : first])
    )


def _with_addressee(context: Context, group: Group, first: int) -> int:
    """Where the content begins once a direct addressee ("urged the army to …") is taken in."""
    for token in dependents(context, group, "obj"):
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
            if _is_purpose(context, context.tokens[head]):
                return None
            last = clause_end(context, group, at, max(context.parsed.edges(head)[1], head))
            first = _with_correlative(context, group, at)
            return Complement("clause", context.content(first, last), head)
    return _after_colon(context, group)


def _after_colon(context: Context, group: Group) -> Complement | None:
    """The rest of a sentence behind a colon that follows the verb ("he warned: it may snow")."""
    sentence = context.sentence(group.last)
    for at in range(group.last + 1, min(group.last + _CLAUSE_REACH, sentence.stop - 2)):
        token = context.tokens[at]
        if token.text == ":" and context.quotation_of[at + 1] == context.quotation_of[group.last]:
            return Complement("clause", context.content(at + 1, sentence.stop - 1))
        if token.upos in ("VERB", "AUX", "PUNCT"):
            return None
    return None


def _with_correlative(context: Context, group: Group, at: int) -> int:
    """Where a clause begins once the word that points ahead to it is taken in («о том, что»)."""
    first = at - 1 if context.tokens[at - 1].text == "," else at
    before = first - 1
    if before <= group.last or context.tokens[before].lower not in (
        context.language.words.correlative
    ):
        return at
    return before - (before - 1 > group.last and context.tokens[before - 1].upos == "ADP")
