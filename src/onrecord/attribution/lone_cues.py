"""The stance of a cue that no construction found, from its words and what it attributes."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.attribution.conditions import is_of_person, is_undone, is_unreal, speaks_of_matter
from onrecord.attribution.context import Context
from onrecord.attribution.frames import Complement
from onrecord.attribution.groups import Group, verb_group
from onrecord.attribution.hits import Hit, match
from onrecord.attribution.nominal import stance_of_noun
from onrecord.attribution.refusals import find_silence, refuses
from onrecord.attribution.stances import decide_stance
from onrecord.languages.cues import Cue
from onrecord.model import Spans, Stance
from onrecord.parsing import Token

_VERBAL = ("VERB", "AUX")
# Cues that mean what their class says only in surroundings that a lone cue does not show.
_BOUND = frozenset({"needs_document", "passive_only", "impersonal", "needs_text"})
# Frames that make a cue of a verb only where they are seen to be there.
_TELLING_FRAMES = frozenset({"as", "subject"})


@dataclass(frozen=True, slots=True)
class LoneCue:
    """What a cue does: its stance, the rule that decided it, its class ("" where unknown)."""

    stance: Stance
    rule: str
    cue_class: str


def decide_for_cue(
    context: Context, cue_tokens: Sequence[int], head: int, *, content: Spans = ()
) -> LoneCue | None:
    """The stance of the cue `cue_tokens`, governed by token `head`, or None: nothing is stated.

    `content` is what the cue attributes, where it is known; it tells apart cues of one verb
    ("rejected the report" denies, "rejected the bid" does not).
    """
    token = _deepest(context, cue_tokens, context.tokens[head])
    silence = find_silence(context, token)
    if silence is not None:
        return LoneCue(Stance.NO_RESPONSE, "no response", "no_response")
    if token.upos == "NOUN":
        return _decide_noun(context, token, content)
    hit = _verb_hit(context, cue_tokens, token)
    verb = context.tokens[hit.head] if hit else token
    if verb.upos not in _VERBAL and hit is None:
        return LoneCue(Stance.ASSERTS, "no word decides", _adverb_class(context, token))
    group = verb_group(context, verb.i, hit.members if hit else ())
    if refuses(context, verb, group) or _only_refuses(context, verb, group):
        return LoneCue(Stance.DECLINES, "refused to speak", "decline")
    if hit is not None and (is_unreal(context, group) or is_undone(context, group)):
        return None
    cue = _choose(context, hit, content) if hit else None
    cue_class = cue.cue_class if cue else ""
    if _is_pair(context, cue_tokens, cue_class, group):
        return LoneCue(Stance.NEITHER, "neither confirmed nor denied", cue_class)
    flags = cue.flags if cue else frozenset()
    decided = decide_stance(context, group, cue_class, asks=_asks(context, content), flags=flags)
    return LoneCue(decided.stance, decided.rule, cue_class) if decided else None


def _deepest(context: Context, cue_tokens: Sequence[int], token: Token) -> Token:
    """The verb below a refusal or a verb of willing that the cue holds ("refused to say")."""
    while True:
        below = next(
            (
                each
                for each in context.parsed.dependents(token.i, "xcomp", "ccomp")
                if each.i in cue_tokens and each.i > token.i and each.upos in _VERBAL
            ),
            None,
        )
        if below is None:
            return token
        token = below


def _verb_hit(context: Context, cue_tokens: Sequence[int], token: Token) -> Hit | None:
    """The cue of the verb lexicon at the head, or at another verb of the cue ("is sceptical")."""
    others = (context.tokens[i] for i in cue_tokens if i != token.i)
    for each in (token, *others):
        if each.upos in _VERBAL or each.i == token.i:
            hit = match(context, each, context.language.cues.verbs)
            if hit is not None:
                return hit
    return None


def _decide_noun(context: Context, token: Token, content: Spans) -> LoneCue:
    cues = context.language.cues
    if token.lemma in cues.refusals.nouns:
        return LoneCue(Stance.DECLINES, "refused to speak", "decline")
    negated = any(
        context.is_negation(each)
        for each in context.parsed.dependents(token.i, "det", "advmod", "cc")
    )
    hit = match(context, token, cues.nouns)
    fitting = [
        each
        for each in (hit.cues if hit else ())
        if negated or "needs_negation" not in each.flags
        if not (negated and not content) or "needs_negation" in each.flags
    ]
    cue_class = fitting[0].cue_class if fitting else ""
    stance = stance_of_noun(cue_class, negated=negated)
    return LoneCue(stance, "class of the noun", cue_class)


def _adverb_class(context: Context, token: Token) -> str:
    return context.language.cues.adverbs.get(token.lower, "")


def _only_refuses(context: Context, verb: Token, group: Group) -> bool:
    """Whether the cue is a refusal alone, with nothing that is refused ("demurred, declined")."""
    if match(context, verb, context.language.cues.refusals.verbs) is None or group.negated:
        return False
    return not any(True for _ in context.parsed.dependents(verb.i, "obj", "xcomp", "ccomp"))


def _choose(context: Context, hit: Hit, content: Spans) -> Cue | None:
    """Of the cues of one verb the one whose complement the content is."""
    frames = _frames(context, content)
    free = [each for each in hit.cues if not each.flags & _BOUND]
    unfit = False
    for cue in free:
        if cue.frames & frames:
            if _matters(context, cue, content):
                return cue
            unfit = True
    if unfit and "object" in frames:
        return None  # "acknowledged the guests", "questioned the witness"
    return next(
        (
            each
            for each in free
            if "needs_matter" not in each.flags and not each.frames <= _TELLING_FRAMES
        ),
        None,
    )


def _frames(context: Context, content: Spans) -> frozenset[str]:
    """The complements that a content may be, by how it opens and what governs it."""
    if not content:
        return frozenset({"bare"})
    members = context.tokens_in(content[0])
    if not members:
        return frozenset({"bare"})
    if context.quotation_of[members[0]] >= 0:
        return frozenset({"quote"})
    head = _governing(context, members)
    named = any(context.tokens[i].lower in context.language.words.naming for i in members[1:])
    described = frozenset({"as"} if named else ())
    if context.tokens[members[0]].lower in context.language.words.that or _is_clause(context, head):
        return frozenset({"clause", "interrogative", "infinitive"})
    if context.tokens[members[0]].upos == "ADP":
        return frozenset({"oblique", "object", "person"}) | described
    return frozenset({"object", "person", "oblique"}) | described


def _is_clause(context: Context, head: Token) -> bool:
    return head.upos in _VERBAL or any(
        each.relation == "cop" for each in context.parsed.dependents(head.i, "cop")
    )


def _governing(context: Context, members: range) -> Token:
    outer = (context.tokens[i] for i in members if context.tokens[i].head not in members)
    return next(outer, context.tokens[members[0]])


def _matters(context: Context, cue: Cue, content: Spans) -> bool:
    if "needs_thing" in cue.flags and content:
        head = _governing(context, context.tokens_in(content[0]))
        return not is_of_person(context, Complement("object", content, head.i))
    if "needs_matter" not in cue.flags or not content:
        return "needs_matter" not in cue.flags
    head = _governing(context, context.tokens_in(content[0]))
    return speaks_of_matter(context, head.i)


def _is_pair(context: Context, cue_tokens: Sequence[int], cue_class: str, group: Group) -> bool:
    """Whether the cue both confirms and denies, and does neither."""
    if not (group.negated or group.refused):
        return False
    classes = {cue_class}
    for i in cue_tokens:
        hit = match(context, context.tokens[i], context.language.cues.verbs)
        if hit is not None and i != group.head:
            classes |= {cue.cue_class for cue in hit.cues}
    return classes >= {"confirm", "deny"}


def _asks(context: Context, content: Spans) -> bool:
    words = context.language.words
    members = context.tokens_in(content[0]) if content else ()
    opening = context.tokens[members[0]].lower if members else ""
    return opening in words.interrogative and opening not in words.that
