"""What the text says was shown for a statement, or was not shown."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from onrecord.attribution.found import Found
from onrecord.attribution.manner.clauses import tokens_in
from onrecord.attribution.manner.showings import NAMING, Showing, find_showings
from onrecord.languages.wording import EvidenceWords, Wording
from onrecord.model import Evidence, EvidenceKind, Span, Spans, covers
from onrecord.parsing import ParsedText

# How many statements back the one may lie whose source is named again.
_REACH = 12
_SHOWING_SOURCES = frozenset(
    {EvidenceKind.WITNESS, EvidenceKind.RECORDING, EvidenceKind.IMAGE, EvidenceKind.DATA}
)
# What is said to be shown in such a statement is wanted or announced, not shown.
_UNREAL_CUES = frozenset({"demand", "ask", "promise"})


def find_evidence(
    parsed: ParsedText, founds: Sequence[Found], *, wording: Wording
) -> list[tuple[Evidence, ...]]:
    """For each statement what was shown for it or withheld, in the order of the text."""
    words = wording.evidence
    evidence: list[set[Evidence]] = [set() for _ in founds]
    line = _Line(parsed, founds)
    for showing in find_showings(parsed, words=words):
        for index in line.statements_of(showing):
            evidence[index].add(Evidence(showing.kind, showing.shown, showing.span))
    for index, found in enumerate(founds):
        evidence[index].update(_source_evidence(parsed, found, words))
    return [tuple(sorted(each, key=lambda one: one.span)) for each in evidence]


def _source_evidence(parsed: ParsedText, found: Found, words: EvidenceWords) -> Iterator[Evidence]:
    """A witness, a recording, an image or data that is itself the source."""
    if found.source_head is None or not found.source:
        return
    head = parsed.tokens[found.source_head]
    kind = words.kinds.get(head.lemma) or words.kinds.get(head.lower)
    if kind in _SHOWING_SOURCES:
        yield Evidence(kind, True, found.source[0])


class _Line:
    """The statements in the order in which they start in the text."""

    def __init__(self, parsed: ParsedText, founds: Sequence[Found]) -> None:
        self._parsed = parsed
        self._founds = founds
        self._order = sorted(range(len(founds)), key=self._start)
        self._starts = [self._start(index) for index in self._order]

    def _start(self, index: int) -> int:
        found = self._founds[index]
        return min((start for start, _ in (*found.source, *found.cue, *found.content)), default=0)

    def statements_of(self, showing: Showing) -> list[int]:
        """The statements that something shown speaks about; none where that is unclear."""
        near = self._until_end_of_sentence(showing)
        holders = [index for index in near if covers(self._founds[index].content, [showing.span])]
        if any(self._founds[index].cue_class in _UNREAL_CUES for index in holders):
            return []
        free = [index for index in near if index not in holders]
        nearest = self._by_cue(showing, free)
        if nearest is None and showing.names:
            nearest = self._by_name(showing, free)
        # A pronoun, "the paper", or a thing withheld: it goes with what stands before it.
        if nearest is None and not holders and not (showing.names and showing.shown):
            nearest = self._beside(showing, free)
        if nearest is None:
            return []
        return [nearest, *(i for i in free if self._founds[i].inside == nearest)]

    def _until_end_of_sentence(self, showing: Showing) -> list[int]:
        sentence = self._parsed.sentences[self._parsed.sentence_of[showing.verb.i]]
        place = bisect_left(self._starts, self._parsed.tokens[sentence[-1]].end)
        return self._order[max(0, place - _REACH) : place]

    def _by_cue(self, showing: Showing, near: Sequence[int]) -> int | None:
        """The statement whose source the thing is in, or whose cue governs the showing."""
        noun = [(showing.noun.start, showing.noun.end)]
        above = [showing.verb.i, *(t.i for t in islice(self._parsed.ancestors(showing.verb.i), 3))]
        for index in reversed(near):
            found = self._founds[index]
            if covers(found.source, noun):
                return index
            cue = {token.i for token in tokens_in(self._parsed, found.cue)}
            if not cue.isdisjoint(above):
                return index
        return None

    def _by_name(self, showing: Showing, near: Sequence[int]) -> int | None:
        """The earlier statement, nearest and on the same matter, of whoever shows."""
        earlier = [index for index in reversed(near) if self._start(index) < showing.span[0]]
        matter = self._lemmas((showing.span,))
        best, highest = None, 0.0
        for age, index in enumerate(earlier):
            found = self._founds[index]
            if showing.names & self._lemmas(found.source):
                named = 1.0
            elif not showing.shown and showing.proper & self._lemmas((self._sentence(index),)):
                # "Velland told the Courier ...": withheld by who only relayed it.
                named = 0.5
            else:
                continue
            score = named + len(matter & self._lemmas(found.content)) - age / _REACH
            if score > highest:
                best, highest = index, score
        return best

    def _sentence(self, index: int) -> Span:
        sentence = self._parsed.sentences[self._parsed.sentence_of[self._founds[index].cue_head]]
        return self._parsed.span(sentence[0], sentence[-1])

    def _beside(self, showing: Showing, near: Sequence[int]) -> int | None:
        """The last statement of its own that starts before it in the same paragraph."""
        paragraph = self._parsed.paragraphs[self._parsed.paragraph_of[showing.verb.i]]
        first = self._parsed.tokens[paragraph[0]].start
        for index in reversed(near):
            alone = self._founds[index].inside is None
            if alone and first <= self._start(index) < showing.span[0]:
                return index
        return None

    def _lemmas(self, spans: Spans) -> frozenset[str]:
        members = tokens_in(self._parsed, spans)
        return frozenset(token.lemma for token in members if token.upos in NAMING)
