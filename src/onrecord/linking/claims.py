"""Claims: whether two statements are about the same, scored by what they have in common."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.linking.matching import SUGGEST, Match, Weights, cosine, overlap
from onrecord.linking.words import DATA

_TITLE = 0.04  # of an article: where a headline is
_STORY = 8  # names and numbers that it takes to know a story again
_AROUND = 6  # units around a content that it takes to know its place again
_POINTED = 0.7  # the least score of a statement and what it was found to point at
_EQUAL = 0.98  # contents of one article that say the same
_SHOWN = 3  # things in common that are named


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

    @property
    def names(self) -> dict[str, float]:
        """The places, bodies and names it speaks of."""
        return {key: weight for key, weight in self.units.items() if key[0] in "tbn"}

    @property
    def numbers(self) -> dict[str, float]:
        """The numbers it has."""
        return {key: weight for key, weight in self.units.items() if key[0] == "#"}


def match_claims(signature: str, candidates: Sequence[str]) -> list[Match]:
    """The candidates that may be about the same claim, best first."""
    mine = read_signature(signature)
    matches = []
    for index, each in enumerate(candidates):
        other = read_signature(each)
        features = compare(mine, other)
        score = score_features(features)
        if _is_pointed_out(mine, other) or features.get("within:alike", 0.0) > _EQUAL:
            score = max(score, _POINTED)
        if score >= SUGGEST:
            matches.append(Match(index, round(score, 3), _explain(mine, other, features)))
    return sorted(matches, key=lambda match: (-match.score, match.index))


def read_signature(data: str) -> Compared:
    """A signature's data read back."""
    row = json.loads(data)
    story = row.get("story", ())
    return Compared(
        row.get("id", ""),
        row.get("article", ""),
        row.get("language", ""),
        row.get("speaker", ""),
        tuple(row.get("self", ())),
        row.get("units", {}),
        dict.fromkeys(story, 1.0),
        row.get("place", 0.0),
        tuple((start, end) for start, end in row.get("spans", ())),
        tuple((start, end) for start, end in row.get("told", ())),
        row.get("points", ""),
        row.get("via", ""),
        row.get("around", {}),
    )


def compare(mine: Compared, other: Compared) -> dict[str, float]:
    """What two statements have in common, each from 0 to 1; the scorer weighs these."""
    alike = max(cosine(mine.units, other.units), cosine(*_with_selves(mine, other)))
    within = mine.article == other.article
    same_speaker = float(bool(mine.speaker) and mine.speaker == other.speaker)
    known = min(len(mine.story), len(other.story)) / _STORY
    story = 1.0 if within else overlap(mine.story, other.story) * min(known, 1.0)
    sizes = sorted((sum(mine.units.values()), sum(other.units.values())))
    shared = {
        "alike": alike,
        "held": overlap(mine.units, other.units),
        "names": overlap(mine.names, other.names),
        "other_names": _conflict(mine.names, other.names),
        "numbers": overlap(mine.numbers, other.numbers),
        "other_numbers": _conflict(mine.numbers, other.numbers),
        "speaker": same_speaker,
        "other_speaker": float(bool(mine.speaker and other.speaker) and not same_speaker),
        "alike_sizes": alike * sizes[0] / sizes[1] if sizes[1] else 0.0,
    }
    shared["alike_speaker"] = alike * same_speaker
    if within:
        shared["spans"] = _share_spans(mine, other)
        shared["inside"] = max(_fill(mine, other), _fill(other, mine))
        shared["via"] = float(mine.via == other.id or other.via == mine.id)
        shared["spans_via"] = shared["spans"] * shared["via"]
        shared["title"] = float(min(mine.place, other.place) < _TITLE)
        shared["alike_title"] = alike * shared["title"]
        return {f"within:{name}": value for name, value in shared.items()} | {"within": 1.0}
    near = math.exp(-abs(mine.place - other.place) / 0.03) * story * story
    told = min(len(mine.around), len(other.around)) / _AROUND
    around = cosine(mine.around, other.around) * min(told, 1.0)
    if mine.language == other.language:
        # Where a statement stands tells translations; in one language the words themselves do.
        near = around = 0.0
    shared |= {
        "story": story,
        "place": near,
        "alike_place": near * alike,
        "around": around,
        "alike_around": around * alike,
        "around_place": around * near,
    }
    return shared | {"across": 1.0}


def score_features(features: Mapping[str, float]) -> float:
    """How likely two statements with this in common are about the same, from 0 to 1."""
    weights = _weights()
    total = sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-total))


def _is_pointed_out(mine: Compared, other: Compared) -> bool:
    """Whether one points at the other, or both at the same statement of their article."""
    if mine.article != other.article:
        return False
    return bool(mine.points and mine.points in (other.id, other.points)) or (
        other.points == mine.id
    )


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


@cache
def _weights() -> dict[str, float]:
    weights: dict[str, float] = json.loads((DATA / "scorer.json").read_text("utf-8"))["weights"]
    return weights


def _explain(mine: Compared, other: Compared, features: Mapping[str, float]) -> str:
    shared = sorted(
        mine.units.keys() & other.units.keys(),
        key=lambda key: -min(mine.units[key], other.units[key]),
    )
    parts = []
    if _is_pointed_out(mine, other):
        parts.append("one points at the other")
    if shared:
        named = ", ".join(key.partition(":")[2] or key.lstrip("#") for key in shared[:_SHOWN])
        parts.append(f"both speak of {named}")
    if features.get("speaker") or features.get("within:speaker"):
        parts.append("the same party speaks")
    if features.get("place", 0.0) > 0.5:
        parts.append("at the same place of one story")
    return "; ".join(parts) or "nothing but where they stand"
