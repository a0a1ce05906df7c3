"""A text as units that can be compared across languages: places, names, numbers, concepts."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from onrecord.linking.names import spellings
from onrecord.linking.vocabulary import Meaning, Vocabulary, read_vocabulary, read_weights
from onrecord.linking.words import Word, split_words

_NAME = 6.0  # the weight of a name
_NUMBER = 5.0
_SMALL_NUMBER = 3.0  # of one digit: many texts have it
_UNKNOWN = 5.0  # the weight of a word that no table has


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing a text speaks of: keys with shares that sum to one, its weight, its place."""

    shares: tuple[tuple[str, float], ...]
    weight: float
    start: int

    @property
    def key(self) -> str:
        """What it most likely is."""
        return max(self.shares, key=lambda pair: pair[1])[0]


@lru_cache(maxsize=4096)
def read_units(text: str, language: str) -> tuple[Unit, ...]:
    """The units of a text in their order; words without content are left out."""
    words = list(split_words(text, language))
    return tuple(_units(words, read_vocabulary(language)))


def _units(words: list[Word], vocabulary: Vocabulary) -> Iterator[Unit]:
    at = 0
    while at < len(words):
        word = words[at]
        if word.is_number:
            weight = _SMALL_NUMBER if len(word.stem) == 1 else _NUMBER
            yield Unit(((f"#{word.stem}", 1.0),), weight, word.start)
            at += 1
            continue
        meaning, size = vocabulary.find(words, at)
        if meaning and meaning.shares[:1] and meaning.shares[0][0][0] in "tbd":
            yield Unit(meaning.shares, meaning.weight, word.start)
        elif meaning and meaning.shares and word.is_capital and not word.begins and size == 1:
            yield _named_or_meant(word, meaning)
        elif word.is_capital and not word.begins and size == 1:
            yield _name(word)
        elif meaning and meaning.weight > 0 and meaning.shares:
            yield Unit(meaning.shares, meaning.weight, word.start)
        elif meaning is None and len(word.stem) > 1:
            yield _name(word) if word.is_capital else _cognate(word)
        at += size


def _name(word: Word) -> Unit:
    found = spellings(word.stem)[:2] or (word.stem,)
    share = 1 / len(found)
    return Unit(tuple((f"n:{each}", share) for each in found), _NAME, word.start)


def _named_or_meant(word: Word, meaning: Meaning) -> Unit:
    """A word with a capital that is no name everywhere: "Park", "Minister"."""
    name = _name(word)
    halves = [(key, share / 2) for key, share in (*meaning.shares, *name.shares)]
    return Unit(tuple(halves), max(meaning.weight, 3.0), word.start)


def _cognate(word: Word) -> Unit:
    """A word of no table: it may be written alike in the other language."""
    weight = read_weights().get(word.stem, _UNKNOWN)
    found = spellings(word.stem)[:1] or (word.stem,)
    return Unit(((f"c:{word.stem}", 0.5), (f"x:{found[0]}", 0.5)), weight, word.start)
