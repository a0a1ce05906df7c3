"""Where a reported clause ends."""

from onrecord.attribution.context import Context
from onrecord.attribution.coordination import is_misplaced, is_next_saying
from onrecord.attribution.groups import Group
from onrecord.parsing import Token


def clause_end(context: Context, group: Group, first: int, parsed_last: int) -> int:
    """The last token of a reported clause that begins at `first`.

    Parsers often end long clauses early. It goes to the end of the clause that the cue
    itself stands in, unless something else hangs on the cue before that.
    """
    sentence = context.sentence(group.head)
    top = context.tokens[group.top]
    limit = sentence.stop - 1 if _is_main(context, top) else context.parsed.edges(top.i)[1]
    limit = max(limit, parsed_last)
    quotation = context.quotation_of[group.head]
    if quotation >= 0:
        limit = min(limit, context.tokens_in(context.quotations[quotation].inner).stop - 1)
    for at in range(first + 1, limit + 1):
        token = context.tokens[at]
        if token.text == ";" and context.quotation_of[at] < 0:
            return at - 1
        if at > first + 2 and is_misplaced(context, token, group.top):
            start = context.parsed.edges(token.i)[0]
            if first < start and _is_set_off(context, start):
                return start - 1
        if at > first + 2 and is_next_saying(context, token):
            return at - 1
        if _goes_on_from(context, token, group):
            start = context.parsed.edges(token.i)[0]
            if start > max(first, parsed_last) and _is_set_off(context, start):
                return start - 1
    return limit


def _goes_on_from(context: Context, token: Token, group: Group) -> bool:
    """Whether a clause hangs on the cue itself beside the reported one."""
    return (
        token.head in (group.top, group.head)
        and token.relation in ("conj", "parataxis", "advcl")
        and _is_clause(context, token)
    )


def _is_set_off(context: Context, start: int) -> bool:
    """Whether a clause begins with a conjunction or behind a comma."""
    opening = context.tokens[start]
    return (
        opening.upos in ("CCONJ", "PUNCT")
        or context.tokens[start - 1].text in (",", "–", "—", "-")
        or context.tokens[start - 1].upos == "CCONJ"
    )


def _is_main(context: Context, top: Token) -> bool:
    """Whether a verb is the sentence's main verb or coordinated with it."""
    while top.relation == "conj" and not top.is_root:
        top = context.tokens[top.head]
    return top.is_root or top.relation in ("ccomp", "parataxis")


def _is_clause(context: Context, token: Token) -> bool:
    return token.upos in ("VERB", "AUX") or any(
        context.tokens[c].relation in ("cop", "nsubj") for c in context.parsed.children[token.i]
    )
