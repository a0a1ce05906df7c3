"""A softmax regression over signs, in NumPy: small, regularised, the same every time."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from onrecord.attribution.manner.acts import ActWeights
from onrecord.attribution.manner.sign import Sign
from onrecord.model import Act

Floats = npt.NDArray[np.float64]

_ACTS = tuple(Act)


def learn_weights(
    signs: Sequence[Sequence[Sign]],
    acts: Sequence[Act],
    *,
    penalty: float = 1.0,
    least: int = 4,
    balance: float = 0.0,
    steps: int = 600,
) -> ActWeights:
    """Weights of each sign seen at least `least` times.

    `penalty` is that of the squared weights; `balance` between 0 (each statement counts
    the same) and 1 (each act does).
    """
    counts = Counter(sign.name for each in signs for sign in each)
    names = sorted(name for name, count in counts.items() if count >= least)
    matrix = _matrix(signs, names)
    truth = np.array([[float(act is each) for each in _ACTS] for act in acts])
    shares = truth.sum(axis=0)
    importance = (truth @ (shares.mean() / np.maximum(shares, 1.0)) ** balance)[:, None]
    fitted = _fit(matrix, truth, importance, penalty=penalty, steps=steps)
    return ActWeights(
        bias={act: round(float(fitted[0, n]), 3) for n, act in enumerate(_ACTS)},
        weights={
            name: {act: round(float(fitted[row, n]), 3) for n, act in enumerate(_ACTS)}
            for row, name in enumerate(names, 1)
        },
    )


def _matrix(signs: Sequence[Sequence[Sign]], names: Sequence[str]) -> Floats:
    columns = {name: column for column, name in enumerate(names, 1)}
    matrix = np.zeros((len(signs), len(names) + 1))
    matrix[:, 0] = 1.0
    for row, each in enumerate(signs):
        for sign in each:
            if sign.name in columns:
                matrix[row, columns[sign.name]] = sign.strength
    return matrix


def _fit(
    matrix: Floats, truth: Floats, importance: Floats, *, penalty: float, steps: int
) -> Floats:
    """Accelerated gradient descent with the step that the curvature's bound allows."""
    weights = np.zeros((matrix.shape[1], truth.shape[1]))
    ahead = weights.copy()
    ridge = np.full((matrix.shape[1], 1), penalty)
    ridge[0] = 0.0
    bound = 0.5 * float(np.linalg.norm(matrix * np.sqrt(importance), 2)) ** 2 + penalty
    for step in range(steps):
        scores = matrix @ ahead
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        wrong = (powers / powers.sum(axis=1, keepdims=True) - truth) * importance
        following = ahead - (matrix.T @ wrong + ridge * ahead) / bound
        ahead = following + step / (step + 3.0) * (following - weights)
        weights = following
    return weights
