"""Stance out of the content: "said that it was false", "said he could not confirm it".

A cue that only says ("said", "told") leaves the stance to its words. They deny where their
main clause calls what others put forward false; and where the main clause is itself a
statement of the same speaker ("said he had never denied it"), the outer one takes its stance.
"""

import unicodedata
from collections.abc import Callable, Sequence

from onrecord.attribution.context import Context
from onrecord.attribution.found import Found
from onrecord.attribution.repeated_denials import denied_words, find_repeated_denial
from onrecord.attribution.verdicts import judge_answer, judge_clause, judge_mistake
from onrecord.model import Spans, Stance, cut, size
from onrecord.parsing import Token

# The last is of cues that only the learned reader knows.
_PLAIN_CLASSES = frozenset({"say", "accord", "think", "show", "quote", "blame", "learned"})
_CONFESSING = _PLAIN_CLASSES | {"admit"}
_GOVERNING = frozenset({"VERB", "AUX", "ADJ", "NOUN", "PROPN", "ADV"})
_FEW_MORE = 40
_ECHOED = frozenset(
    {
        Stance.NEITHER,
        Stance.DECLINES,
        Stance.DENIES,
        Stance.CONFIRMS,
        Stance.QUESTIONS,
        Stance.RETRACTS,
    }
)


def settle_stances(
    context: Context, found: Sequence[Found], same_speaker: Callable[[int, int], bool]
) -> None:
    """Set the stance of plain sayings from their content, innermost first.

    `same_speaker` tells of two positions in `found` whether one speaker stands behind both.
    """
    inner: dict[int, list[int]] = {}
    denied = denied_words(context, found)
    for position, each in enumerate(found):
        if each.inside is not None:
            inner.setdefault(each.inside, []).append(position)
    for position in sorted(range(len(found)), key=lambda n: size(found[n].content)):
        each = found[position]
        mistaken = each.cue_class in _CONFESSING and judge_mistake(context, each.content)
        if mistaken:
            each.stance, each.stance_words = mistaken
        if each.stance is not Stance.ASSERTS or each.cue_class not in _PLAIN_CLASSES:
            continue
        _settle(
            context,
            found,
            position,
            [n for n in inner.get(position, ()) if same_speaker(position, n)],
        )
        if each.stance is Stance.ASSERTS and each.quoted:
            word = find_repeated_denial(context, each.content, denied)
            if word:
                each.stance, each.stance_words = Stance.DENIES, f"denied elsewhere: {word}"


def _settle(context: Context, found: Sequence[Found], position: int, own: Sequence[int]) -> None:
    each = found[position]
    silent = _says_nothing(context, each.content)
    if silent:
        each.stance, each.stance_words = Stance.DECLINES, f"said only: {silent}"
        return
    if each.rule == "verb with as" or each.cue_class == "blame":
        false = _verdict(context, each.content)
        if false and each.rule == "verb with as":
            each.stance, each.stance_words = Stance.DENIES, f"called {false}"
        return
    answered = judge_answer(context, each.content)
    if answered is not None:
        each.stance, each.stance_words = answered
        return
    tops = _main_clauses(context, each.content)
    for top in tops:
        for inner in own:
            other = found[inner]
            stance = _stance_told(context, other)
            if stance in _ECHOED and _is_within(context, other, top):
                each.stance = stance
                each.stance_words = f"their own words: {cut(context.parsed.text, other.cue)}"
                return
        # A verdict opens what is said; what follows explains it.
        opens = context.parsed.sentence_of[top.i] == context.parsed.sentence_of[tops[0].i]
        judged = judge_clause(context, top) if opens else None
        if judged is not None:
            each.stance, each.stance_words = judged
            return


def _stance_told(context: Context, other: Found) -> Stance:
    """The stance of what one tells of oneself: who says so gives no comment, but does answer."""
    silences = context.language.cues.silences
    comments = silences.comment_verbs | silences.comment_objects
    if other.stance is Stance.NO_RESPONSE and any(
        context.tokens[i].lemma in comments for span in other.cue for i in context.tokens_in(span)
    ):
        return Stance.DECLINES
    return other.stance


def _says_nothing(context: Context, content: Spans) -> str:
    """The words by which a saying refuses to say, where it is hardly more than these."""
    composed = unicodedata.normalize("NFC", cut(context.parsed.text, content))
    said = composed.lower().replace("’", "'")
    for words in context.language.cues.matter.silent:
        if words in said and len(said) < len(words) + _FEW_MORE:
            return words
    return ""


def _verdict(context: Context, content: Spans) -> str:
    """The word for false that a description ends on ("called the claim a lie")."""
    false = context.language.cues.matter.false
    for span in content[-1:]:
        for i in reversed(context.tokens_in(span)):
            token = context.tokens[i]
            if token.lemma in false or token.lower in false:
                return token.text
    return ""


def _is_within(context: Context, other: Found, top: Token) -> bool:
    """Whether a statement's cue is the main clause `top`, or governs it from inside."""
    if other.cue_head == top.i or any(low <= top.start < high for low, high in other.cue):
        return True
    return top.i in {each.i for each in context.parsed.ancestors(other.cue_head)} and (
        context.tokens[other.cue_head].relation in ("xcomp", "aux", "cop", "conj")
    )


def _main_clauses(context: Context, content: Spans) -> list[Token]:
    """The governing token of each sentence of the content."""
    tops: list[Token] = []
    for span in content:
        members = context.tokens_in(span)
        for i in members:
            token = context.tokens[i]
            is_inner = token.head in members and not token.is_root
            if is_inner or token.upos not in _GOVERNING:
                continue
            if token.head in members or token.relation not in ("conj", "advcl", "acl"):
                tops.append(token)
    return tops
