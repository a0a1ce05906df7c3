"""Stance: from the class of the cue, its negation, and who would not or could not say."""

from collections.abc import Container
from dataclasses import dataclass

from onrecord.attribution.context import Context
from onrecord.attribution.groups import Group, has_negative_subject
from onrecord.model import Stance
from onrecord.parsing import Token

_OF_CLASS = {
    "confirm": Stance.CONFIRMS,
    "admit": Stance.CONFIRMS,
    "deny": Stance.DENIES,
    "decline": Stance.DECLINES,
    "no_response": Stance.NO_RESPONSE,
    "doubt": Stance.QUESTIONS,
    "retract": Stance.RETRACTS,
}
# What becomes of a class when the cue is negated: no entry means that nothing was stated.
_NEGATED = {
    "confirm": (Stance.NEITHER, "not confirmed"),
    "deny": (Stance.NEITHER, "not denied"),
    "admit": (Stance.DENIES, "not admitted"),
    "think": (Stance.DENIES, "not thought"),
    "hope": (Stance.ASSERTS, "not hoped"),
    "doubt": (Stance.ASSERTS, "not doubted"),
    "praise": (Stance.DENIES, "not endorsed"),
    "retract": (Stance.ASSERTS, "not retracted"),
}
# What becomes of it when the speaker refuses to, or would or could not.
_REFUSED = {
    "confirm": (Stance.DECLINES, "would not confirm"),
    "deny": (Stance.NEITHER, "would not deny"),
    "admit": (Stance.DENIES, "would not admit"),
    "think": (Stance.DENIES, "would not believe"),
    "retract": (Stance.ASSERTS, "would not retract"),
    "blame": (Stance.DECLINES, "would not blame"),
}


@dataclass(frozen=True, slots=True)
class Decided:
    """A stance, and the rule that decided it."""

    stance: Stance
    rule: str


def of_class(cue_class: str) -> Stance:
    """The stance of a cue of a class that nothing negates or refuses."""
    return _OF_CLASS.get(cue_class, Stance.ASSERTS)


def decide_stance(
    context: Context,
    group: Group,
    cue_class: str,
    *,
    asks: bool = False,
    flags: Container[str] = (),
) -> Decided | None:
    """The stance of a cue of `cue_class` in `group`, or None where nothing is stated.

    `asks` tells that the content is an indirect question ("did not say whether"), which
    makes a negated saying a refusal to say; `flags` are those of the cue.
    """
    if group.pair is not None:
        return Decided(Stance.NEITHER, "neither confirmed nor denied")
    lifted = group.refused and _is_lifted(context, group)
    if group.refused and not lifted:
        return Decided(*_REFUSED.get(cue_class, (Stance.DECLINES, "refused to say")))
    if lifted or not group.negated:
        return Decided(_OF_CLASS.get(cue_class, Stance.ASSERTS), "class of the cue")
    if "knows" in flags or (cue_class == "say" and could_not_tell_someone(context, group)):
        return None
    if "opposes" in flags:
        return Decided(Stance.ASSERTS, "not opposed")
    if cue_class == "think":
        return _decide_thought(context, group)
    able = not group.governors or set(group.governors) & _unable(context)
    if cue_class == "confirm" and able:
        return Decided(Stance.NEITHER, "could not confirm" if group.governors else "not confirmed")
    if cue_class == "deny" and group.governors and able:
        return Decided(Stance.CONFIRMS, "cannot deny")
    return _decide_unsaid(group, cue_class, asks=asks)


def _decide_thought(context: Context, group: Group) -> Decided | None:
    """The stance of who does not think so."""
    if _is_conviction(context, group):
        return Decided(Stance.QUESTIONS, "not convinced")
    if group.governors and set(group.governors) <= _unable(context):
        return None  # "could not believe what she saw"
    return Decided(*(_REFUSED if group.governors else _NEGATED)["think"])


def _decide_unsaid(group: Group, cue_class: str, *, asks: bool) -> Decided | None:
    """The stance of who does not, will not or cannot say, praise, admit …"""
    if group.governors and cue_class in _REFUSED:
        return Decided(*_REFUSED[cue_class])
    if (cue_class == "say" and asks) or (cue_class in ("say", "show") and group.governors):
        return Decided(Stance.DECLINES, "would not say")
    if cue_class == "praise" and (group.governors or group.passive):
        return Decided(Stance.ASSERTS, "would not endorse")
    decided = _NEGATED.get(cue_class)
    return Decided(*decided) if decided else None


def could_not_tell_someone(context: Context, group: Group) -> bool:
    """Whether nobody could say it, or one could not to somebody near ("couldn't tell him")."""
    if not group.governors or group.refused or not set(group.governors) <= _unable(context):
        return False
    if has_negative_subject(context, group.top):
        return True
    return any(
        each.upos == "PRON" and each.i > group.last and not each.has("PronType=Rel")
        for each in context.parsed.dependents(group.head, "iobj", "obl", "obj")
        if not _points(context, each)
    )


def _points(context: Context, token: Token) -> bool:
    """Whether a pronoun may stand for something said ("could not say that")."""
    return context.pronoun(token) in context.language.cues.matter.pointing


def _is_conviction(context: Context, group: Group) -> bool:
    """Whether what is negated is being convinced, which doubts and does not deny."""
    return any(
        context.tokens[i].lemma in context.language.cues.matter.convinced
        for i in range(group.first, group.last + 1)
    )


def _is_lifted(context: Context, group: Group) -> bool:
    """Whether the refusal itself is negated ("did not hesitate to say")."""
    words = [context.tokens[i] for i in range(group.first, group.last + 1)]
    negations = [each for each in words if context.is_negation(each) and each.i < group.top]
    return bool(negations)


def _unable(context: Context) -> frozenset[str]:
    """Lemmas of being able: their negation is no refusal but lack of knowledge."""
    words = context.language.words
    return words.able | words.modal | words.unable
