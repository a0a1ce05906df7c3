"""A statement's tokens by role, looked up once."""

from collections.abc import Sequence

from onrecord.attribution.found import Found
from onrecord.attribution.manner.clauses import (
    clause_tops,
    is_any,
    main_clauses,
    tokens_in,
)
from onrecord.languages.wording import ContentWords
from onrecord.model import cut
from onrecord.parsing import ParsedText, Token


class View:
    """A statement's tokens by role, looked up once.

    `spoken` are those of the content that are words, `tops` those that govern it, `main`
    those of its main clauses; `marked` gives its tokens by the groups of words that they
    belong to; `text` is the content as printed.
    """

    def __init__(self, parsed: ParsedText, found: Found, words: ContentWords) -> None:
        self.parsed, self.found, self.words = parsed, found, words
        self.cue = tokens_in(parsed, found.cue)
        self.source = tokens_in(parsed, found.source)
        self.content = tokens_in(parsed, found.content)
        self.spoken = [token for token in self.content if token.upos != "PUNCT"]
        self.tops = clause_tops(self.content)
        self.main = main_clauses(parsed, self.content, self.tops)
        self.marked = _by_group(self.content, words)
        self.text = cut(parsed.text, found.content)

    def first(self, among: Sequence[Token], words: frozenset[str]) -> Token | None:
        """The first of some tokens that is one of these words."""
        return next((token for token in among if is_any(token, words)), None)


def _by_group(tokens: Sequence[Token], words: ContentWords) -> dict[str, list[Token]]:
    marked: dict[str, list[Token]] = {}
    for token in tokens:
        for group in words.groups_of(token.lemma, token.lower):
            marked.setdefault(group, []).append(token)
    return marked
