"""From parsed windows to examples: numbers for every value, and pieces for the encoder."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.attribution.learned.features import COLUMNS
from training.reader.bundle import Branches, Example
from training.reader.encoder import Packed, cut_packed
from training.reader.examples import Window
from training.reader.pieces import Pieces

_FEWEST = 8  # times a value must be seen to get a number of its own
_FEWEST_WORDS = 2
_ENDINGS = 6000


@dataclass(slots=True)
class Vocabulary:
    """Number of every value of every column, 0 for what was not seen; relations and branches
    likewise; the rows of words by language, from 1."""

    columns: list[dict[Any, int]]
    branches: dict[str, int]
    relations: list[str]
    words: dict[str, dict[str, int]]

    @classmethod
    def of(cls, windows: Iterable[Window]) -> "Vocabulary":
        """Numbers by falling frequency."""
        counts: list[Counter[object]] = [Counter() for _ in COLUMNS]
        paths: Counter[str] = Counter()
        relations: set[str] = set()
        words: dict[str, Counter[str]] = {}
        for window in windows:
            for row in window.rows:
                for column, value in zip(counts, row, strict=True):
                    column[value] += 1
            for path in window.paths:
                paths.update(path)
            relations.update(_relations(window))
            words.setdefault(window.language, Counter()).update(window.words)
        most = [_ENDINGS if name == "ending" else 400 for name in COLUMNS]
        columns = [
            {
                value: n
                for n, (value, count) in enumerate(column.most_common(limit), 1)
                if count >= _FEWEST
            }
            for column, limit in zip(counts, most, strict=True)
        ]
        branches = {
            name: n for n, (name, c) in enumerate(paths.most_common(150), 1) if c >= _FEWEST
        }
        rows, start = {}, 1
        for language in sorted(words):
            often = [w for w, c in words[language].most_common() if c >= _FEWEST_WORDS]
            rows[language] = {word: start + n for n, word in enumerate(often)}
            start += len(often)
        return cls(columns, branches, sorted(relations), rows)

    @property
    def sizes(self) -> dict[str, Any]:
        """For `networks.Sizes`."""
        return {
            "columns": tuple(max(column.values(), default=0) + 1 for column in self.columns),
            "branches": max(self.branches.values(), default=0) + 1,
        }

    def rows_of(self, window: Window) -> NDArray[np.int16]:
        """(tokens, columns)"""
        return np.array(
            [
                [column.get(value, 0) for column, value in zip(self.columns, row, strict=True)]
                for row in window.rows
            ],
            np.int16,
        )

    def words_of(self, window: Window) -> NDArray[np.int32]:
        """The word vector's row of each token: its form's, else its lemma's, else 0."""
        words = self.words.get(window.language, {})
        return np.array(
            [
                words.get(word) or words.get(lemma) or 0
                for word, lemma in zip(window.words, window.lemmas, strict=True)
            ],
            np.int32,
        )

    def save(self, path: Path) -> None:
        """As JSON; what training needs without these values is in `carried`."""
        columns = [[[plain(value), n] for value, n in column.items()] for column in self.columns]
        held = [columns, self.branches, self.relations, self.words]
        path.write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> "Vocabulary":
        """What `save` wrote."""
        columns, branches, relations, words = json.loads(path.read_text(encoding="utf-8"))
        return cls([{_key(v): n for v, n in c} for c in columns], branches, relations, words)

    def carried(self) -> dict[str, Any]:
        """Sizes, branches and relations: all that training needs of it."""
        return self.sizes | {
            "branch_numbers": self.branches,
            "relations": self.relations,
            "words": 1 + sum(map(len, self.words.values())),
            "words_of": {
                code: [*list(rows.values())[:1], len(rows)] for code, rows in self.words.items()
            },
        }


def plain(value: object) -> object:
    """JSON knows no tuples and no sets: pairs go as lists, sets as {"all": […]}."""
    if isinstance(value, frozenset):
        return {"all": sorted(value)}
    return list(value) if isinstance(value, tuple) else value


def _key(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return frozenset(value["all"]) if isinstance(value, dict) else value


def pieces_of(packed: Packed) -> Pieces:
    """Cuts words into the encoder's pieces."""
    ends = (packed.begin, packed.end)
    return Pieces(packed.pieces, unknown=packed.unknown, ends=ends)


def cut_to(packed: Packed, texts: Iterable[str]) -> Packed:
    """The encoder with those pieces alone that words of the texts need, and single letters."""
    pieces = pieces_of(packed)
    wanted = {piece for word in texts for piece in pieces[word]}
    wanted |= {
        n for n, (piece, _) in enumerate(packed.pieces) if len(piece) == 1 and ord(piece) < 0x2100
    }
    return cut_packed(packed, wanted)[0]


def example_of(window: Window, vocabulary: Vocabulary, pieces: Pieces | None) -> Example:
    """A window as numbers; without `pieces` none that an encoder could read."""
    members = window.parsed.tokens[window.tokens.start : window.tokens.stop]
    nothing = np.zeros(len(members), np.int64)
    row, first = pieces.of([t.text for t in members]) if pieces else (nothing, nothing)
    place = {name: n for n, name in enumerate(vocabulary.relations)}
    sentences = np.array([window.parsed.sentence_of[token.i] for token in members])
    return Example(
        window.article,
        window.language,
        window.guide or "own",
        vocabulary.rows_of(window),
        vocabulary.words_of(window),
        window.heads,
        np.array([place.get(name, 0) for name in _relations(window)], np.uint8),
        np.minimum(sentences - sentences[0], 255).astype(np.uint8),
        row,
        first,
        list(window.statements),
        [
            np.array([vocabulary.branches.get(name, 0) for name in path], np.uint8)
            for path in window.paths
        ],
        None if window.flat is None else np.array(window.flat, np.uint8),
    )


def _relations(window: Window) -> list[str]:
    tokens = window.parsed.tokens
    return [tokens[i].relation for i in window.tokens]


def branches_of(carried: dict[str, Any]) -> Branches:
    """The numbers of branches, from what is carried."""
    return Branches.of(carried["branch_numbers"], carried["relations"])
