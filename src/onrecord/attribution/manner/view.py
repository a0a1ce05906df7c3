"""A statement's tokens by role, looked up once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.attribution.found import Found
from onrecord.attribution.manner.clauses import (
    clause_tops,
    is_any,
    main_clauses,
    plain,
    tokens_in,
)
from onrecord.languages.wording import ContentWords
from onrecord.model import cut
from onrecord.parsing import ParsedText, Token


@dataclass(frozen=True)
class View:
    """A statement's tokens by role, looked up once."""

    parsed: ParsedText
    found: Found
    words: ContentWords

    @cached_property
    def cue(self) -> list[Token]:
        """Tokens of the cue."""
        return tokens_in(self.parsed, self.found.cue)

    @cached_property
    def source(self) -> list[Token]:
        """Tokens of the source."""
        return tokens_in(self.parsed, self.found.source)

    @cached_property
    def content(self) -> list[Token]:
        """Tokens of the content."""
        return tokens_in(self.parsed, self.found.content)

    @cached_property
    def spoken(self) -> list[Token]:
        """Tokens of the content that are words."""
        return [token for token in self.content if token.upos != "PUNCT"]

    @cached_property
    def marked(self) -> dict[str, list[Token]]:
        """Tokens of the content by the groups of words that they belong to."""
        marked: dict[str, list[Token]] = {}
        for token in self.content:
            for group in self.words.groups_of(token.lemma, token.lower):
                marked.setdefault(group, []).append(token)
        return marked

    @cached_property
    def tops(self) -> list[Token]:
        """The governing words of the content."""
        return clause_tops(self.content)

    @cached_property
    def main(self) -> list[Token]:
        """Tokens of the content's main clauses."""
        return main_clauses(self.parsed, self.content)

    @cached_property
    def text(self) -> str:
        """The content as text, in plain characters."""
        return plain(cut(self.parsed.text, self.found.content))

    def first(self, among: Sequence[Token], words: frozenset[str]) -> Token | None:
        """The first of some tokens that is one of these words."""
        return next((token for token in among if is_any(token, words)), None)
