"""Sources: the noun phrase that says it, found from the verb, and how far it reaches."""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.attribution.case_sources import nominative_behind, seat_of
from onrecord.attribution.context import EDGE, Context
from onrecord.attribution.coordination import is_misplaced, is_next_saying
from onrecord.attribution.groups import Group
from onrecord.languages.cues import Cue
from onrecord.model import Spans, trim
from onrecord.parsing import Token

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "ADJ"})
# Dependents of a noun that are not part of the phrase that names a source.
_OUTSIDE = frozenset(
    {"advcl", "parataxis", "ccomp", "csubj", "discourse", "advmod", "dislocated", "vocative"}
)
# Relations whose verb shares the subject of its governor where it has none of its own.
_INHERITING = frozenset({"conj", "xcomp", "advcl", "aux", "cop", "ccomp", "parataxis", "fixed"})
_DEEPEST = 6
PAUSES = frozenset({",", "-", "–", "—", "--", "»", "”", '"'})


@dataclass(frozen=True, slots=True)
class Source:
    """A source as a token `head` with the spans of its phrase."""

    head: int
    spans: Spans


def find_source(context: Context, group: Group) -> Source | None:
    """Who does what the group says: its subject, agent, antecedent, or its governor's."""
    if group.passive:
        agent = _agent(context, group.head)
        if agent is None and group.pair is not None:
            agent = _agent(context, group.pair)
        return Source(agent.i, noun_phrase(context, agent.i)) if agent else None
    if follows_pause(context, group):
        behind = _inverted(context, group)
        if behind is not None and not _has_subject_in_front(context, group):
            return Source(behind, noun_phrase(context, behind))
    head = _by_grammar(context, group)
    for look in (_inverted, _in_front, _speaker_so_far, _before_aside, seat_of):
        if head is None:
            head = look(context, group)
    return Source(head, noun_phrase(context, head)) if head is not None else None


def _by_grammar(context: Context, group: Group) -> int | None:
    """The subject as the parse has it, where that can be."""
    head = _pronoun_before(context, group)
    if head is None and is_next_saying(context, context.tokens[group.head]):
        head = _speaker_so_far(context, group)
    if head is None:
        head = subject_of(context, group.top)
    if head is None and group.head != group.top:
        head = subject_of(context, group.head)
    if head is not None and group.first <= head <= group.last:
        head = subject_of(context, context.tokens[group.top].head)  # "être en mesure de dire"
    return None if head is not None and _is_cut_off(context, head, group) else head


def _before_aside(context: Context, group: Group) -> int | None:
    """The subject that the parser hung on a participle between it and its verb
    ("The Gazette, citing two diplomats, said")."""
    for aside in context.parsed.dependents(group.top, "parataxis", "advcl", "acl", "dep"):
        if aside.i < group.first and not aside.has("VerbForm=Fin"):
            subject = _own_subject(context, aside.i)
            if subject is not None and subject < aside.i:
                return subject
    return None


def find_place(context: Context, group: Group, cue: Cue) -> Source | None:
    """Where it is said, if the cue's source is a place ("the report" in «в докладе говорится»)."""
    if not cue.source:
        return None
    for i in dict.fromkeys((group.head, group.top)):
        for token in context.parsed.dependents(i, "obl", "nmod", "iobj"):
            cases = {each.lower for each in context.parsed.dependents(token.i, "case")}
            if cases & cue.source and not token.has("Person="):
                return Source(token.i, noun_phrase(context, token.i))
    return None


def _speaker_so_far(context: Context, group: Group) -> int | None:
    """The subject of the sentence, for a participle behind a comma (", adding that …")."""
    token = context.tokens[group.head]
    if not follows_pause(context, group) or not (
        token.has("VerbForm=Part") or token.has("VerbForm=Ger")
    ):
        return None
    root = next((each for each in context.parsed.ancestors(group.head) if each.is_root), None)
    return subject_of(context, root.i) if root is not None and root.i < group.head else None


def _has_subject_in_front(context: Context, group: Group) -> bool:
    """Whether the parse has the subject before the verb, so that the noun behind is another."""
    own = _own_subject(context, group.top)
    return (
        own is not None
        and own < group.first
        and context.quotation_of[own] == context.quotation_of[group.head]
    )


def _pronoun_before(context: Context, group: Group) -> int | None:
    """The subject pronoun right before the group; nothing else can be the subject then."""
    at = group.first - 1
    if at not in context.sentence(group.head):
        return None
    token = context.tokens[at]
    if token.upos == "PRON" and token.lower in context.language.words.subjects:
        return at
    return None


def follows_pause(context: Context, group: Group) -> bool:
    """Whether the group stands right behind a comma, a dash or a closing quotation mark."""
    return (
        group.first - 1 in context.sentence(group.head)
        and context.tokens[group.first - 1].text in PAUSES
    ) or (
        group.first > 0
        and context.quotation_of[group.first - 1] >= 0
        and context.quotation_of[group.first] < 0
    )


def _is_cut_off(context: Context, head: int, group: Group) -> bool:
    """Whether a quotation mark stands between the subject that was parsed and its verb."""
    return context.quotation_of[head] != context.quotation_of[group.head]


