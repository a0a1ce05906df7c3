"""Word forms made comparable: case, accents, apostrophes and endings set aside."""

import unicodedata
from functools import lru_cache

# Long enough to tell "Veloria" from "Velland", short enough to meet in "Velorian".
_STEM = 5


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """`word` in lower case, without accents, apostrophes straight."""
    plain = unicodedata.normalize("NFKD", word.replace("’", "'").casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def stem(word: str) -> str:
    """The folded beginning of `word`, which its inflected and derived forms share."""
    return fold(word)[:_STEM]


def name_parts(words: tuple[str, ...]) -> tuple[str, ...]:
    """The folded parts of a name; hyphens part words, so that Yong-ho meets Yong Ho."""
    parts: list[str] = []
    for word in words:
        parts.extend(p.strip(".'") for p in fold(word).replace("-", " ").split())
    return tuple(p for p in parts if p)


def initials(words: tuple[str, ...]) -> str:
    """The capitals that begin the words of a name: `WHO` of World Health Organization."""
    return "".join(word[0] for word in words if word[:1].isupper())
