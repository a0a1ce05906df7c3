"""Articles: whether one copies, translates or relays another."""

import json
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from datasketch import MinHash

from onrecord.linking.matching import (
    OriginKind,
    OriginMatch,
    Signature,
    cosine,
    overlap,
    unique,
    write,
)
from onrecord.linking.names import fold
from onrecord.linking.relays import find_credits, find_relayed
from onrecord.linking.units import read_units
from onrecord.linking.words import split_words
from onrecord.model import Article, Reading

_PERMUTATIONS = 64
_BANDS = 16  # of 4: texts half alike share a band with odds of about two in three
_SHINGLE = 4  # words
_COPY = 0.5  # share of the shingles that texts of one language have in common
_ORDERED = 0.5  # share of statements that stand in the same order, for a translation
_ALIKE = 0.25  # cosine at which two statements may be one in two languages
_STATEMENTS = 40
_STORY = 24


def sign_article(reading: Reading) -> Signature:
    """What an article's origins are found by: its wording, its statements in order, its credits."""
    article = reading.article
    units = read_units(article.text, article.language)
    sketch = _sketch(article)
    statements = []
    for each in reading.statements[:_STATEMENTS]:
        inside = [u for u in units if any(a <= u.start < b for a, b in each.content)]
        best = sorted(inside, key=lambda unit: -unit.weight)[:6]
        statements.append({unit.key: round(unit.weight, 1) for unit in best})
    counts: dict[str, float] = {}
    for unit in units:
        if unit.key[0] in "nb#t":
            counts[unit.key] = counts.get(unit.key, 0.0) + unit.weight
    story = sorted(counts, key=lambda key: -counts[key])[:_STORY]
    named = unique([*find_relayed(reading), *find_credits(article)], 8)
    data = write(
        {
            "language": article.language,
            "outlet": article.outlet,
            "url": article.url,
            "origin": article.origin_url,
            "published": article.published,
            "sketch": [int(each) for each in sketch],
            "statements": statements,
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


def _compare(mine: dict[str, object], other: dict[str, object], index: int) -> OriginMatch | None:
    told = bool(other.get("url")) and mine.get("origin") == other.get("url")
    if mine.get("language") == other.get("language"):
        alike = float(np.mean(np.array(mine["sketch"]) == np.array(other["sketch"])))
        if alike >= _COPY or told:
            because = f"{alike:.0%} of the wording is the same"
            return OriginMatch(index, round(max(alike, 0.9 * told), 3), because, OriginKind.COPY)
    else:
        ordered, count = _share_order(mine.get("statements", []), other.get("statements", []))
        if told or (ordered >= _ORDERED and count >= 3):
            because = f"{count} statements in the same order"
            score = max(ordered, 0.9 * told)
            return OriginMatch(index, round(score, 3), because, OriginKind.TRANSLATION)
    name = _named_source(mine, other)
    if name:
        about = overlap(_even(mine.get("story", [])), _even(other.get("story", [])))
        if about >= 0.3:
            because = f"it names {name} as its source"
            return OriginMatch(index, round(0.5 + about / 2, 3), because, OriginKind.RELAY)
    return None


def _named_source(mine: dict[str, object], other: dict[str, object]) -> str:
    outlet = str(other.get("outlet", ""))
    names = mine.get("from", [])
    assert isinstance(names, list)
    return next((name for name in names if outlet and is_same_outlet(name, outlet)), "")


def is_same_outlet(one: str, other: str) -> bool:
    """Whether two names of outlets are one, whatever the case, script and article before it."""
    bare = [fold(each).removeprefix("the ").replace(" ", "") for each in (one, other)]
    return bare[0] == bare[1]


def _share_order(mine: object, other: object) -> tuple[float, int]:
    """The longest run of statements alike in the same order, over the shorter list."""
    assert isinstance(mine, list)
    assert isinstance(other, list)
    if not mine or not other:
        return 0.0, 0
    row = [0] * (len(other) + 1)
    for one in mine:
        last = 0
        for n, two in enumerate(other, 1):
            here = row[n]
            row[n] = last + 1 if cosine(one, two) >= _ALIKE else max(row[n], row[n - 1])
            last = here
    return row[-1] / min(len(mine), len(other)), row[-1]


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
