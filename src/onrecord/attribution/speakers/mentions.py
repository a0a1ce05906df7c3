"""Whom the sentences between speak of without a name: "He had trained two of them." """

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from onrecord.attribution.found import Found
from onrecord.attribution.speakers.lexical import role_at
from onrecord.attribution.speakers.scene import Scene
from onrecord.model import Span

_GENDERED = frozenset({"masculine", "feminine"})


def find_mentions(scene: Scene, found: Sequence[Found]) -> Iterator[Found]:
    """Subjects that are no source and bear no name, each as a source of no statement."""
    parsed = scene.parsed
    taken = [span for each in found for span in (*each.source, *each.cue)]
    quoted = sorted(span for each in found for span in each.quoted)
    contents = _Contents(found)
    for token in parsed.tokens:
        if token.relation != "nsubj":
            continue
        where = _words_of(scene, token.i)
        if where is None:
            continue
        span = parsed.span(*where)
        if _touches(taken, span) or _touches(quoted, span):
            continue
        yield Found("mention", (), token.i, "", (span,), token.i, inside=contents.around(span[0]))


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


class _Contents:
    """The statements' contents, for the innermost around a place."""

    def __init__(self, found: Sequence[Found]) -> None:
        self._spans = sorted((*span, k) for k, each in enumerate(found) for span in each.content)

    def around(self, place: int) -> int | None:
        """The position of the innermost statement whose content holds `place`."""
        before = self._spans[: bisect_right(self._spans, (place, place + 1, -1))]
        holding = [(end - start, k) for start, end, k in before if end > place]
        return min(holding)[1] if holding else None


def _touches(spans: Sequence[Span], one: Span) -> bool:
    return any(start < one[1] and one[0] < end for start, end in spans)
