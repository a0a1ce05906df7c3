"""Whom the sentences between speak of without a name: "He had trained two of them." """

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from onrecord.attribution.found import Found
from onrecord.attribution.speakers.lexical import role_at
from onrecord.attribution.speakers.scene import Scene
from onrecord.model import Span

_GENDERED = frozenset({"masculine", "feminine"})


def find_mentions(scene: Scene, found: Sequence[Found]) -> Iterator[Found]:
    """Subjects that are no source and bear no name, each as a source of no statement."""
    parsed = scene.parsed
    taken = _Spans((span, 0) for each in found for span in (*each.source, *each.cue, *each.quoted))
    contents = _Spans((span, k) for k, each in enumerate(found) for span in each.content)
    for token in parsed.tokens:
        if token.relation != "nsubj":
            continue
        where = _words_of(scene, token.i)
        if where is None:
            continue
        span = parsed.span(*where)
        if any(True for _ in taken.touching(span)):
            continue
        around = min(contents.touching((span[0], span[0] + 1)), default=(0, None))[1]
        yield Found("mention", (), token.i, "", (span,), token.i, inside=around)


def _words_of(scene: Scene, i: int) -> tuple[int, int] | None:
    """The tokens of a subject that takes up somebody, or None."""
    tokens, people = scene.parsed.tokens, scene.people
    if tokens[i].upos == "PRON" and people.pronouns.get(tokens[i].lower) in _GENDERED:
        return i, i
    if tokens[i].upos != "NOUN" or tokens[i].has("Number=Plur"):
        return None
    first, last = scene.parsed.edges(i)
    article = people.articles.get(tokens[first].lower)
    is_known = article == "definite" or (article is None and not people.has_articles)
    has_role = any(role_at(scene.parsed, people, k)[0] for k in range(first, i + 1))
    if not (is_known and has_role) or scene.names_within(first, last):
        return None
    return first, last


class _Spans:
    """Spans by their start, each with what it belongs to, for those around a place."""

    def __init__(self, spans: Iterable[tuple[Span, int]]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for (start, _), _ in self._spans]
        self._reach = list(accumulate((end for (_, end), _ in self._spans), max))

    def touching(self, one: Span) -> Iterator[tuple[int, int]]:
        """Length and owner of each span that shares a character with `one`."""
        for k in range(bisect_left(self._starts, one[1]) - 1, -1, -1):
            if self._reach[k] <= one[0]:
                return
            (start, end), owner = self._spans[k]
            if end > one[0]:
                yield end - start, owner
