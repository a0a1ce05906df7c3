"""Articles: whether one copies, translates or relays another."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
from datasketch import MinHash

from onrecord.linking.matching import (
    OriginKind,
    OriginMatch,
    Signature,
    overlap,
    unique,
    write,
)
from onrecord.linking.names import fold
from onrecord.linking.order import compare_order, split_parts
from onrecord.linking.relays import find_credits, find_relayed
from onrecord.linking.units import read_units
from onrecord.linking.words import split_words
from onrecord.model import Article, Reading

_PERMUTATIONS = 64
_BANDS = 16  # of 4: texts half alike share a band with odds of about two in three
_SHINGLE = 4  # words
_COPY = 0.5  # share of the shingles that texts of one language have in common
_ORDERED = 0.12  # by so much a translation's parts are more alike in their places than elsewhere
_STORY = 24
_SAME_STORY = 0.2  # of the names, numbers and places that two articles have most of


def sign_article(reading: Reading) -> Signature:
    """What an article's origins are found by: its wording, what it tells in order, its credits."""
    article = reading.article
    units = read_units(article.text, article.language)
    sketch = _sketch(article)
    counts: dict[str, float] = {}
    for unit in units:
        if unit.key[0] in "nb#t":
            counts[unit.key] = counts.get(unit.key, 0.0) + unit.weight
    story = sorted(counts, key=lambda key: -counts[key])[:_STORY]
    named = unique([*find_relayed(reading), *find_credits(article)], 8)
    data = write(
        {
            "id": article.id,
            "language": article.language,
            "outlet": article.outlet,
            "url": article.url,
            "origin": article.origin_url,
            "published": article.published,
            "sketch": [int(each) for each in sketch],
            "length": len(article.text),
            "parts": split_parts(units, len(article.text)),
            "story": story,
            "from": list(named),
        }
    )
    return Signature(data, unique(_keys(article, sketch, story), 48))


def match_origins(signature: str, candidates: Sequence[str]) -> list[OriginMatch]:
    """The candidates that the article comes from, best first; none that was published later."""
    mine = json.loads(signature)
    matches = []
    for index, each in enumerate(candidates):
        other = json.loads(each)
        if _is_later(other, mine):
            continue
        match = _compare(mine, other, index)
        if match:
            matches.append(match)
    return sorted(matches, key=lambda match: (-match.score, match.index))


def find_parallels(signature: str, candidates: Sequence[str]) -> tuple[str, ...]:
    """The ids of the candidates that tell the same in the same order in another language.

    Which of two was the other's origin does not matter.
    """
    mine = json.loads(signature)
    others = (json.loads(each) for each in candidates)
    return tuple(each["id"] for each in others if "id" in each and _is_translated(mine, each))


def _compare(mine: dict[str, object], other: dict[str, object], index: int) -> OriginMatch | None:
    told = bool(other.get("url")) and mine.get("origin") == other.get("url")
    if mine.get("language") == other.get("language"):
        alike = float(np.mean(np.array(mine["sketch"]) == np.array(other["sketch"])))
        if alike >= _COPY or told:
            because = f"{alike:.0%} of the wording is the same"
            return OriginMatch(index, round(max(alike, 0.9 * told), 3), because, OriginKind.COPY)
    else:
        ordered = _measure_order(mine, other)
        if told or ordered >= _ORDERED:
            score = max(min(1.0, ordered / (2 * _ORDERED)), 0.9 * told)
            because = "it tells the same in the same order"
            return OriginMatch(index, round(score, 3), because, OriginKind.TRANSLATION)
    name = _named_source(mine, other)
    if name:
        about = overlap(_even(mine.get("story", [])), _even(other.get("story", [])))
        if about >= 0.3:
            because = f"it names {name} as its source"
            return OriginMatch(index, round(0.5 + about / 2, 3), because, OriginKind.RELAY)
    return None


def _is_translated(mine: dict[str, object], other: dict[str, object]) -> bool:
    if mine.get("language") == other.get("language"):
        return False
    return _measure_order(mine, other) >= _ORDERED


def _measure_order(mine: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    if overlap(_even(mine.get("story", [])), _even(other.get("story", []))) < _SAME_STORY:
        return 0.0  # most articles: they need no closer look
    length = min(mine.get("length", 0), other.get("length", 0))
    return compare_order(mine.get("parts", ()), other.get("parts", ()), length=length)


def _named_source(mine: dict[str, object], other: dict[str, object]) -> str:
    outlet = str(other.get("outlet", ""))
    names = mine.get("from", [])
    assert isinstance(names, list)
    return next((name for name in names if outlet and is_same_outlet(name, outlet)), "")


def is_same_outlet(one: str, other: str) -> bool:
    """Whether two names of outlets are one, whatever the case, script and article before it."""
    bare = [fold(each).removeprefix("the ").replace(" ", "") for each in (one, other)]
    return bare[0] == bare[1]


def _even(keys: object) -> dict[str, float]:
    assert isinstance(keys, list)
    return dict.fromkeys(keys, 1.0)


def _is_later(one: dict[str, object], other: dict[str, object]) -> bool:
    first, second = str(one.get("published", ""))[:10], str(other.get("published", ""))[:10]
    return bool(first and second and first > second)


def _sketch(article: Article) -> Sequence[int]:
    words = [each.stem for each in split_words(article.text, article.language)]
    sketch = MinHash(num_perm=_PERMUTATIONS, seed=1)
    last = max(len(words) - _SHINGLE, 0)
    sketch.update_batch([" ".join(words[n : n + _SHINGLE]).encode() for n in range(last + 1)])
    return [int(each) for each in sketch.hashvalues]


def _keys(article: Article, sketch: Sequence[int], story: Sequence[str]) -> Iterator[str]:
    rows = _PERMUTATIONS // _BANDS
    for band in range(_BANDS):
        yield f"m{band}:" + "-".join(map(str, sketch[band * rows : (band + 1) * rows]))
    if article.url:
        yield f"u:{article.url}"
    if article.origin_url:
        yield f"u:{article.origin_url}"
    names = [key for key in story if key[0] in "nb"][:5]
    numbers = [key for key in story if key[0] == "#"][:3]
    for one, other in combinations(sorted(names + numbers), 2):
        yield f"s:{one}+{other}"
