"""Names as people type them: folded, as keys to find parties by, and looked for in a text."""

import re
import unicodedata
from collections.abc import Iterable

_WORD = re.compile(r"\w+")
_LONG_ENOUGH = 4  # a word of a name that tells somebody apart


def fold(name: str) -> str:
    """A name in lower case, without accents, with one space between its words."""
    apart = unicodedata.normalize("NFKD", name.casefold()).replace("đ", "d")
    plain = "".join(char for char in apart if not unicodedata.combining(char))
    return " ".join(_WORD.findall(plain))


def name_keys(name: str) -> tuple[str, ...]:
    """The keys under which a party with this name is found: the whole, and each word."""
    folded = fold(name)
    return (f"name {folded}", *(f"word {word}" for word in folded.split()))


def is_named_in(name: str, texts: Iterable[str]) -> bool:
    """Whether one of the texts has the word of the name that tells it apart, its last long one."""
    words = [word for word in fold(name).split() if len(word) >= _LONG_ENOUGH]
    return bool(words) and any(words[-1] in fold(text).split() for text in texts)


def name_outlet(outlet: str | None, url: str | None) -> str | None:
    """Who published it: the outlet's name, else the site that its address names."""
    if outlet:
        return outlet
    site = url.partition("://")[2].partition("/")[0] if url else ""
    return site.removeprefix("www.") or None
