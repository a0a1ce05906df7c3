"""Fits the scorer of claims on annotated articles, and writes its weights.

Every statement is compared with those that the ledger's look-up would give; whether the two are
about the same, as annotated, is what the scorer learns to tell.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation.linked_gold import LinkedArticle
from evaluation.linking import link_parties, speakers_of
from evaluation.small_ledger import SmallLedger
from onrecord.linking.claims import compare, read_signature
from onrecord.linking.statements import sign_statements

Pair = tuple[dict[str, float], bool]
_ROUNDS = 40
_RIDGE = 1.0


def collect_pairs(articles: Sequence[LinkedArticle]) -> list[Pair]:
    """What statements and their candidates have in common, and whether they are of one claim."""
    parties = link_parties(articles)
    ledger = SmallLedger()
    about: list[str] = []
    pairs: list[Pair] = []
    for article in articles:
        signed = sign_statements(article.reading, speakers_of(article, parties))
        for statement in article.reading.statements:
            signature = signed[statement.id]
            mine = read_signature(signature.data)
            for row in ledger.find(signature.keys):
                features = compare(mine, read_signature(ledger.data[row]))
                pairs.append((features, about[row] == article.about[statement.id]))
            ledger.add(signature.data, signature.keys, None)
            about.append(article.about[statement.id])
    return pairs


def fit(pairs: Sequence[Pair]) -> dict[str, float]:
    """Weights of a logistic regression with a ridge, by Newton's method."""
    names = sorted({name for features, _ in pairs for name in features})
    place = {name: n for n, name in enumerate(names)}
    rows: NDArray[np.float64] = np.zeros((len(pairs), len(names)))
    for n, (features, _) in enumerate(pairs):
        for name, value in features.items():
            rows[n, place[name]] = value
    right = np.array([float(same) for _, same in pairs])
    weights: NDArray[np.float64] = np.zeros(len(names))
    ridge = _RIDGE * np.eye(len(names))
    for _ in range(_ROUNDS):
        odds = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - odds) - ridge @ weights
        bend = (rows * (odds * (1 - odds))[:, None]).T @ rows + ridge
        step = np.linalg.solve(bend, slope)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return {name: round(float(weights[place[name]]), 3) for name in names}


def write_weights(weights: dict[str, float], target: Path, *, pairs: int) -> None:
    """Write `scorer.json`; says how many pairs it was learned from."""
    text = json.dumps({"weights": weights, "pairs": pairs}, indent=1, sort_keys=True)
    target.write_text(text + "\n", "utf-8")
