"""Statements passed on in a participle: "The Gazette, citing two diplomats, said that …"."""

from collections.abc import Iterator, Sequence

from onrecord.attribution.context import Context
from onrecord.attribution.found import Found
from onrecord.attribution.noun_phrases import noun_phrase
from onrecord.model import Spans
from onrecord.parsing import Token


def find_citing(context: Context, found: Sequence[Found]) -> Iterator[Found]:
    """For each one cited a statement with the content of the statement that cites them."""
    citing = context.language.cues.citing
    for token in context.tokens:
        if token.upos != "VERB" or token.lemma not in citing:
            continue
        cited = next(context.parsed.dependents(token.i, "obj"), None)
        if cited is None or cited.i < token.i or token.has("VerbForm=Fin"):
            continue
        telling = _telling(context, found, token)
        if telling is not None and context.quotation_of[token.i] < 0:
            yield Found(
                rule="cited",
                cue=(context.span(token.i, token.i),),
                cue_head=token.i,
                cue_class="accord",
                source=noun_phrase(context, cited.i),
                source_head=cited.i,
                content=_without(telling.content, context.parsed.edges(token.i), context),
                stance_words="passes on",
                through=telling,
            )


def _telling(context: Context, found: Sequence[Found], token: Token) -> Found | None:
    """The statement of the same sentence whose source or verb the participle hangs on."""
    sentence = context.sentence(token.i)
    above = {token.head, *(each.i for each in context.parsed.ancestors(token.i))}
    for each in found:
        if each.cue and each.cue_head in sentence and each.cue_head != token.i:
            governs = each.cue_head in above or each.source_head in above
            if governs and each.content:
                return each
    return None


def _without(content: Spans, edges: tuple[int, int], context: Context) -> Spans:
    """The content up to the participle, where that was taken for a part of it."""
    start = context.tokens[edges[0]].start
    return tuple(
        (low, min(high, max(low, start - 2)) if low < start < high else high)
        for low, high in content
    )
