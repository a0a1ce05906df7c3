"""Claims: whether statements, and claims that each have some, are about the same."""

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache

from onrecord.linking.comparing import Compared, compare, is_pointed_out, read_signature
from onrecord.linking.matching import LINK, MERGE, SUGGEST, Match
from onrecord.linking.words import DATA

_POINTED = 0.7  # the least score of a statement and what it was found to point at
_EQUAL = 0.98  # contents of one article that say the same
_SHOWN = 3  # things in common that are named


def match_claims(signature: str, candidates: Sequence[str]) -> list[Match]:
    """The candidates that may be about the same claim, best first."""
    mine = read_signature(signature)
    matches = []
    for index, each in enumerate(candidates):
        other = read_signature(each)
        features = compare(mine, other)
        score = _score(mine, other, features)
        if score >= SUGGEST:
            matches.append(Match(index, round(score, 3), _explain(mine, other, features)))
    return sorted(matches, key=lambda match: (-match.score, match.index))


def match_whole_claims(one: Sequence[str], other: Sequence[str]) -> Match | None:
    """Whether two claims, by signatures of their statements, are one; None where they are not.

    Some statement of the one would have to be linked to one of the other, and all pairs must fit
    on average: a single pair that looks alike does not decide. Nor is one claim what the same
    article tells apart. The order of the two, and of their statements, does not matter.
    """
    mine, theirs = ([read_signature(each) for each in some] for some in (one, other))
    scores = [_score_pair(this, that) for this in mine for that in theirs]
    within = [score for score, is_within in scores if is_within]
    mean = _mean([score for score, _ in scores])
    if max(score for score, _ in scores) < LINK or mean < MERGE:
        return None
    if within and _mean(within) < SUGGEST:
        return None
    because = f"{len(scores)} pairs of statements fit by {mean:.2f} on average"
    return Match(0, round(mean, 3), because)


def score_features(features: Mapping[str, float]) -> float:
    """How likely two with this in common are about the same, from 0 to 1."""
    weights = _weights()
    total = sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-total))


def _score(mine: Compared, other: Compared, features: Mapping[str, float]) -> float:
    score = score_features(features)
    if is_pointed_out(mine, other) or features.get("within:alike", 0.0) > _EQUAL:
        return max(score, _POINTED)
    return score


def _score_pair(one: Compared, other: Compared) -> tuple[float, bool]:
    """The score of a pair, the same either way round, and whether it is of one article."""
    first, second = sorted((one, other), key=lambda each: (each.article, each.id))
    return _score(first, second, compare(first, second)), one.article == other.article


def _mean(scores: Sequence[float]) -> float:
    return math.fsum(scores) / len(scores)


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
    if is_pointed_out(mine, other):
        parts.append("one points at the other")
    if shared:
        named = ", ".join(key.partition(":")[2] or key.lstrip("#") for key in shared[:_SHOWN])
        parts.append(f"both speak of {named}")
    if any(features.get(f"{kind}:speaker") for kind in ("within", "parallel", "across")):
        parts.append("the same party speaks")
    if features.get("parallel:place", 0.0) > 0.5:
        parts.append("at the same place of a translation")
    return "; ".join(parts) or "nothing but where they stand"
