"""What words of a language stand for: places, bodies and concepts that all languages share."""

import gzip
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.linking.words import DATA, Word, forms_of, read_forms, split_words

CONCEPTS = DATA
"""Where the tables of concepts are; training puts its own here."""

_RARE = 7.5  # the weight of a word that no table has
_COMMON = 1.0  # taken off every concept's weight: the commonest tell nothing
_PLACE = 2.5  # the weight of a country: many texts name it
_BODY = 4.0
_TIME = 2.5  # of a day of the week or a month


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word or phrase stands for: keys with their shares, and how much it tells."""

    shares: tuple[tuple[str, float], ...]
    weight: float
    needs_capital: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The phrases that a language has a meaning for; each is the stems of its words."""

    proper: Mapping[tuple[str, ...], Meaning]
    words: Mapping[str, Meaning]
    longest: int
    careful: frozenset[str]

    def find(self, words: list[Word], at: int) -> tuple[Meaning | None, int]:
        """The meaning of the longest phrase that begins at a word, and how many words it has."""
        for size in range(min(self.longest, len(words) - at), 0, -1):
            some = words[at : at + size]
            stems = tuple(each.stem for each in some)
            meaning = self.proper.get(stems)
            if meaning and self._is_named(meaning, some):
                return meaning, size
            if meaning := self.words.get(" ".join(stems)):
                return meaning, size
        return None, 1

    def _is_named(self, meaning: Meaning, words: list[Word]) -> bool:
        first = words[0]
        if not meaning.needs_capital:
            return True
        if len(words) == 1 and first.begins and first.stem in self.careful:
            return False
        return first.is_capital


@cache
def read_vocabulary(language: str) -> Vocabulary:
    """The vocabulary of a language; one that has no tables knows the names of all others."""
    code = language.split("-")[0]
    known = [code] if code in read_forms() else list(read_forms())
    proper: dict[tuple[str, ...], Meaning] = {}
    for each in known:
        proper.update(_read_proper(each))
    words = _read_concepts(code)
    longest = max([len(key) for key in proper] + [word.count(" ") + 1 for word in words])
    return Vocabulary(proper, words, min(longest, 7), forms_of(code).careful)


def _read_proper(language: str) -> dict[tuple[str, ...], Meaning]:
    found: dict[tuple[str, ...], Meaning] = {}
    for name, key, weight in _names(language):
        stems = tuple(each.stem for each in split_words(name, language))
        found[stems] = Meaning(((key, 1.0),), weight, needs_capital=name[0].isupper())
    return found


def _names(language: str) -> Iterator[tuple[str, str, float]]:
    territories = json.loads((DATA / "territories.json").read_text("utf-8"))
    for name, code in territories.get(language, {}).items():
        yield name, f"t:{code}", _PLACE
    for table, mark, weight in (
        ("places", "t", _PLACE),
        ("bodies", "b", _BODY),
        ("times", "d", _TIME),
    ):
        for key, row in tomllib.loads((DATA / f"{table}.toml").read_text("utf-8")).items():
            for name in row[language].split(";"):
                yield name.strip(), f"{mark}:{key}", weight


def _read_concepts(language: str) -> dict[str, Meaning]:
    weights = read_weights()
    path = CONCEPTS / f"concepts.{language}.tsv.gz"
    if not path.exists():
        return {word: Meaning(((f"c:{word}", 1.0),), each) for word, each in weights.items()}
    found = {}
    for word, row in _rows(path.name):
        parts = [each.split(":") for each in row.split(" ") if each]
        pairs = [(concept, float(share)) for concept, share in parts]
        weight = sum(weights.get(concept, _RARE) * share for concept, share in pairs)
        found[word] = Meaning(tuple((f"c:{c}", s) for c, s in pairs), weight)
    return found


@cache
def read_weights() -> dict[str, float]:
    """How much each concept tells: the rarer in the news, the more."""
    return {word: max(0.0, float(weight) - _COMMON) for word, weight in _rows("weights.tsv.gz")}


def _rows(name: str) -> list[tuple[str, str]]:
    with gzip.open(CONCEPTS / name, "rt", encoding="utf-8") as lines:
        pairs = (line.rstrip("\n").split("\t") for line in lines)
        return [(pair[0], pair[1]) for pair in pairs]
