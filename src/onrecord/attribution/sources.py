"""Sources: the noun phrase that says it, found from the verb, and how far it reaches."""

from dataclasses import dataclass

from onrecord.attribution.addressees import behind_addressee, with_apposition
from onrecord.attribution.case_sources import nominative_behind, seat_of
from onrecord.attribution.context import Context
from onrecord.attribution.coordination import is_misplaced, is_next_saying
from onrecord.attribution.groups import Group
from onrecord.attribution.noun_phrases import noun_phrase, without_tail
from onrecord.languages.cues import Cue
from onrecord.model import Spans
from onrecord.parsing import Token

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "ADJ"})
# Relations whose verb shares the subject of its governor where it has none of its own.
_INHERITING = frozenset({"conj", "xcomp", "advcl", "aux", "cop", "ccomp", "parataxis", "fixed"})
_DEEPEST = 6
_LONGEST_ASIDE = 14  # tokens
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
    told = behind_addressee(context, group)
    if told is not None:
        return Source(told, with_apposition(context, told))
    turns = not _is_participle(context, group)
    if turns and follows_pause(context, group) and _clitic(context, group.head) is None:
        behind = _inverted(context, group)
        if behind is not None and not _has_subject_in_front(context, group):
            return Source(behind, noun_phrase(context, behind))
    head = _by_grammar(context, group)
    for look in (_inverted, _in_front, _speaker_so_far, _before_aside, _before_commas, seat_of):
        if head is None and (turns or look is not _inverted):
            head = look(context, group)
    if head is None:
        return None
    phrase = noun_phrase(context, head)
    if head < group.first:  # a participle is no part of the phrase that it has as its subject
        phrase = without_tail(context, phrase, group.first, head)
    return Source(head, phrase)


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


def _is_participle(context: Context, group: Group) -> bool:
    """Whether the verb is a present participle, behind which no subject stands."""
    verb = context.tokens[group.head]
    alone = group.first == group.last
    return alone and (
        verb.has("VerbForm=Ger") or (verb.has("Tense=Pres") and verb.has("VerbForm=Part"))
    )


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


def _before_commas(context: Context, group: Group) -> int | None:
    """The noun in front of what stands between commas before the verb
    ("Willoughby, aged 37, announced")."""
    sentence = context.sentence(group.head)
    comma = group.first - 1
    if comma not in sentence or context.tokens[comma].text != ",":
        return None
    for at in range(comma - 1, max(comma - _LONGEST_ASIDE, sentence.start), -1):
        token = context.tokens[at]
        if context.quotation_of[at] != context.quotation_of[group.head] or token.text in (":", ";"):
            return None
        if token.text == "," and context.tokens[at - 1].upos in ("NOUN", "PROPN", "X"):
            return _top_of_phrase(context, at - 1, group)
    return None


def _top_of_phrase(context: Context, at: int, group: Group) -> int:
    """The noun that governs the phrase which ends at token `at`."""
    token = context.tokens[at]
    while (
        token.relation in ("flat", "compound", "nmod", "appos", "conj", "fixed")
        and context.tokens[token.head].upos in ("NOUN", "PROPN")
        and group.first - token.head < _LONGEST_ASIDE
        and token.head < group.first
        and context.quotation_of[token.head] == context.quotation_of[at]
    ):
        token = context.tokens[token.head]
    return token.i


def _speaker_so_far(context: Context, group: Group) -> int | None:
    """The subject of the sentence, for a participle behind a comma (", adding that …")."""
    token = context.tokens[group.head]
    before = group.first - 1 if follows_pause(context, group) else group.first - 2
    if before not in context.sentence(group.head) or context.tokens[before].text not in PAUSES:
        return None
    if before < group.first - 1 and context.tokens[group.first - 1].upos != "ADP":
        return None
    if not (token.has("VerbForm=Part") or token.has("VerbForm=Ger")):
        return None
    root = next((each for each in context.parsed.ancestors(group.head) if each.is_root), None)
    if root is None or root.i > group.head:
        return None
    return root.i if root.upos in ("NOUN", "PROPN") else subject_of(context, root.i)


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


def _clitic(context: Context, i: int) -> int | None:
    """The subject pronoun tied to the verb by a hyphen ("a-t-elle dit")."""
    for child in context.parsed.children[i]:
        token = context.tokens[child]
        if token.text[0] == "-" and token.upos == "PRON":
            return child
    return None


def _own_subject(context: Context, i: int) -> int | None:
    tied = _clitic(context, i)
    if tied is not None:
        return tied
    own = list(context.parsed.dependents(i, "nsubj", "expl:subj"))
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
        if token.lower in context.language.people.dates:
            continue
        if token.upos in ("NOUN", "PROPN") or (token.upos == "X" and token.text[0].isupper()):
            while token.dep in ("compound", "flat", "flat:name", "nmod:poss") and token.head > at:
                token = context.tokens[token.head]
            return token.i
        if token.upos not in ("DET", "ADJ", "NUM"):
            return None
    return None
