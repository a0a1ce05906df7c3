"""Verdicts: clauses that call what others put forward false, true or doubtful, and answers."""

from collections.abc import Iterator
from itertools import islice

from onrecord.attribution.context import Context
from onrecord.model import Spans, Stance, cut
from onrecord.parsing import Token

_JUDGING = ("amod", "advmod", "xcomp", "obj", "obl", "appos", "compound", "conj")
_LONGEST_ANSWER = 3  # words that an answer may be led in by ("par la négative")


def judge_answer(context: Context, content: Spans) -> tuple[Stance, str] | None:
    """The stance of a content that is, or opens with, a yes or a no of its own."""
    matter = context.language.cues.matter
    words = (
        context.tokens[i]
        for i in (context.tokens_in(content[0]) if content else ())
        if context.tokens[i].upos != "PUNCT"
    )
    opening = list(islice(words, _LONGEST_ANSWER + 1))
    for n, token in enumerate(opening[:_LONGEST_ANSWER]):
        if token.lower not in matter.yes and token.lower not in matter.no:
            if token.upos not in ("ADP", "DET", "SCONJ"):
                return None
            continue
        ends = n == len(opening) - 1 or context.mark_after(token.end) in (",", ".", "!", ";", ":")
        if not ends:
            return None
        stance = Stance.CONFIRMS if token.lower in matter.yes else Stance.DENIES
        return stance, f"answered {token.text}"
    return None


def judge_mistake(context: Context, content: Spans) -> tuple[Stance, str] | None:
    """Whether the speaker takes back what they said themselves ("we regret the error")."""
    said = cut(context.parsed.text, content).lower().replace("\u2019", "'")
    for words in context.language.cues.matter.mistaken:
        if words in said:
            return Stance.RETRACTS, f"took back: {words}"
    return None


def judge_clause(context: Context, top: Token) -> tuple[Stance, str] | None:
    """The stance of somebody who says the clause that `top` governs, if the clause tells."""
    doubted = _lacks_proof(context, top)
    if doubted is not None:
        return doubted
    for clause in (top, *_clauses_vouched_for(context, top)):
        judged = _judge_verdict(context, clause)
        if judged is not None:
            return judged
    if _protests(context, top):
        return Stance.DENIES, "said it was never so"
    return None


def _clauses_vouched_for(context: Context, top: Token) -> Iterator[Token]:
    """The clause below "I am certain that", which says the same as the clause alone."""
    convinced = context.language.cues.matter.convinced
    words = [top, *context.parsed.dependents(top.i, "amod", "xcomp", "ccomp", "advmod")]
    if any(context.is_negation(context.tokens[c]) for c in context.parsed.children[top.i]):
        return
    for word in words:
        if word.lemma in convinced or word.lower in convinced:
            yield from context.parsed.dependents(word.i, "ccomp", "advcl")
            for below in context.parsed.dependents(word.i, "obl", "nmod"):
                yield from context.parsed.dependents(below.i, "acl", "ccomp")
            if word is not top:
                yield from context.parsed.dependents(top.i, "ccomp")


def _judge_verdict(context: Context, top: Token) -> tuple[Stance, str] | None:
    matter = context.language.cues.matter
    if not _is_about_matter(context, top):
        return None
    negated = any(context.is_negation(context.tokens[c]) for c in context.parsed.children[top.i])
    no = "not " if negated else ""
    for word in _judging_words(context, top):
        if _is_in(word, matter.false):
            stance = Stance.CONFIRMS if negated else Stance.DENIES
            if not negated and _is_about_own(context, top):
                stance = Stance.RETRACTS
            return stance, f"called {no}{word.text}"
        if _is_in(word, matter.true) and (word.upos != "NOUN" or negated):
            stance = Stance.DENIES if negated else Stance.CONFIRMS
            return stance, f"called {no}{word.text}"
        if _is_in(word, matter.doubtful) and not negated:
            return Stance.QUESTIONS, f"called {word.text}"
    if negated and top.lemma in matter.happened:
        return Stance.DENIES, "said it did not happen"
    return None


def _is_in(word: Token, words: frozenset[str]) -> bool:
    return word.lemma in words or word.lower in words


def _judging_words(context: Context, top: Token) -> Iterator[Token]:
    """The predicate, and the words in it that judge ("a pure fabrication", "is true")."""
    yield top
    copular = context.language.cues.matter.copular
    if top.upos in ("NOUN", "PROPN") or top.lemma in copular:
        yield from context.parsed.dependents(top.i, *_JUDGING)


def _is_about_own(context: Context, top: Token) -> bool:
    """Whether what is called false is an earlier word of the speaker's own."""
    earlier = context.language.cues.matter.earlier
    for subject in context.parsed.dependents(top.i, "nsubj"):
        children = [context.tokens[c] for c in context.parsed.children[subject.i]]
        owned = any(each.has("Poss=Yes") for each in children)
        if owned and any(_is_in(each, earlier) for each in children):
            return True
    return False


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
        # "Lies, lies": plural nouns that stand alone are often taken for verbs.
        verdict = top.upos in ("ADJ", "NOUN", "PROPN") or top.lower in matter.false
        return verdict and not _has_object(context, top)
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
        if thing is top and any(True for _ in context.parsed.dependents(top.i, "cop")):
            continue  # "it is not a good sign" tells nothing of proof
        words = [
            context.tokens[c]
            for c in (*context.parsed.children[thing.i], *context.parsed.children[top.i])
        ]
        if any(context.is_negation(each) and each.upos in ("DET", "ADV", "PART") for each in words):
            return Stance.QUESTIONS, f"no {thing.text}"
    return None
