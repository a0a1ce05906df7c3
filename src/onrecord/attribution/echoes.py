"""Stance out of the content: "said that it was false", "said he could not confirm it".

A cue that only says ("said", "told") leaves the stance to its words. They deny where their
main clause calls what others put forward false; and where the main clause is itself a
statement of the same speaker ("said he had never denied it"), the outer one takes its stance.
"""

from collections.abc import Callable, Sequence

from onrecord.attribution.context import Context
from onrecord.attribution.found import Found
from onrecord.model import Spans, Stance, cut, size
from onrecord.parsing import Token

# The last is of cues that only the learned reader knows.
_PLAIN_CLASSES = frozenset({"say", "accord", "think", "show", "quote", "blame", "learned"})
_FEW_MORE = 40
_ECHOED = frozenset(
    {Stance.NEITHER, Stance.DECLINES, Stance.DENIES, Stance.CONFIRMS, Stance.RETRACTS}
)


def settle_stances(
    context: Context, found: Sequence[Found], same_speaker: Callable[[int, int], bool]
) -> None:
    """Set the stance of plain sayings from their content, innermost first.

    `same_speaker` tells of two positions in `found` whether one speaker stands behind both.
    """
    inner: dict[int, list[int]] = {}
    for position, each in enumerate(found):
        if each.inside is not None:
            inner.setdefault(each.inside, []).append(position)
    for position in sorted(range(len(found)), key=lambda n: size(found[n].content)):
        each = found[position]
        if each.stance is not Stance.ASSERTS or each.cue_class not in _PLAIN_CLASSES:
            continue
        _settle(
            context,
            found,
            position,
            [n for n in inner.get(position, ()) if same_speaker(position, n)],
        )


def _settle(context: Context, found: Sequence[Found], position: int, own: Sequence[int]) -> None:
    each = found[position]
    silent = _says_nothing(context, each.content)
    if silent:
        each.stance, each.stance_words = Stance.DECLINES, f"said only: {silent}"
        return
    if each.rule == "verb with as":
        false = _verdict(context, each.content)
        if false:
            each.stance, each.stance_words = Stance.DENIES, f"called {false}"
        return
    for top in _main_clauses(context, each.content):
        for inner in own:
            other = found[inner]
            if other.stance in _ECHOED and _is_within(context, other, top):
                each.stance = other.stance
                each.stance_words = f"their own words: {cut(context.parsed.text, other.cue)}"
                return
        judged = judge_clause(context, top)
        if judged is not None:
            each.stance, each.stance_words = judged
            return


def _says_nothing(context: Context, content: Spans) -> str:
    """The words by which a saying refuses to say, where it is hardly more than these."""
    said = cut(context.parsed.text, content).lower().replace("’", "'")
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
            if token.head not in members and token.relation in ("conj", "advcl", "acl"):
                continue
            is_top = token.head not in members or token.is_root
            if is_top and token.upos in ("VERB", "AUX", "ADJ", "NOUN", "PROPN", "ADV"):
                tops.append(token)
    return tops


def judge_clause(context: Context, top: Token) -> tuple[Stance, str] | None:
    """The stance of somebody who says the clause that `top` governs, if the clause tells."""
    matter = context.language.cues.matter
    negated = any(
        context.is_negation(each)
        for each in (context.tokens[c] for c in context.parsed.children[top.i])
    )
    doubted = _lacks_proof(context, top)
    if doubted is not None:
        return doubted
    about_matter = _is_about_matter(context, top)
    word = top.lemma if top.lemma in matter.false | matter.true | matter.doubtful else top.lower
    if word in matter.false and about_matter:
        stance = Stance.CONFIRMS if negated else Stance.DENIES
        return stance, f"called {'not ' if negated else ''}{top.text}"
    if word in matter.true and about_matter and (top.upos != "NOUN" or negated):
        stance = Stance.DENIES if negated else Stance.CONFIRMS
        return stance, f"called {'not ' if negated else ''}{top.text}"
    if word in matter.doubtful and about_matter and not negated:
        return Stance.QUESTIONS, f"called {top.text}"
    if negated and top.lemma in matter.happened and about_matter:
        return Stance.DENIES, "said it did not happen"
    if _protests(context, top):
        return Stance.DENIES, "said it was never so"
    return None


def _protests(context: Context, top: Token) -> bool:
    """Whether the clause is "I have never …", as one answers an accusation."""
    children = [context.tokens[c] for c in context.parsed.children[top.i]]
    words = context.language.words
    return (
        any(each.lower in context.language.cues.matter.never for each in children)
        and any(each.relation == "nsubj" and each.lower in words.first_person for each in children)
        and any(each.relation == "aux" for each in children)
    )


def _is_about_matter(context: Context, top: Token) -> bool:
    """Whether the clause speaks of what somebody put forward, or is nothing but its verdict."""
    matter = context.language.cues.matter
    subjects = list(context.parsed.dependents(top.i, "nsubj", "expl:subj", "expl", "csubj"))
    if not subjects:
        return top.upos in ("ADJ", "NOUN") and not _has_object(context, top)
    return any(
        context.pronoun(each) in matter.pointing or each.lemma in matter.nouns for each in subjects
    )


def _has_object(context: Context, top: Token) -> bool:
    return any(True for _ in context.parsed.dependents(top.i, "nmod", "obj", "obl"))


def _lacks_proof(context: Context, top: Token) -> tuple[Stance, str] | None:
    """`There is no evidence that …`: doubt."""
    proof = context.language.cues.matter.proof
    things = [
        each
        for each in [top, *context.parsed.dependents(top.i, "nsubj", "obj", "expl", "xcomp")]
        if each.lemma in proof
    ]
    for thing in things:
        words = [
            context.tokens[c]
            for c in (*context.parsed.children[thing.i], *context.parsed.children[top.i])
        ]
        if any(context.is_negation(each) and each.upos in ("DET", "ADV", "PART") for each in words):
            return Stance.QUESTIONS, f"no {thing.text}"
    return None
