"""Reads a parsed text with the network: cues, and what belongs to each."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
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
    span_chances,
)

_LIKELY = 0.5  # score added to cue tags: rather one too many, confidence is judged later
_AT_ONCE = 64  # windows
_LIKE = 0.75  # of the longest window's length, to be read with it
_ROW = 0.7  # weight of the tags in one row against those by cue
_WORTH = 0.35  # chance from which an exact span is worth being said
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


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled span of tokens (first, one past the last), and the chance that it is just so."""

    role: str
    span: TokenSpan
    chance: float


def find_tagged(context: Context) -> list[Tagged]:
    """Every statement the network sees, in the order of their cues; none without its words."""
    heard = [each for seen, batch in _see(context, "own") for each in _hear_cues(seen, batch)]
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


def find_row(context: Context) -> list[Labelled]:
    """What most likely stands in one row of labels, of which no two overlap, by the guide "wide",
    PolNeAR's notion of an attribution, which counts plans, support and feelings.

    So texts are labelled that other readers are compared on. For each span the chance that just
    this one stands there: from the tags of all statements in one row, which need no cue, and from
    those of the parts of each cue. Of all rows of spans the one is taken whose chances, each less
    what makes a span worth saying, add up to most.
    """
    found: list[Labelled] = []
    for seen, batch in _see(context, "wide"):
        found += _label(seen, batch)
    return sorted(found, key=lambda each: each.span)


def _see(context: Context, guide: str) -> Iterator[tuple["_Seen", list[range]]]:
    """The windows of a text, batch by batch, with what the network needs to read them."""
    words = load_words(context.language.code)
    if words is None or not context.tokens:
        return
    network = load_network()
    heads = np.array([token.head for token in context.tokens])
    columns = _number(network, describe(context))
    seen = _Seen(context, network, words, columns, _rows_of(words, context), heads, guide)
    for batch in _batches(sorted(windows(context.parsed), key=len, reverse=True)):
        yield seen, batch


@dataclass(frozen=True, slots=True)
class _Seen:
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


def _hear_cues(seen: _Seen, batch: Sequence[range]) -> list[_Cue]:
    hidden, scores = _hear(seen, batch)
    scores[..., 0] -= _LIKELY
    chances = _softmax(scores)
    cues = _cues(scores, [len(span) for span in batch])
    if not cues:
        return []
    scores, governors = _score_parts(seen, batch, hidden, cues)
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
        clear=float(_softmax(cue.scores[members]).max(-1).mean()) if members else 0.0,
        end=cue.window.stop,
    )


def _hear(seen: _Seen, batch: Sequence[range]) -> tuple[Floats, Floats]:
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


def _cues(scores: Floats, lengths: Sequence[int]) -> list[tuple[int, int, int]]:
    """Window, first token and the one past the last of each cue."""
    return [
        (n, start, end)
        for n, tags in enumerate(best_sequences(scores, lengths))
        for _, start, end in runs(tags, CUE_TAGS)
    ]


def _score_parts(
    seen: _Seen, batch: Sequence[range], hidden: Floats, cues: Sequence[tuple[int, int, int]]
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


def _label(seen: _Seen, batch: Sequence[range]) -> list[Labelled]:
    hidden, scores = _hear(seen, batch)
    flat = seen.network.score_flat(hidden, [len(span) for span in batch])
    chances = _softmax(scores)
    cues = _cues(scores, [len(span) for span in batch])
    parts = _score_parts(seen, batch, hidden, cues)[0] if cues else scores
    found: list[Labelled] = []
    for n, span in enumerate(batch):
        by_cue: dict[tuple[str, int, int], float] = defaultdict(float)
        for k, (window, start, _) in enumerate(cues):
            if window == n:
                is_cue = float(1 - chances[n, start, 0])
                for role, first, past, chance in span_chances(
                    parts[k, : len(span)], seen.network.moves
                ):
                    by_cue[role, first, past] = max(by_cue[role, first, past], is_cue * chance)
        in_row = {
            (role, start, end): chance
            for role, start, end, chance in span_chances(
                flat[n, : len(span)], seen.network.flat_moves
            )
        }
        found += _best_row(
            Labelled(
                role,
                (span.start + start, span.start + end),
                _ROW * in_row.get(key, 0.0) + (1 - _ROW) * by_cue.get(key, 0.0),
            )
            for key in by_cue.keys() | in_row.keys()
            for role, start, end in (key,)
        )
    return found


def _best_row(labelled: Iterable[Labelled]) -> list[Labelled]:
    """Those spans of which no two overlap that together are worth most (weighted interval
    scheduling)."""
    able = sorted(
        (each for each in labelled if each.chance > _WORTH),
        key=lambda e: (e.span[1], e.span, e.role),
    )
    ends = [each.span[1] for each in able]
    worth: list[tuple[float, list[Labelled]]] = [(0.0, [])]
    for k, each in enumerate(able):
        value, row = worth[bisect_right(ends, each.span[0], 0, k)]
        worth.append(
            max((value + each.chance - _WORTH, [*row, each]), worth[-1], key=lambda w: w[0])
        )
    return worth[-1][1]


def _softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    result: Floats = powers / powers.sum(-1, keepdims=True)
    return result
