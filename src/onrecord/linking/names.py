"""Names compared across scripts and spellings: romanised, folded, reduced to their consonants."""

import gzip
import re
import unicodedata
from functools import cache, lru_cache

from onrecord.linking.words import DATA

_CYRILLIC = dict(
    pair.split("=")
    for pair in re.findall(
        r"\S+",
        "а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u "
        "ф=f х=h ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya і=i ї=i є=e ґ=g ў=u",
    )
)
# One spelling for one sound, whatever the language; longer ones first.
_SOUNDS = (
    ("shch", "S"),
    ("tsch", "C"),
    ("sch", "S"),
    ("tch", "C"),
    ("dzh", "J"),
    ("dj", "J"),
    ("kh", "h"),
    ("zh", "J"),
    ("sh", "S"),
    ("ch", "C"),
    ("ph", "f"),
    ("th", "t"),
    ("gh", "g"),
    ("ck", "k"),
    ("qu", "k"),
    ("ks", "x"),
    ("ts", "c"),
    ("tz", "c"),
    ("w", "v"),
    ("y", "i"),
    ("j", "J"),
    ("q", "k"),
    ("z", "s"),
)
# Letters whose sound depends on where they stand.
_BY_PLACE = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"(?<=[aeiou])gh", ""),
        (r"c(?=[eiy])", "s"),
        (r"c(?![h])", "k"),
        (r"^x", "s"),
    )
)
_SOFT = re.compile(r"g(?=[eiy])")
_VOWELS = "aeiou"
# Case endings of names in Cyrillic, which would else count as part of the name.
_CASES = ("ого", "ому", "ыми", "ими", "ами", "ем", "ом", "ым", "им", "ой", "ою", "ых", "их")


def fold(name: str) -> str:
    """A name in small Latin letters without marks.

    >>> fold("Путин"), fold("Nguyễn Đức"), fold("Poutine")
    ('putin', 'nguyen duc', 'poutine')
    """
    low = name.casefold().replace("đ", "d").replace("ø", "o").replace("ł", "l")
    latin = "".join(_CYRILLIC.get(char, char) for char in unicodedata.normalize("NFC", low))
    apart = unicodedata.normalize("NFKD", latin)
    return "".join(char for char in apart if not unicodedata.combining(char))


@lru_cache(maxsize=100_000)
def skeleton(name: str) -> str:
    """The consonants of one word of a name, spelt by sound; a short name keeps its vowels.

    >>> skeleton("Poutine"), skeleton("Путин"), skeleton("Putin")
    ('ptn', 'ptn', 'ptn')
    """
    word = re.sub(r"[^a-z]", "", fold(name)).replace("ou", "u")
    for pattern, sound in _BY_PLACE:
        word = pattern.sub(sound, word)
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    word = re.sub(r"(.)\1+", r"\1", word)
    if len(word) <= 3:
        return word.replace("e", "i").replace("o", "u") if len(word) == 2 else word
    bare = word[0] + "".join(char for char in word[1:] if char not in _VOWELS and char != "h")
    if word[0] in _VOWELS:
        bare = "a" + bare[1:]
    return bare.replace("C", "S").replace("J", "S") if len(bare) > 1 else word


@lru_cache(maxsize=100_000)
def spellings(name: str) -> tuple[str, ...]:
    """Every skeleton that a word of a name may have, the likeliest first."""
    low = name.casefold()
    found = [skeleton(low)]
    if any(char in _CYRILLIC for char in low):
        for form in _bare_forms(low):
            found.append(skeleton(form))
            found += _name_parts().get(form, ())
    elif _SOFT.search(fold(low)):
        found.append(skeleton(_SOFT.sub("j", fold(low))))
    return tuple(dict.fromkeys(each for each in found if each))


def _bare_forms(word: str) -> list[str]:
    forms = [word]
    forms += [word[: -len(end)] for end in _CASES if word.endswith(end) and len(word) > 4]
    if len(word) > 3 and word[-1] in "аяуюыие":
        forms += [word[:-1], word[:-1] + "а", word[:-1] + "й", word[:-1] + "ь"]
    return forms


@cache
def _name_parts() -> dict[str, tuple[str, ...]]:
    with gzip.open(DATA / "name-parts.tsv.gz", "rt", encoding="utf-8") as lines:
        rows = (line.rstrip("\n").split("\t") for line in lines)
        return {cyrillic: tuple(latin.split(" ")) for cyrillic, latin in rows}


def likeness(one: str, other: str) -> float:
    """How alike two words of names are written, from 0 to 1, whatever their script."""
    a, b = (re.sub(r"[^a-z]", "", fold(each)).replace("ou", "u") for each in (one, other))
    if not a or not b:
        return 0.0
    return 1.0 if a == b else 1 - _distance(a, b) / max(len(a), len(b))


def _distance(a: str, b: str) -> int:
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]
