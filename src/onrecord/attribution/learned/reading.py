"""Reads a parsed text with the network: cues, and what belongs to each."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.attribution.context import Context
from onrecord.attribution.learned.features import branches, cue_head, describe, windows
from onrecord.attribution.learned.network import (
    Floats,
    Ints,
    Network,
    Words,
    load_network,
    load_words,
)
from onrecord.attribution.learned.tags import CUE_TAGS, PART_TAGS, best_sequences, runs

_LIKELY = 0.5  # score added to cue tags: rather one too many, confidence is judged later
_AT_ONCE = 64  # windows
_LIKE = 0.75  # of the longest window's length, to be read with it
TokenSpan = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A statement as tagged: token spans (first, one past the last), and two chances.

    `chance` is that of the cue, `clear` the mean chance of the tags of its parts. `end` is one
    past the last token that was seen with them: what belongs to it behind is not in it.
    """

    cue: tuple[TokenSpan, ...]
    source: tuple[TokenSpan, ...]
    content: tuple[TokenSpan, ...]
    cue_head: int
    chance: float
    clear: float
    end: int


def find_tagged(context: Context, *, guide: str = "own", likely: float = _LIKELY) -> list[Tagged]:
    """Every statement the network sees, in the order of their cues; none without its words.

    `guide` names the annotation guide to read by: "own", or "wide" for PolNeAR's wider notion,
    which counts plans, support and feelings. `likely` above zero finds more, below zero less.
    """
    words = load_words(context.language.code)
    if words is None or not context.tokens:
        return []
    network = load_network()
    rows = _number(network, describe(context))
    spans = sorted(windows(context.parsed), key=len, reverse=True)
    found: list[Tagged] = []
    for batch in _batches(spans):
        seen = _Seen(context, network, rows, _look_up(words, context, batch), guide, likely)
        found += _read(seen, batch)
    return sorted(found, key=lambda each: each.cue)


@dataclass(frozen=True, slots=True)
class _Seen:
    context: Context
    network: Network
    rows: Ints
    vectors: Floats
    guide: str
    likely: float


def _batches(spans: Sequence[range]) -> list[list[range]]:
    """Windows of like length together: what fills up the shorter ones is computed too."""
    out: list[list[range]] = []
    for span in spans:
        if out and len(out[-1]) < _AT_ONCE and len(span) > _LIKE * len(out[-1][0]):
            out[-1].append(span)
        else:
            out.append([span])
    return out


def _number(network: Network, rows: Sequence[tuple[object, ...]]) -> Ints:
    columns = [column.get for column in network.columns]
    return np.array(
        [[get(value, 0) for get, value in zip(columns, row, strict=True)] for row in rows], np.int64
    )


def _look_up(words: Words, context: Context, batch: Sequence[range]) -> Floats:
    rows = np.zeros((len(batch), len(batch[0])), np.int64)
    for n, span in enumerate(batch):
        rows[n, : len(span)] = [
            words.rows.get(t.lower) or words.rows.get(t.lemma) or 0
            for t in context.tokens[span.start : span.stop]
        ]
    return words.look_up(rows)


def _read(seen: _Seen, batch: Sequence[range]) -> list[Tagged]:
    lengths = [len(span) for span in batch]
    columns = np.zeros((len(batch), lengths[0], seen.rows.shape[1]), np.int64)
    heads = np.zeros((len(batch), lengths[0]), np.int64)
    for n, span in enumerate(batch):
        columns[n, : len(span)] = seen.rows[span.start : span.stop]
        for k, token in enumerate(seen.context.tokens[span.start : span.stop]):
            heads[n, k] = token.head - span.start if token.head in span else k
    hidden, scores = seen.network.hidden(columns, seen.vectors, heads, lengths, seen.guide)
    scores[..., 0] -= seen.likely
    chances = _softmax(scores)
    cues = [
        (n, start, end)
        for n, tags in enumerate(best_sequences(scores, lengths))
        for _, start, end in runs(tags, CUE_TAGS)
    ]
    return _parts(seen, batch, hidden, cues, chances) if cues else []


def _parts(
    seen: _Seen,
    batch: Sequence[range],
    hidden: Floats,
    cues: Sequence[tuple[int, int, int]],
    chances: Floats,
) -> list[Tagged]:
    parsed = seen.context.parsed
    lengths = [len(batch[n]) for n, _, _ in cues]
    paths = np.zeros((len(cues), lengths[0]), np.int64)
    known = seen.network.branches
    governors = []
    for row, (n, start, end) in zip(paths, cues, strict=True):
        first = batch[n].start
        governors.append(cue_head(parsed, range(first + start, first + end)))
        names = branches(parsed, governors[-1], batch[n])
        row[: len(names)] = [known.get(name, 0) for name in names]
    rows = [n for n, _, _ in cues]
    scores = seen.network.score_parts(
        hidden[rows, : lengths[0]],
        np.array([[start, end] for _, start, end in cues]),
        paths,
        lengths,
        seen.guide,
    )
    sure = _softmax(scores).max(-1)
    sequences = best_sequences(scores, lengths, seen.network.moves)
    found = []
    for k, (n, start, end) in enumerate(cues):
        first = batch[n].start
        tagged = runs(sequences[k], PART_TAGS)
        parts = {
            role: tuple((first + a, first + b) for r, a, b in tagged if r == role)
            for role in ("cue", "source", "content")
        }
        members = [i for _, a, b in tagged for i in range(a, b)]
        found.append(
            Tagged(
                cue=parts["cue"] or ((first + start, first + end),),
                source=parts["source"],
                content=parts["content"],
                cue_head=governors[k],
                chance=float(1 - chances[n, start, 0]),
                clear=float(sure[k, members].mean()) if members else 0.0,
                end=batch[n].stop,
            )
        )
    return found


def _softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    result: Floats = powers / powers.sum(-1, keepdims=True)
    return result
