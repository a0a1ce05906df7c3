"""What every construction needs to see of the article it looks at."""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.attribution.interruptions import split_interrupted
from onrecord.attribution.quotations import Quotation, find_quotations
from onrecord.languages import Language
from onrecord.model import Span, Spans, trim
from onrecord.parsing import ParsedText, Token

_LONGEST_TITLE = 6  # words
_BLANKS = " \t\u00a0\u202f"
# Marks that a span of ours never begins or ends with.
EDGE = " \t\r\n\u00a0\u202f\u2009\u200b\ufeff,;:.–—-"


@dataclass(frozen=True)
class Context:
    """A parsed text with its language and its quotations."""

    parsed: ParsedText
    language: Language
    quotations: tuple[Quotation, ...]

    @classmethod
    def of(cls, parsed: ParsedText, language: Language) -> "Context":
        """The context of a parsed text."""
        quotations = find_quotations(
            parsed.text, language.quotation_marks, apostrophes=language.apostrophes
        )
        return cls(parsed, language, tuple(split_interrupted(parsed, language, quotations)))

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the text."""
        return self.parsed.tokens

    @cached_property
    def quotation_of(self) -> tuple[int, ...]:
        """For each token the number of the quotation it stands in (marks included), or -1."""
        numbers = [-1] * len(self.tokens)
        for number, quotation in enumerate(self.quotations):
            for i in self.tokens_in(quotation.span):
                numbers[i] = number
        return tuple(numbers)

    @cached_property
    def _quotation_starts(self) -> tuple[int, ...]:
        return tuple(each.span[0] for each in self.quotations)

    @cached_property
    def titles(self) -> frozenset[int]:
        """Numbers of the quotations that are names: capitalised words with nothing said."""
        return frozenset(n for n, each in enumerate(self.quotations) if self._is_title(each))

    def _is_title(self, quotation: Quotation) -> bool:
        members = self.tokens_in(quotation.inner)
        if len(members) > _LONGEST_TITLE:
            return False
        small = ("PUNCT", "DET", "ADP", "CCONJ", "NUM")
        telling = [self.tokens[n] for n in members if self.tokens[n].upos not in small]
        if not telling or not telling[0].text[:1].isupper():
            return False
        if self.language.people.names_in_marks and self._is_named_in_marks(quotation, telling):
            return True
        return all(each.text[:1].isupper() for each in telling)

    def _is_named_in_marks(self, quotation: Quotation, telling: Sequence[Token]) -> bool:
        """Whether nothing is said between the marks: no verb and no mark of its own."""
        if self.mark_before(quotation.span[0]) == ":":
            return False
        inner = self.parsed.text[quotation.inner[1] - 1 : quotation.inner[1]]
        return inner not in ".,!?…" and not any(
            each.upos in ("VERB", "AUX", "PRON", "ADV") for each in telling
        )

    def tokens_in(self, span: Span) -> range:
        """Indices of the tokens that begin inside `span`."""
        starts = self.parsed.starts
        first = bisect.bisect_left(starts, span[0])
        return range(first, bisect.bisect_left(starts, span[1], first))

    def sentence(self, i: int) -> range:
        """The sentence of token `i`."""
        return self.parsed.sentences[self.parsed.sentence_of[i]]

    def span(self, first: int, last: int) -> Span:
        """Characters from token `first` through `last`, without punctuation at its ends."""
        return trim(self.parsed.text, self.parsed.span(first, last), drop=EDGE)

    def content(self, first: int, last: int) -> Spans:
        """Like `span`, but quotations it cuts through are taken whole, and lines kept apart."""
        start, end = trim(self.parsed.text, self.parsed.span(first, last), drop=EDGE)
        for quotation in self.quotations_near(start, end):
            low, high = quotation.span
            if low < start and end < high:
                # Inside one quotation: its words, never the marks around them.
                end = min(end, quotation.inner[1])
                break
            if low < start < high:
                start = low
            if low < end <= high:
                end = high
        end = self.close_marks(start, end)
        return ((start, end),) if start < end else ()

    def quotations_near(self, start: int, end: int) -> Sequence[Quotation]:
        """Quotations that share a character with the span."""
        starts = self._quotation_starts
        last = bisect.bisect_left(starts, end)
        first = max(0, bisect.bisect_right(starts, start) - 1)
        return [each for each in self.quotations[first:last] if each.span[1] > start]

    def close_marks(self, start: int, end: int) -> int:
        """Where the span ends once a mark or bracket that it opened is closed with it."""
        text = self.parsed.text
        opened = text.count("(", start, end) - text.count(")", start, end)
        if opened > 0 and end < len(text) and text[end] == ")":
            return end + 1
        return end

    def pronoun(self, token: Token) -> str:
        """A pronoun in lower case, without the hyphens that tie it to its verb ("-t-il")."""
        return token.lower.rsplit("-", 1)[-1]

    def mark_before(self, at: int) -> str:
        """The character before place `at`, blanks left out; empty at the start of the text."""
        return self._text_beside(at - 1, step=-1)

    def mark_after(self, at: int) -> str:
        """The character at or after place `at`, blanks left out; empty at the end of the text."""
        return self._text_beside(at, step=1)

    def _text_beside(self, at: int, *, step: int) -> str:
        text = self.parsed.text
        while 0 <= at < len(text) and text[at] in _BLANKS:
            at += step
        return text[at] if 0 <= at < len(text) else ""

    def is_negation(self, token: Token) -> bool:
        """Whether the token is one of the language's negating words."""
        return token.lower in self.language.words.negation

    def is_first_person(self, i: int) -> bool:
        """Whether token `i` is "I" or "we"."""
        token = self.tokens[i]
        return token.has("Person=1") or token.lower in self.language.words.first_person
