"""Makes the characters visible that would hide or move others, or command a terminal."""

import re
import unicodedata

# Format characters (Cf) join or reorder letters; these two shape Persian, Indic scripts
# and emoji and are left alone.
_JOINERS = "\u200c\u200d"
# Invisible and harmless: soft hyphen, zero-width space, left/right marks, word joiner, BOM.
_DROPPED = "\u00ad\u200b\u200e\u200f\u061c\u2060\ufeff"
_WHITE = "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_SUSPECT = re.compile(r"[^\w !-~]")


def make_visible(text: str) -> str:
    """`text` on one line, with nothing in it that a terminal or a reader could be fooled by.

    Line breaks and tabs become spaces, other control characters their pictures (`␛`),
    overrides of the writing direction and the like their code point (`‹U+202E›`).
    """
    return _SUSPECT.sub(_replace, text)


def _replace(match: re.Match[str]) -> str:
    char = match.group()
    if char in _WHITE:
        return " "
    if char in _DROPPED:
        return ""
    category = unicodedata.category(char)
    if category == "Cs":
        return "\ufffd"
    if category == "Cc" and ord(char) < 0x20:
        return chr(0x2400 + ord(char))
    if category in {"Cc", "Co"} or (category == "Cf" and char not in _JOINERS):
        return f"‹U+{ord(char):04X}›"
    return char
