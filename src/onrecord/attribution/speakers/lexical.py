"""Roles and places of the lexicon found in a text; both may be of several words."""

from collections.abc import Container

from onrecord.languages.people import PeopleLexicon
from onrecord.parsing import ParsedText

_LONGEST_ROLE, _LONGEST_PLACE = 4, 5
_NO_ROLE: tuple[int, frozenset[str]] = (0, frozenset())


def role_at(parsed: ParsedText, people: PeopleLexicon, i: int) -> tuple[int, frozenset[str]]:
    """Length in tokens and classes of the longest role that begins at token `i`, else (0, ∅)."""
    if parsed.tokens[i].lower not in people.role_starts:
        return _NO_ROLE
    length, phrase = _longest(parsed, i, people.roles, _LONGEST_ROLE)
    return length, people.roles.get(phrase, frozenset())


def place_at(parsed: ParsedText, people: PeopleLexicon, i: int) -> int:
    """Length in tokens of the longest country or capital that begins at token `i`, or 0."""
    token = parsed.tokens[i]
    if token.lower not in people.place_starts or not token.text[0].isupper():
        return 0
    return _longest(parsed, i, people.places, _LONGEST_PLACE)[0]


def _longest(parsed: ParsedText, i: int, table: Container[str], longest: int) -> tuple[int, str]:
    tokens = parsed.tokens
    best, phrase = (0, ""), ""
    for length in range(1, min(longest, len(tokens) - i) + 1):
        token = tokens[i + length - 1]
        glued = length > 1 and tokens[i + length - 2].end == token.start
        phrase += token.lower if glued or not phrase else " " + token.lower
        if phrase in table:
            best = (length, phrase)
    return best
