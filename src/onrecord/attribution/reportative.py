"""Hearsay: reportedly, allegedly, and the conditional mood of report ("aurait été tué")."""

from collections.abc import Iterator

from onrecord.attribution.context import Context
from onrecord.attribution.found import Found
from onrecord.attribution.groups import verb_group
from onrecord.model import Spans
from onrecord.parsing import Token

# In reported speech this mood is a tense, no hearsay: such statements are dropped there.
HEARSAY_MOOD = "conditional of hearsay"


def find_reportative(context: Context) -> Iterator[Found]:
    """Clauses that the text passes on without vouching for them or naming who says so."""
    has_mood = bool(context.language.words.reportative)
    for token in context.tokens:
        if token.upos in ("ADV", "NOUN", "VERB", "ADJ"):
            cue_class = context.language.cues.adverbs.get(token.lower)
            if cue_class is not None:
                content = _clause_without(context, token)
                if content:
                    yield _found("adverb of hearsay", context, token.i, token.i, content)
                continue
        if has_mood and token.upos in ("VERB", "AUX") and _is_reportative(context, token):
            head = token if token.relation not in ("aux", "cop") else context.tokens[token.head]
            group = verb_group(context, head.i if head.upos in ("VERB", "AUX") else token.i)
            content = _clause(context, head)
            if content:
                yield _found(HEARSAY_MOOD, context, group.first, group.last, content)


def _found(rule: str, context: Context, first: int, last: int, content: Spans) -> Found:
    return Found(
        rule=rule,
        cue=(context.span(first, last),),
        cue_head=last,
        cue_class="reportedly",
        content=content,
        stance_words="hearsay",
    )


def _clause_without(context: Context, token: Token) -> Spans:
    """The clause around an adverb, in the pieces that the adverb leaves."""
    head = context.tokens[token.head]
    while head.relation in ("advmod", "amod", "aux", "cop", "fixed") and not head.is_root:
        head = context.tokens[head.head]
    first, last = context.parsed.edges(head.i)
    if head.upos in ("ADJ", "NOUN", "VERB") and head.relation in ("amod", "nmod", "acl"):
        first = token.i + 1
    left = context.content(first, token.i - 1) if first < token.i else ()
    right = context.content(token.i + 1, last) if token.i < last else ()
    return (*left, *right)


def _clause(context: Context, head: Token) -> Spans:
    first, last = context.parsed.edges(head.i)
    while first < head.i and context.tokens[first].dep in ("mark", "cc", "punct"):
        first += 1
    return context.content(first, last)


def _is_reportative(context: Context, token: Token) -> bool:
    """Whether a verb stands in the mood of report: not under "if", nor in reported speech."""
    words = context.language.words
    if not any(token.has(feature) for feature in words.reportative):
        return False
    if context.quotation_of[token.i] >= 0 or token.lemma in words.polite:
        return False
    if context.tokens[context.sentence(token.i).stop - 1].text == "?":
        return False
    head = token if token.relation not in ("aux", "cop", "aux:pass") else context.tokens[token.head]
    if head.lemma in words.polite:
        return False
    chain = [head, *context.parsed.ancestors(head.i)]
    for each in chain:
        if any(
            child.lower in words.hypothetical for child in context.parsed.dependents(each.i, "mark")
        ):
            return False
        if any(
            child.lower in words.hypothetical
            for adverbial in context.parsed.dependents(each.i, "advcl")
            for child in context.parsed.dependents(adverbial.i, "mark")
        ):
            return False
        if each.relation in ("ccomp", "acl", "csubj", "advcl") and each.i == chain[0].i:
            return False
    return head.relation in ("root", "conj", "parataxis") or head.is_root
