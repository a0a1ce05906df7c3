"""Judges the act of a statement by weighing its signs; the weights are learned data."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from onrecord.attribution.manner.rules import with_rule
from onrecord.attribution.manner.sign import Sign
from onrecord.attribution.manner.signs import read_signs
from onrecord.attribution.manner.view import View
from onrecord.languages.wording import Wording
from onrecord.model import Act, Stance

_WEIGHTS = Path(__file__).with_name("acts.json")

# Who neither confirms nor denies, does not speak, or takes a word back does so to a claim.
_CLAIMING = frozenset({Stance.NEITHER, Stance.DECLINES, Stance.NO_RESPONSE, Stance.RETRACTS})


@dataclass(frozen=True, slots=True)
class ActWeights:
    """A linear model: for each act a bias and a weight for each name of a sign."""

    bias: Mapping[Act, float]
    weights: Mapping[str, Mapping[Act, float]]

    def score(self, signs: Sequence[Sign]) -> dict[Act, float]:
        """The probability of each act; unknown signs weigh nothing."""
        scores = dict(self.bias)
        for sign in signs:
            for act, weight in self.weights.get(sign.name, {}).items():
                scores[act] += weight * sign.strength
        highest = max(scores.values())
        powers = {act: math.exp(score - highest) for act, score in scores.items()}
        total = sum(powers.values())
        return {act: power / total for act, power in powers.items()}


@cache
def load_weights(path: Path = _WEIGHTS) -> ActWeights:
    """The weights that come with the package."""
    table = json.loads(path.read_text(encoding="utf-8"))
    return ActWeights(
        bias={Act(act): weight for act, weight in table["bias"].items()},
        weights={
            name: {Act(act): weight for act, weight in each.items()}
            for name, each in table["weights"].items()
        },
    )


def judge_act(view: View, *, wording: Wording) -> tuple[Act, str]:
    """The likeliest act of a statement, and the words that decided it (empty where none did)."""
    if view.found.stance in _CLAIMING:
        return Act.CLAIM, view.found.stance_words
    weights = load_weights()
    signs = with_rule(read_signs(view, wording=wording))
    chances = weights.score(signs)
    act, rival = sorted(chances, key=lambda each: -chances[each])[:2]
    return act, _deciding_words(signs, weights, act=act, rival=rival)


def _deciding_words(signs: Sequence[Sign], weights: ActWeights, *, act: Act, rival: Act) -> str:
    """The words of the sign that speaks most for `act` and against its rival."""
    best, words = 0.0, ""
    for sign in signs:
        if not sign.words:
            continue
        weight = weights.weights.get(sign.name, {})
        gain = (weight.get(act, 0.0) - weight.get(rival, 0.0)) * sign.strength
        if gain > best:
            best, words = gain, sign.words
    return words