def _in_front(context: Context, group: Group) -> int | None:
    """The noun right before the verb where the parser saw no subject."""
    at = group.first - 1
    sentence = context.sentence(group.head)
    if at not in sentence or context.tokens[at].upos not in ("NOUN", "PROPN", "PRON"):
        return None
    token = context.tokens[at]
    verb = context.tokens[group.head]
    alone = group.first == group.head and verb.relation != "amod"
    if alone and not verb.has("VerbForm=Fin"):
        return None
    while (
        token.relation in ("flat", "compound", "nmod", "appos", "conj", "fixed")
        and context.tokens[token.head].upos in ("NOUN", "PROPN")
        and group.first - token.head < 12
        and token.head < group.first
        and context.quotation_of[token.head] == context.quotation_of[at]
    ):
        token = context.tokens[token.head]
    return token.i if token.relation not in ("obl", "obj") else None


def subject_of(context: Context, i: int, depth: int = 0) -> int | None:
    """The token that heads the subject of verb `i`, looked for up the tree where it has none."""
    if depth > _DEEPEST:
        return None
    own = _own_subject(context, i)
    token = context.tokens[i]
    if own is not None or token.is_root:
        return own
    governor = context.tokens[token.head]
    if token.dep == "acl:relcl":
        return _relative(context, i) or governor.i
    if token.relation == "acl":
        return governor.i if governor.upos in _NOMINAL else None
    if token.relation not in _INHERITING:
        return None
    if (
        token.relation == "ccomp"
        and "VerbForm=Inf" not in token.feats
        and not _shares_subject(context, token, governor)
    ):
        return None
    controlled = _controlled(context, token, governor)
    return controlled or subject_of(context, _above(context, token, governor), depth + 1)


def _shares_subject(context: Context, token: Token, governor: Token) -> bool:
    """Whether a verb without a subject has that of the verb above it («сказал, что едет»)."""
    shared = context.language.words.shared
    return bool(shared) and all(
        _value(token, feature) == _value(governor, feature) != "" for feature in shared
    )


def _value(token: Token, feature: str) -> str:
    pairs = (each.partition("=") for each in token.feats.split("|"))
    return next((value for name, _, value in pairs if name == feature), "")


def _own_subject(context: Context, i: int) -> int | None:
    own = list(context.parsed.dependents(i, "nsubj", "expl:subj"))
    own += [
        context.tokens[c]
        for c in context.parsed.children[i]
        if context.tokens[c].text[0] == "-" and context.tokens[c].upos == "PRON"
    ]
    named = [each for each in own if each.relation == "nsubj"] or own
    return named[0].i if named else None


def _controlled(context: Context, token: Token, governor: Token) -> int | None:
    """The one told to do it, where the verb is what somebody is told to do."""
    if token.relation != "xcomp" or governor.i > token.i:
        return None
    told = next(context.parsed.dependents(governor.i, "obj", "iobj"), None)
    if told is not None and told.upos in ("NOUN", "PROPN") and governor.i < told.i < token.i:
        return told.i
    return None


def _above(context: Context, token: Token, governor: Token) -> int:
    """The verb whose subject a verb without one shares."""
    if token.relation == "conj":
        root = next((each for each in context.parsed.ancestors(token.i) if each.is_root), governor)
        if root.i < token.i and root.upos == "VERB" and is_misplaced(context, token, root.i):
            return root.i
    return governor.i


def _relative(context: Context, i: int) -> int | None:
    words = context.language.words.relative
    for child in context.parsed.children[i]:
        token = context.tokens[child]
        if token.lower in words and child < i and token.relation in ("nsubj", "mark", "dep"):
            return child
    return None


def _agent(context: Context, i: int) -> Token | None:
    for token in context.parsed.dependents(i, "obl", "nmod"):
        if token.dep == "obl:agent":
            return token
        cases = context.parsed.dependents(token.i, "case")
        if token.i > i and any(case.lower in context.language.words.agent for case in cases):
            return token
    # "was dismissed as nonsense by the palace": hung on what stands between.
    for between in context.parsed.dependents(i, "obl", "xcomp", "advcl"):
        for token in context.parsed.dependents(between.i, "obl", "nmod"):
            cases = context.parsed.dependents(token.i, "case")
            named = token.upos in ("PROPN", "NOUN") and between.i > i and between.upos != "VERB"
            if named and any(case.lower in context.language.words.agent for case in cases):
                return token
    return None


def _inverted(context: Context, group: Group) -> int | None:
    """The noun right after the verb where the parser took the subject for an object."""
    sentence = context.sentence(group.last)
    if context.language.words.subject:
        return nominative_behind(context, group)
    for at in range(group.last + 1, group.last + 5):
        if at not in sentence:
            return None
        token = context.tokens[at]
        if token.upos in ("NOUN", "PROPN"):
            while token.dep in ("compound", "flat", "flat:name", "nmod:poss") and token.head > at:
                token = context.tokens[token.head]
            return token.i
        if token.upos not in ("DET", "ADJ", "NUM"):
            return None
    return None


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
    return named and context.quotation_of[i] in context.titles


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
        yield from _members(context, child, seen)


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
