"""The tokens of a span of text, and which of them make up its main clauses."""

from bisect import bisect_left
from collections.abc import Collection, Sequence

from onrecord.languages.wording import ContentWords
from onrecord.model import Span
from onrecord.parsing import ParsedText, Token

# What hangs on a main clause by one of these says something beside it.
_ASIDE = frozenset({"acl", "advcl", "appos", "vocative", "csubj"})


def tokens_in(parsed: ParsedText, spans: Sequence[Span]) -> list[Token]:
    """The tokens that start inside `spans`, in order."""
    starts = parsed.starts
    ranges = [(bisect_left(starts, start), bisect_left(starts, end)) for start, end in spans]
    if len(ranges) == 1:
        return list(parsed.tokens[slice(*ranges[0])])
    places = {i for first, stop in ranges for i in range(first, stop)}
    return [parsed.tokens[i] for i in sorted(places)]


def clause_tops(members: Sequence[Token]) -> list[Token]:
    """Those of `members` that no other of them governs."""
    inside = {token.i for token in members}
    return [
        token
        for token in members
        if (token.head not in inside or token.head == token.i) and token.upos != "PUNCT"
    ]


def main_clauses(
    parsed: ParsedText, members: Sequence[Token], tops: Sequence[Token]
) -> list[Token]:
    """Those of `members` that stand in no relative, adverbial or subject clause, in order.

    `tops` are their clause tops.
    """
    inside = {token.i for token in members}
    stack = [token.i for token in tops]
    reached = set(stack)
    children, relations = parsed.children, parsed.relations
    while stack:
        for child in children[stack.pop()]:
            if child in inside and relations[child] not in _ASIDE:
                reached.add(child)
                stack.append(child)
    return [token for token in members if token.i in reached]


def is_any(token: Token, words: Collection[str]) -> bool:
    """Whether the token's lemma or form is one of `words`."""
    return token.lemma in words or token.lower in words


def is_conditional(token: Token, words: ContentWords) -> bool:
    """Whether the verb is in the conditional, by its features or its ending."""
    ends = token.upos in ("VERB", "AUX") and token.lower.endswith(words.conditional_endings)
    return token.has("Mood=Cnd") or (bool(words.conditional_endings) and ends)


def plain(text: str) -> str:
    """`text` with one kind of apostrophe and of space, as long as before."""
    return text.translate(_PLAIN)


_PLAIN = str.maketrans({"’": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " "})
