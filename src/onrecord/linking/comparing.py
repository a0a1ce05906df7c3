"""What two statements have in common, in numbers that the scorer weighs."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.linking.matching import Weights, cosine, overlap

_TITLE = 0.04  # of an article: where a headline is
_STORY = 8  # names and numbers that it takes to know a story again
_AROUND = 6  # units around a content that it takes to know its place again
_MUCH = 20.0  # weight of what is shared that tells as much as any more
_NEAR = 0.03  # of an article, for a place in it
_NEARER = 0.01


@dataclass(frozen=True, slots=True)
class Compared:
    """What a statement's signature holds."""

    id: str
    article: str
    language: str
    speaker: str
    self_names: tuple[str, ...]
    units: Weights
    story: Mapping[str, float]
    place: float
    spans: tuple[tuple[int, int], ...]
    told: tuple[tuple[int, int], ...]
    points: str
    via: str
    around: Weights
    parallels: frozenset[str]

    @property
    def names(self) -> dict[str, float]:
        """The places, bodies and names it speaks of."""
        return {key: weight for key, weight in self.units.items() if key[0] in "tbn"}

    @property
    def numbers(self) -> dict[str, float]:
        """The numbers it has."""
        return {key: weight for key, weight in self.units.items() if key[0] == "#"}

    @property
    def concepts(self) -> dict[str, float]:
        """The words that are no names: what is said of these."""
        return {key: weight for key, weight in self.units.items() if key[0] in "cx"}


def read_signature(data: str) -> Compared:
    """A signature's data read back."""
    row = json.loads(data)
    return Compared(
        row.get("id", ""),
        row.get("article", ""),
        row.get("language", ""),
        row.get("speaker", ""),
        tuple(row.get("self", ())),
        row.get("units", {}),
        dict.fromkeys(row.get("story", ()), 1.0),
        row.get("place", 0.0),
        tuple((start, end) for start, end in row.get("spans", ())),
        tuple((start, end) for start, end in row.get("told", ())),
        row.get("points", ""),
        row.get("via", ""),
        row.get("around", {}),
        frozenset(row.get("parallels", ())),
    )


def compare(mine: Compared, other: Compared) -> dict[str, float]:
    """What two statements have in common, each from 0 to 1; the scorer weighs these.

    Statements of one article, of an article and its translation, and of two articles that tell
    a story independently are judged each in its own way: by the prefix of the names.
    """
    shared = _compare_contents(mine, other)
    if mine.article == other.article:
        return _prefix("within", shared | _compare_spans(mine, other, shared["alike"]))
    if are_parallel(mine, other):
        return _prefix("parallel", shared | _compare_places(mine, other, shared["alike"]))
    return compare_independent(mine, other)


def compare_independent(mine: Compared, other: Compared) -> dict[str, float]:
    """The same, as if neither article were the other's translation."""
    shared = _compare_contents(mine, other)
    known = min(len(mine.story), len(other.story)) / _STORY
    # In one language the same words are a matter of course; in two they mean more.
    one_language = float(mine.language == other.language)
    shared |= {
        "story": overlap(mine.story, other.story) * min(known, 1.0),
        "one_language": one_language,
        "alike_one_language": shared["alike"] * one_language,
        "held_one_language": shared["held"] * one_language,
    }
    return _prefix("across", shared)


def are_parallel(mine: Compared, other: Compared) -> bool:
    """Whether the two articles tell the same in the same order, in two languages."""
    return mine.article in other.parallels or other.article in mine.parallels


def is_pointed_out(mine: Compared, other: Compared) -> bool:
    """Whether one points at the other, or both at the same statement of their article."""
    if mine.article != other.article:
        return False
    return bool(mine.points and mine.points in (other.id, other.points)) or (
        other.points == mine.id
    )


def _prefix(kind: str, shared: Mapping[str, float]) -> dict[str, float]:
    return {f"{kind}:{name}": value for name, value in shared.items()} | {kind: 1.0}


def _compare_contents(mine: Compared, other: Compared) -> dict[str, float]:
    alike = max(cosine(mine.units, other.units), cosine(*_with_selves(mine, other)))
    held = overlap(mine.units, other.units)
    same_speaker = float(bool(mine.speaker) and mine.speaker == other.speaker)
    sizes = sorted((sum(mine.units.values()), sum(other.units.values())))
    amount = min(1.0, held * sizes[0] / _MUCH)
    # Names alone tell what is spoken of, not what is said of it.
    concepts = cosine(mine.concepts, other.concepts)
    return {
        "alike": alike,
        "held": held,
        "amount": amount,
        "alike_amount": alike * amount,
        "held_amount": held * amount,
        "alike_sizes": alike * sizes[0] / sizes[1] if sizes[1] else 0.0,
        "alike_speaker": alike * same_speaker,
        "concepts": concepts,
        "concepts_speaker": concepts * same_speaker,
        "other_concepts": _conflict(mine.concepts, other.concepts),
        "no_concepts": float(not (mine.concepts and other.concepts)),
        "names": overlap(mine.names, other.names),
        "other_names": _conflict(mine.names, other.names),
        "numbers": overlap(mine.numbers, other.numbers),
        "other_numbers": _conflict(mine.numbers, other.numbers),
        "speaker": same_speaker,
        "other_speaker": float(bool(mine.speaker and other.speaker) and not same_speaker),
    }


def _compare_spans(mine: Compared, other: Compared, alike: float) -> dict[str, float]:
    """What two statements of one article have in common by where they stand in it."""
    spans = _share_spans(mine, other)
    via = float(mine.via == other.id or other.via == mine.id)
    title = float(min(mine.place, other.place) < _TITLE)
    return {
        "spans": spans,
        "inside": max(_fill(mine, other), _fill(other, mine)),
        "via": via,
        "spans_via": spans * via,
        "title": title,
        "alike_title": alike * title,
    }


def _compare_places(mine: Compared, other: Compared, alike: float) -> dict[str, float]:
    """What a statement and one of a translation have in common by where they stand."""
    far = abs(mine.place - other.place)
    near = math.exp(-far / _NEAR)
    told = min(len(mine.around), len(other.around)) / _AROUND
    around = cosine(mine.around, other.around) * min(told, 1.0)
    return {
        "place": near,
        "nearer": math.exp(-far / _NEARER),
        "alike_place": near * alike,
        "around": around,
        "alike_around": around * alike,
        "around_place": around * near,
    }


def _with_selves(mine: Compared, other: Compared) -> tuple[Weights, Weights]:
    """What both speak of, themselves too: "I spoke with Putin" is about who says it."""
    ours = {key: other.units[key] for key in mine.self_names if key in other.units}
    theirs = {key: mine.units[key] for key in other.self_names if key in mine.units}
    return {**mine.units, **ours}, {**other.units, **theirs}


def _conflict(mine: Weights, other: Weights) -> float:
    return float(bool(mine and other) and not mine.keys() & other.keys())


def _share_spans(mine: Compared, other: Compared) -> float:
    """The characters that both contents have, over those that either has."""
    one, two = ({i for a, b in each.spans for i in range(a, b)} for each in (mine, other))
    return len(one & two) / len(one | two) if one | two else 0.0


def _fill(outer: Compared, inner: Compared) -> float:
    """How much of a content is another statement told in it: source, cue and content."""
    one, two = ({i for a, b in spans for i in range(a, b)} for spans in (outer.spans, inner.told))
    share = len(one & two) / len(one) if one else 0.0
    return max(0.0, 2 * share - 1)
