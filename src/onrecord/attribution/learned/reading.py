"""Reads a parsed text with the network: cues, and what belongs to each."""

from collections.abc import Iterator, Sequence
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
from onrecord.attribution.learned.tags import (
    CUE_TAGS,
    PART_TAGS,
    best_sequences,
    runs,
)

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


def find_tagged(context: Context) -> list[Tagged]:
    """Every statement the network sees, in the order of their cues; none without its words."""
    heard = [each for seen, batch in see(context, "own") for each in _hear_cues(seen, batch)]
    if not heard:
        return []
    # All at once: step by step from word to word, a few sequences take the time of many.
    sequences = best_sequences(
        _side_by_side([each.scores for each in heard]),
        [len(each.window) for each in heard],
        load_network().moves,
    )
    found = [_tagged(each, tags) for each, tags in zip(heard, sequences, strict=True)]
    return sorted(found, key=lambda each: each.cue)


def see(context: Context, guide: str) -> Iterator[tuple["Seen", list[range]]]:
    """The windows of a text, batch by batch, with what the network needs to read them."""
    words = load_words(context.language.code)
    if words is None or not context.tokens:
        return
    network = load_network()
    heads = np.array([token.head for token in context.tokens])
    columns = _number(network, describe(context))
    seen = Seen(context, network, words, columns, _rows_of(words, context), heads, guide)
    for batch in _batches(sorted(windows(context.parsed), key=len, reverse=True)):
        yield seen, batch


@dataclass(frozen=True, slots=True)
class Seen:
    """A text in numbers; the last token of `columns` and `rows` is none, to fill windows up."""

    context: Context
    network: Network
    words: Words
    columns: Ints
    rows: Ints
    heads: Ints
    guide: str


def _batches(spans: Sequence[range]) -> list[list[range]]:
    """Windows of like length together: what fills up the shorter ones is computed too."""
    out: list[list[range]] = []
    for span in spans:
        if out and len(out[-1]) < _AT_ONCE and len(span) > _LIKE * len(out[-1][0]):
            out[-1].append(span)
        else:
            out.append([span])
    return out


def _number(network: Network, columns: Sequence[Sequence[object]]) -> Ints:
    """The numbers of values, (columns, tokens and one more)."""
    known = [column.get for column in network.columns]
    return np.array(
        [
            [get(value, 0) for value in column] + [0]
            for get, column in zip(known, columns, strict=True)
        ],
        np.int64,
    )


def _rows_of(words: Words, context: Context) -> Ints:
    """The rows of words' vectors, of tokens and one more."""
    get = words.rows.get
    return np.array([*(get(t.lower) or get(t.lemma) or 0 for t in context.tokens), 0])


@dataclass(frozen=True, slots=True)
class _Cue:
    """A cue by its tokens, with the chance that it is one, the token that heads it, and the scores
    of part tags in its window (tokens, tags)."""

    span: TokenSpan
    chance: float
    head: int
    window: range
    scores: Floats


def _hear_cues(seen: Seen, batch: Sequence[range]) -> list[_Cue]:
    hidden, scores = hear(seen, batch)
    scores[..., 0] -= _LIKELY
    chances = softmax(scores)
    cues = find_cues(scores, [len(span) for span in batch])
    if not cues:
        return []
    scores, governors = score_parts(seen, batch, hidden, cues)
    return [
        _Cue(
            span=(batch[n].start + start, batch[n].start + end),
            chance=float(1 - chances[n, start, 0]),
            head=governors[k],
            window=batch[n],
            scores=scores[k, : len(batch[n])],
        )
        for k, (n, start, end) in enumerate(cues)
    ]


def _side_by_side(tables: Sequence[Floats]) -> Floats:
    """Tables of like width as one, zeros below the shorter ones."""
    out = np.zeros((len(tables), max(map(len, tables)), tables[0].shape[1]), np.float32)
    for row, table in zip(out, tables, strict=True):
        row[: len(table)] = table
    return out


def _tagged(cue: _Cue, tags: Sequence[int]) -> Tagged:
    first = cue.window.start
    tagged = runs(tags, PART_TAGS)
    parts = {
        role: tuple((first + a, first + b) for r, a, b in tagged if r == role)
        for role in ("cue", "source", "content")
    }
    members = [i for _, a, b in tagged for i in range(a, b)]
    return Tagged(
        cue=parts["cue"] or (cue.span,),
        source=parts["source"],
        content=parts["content"],
        cue_head=cue.head,
        chance=cue.chance,
        clear=float(softmax(cue.scores[members]).max(-1).mean()) if members else 0.0,
        end=cue.window.stop,
    )


def hear(seen: Seen, batch: Sequence[range]) -> tuple[Floats, Floats]:
    """Hidden states of the windows' tokens, and scores of cue tags."""
    lengths = [len(span) for span in batch]
    starts = np.array([[span.start] for span in batch])
    within = np.arange(lengths[0])
    inside = within < np.array(lengths)[:, None]
    places = np.where(inside, starts + within, len(seen.heads))
    # A governor outside the window counts as none.
    heads = np.append(seen.heads, -1)[places] - starts
    heads = np.where((heads >= 0) & (heads < np.array(lengths)[:, None]), heads, within)
    vectors = seen.words.look_up(seen.rows[places])
    return seen.network.hidden(seen.columns[:, places], vectors, heads, lengths, seen.guide)


def find_cues(scores: Floats, lengths: Sequence[int]) -> list[tuple[int, int, int]]:
    """Window, first token and the one past the last of each cue."""
    return [
        (n, start, end)
        for n, tags in enumerate(best_sequences(scores, lengths))
        for _, start, end in runs(tags, CUE_TAGS)
    ]


def score_parts(
    seen: Seen, batch: Sequence[range], hidden: Floats, cues: Sequence[tuple[int, int, int]]
) -> tuple[Floats, list[int]]:
    """Scores of part tags, by cue, and the token that heads each cue."""
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
    return scores, governors


def softmax(scores: Floats) -> Floats:
    """Chances from scores, over the last axis."""
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    result: Floats = powers / powers.sum(-1, keepdims=True)
    return result
