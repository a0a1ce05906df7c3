"""How a text mentions its speakers, and what the name last met would make of each mention."""

import re
import unicodedata
from collections.abc import Set

from onrecord.languages.people import PeopleLexicon

KINDS = ("full name", "surname", "spokesperson", "description", "pronoun", "implicit")
_CAPITALISED = r"[A-ZÀ-ÝА-ЯЁĐ][\w’'-]+"
# Cyrillic letters romanised, as names are compared.
_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        re.split(
            " ",
            "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch  y  e yu ya",
        ),
        strict=True,
    )
)


def kind_of_mention(words: str, named: Set[str], people: PeopleLexicon) -> str:
    """Which of KINDS a source's `words` are, the speaker's folded name words being `named`."""
    if not words:
        return "implicit"
    low = words.lower()
    if any(form in low for form, roles in people.roles.items() if "spokesperson" in roles):
        return "spokesperson"
    hits = len(name_words(capitals(words)) & named)
    if not hits and (len(words.split()) == 1 or low in people.pronouns):
        return "pronoun"
    return {0: "description", 1: "surname"}.get(hits, "full name")


def last_name(text: str, start: int, end: int) -> str:
    """The baseline: capitalised words inside the source, else the last ones before it."""
    own = re.findall(rf"\b{_CAPITALISED}", text[start + 1 : end])
    if own:
        return " ".join(own)
    runs = re.findall(rf"(?<=[\w,] )(?:{_CAPITALISED} ?)+", text[:start])
    return runs[-1] if runs else ""


def capitals(text: str) -> str:
    """The words of a text that begin with a capital."""
    return " ".join(re.findall(r"\b[A-ZÀ-ỸА-ЯĐ]\S*", text))


def name_words(name: str) -> set[str]:
    """The words of a name folded, as names are compared across scripts."""
    return {re.sub(r"ou", "u", word)[:5] for word in re.findall(r"[a-z]{3,}", _fold(name))}


def _fold(name: str) -> str:
    latin = "".join(_CYRILLIC.get(c, c) for c in name.lower())
    plain = unicodedata.normalize("NFKD", latin.replace("đ", "d"))
    return "".join(c for c in plain if not unicodedata.combining(c))
