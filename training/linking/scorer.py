"""Fits the scorer of claims on annotated articles, and writes its weights.

Every statement is compared with those that the ledger's look-up would give; whether the two are
about the same, as annotated, is what the scorer learns to tell. The training articles are
translations of one another and tell hardly any story twice, so each pair of a translation is
learned from a second time, as if the articles had been written independently.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation.linked_gold import LinkedArticle
from evaluation.linking import link_parties, sign_all
from evaluation.small_ledger import SmallLedger
from onrecord.linking.comparing import (
    are_parallel,
    compare,
    compare_independent,
    read_signature,
)

_ROUNDS = 40
_RIDGE = 1.0
# A statement of an independent report has its like in the other one less often.
_INDEPENDENT = 0.6

Example = tuple[Mapping[str, float], bool, float]
"""What two statements have in common, whether they are of one claim, how much that counts."""


def collect_pairs(articles: Sequence[LinkedArticle]) -> list[Example]:
    """What statements and their candidates have in common, and whether they are of one claim."""
    signed = sign_all(articles, link_parties(articles))
    about = {name: claim for each in articles for name, claim in each.about.items()}
    ledger = SmallLedger()
    names: list[str] = []
    pairs: list[Example] = []
    for article in articles:
        for statement in article.reading.statements:
            signature = signed[statement.id]
            mine = read_signature(signature.data)
            for row in ledger.find(signature.keys):
                other = read_signature(ledger.data[row])
                same = about[names[row]] == about[statement.id]
                pairs.append((compare(mine, other), same, 1.0))
                if are_parallel(mine, other):
                    counts = _INDEPENDENT if same else 1.0
                    pairs.append((compare_independent(mine, other), same, counts))
            ledger.add(signature.data, signature.keys, None)
            names.append(statement.id)
    return pairs


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """Weights of a logistic regression with a ridge, by Newton's method."""
    names = sorted({name for features, _, _ in examples for name in features})
    place = {name: n for n, name in enumerate(names)}
    rows: NDArray[np.float64] = np.zeros((len(examples), len(names)))
    for n, (features, _, _) in enumerate(examples):
        for name, value in features.items():
            rows[n, place[name]] = value
    right = np.array([float(same) for _, same, _ in examples])
    counts = np.array([each for _, _, each in examples])
    weights: NDArray[np.float64] = np.zeros(len(names))
    ridge = _RIDGE * np.eye(len(names))
    for _ in range(_ROUNDS):
        odds = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (counts * (right - odds)) - ridge @ weights
        bend = (rows * (counts * odds * (1 - odds))[:, None]).T @ rows + ridge
        step = np.linalg.solve(bend, slope)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return {name: round(float(weights[place[name]]), 3) for name in names}


def write_weights(weights: Mapping[str, float], target: Path, *, pairs: int) -> None:
    """Write `scorer.json`; says how many pairs it was learned from."""
    text = json.dumps({"weights": dict(weights), "pairs": pairs}, indent=1, sort_keys=True)
    target.write_text(text + "\n", "utf-8")
