"""What is compared and what comes of it: signatures, matches, and the two thresholds."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

LINK = 0.5
"""At this score or above it is the same claim."""
SUGGEST = 0.25
"""At this score or above a person is asked."""
MERGE = 0.45
"""At this mean score of all their pairs of statements or above two claims are made one."""
COMPARED = 4
"""How many statements of a claim, the newest, are compared where two claims may be one."""

Weights: TypeAlias = Mapping[str, float]


class OriginKind(StrEnum):
    """How an article comes from another one."""

    COPY = "copy"
    TRANSLATION = "translation"
    RELAY = "relay"


@dataclass(frozen=True, slots=True)
class Signature:
    """What linking compares: `data` is opaque JSON, `keys` find it again among many."""

    data: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate, by its index, that fits: how well, from 0 to 1, and why, in a few words."""

    index: int
    score: float
    because: str


@dataclass(frozen=True, slots=True)
class OriginMatch(Match):
    """An article that another one comes from."""

    kind: OriginKind


def write(data: Mapping[str, object]) -> str:
    """A signature's data as compact JSON, what is empty left out."""
    full = {key: value for key, value in data.items() if value not in (None, "", [], {}, False)}
    return json.dumps(full, ensure_ascii=False, separators=(",", ":"))


def cosine(one: Weights, other: Weights) -> float:
    """The cosine of two weighted sets of keys: 1 where they are the same, 0 where disjoint."""
    if len(one) > len(other):
        one, other = other, one
    shared = sum(weight * other[key] for key, weight in one.items() if key in other)
    if not shared:
        return 0.0
    return shared / (_length(one) * _length(other))


def overlap(one: Weights, other: Weights) -> float:
    """How much of the smaller of two weighted sets is in the other, from 0 to 1."""
    shared = sum(min(weight, other[key]) for key, weight in one.items() if key in other)
    least = min(sum(one.values()), sum(other.values()))
    return shared / least if least else 0.0


def _length(weights: Weights) -> float:
    return float(sum(weight * weight for weight in weights.values()) ** 0.5)


def unique(keys: Iterable[str], most: int) -> tuple[str, ...]:
    """The first `most` different keys."""
    return tuple(dict.fromkeys(keys))[:most]
