"""A parsed text: Universal Dependencies over tokens that know their place in the text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from onrecord.model import Span


@cache
def _without_subtype(dep: str) -> str:
    return dep.split(":", 1)[0]


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark; `head` is the index of its governor, its own index at a root.

    `feats` is the UD feature string (`Mood=Ind|Tense=Past`); `lemma` is lower case.
    """

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    upos: str
    dep: str
    head: int
    feats: str

    @property
    def is_root(self) -> bool:
        """Whether this token governs its sentence."""
        return self.head == self.i

    @property
    def relation(self) -> str:
        """The relation to the head without its subtype: `nsubj` of `nsubj:pass`."""
        return _without_subtype(self.dep)

    def has(self, feature: str) -> bool:
        """Whether the token bears a UD feature, written `Mood=Cnd`."""
        return feature in self.feats


@dataclass(frozen=True)
class ParsedText:
    """Tokens of a text in order, with its sentences and paragraphs as token ranges."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[range, ...]
    paragraphs: tuple[range, ...]
    _edges: dict[int, tuple[int, int]] = field(default_factory=dict, repr=False)

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each token the indices of its dependents, in order."""
        lists: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                lists[token.head].append(token.i)
        return tuple(tuple(each) for each in lists)

    @cached_property
    def sentence_of(self) -> tuple[int, ...]:
        """For each token the number of its sentence."""
        return _numbered(self.sentences, len(self.tokens))

    @cached_property
    def paragraph_of(self) -> tuple[int, ...]:
        """For each token the number of its paragraph."""
        return _numbered(self.paragraphs, len(self.tokens))

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each token starts, in code points; for bisection."""
        return tuple(token.start for token in self.tokens)

    @cached_property
    def relations(self) -> tuple[str, ...]:
        """For each token its relation without subtype; for loops over many tokens."""
        return tuple([_without_subtype(token.dep) for token in self.tokens])

    def dependents(self, i: int, *relations: str) -> Iterator[Token]:
        """Dependents of token `i` whose relation (with or without subtype) is one of these."""
        tokens, plain = self.tokens, self.relations
        for child in self.children[i]:
            if plain[child] in relations or tokens[child].dep in relations:
                yield tokens[child]

    def subtree(self, i: int) -> Iterator[int]:
        """Token `i` and all that depend on it, however deep; no particular order."""
        stack = [i]
        while stack:
            top = stack.pop()
            yield top
            stack.extend(self.children[top])

    def edges(self, i: int) -> tuple[int, int]:
        """First and last token of the subtree of `i`."""
        found = self._edges.get(i)
        if found is None:
            members = list(self.subtree(i))
            found = self._edges[i] = (min(members), max(members))
        return found

    def ancestors(self, i: int) -> Iterator[Token]:
        """The governors of token `i`, nearest first."""
        seen = {i}
        while self.tokens[i].head not in seen:
            i = self.tokens[i].head
            seen.add(i)
            yield self.tokens[i]

    def span(self, first: int, last: int) -> Span:
        """Characters from token `first` through token `last`."""
        return self.tokens[first].start, self.tokens[last].end


def _numbered(ranges: Sequence[range], size: int) -> tuple[int, ...]:
    numbers = [0] * size
    for number, members in enumerate(ranges):
        for i in members:
            numbers[i] = number
    return tuple(numbers)
