"""Who goes on speaking in a quotation that runs through several paragraphs."""

from collections.abc import Sequence

from onrecord.attribution.speakers.pronouns import Heard
from onrecord.attribution.speakers.ranges import is_in_marks
from onrecord.attribution.speakers.scene import PERSON, Referent
from onrecord.parsing import ParsedText

_PAIRS = {"«": "»", "“": "”", "„": "“"}
_STRAIGHT = '"'
# A quotation longer than this has lost its closing mark.
_PARAGRAPHS = 12


class Running:
    """The quotations of an article that only a later paragraph closes."""

    def __init__(self, parsed: ParsedText) -> None:
        self._parsed = parsed
        self._ranges = _find_running(parsed)

    def speaker(self, token: int, heard: Sequence[Heard]) -> Referent | None:
        """Who was heard last before the first person at `token`, where his quotation runs on."""
        paragraph_of = self._parsed.paragraph_of
        if is_in_marks(self._parsed, token) and heard:
            last = heard[-1]
            if last.token < token and paragraph_of[last.token] == paragraph_of[token]:
                return last.referent
        opened = next((first for first, last in self._ranges if first < token < last), None)
        if opened is None:
            return None
        nearest = paragraph_of[opened] - 1
        before = [h for h in heard if h.token < token and h.inside is None]
        people = [h for h in before if h.referent.kind is PERSON]
        if not people or paragraph_of[people[-1].token] < nearest:
            return None
        return people[-1].referent


def _find_running(parsed: ParsedText) -> list[tuple[int, int]]:
    """The marks that open and close each quotation of more than one paragraph."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for paragraph in parsed.paragraphs:
        for i in paragraph:
            mark = parsed.tokens[i].text
            if _opens(parsed, i):
                # A paragraph that opens the same mark again begins a quotation of its own.
                if i == paragraph.start and opened and parsed.tokens[opened[0]].text == mark:
                    opened = []
                opened.append(i)
            elif opened and mark in {_STRAIGHT, *_PAIRS.values()}:
                first = opened.pop()
                far = parsed.paragraph_of[i] - parsed.paragraph_of[first]
                if not opened and 0 < far <= _PARAGRAPHS:
                    found.append((first, i))
    return found


def _opens(parsed: ParsedText, i: int) -> bool:
    """Whether a token is a mark that opens: a straight one stands before a word."""
    token = parsed.tokens[i]
    if token.text != _STRAIGHT:
        return token.text in _PAIRS
    before = parsed.text[token.start - 1 : token.start]
    after = parsed.text[token.end : token.end + 1]
    return (not before or before.isspace() or before in "([") and not after.isspace()
