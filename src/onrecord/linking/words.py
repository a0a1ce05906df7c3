"""Words of a text brought to one form: cut apart, folded, stemmed, numbers written one way."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import snowballstemmer

DATA = Path(__file__).parent / "data"
_WORDS = re.compile(
    r"\d+(?:[.,\u00a0\u202f\u2009 ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?|(?:[^\W\d_][\u0300-\u036f]*)+"
)
_ENDS = ".!?…:\n«»“”\"'‘’(–—"


@dataclass(frozen=True, slots=True)
class Word:
    """A word or number as it stands in a text, and the form that it is compared in."""

    start: int
    end: int
    stem: str
    is_capital: bool = False
    is_number: bool = False
    begins: bool = False
    """Whether it begins a sentence or a quotation, where every word has a capital."""


@dataclass(frozen=True, slots=True)
class Forms:
    """What forms of words a language has."""

    stemmer: str = ""
    trim: str = ""
    careful: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    credits: tuple[str, ...] = ()


@cache
def read_forms() -> dict[str, Forms]:
    """The forms of each language there is data for."""
    table = tomllib.loads((DATA / "languages.toml").read_text("utf-8"))
    return {
        code: Forms(
            each["stemmer"],
            each["trim"],
            frozenset(each["careful"]),
            frozenset(each["titles"]),
            tuple(each["credits"]),
        )
        for code, each in table.items()
    }


def forms_of(language: str) -> Forms:
    """The forms of a language; one without data of its own is compared by whole words."""
    return read_forms().get(language.split("-")[0], Forms())


def split_words(text: str, language: str) -> Iterator[Word]:
    """The words and numbers of a text, composed and stemmed."""
    forms = forms_of(language)
    for match in _WORDS.finditer(text):
        raw = match.group()
        if raw[0].isdigit():
            yield Word(match.start(), match.end(), write_number(raw), is_number=True)
            continue
        before = text[: match.start()].rstrip(" \t\u00a0\u202f")[-1:]
        yield Word(
            match.start(),
            match.end(),
            stem(unicodedata.normalize("NFC", raw.lower()), forms),
            is_capital=raw[0].isupper(),
            begins=not before or before in _ENDS,
        )


def write_number(raw: str) -> str:
    """A number without marks between its thousands, and with a point before its fraction.

    >>> write_number("2 706"), write_number("2.706"), write_number("3,5")
    ('2706', '2706', '3.5')
    """
    grouped = re.fullmatch(r"(\d{1,3})((?:[.,\u00a0\u202f\u2009 ]\d{3})+)", raw)
    if grouped and not raw.startswith("0"):
        return re.sub(r"\D", "", raw)
    return raw.replace(",", ".")


@lru_cache(maxsize=100_000)
def stem(word: str, forms: Forms) -> str:
    """A lower-case word without its endings."""
    if not forms.stemmer:
        return word
    bare = str(_stemmer(forms.stemmer).stemWord(word))
    return bare.rstrip(forms.trim) if len(bare.rstrip(forms.trim)) > 1 else bare


@cache
def _stemmer(name: str) -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer(name)
