"""Windows as numbers: all that training needs, without parser or text, small enough to be carried.

What training does with a window is done on an `Example`, so that it can run on another machine
(one with a graphics processor, say) that has PyTorch and NumPy alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.reader.labels import ROLES, Labelled, Span

Ints = NDArray[np.integer[Any]]
_UNKNOWN = 255
_NAMES = ("article", "language", "guide")
_BY_TOKEN = ("rows", "words", "heads", "relations", "sentences", "first", "flat")
_UP = 3  # governors of a cue's head whose branches are told apart, itself counted


@dataclass(slots=True)
class Example:
    """A window of n tokens.

    `rows` is (n, columns); `words` the row of each token's word vector, 0 for none; `heads` the
    place of each governor, its own at a root; `relations` and `sentences` by token; `pieces` what
    the encoder reads, `first` each token's first piece. `paths` holds for each statement the
    branches of the tree seen from its cue. `flat` holds the part tags of all statements in one
    row, where they are known. `chances` is the teacher's, (n, cue tags), where it read the window.
    """

    article: str
    language: str
    guide: str
    rows: Ints
    words: Ints
    heads: Ints
    relations: Ints
    sentences: Ints
    pieces: Ints
    first: Ints
    statements: list[Labelled] = field(default_factory=list)
    paths: list[Ints] = field(default_factory=list)
    flat: Ints | None = None
    weight: float = 1.0
    chances: NDArray[np.float32] | None = None

    def __len__(self) -> int:
        return len(self.heads)


@dataclass(frozen=True, slots=True)
class Branches:
    """The numbers of branches, for `path`: `below[n, relation]`, `up[n]`, and the two others."""

    below: Ints
    up: Ints
    sentence: int
    elsewhere: int

    @classmethod
    def of(cls, numbers: dict[str, int], relations: Sequence[str]) -> "Branches":
        below = [[numbers.get(f"{n} {name}", 0) for name in relations] for n in range(_UP)]
        up = [numbers.get(f"up {n}", 0) for n in range(_UP)]
        return cls(
            np.array(below, np.int16),
            np.array(up, np.int16),
            numbers.get("sentence", 0),
            numbers.get("elsewhere", 0),
        )

    def path(self, example: Example, cue: Span) -> Ints:
        """What `onrecord.attribution.learned.features.branches` gives, as numbers.

        Governors that stand outside the window are not known here; windows end with sentences
        but for the longest ones.
        """
        heads = example.heads.tolist()
        head = cue[0]
        for i in range(*cue):
            if heads[i] == i or not cue[0] <= heads[i] < cue[1]:
                head = i
                break
        tops = [head]
        while len(tops) < _UP and heads[tops[-1]] != tops[-1]:
            tops.append(heads[tops[-1]])
        rank = {top: n for n, top in enumerate(tops)}
        found = np.full(len(example), self.elsewhere, np.int16)
        same = example.sentences == example.sentences[head]
        for i in np.flatnonzero(same).tolist():
            if i in rank:
                found[i] = self.up[rank[i]]
                continue
            at, steps = i, 0
            while heads[at] not in rank and heads[at] != at and steps < 200:
                at, steps = heads[at], steps + 1
            found[i] = (
                self.below[rank[heads[at]], example.relations[at]]
                if heads[at] in rank
                else self.sentence
            )
        return found


def save(path: Path, examples: Sequence[Example]) -> None:
    """Write examples, without chances, as flat arrays."""
    names = {kind: sorted({getattr(each, kind) for each in examples}) for kind in _NAMES}
    arrays: dict[str, Any] = {f"{kind}s": np.array(known) for kind, known in names.items()}
    for kind, known in names.items():
        place = {name: n for n, name in enumerate(known)}
        arrays[kind] = np.array([place[getattr(each, kind)] for each in examples], np.int16)
    arrays["lengths"] = np.array([len(each) for each in examples], np.int32)
    arrays["piece_lengths"] = np.array([len(each.pieces) for each in examples], np.int32)
    forms = {
        "rows": np.int16, "words": np.int32, "heads": np.int16, "relations": np.uint8,
        "sentences": np.uint8, "pieces": np.int32, "first": np.int16,
    }  # fmt: skip
    for name, form in forms.items():
        arrays[name] = np.concatenate([getattr(each, name) for each in examples]).astype(form)
    statements = [(n, one) for n, each in enumerate(examples) for one in each.statements]
    arrays["flat"] = np.concatenate(
        [np.full(len(e), _UNKNOWN) if e.flat is None else e.flat for e in examples]
    ).astype(np.uint8)
    arrays["owners"] = np.array([n for n, _ in statements], np.int32)
    arrays["spans"] = np.array(
        [
            (k, r, *span)
            for k, (_, one) in enumerate(statements)
            for r, role in enumerate(ROLES)
            for span in getattr(one, role)
        ],
        np.int32,
    ).reshape(-1, 4)
    paths = [path for each in examples for path in each.paths]
    arrays["paths"] = np.concatenate([*paths, np.zeros(0, np.uint8)]).astype(np.uint8)
    np.savez_compressed(path, **arrays)


def load(path: Path) -> list[Example]:
    """What `save` wrote."""
    with np.load(path, allow_pickle=False) as held:
        a = {name: held[name] for name in held.files}
    ends, piece_ends = np.cumsum(a["lengths"]), np.cumsum(a["piece_lengths"])
    examples = []
    for n, (end, piece_end) in enumerate(zip(ends, piece_ends, strict=True)):
        own = slice(end - a["lengths"][n], end)
        pieces = slice(piece_end - a["piece_lengths"][n], piece_end)
        article, language, guide = (str(a[f"{kind}s"][a[kind][n]]) for kind in _NAMES)
        rows, words, heads, relations, sentences, first, flat = (a[name][own] for name in _BY_TOKEN)
        examples.append(
            Example(
                article, language, guide, rows, words, heads, relations, sentences,
                a["pieces"][pieces], first, flat=None if (flat == _UNKNOWN).all() else flat,
            )
        )  # fmt: skip
    spans: list[dict[str, list[Span]]] = [{role: [] for role in ROLES} for _ in a["owners"]]
    for k, r, start, stop in a["spans"].tolist():
        spans[k][ROLES[r]].append((start, stop))
    at = 0
    for owner, held_spans in zip(a["owners"].tolist(), spans, strict=True):
        example = examples[owner]
        example.statements.append(Labelled(**{role: tuple(v) for role, v in held_spans.items()}))
        example.paths.append(a["paths"][at : at + len(example)])
        at += len(example)
    return examples


def bare(example: Example, guide: str) -> Example:
    """The window as it is before it is read, by a guide."""
    return Example(
        example.article, example.language, guide, example.rows, example.words, example.heads,
        example.relations, example.sentences, example.pieces, example.first,
    )  # fmt: skip
