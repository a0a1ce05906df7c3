"""Which tokens of a source say who is meant, where it stands in several pieces."""

from bisect import bisect_left, bisect_right
from itertools import pairwise

from onrecord.attribution.found import Found
from onrecord.attribution.speakers.scene import Scene
from onrecord.model import Span, SpeakerKind
from onrecord.parsing import ParsedText

_OPENING, _CLOSING = frozenset("«“„"), frozenset("»”")
_MARKS = _OPENING | _CLOSING | {'"'}
# The pronouns that stand for whoever speaks by themselves.
_SUBJECTS = frozenset({"masculine", "feminine", "neuter", "plural", "first"})


def token_range(scene: Scene, found: Found) -> tuple[int, int] | None:
    """First and last token of the source; of one in several pieces, of the piece that counts."""
    parsed = scene.parsed
    if not found.source or not parsed.tokens:
        return None
    pieces = _joined(parsed, found.source)
    ranges = [each for piece in pieces if (each := _tokens(parsed, piece)) is not None]
    if len(ranges) < 2:
        return ranges[0] if ranges else None
    head = found.source_head
    if head is None:
        return ranges[0][0], ranges[-1][1]
    first = next((each for each in ranges if each[0] <= head <= each[1]), ranges[0])
    # An outlet beside a person is whom he tells, or who quotes him.
    if _is_outlet(scene, first):
        return next((each for each in ranges if _is_person(scene, each)), first)
    return first


def pronoun_head(
    scene: Scene, where: tuple[int, int] | None, head: int | None
) -> tuple[int, int] | None:
    """The subject alone, where it is a pronoun that other words only stand beside."""
    if where is None or head is None or not where[0] <= head <= where[1]:
        return None
    token = scene.parsed.tokens[head]
    is_pronoun = token.upos == "PRON" and scene.people.pronouns.get(token.lower) in _SUBJECTS
    return (head, head) if is_pronoun and token.relation == "nsubj" else None


def is_in_marks(parsed: ParsedText, i: int) -> bool:
    """Whether a quotation mark that opens stands before token `i` in its paragraph."""
    start = next((each.start for each in parsed.paragraphs if i in each), 0)
    marks = [t.text for t in parsed.tokens[start:i] if t.text in _MARKS]
    opened = sum(each in _OPENING for each in marks) > sum(each in _CLOSING for each in marks)
    return opened or marks.count('"') % 2 == 1


def _joined(parsed: ParsedText, pieces: tuple[Span, ...]) -> list[Span]:
    """The pieces, those made one that only a mark parts ("the minister", "Abel Marn")."""
    joined = [pieces[0]]
    for one, other in pairwise(pieces):
        if parsed.text[one[1] : other[0]].strip() in {"", ","}:
            joined[-1] = (joined[-1][0], other[1])
        else:
            joined.append(other)
    return joined


def _tokens(parsed: ParsedText, span: Span) -> tuple[int, int] | None:
    start, end = span
    first = max(bisect_right(parsed.starts, start) - 1, 0)
    if parsed.tokens[first].end <= start:
        first += 1
    last = bisect_left(parsed.starts, end) - 1
    return (first, last) if first <= last and first < len(parsed.tokens) else None


def _is_outlet(scene: Scene, where: tuple[int, int]) -> bool:
    names = scene.names_within(*where)
    return bool(names) and all(scene.entity_of[at].kind is SpeakerKind.OUTLET for at in names)


def _is_person(scene: Scene, where: tuple[int, int]) -> bool:
    if any(scene.entity_of[at].is_person for at in scene.names_within(*where)):
        return True
    return scene.parsed.tokens[where[0]].lower in scene.people.pronouns
