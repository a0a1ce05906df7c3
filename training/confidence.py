"""Learns the confidence of statements: `python -m training.confidence ../shared/train`.

Right is a statement that pairs with an annotated one (their cue and content overlap by half
or more, as the scorer of the benchmark pairs them) and has its stance. Cross-validated by
article; writes the weights and the card beside `onrecord.attribution.confidence`.
"""

import argparse
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.attribution.combining import combine
from onrecord.attribution.confidence import LEARNED, describe
from onrecord.attribution.context import Context
from onrecord.attribution.echoes import settle_stances
from onrecord.attribution.find import find_all
from onrecord.attribution.learned import Tagged, find_tagged
from onrecord.attribution.learned.features import cue_head, windows
from onrecord.attribution.speakers import resolve_speakers
from onrecord.languages import known_languages, load_language
from onrecord.parsing import load_parser
from training.reader.examples import in_tokens

_HOME = Path(__file__).resolve().parents[1] / "src/onrecord/attribution"
_SHORT = {
    "neither": "neither_confirms_nor_denies",
    "declines": "declines_to_comment",
    "no_reply": "no_response",
    "doubts": "questions",
}
_FOLDS = 10
# Above this the F1 of news articles still rises a little, but plain short sentences get lost.
_HIGHEST = 0.125
_SAME = 0.001  # F1
_FEWEST = 4  # a property seen in fewer statements is not weighed

Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Sample:
    """A statement found in an article: its properties, and whether it is right."""

    article: str
    properties: tuple[str, ...]
    is_statement: bool
    is_right: bool


def main() -> None:
    """Fit, cross-validate, write weights and card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, help="annotated articles")
    parser.add_argument("--report", type=Path, nargs="*", default=[], help="only measured")
    parser.add_argument(
        "--tagged", type=Path, help="held-out tags that training.reader.refining wrote"
    )
    parser.add_argument("--penalty", type=float, default=1.0)
    options = parser.parse_args()
    tagged = json.loads(options.tagged.read_text("utf-8")) if options.tagged else None
    samples, annotated = _gather(options.folders, tagged)
    names = _vocabulary(samples)
    held_out = _cross_validate(samples, names, options.penalty)
    thresholds = _best_thresholds(samples, held_out, annotated)
    weights = _fit(_matrix(samples, names), _targets(samples), options.penalty)
    table = {name: round(float(w), 3) for name, w in zip(names, weights[:-1], strict=True)}
    table["bias"] = round(float(weights[-1]), 3)
    table["threshold"], table["threshold learned"] = (round(each, 2) for each in thresholds)
    (_HOME / "confidence.json").write_text(json.dumps(table, indent=1) + "\n", "utf-8")
    card = [_table("Held out by article, in the training folders", samples, held_out, thresholds)]
    for folder in options.report:
        others, _ = _gather([folder])
        scores = _sigmoid(_matrix(others, names) @ weights)
        card.append(_table(f"`{folder.name}`, not trained on", others, scores, thresholds))
    (_HOME / "CONFIDENCE.md").write_text(_card(samples, card, thresholds), "utf-8")
    print("\n".join(card))


def _gather(
    folders: Sequence[Path], tagged: dict[str, Any] | None = None
) -> tuple[list[Sample], int]:
    samples: list[Sample] = []
    annotated = 0
    for code in known_languages():
        language, parser = load_language(code), load_parser(code)
        for path in sorted(p for folder in folders for p in folder.glob(f"*.{code}.json")):
            if tagged is not None and path.stem not in tagged:
                continue  # the network has learned from it
            text = path.with_suffix(".txt").read_text("utf-8").rstrip("\n")
            gold = json.loads(path.read_text("utf-8"))
            assert hashlib.sha256(text.encode()).hexdigest() == gold["sha256"], path
            context = Context.of(parser.parse(text), language)
            annotated += len(gold["statements"])
            if tagged is None:
                seen = find_tagged(context)
            else:
                seen = [_tagged(context, row) for row in tagged[path.stem]]
            article = path.name.rsplit(".", 2)[0]
            samples.extend(_samples(article, context, seen, gold["statements"]))
    return samples, annotated


def _tagged(context: Context, row: dict[str, Any]) -> Tagged:
    places = [(token.start, token.end) for token in context.tokens]
    cue, source, content = (in_tokens(places, row[role]) for role in ("cue", "source", "content"))
    head = cue_head(context.parsed, range(*cue[0]))
    end = next(span.stop for span in windows(context.parsed) if cue[0][0] in span)
    return Tagged(cue, source, content, head, row["chance"], row["clear"], end)


def _samples(
    article: str, context: Context, seen: Sequence[Tagged], gold: list[dict[str, Any]]
) -> Iterator[Sample]:
    found = combine(context, find_all(context), seen)
    speakers = [
        each.speaker.name
        for each in resolve_speakers(
            context.parsed, found, people=context.language.people, outlet=None
        )
    ]
    properties = [tuple(describe(context, each)) for each in found]
    settle_stances(context, found, lambda a, b: speakers[a] == speakers[b])
    keys = [_characters([*each.cue, *each.content]) for each in found]
    paired = _pair([_characters([*g["cue"], *g["content"]]) for g in gold], keys)
    for position, each in enumerate(found):
        match = paired.get(position)
        stance = (
            _SHORT.get(gold[match]["stance"], gold[match]["stance"]) if match is not None else ""
        )
        yield Sample(article, properties[position], match is not None, stance == each.stance.value)


def _characters(spans: Sequence[Sequence[int]]) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


def _pair(gold: Sequence[set[int]], found: Sequence[set[int]]) -> dict[int, int]:
    """Found to gold, one to one, best overlap first, from one half on."""
    overlaps = sorted(
        (
            (len(g & f) / len(g | f), i, j)
            for i, g in enumerate(gold)
            for j, f in enumerate(found)
            if g & f
        ),
        reverse=True,
    )
    paired: dict[int, int] = {}
    taken: set[int] = set()
    for overlap, i, j in overlaps:
        if overlap >= 0.5 and i not in taken and j not in paired:
            paired[j] = i
            taken.add(i)
    return paired


def _vocabulary(samples: Sequence[Sample]) -> list[str]:
    counts: dict[str, int] = {}
    for sample in samples:
        for name in sample.properties:
            counts[name] = counts.get(name, 0) + 1
    return sorted(name for name, count in counts.items() if count >= _FEWEST)


def _matrix(samples: Sequence[Sample], names: Sequence[str]) -> Vector:
    place = {name: n for n, name in enumerate(names)}
    matrix = np.zeros((len(samples), len(names) + 1))
    matrix[:, -1] = 1.0
    for row, sample in enumerate(samples):
        for name in sample.properties:
            if name in place:
                matrix[row, place[name]] = 1.0
    return matrix


def _targets(samples: Sequence[Sample]) -> Vector:
    return np.array([float(sample.is_right) for sample in samples])


def _sigmoid(x: Vector) -> Vector:
    result: Vector = 1.0 / (1.0 + np.exp(-x))
    return result


def _fit(matrix: Vector, targets: Vector, penalty: float) -> Vector:
    """Ridge logistic regression by Newton's method; the bias is not penalised."""
    weights = np.zeros(matrix.shape[1])
    ridge = np.full(matrix.shape[1], penalty)
    ridge[-1] = 1e-6
    for _ in range(30):
        p = _sigmoid(matrix @ weights)
        gradient = matrix.T @ (targets - p) - ridge * weights
        hessian = (matrix * (p * (1 - p))[:, None]).T @ matrix + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        weights = weights + step
        if float(np.abs(step).max()) < 1e-6:
            break
    return weights


def _cross_validate(samples: Sequence[Sample], names: Sequence[str], penalty: float) -> Vector:
    articles = sorted({sample.article for sample in samples})
    fold_of = {article: n % _FOLDS for n, article in enumerate(articles)}
    folds = np.array([fold_of[sample.article] for sample in samples])
    matrix, targets = _matrix(samples, names), _targets(samples)
    scores = np.zeros(len(samples))
    for fold in range(_FOLDS):
        out = folds == fold
        scores[out] = _sigmoid(matrix[out] @ _fit(matrix[~out], targets[~out], penalty))
    return scores


def _best_thresholds(
    samples: Sequence[Sample], scores: Vector, annotated: int
) -> tuple[float, float]:
    """Those of constructions and of the learned reader with the best F1 of statements together,
    or near it."""
    is_statement = np.array([sample.is_statement for sample in samples])
    learned = np.array([f"rule={LEARNED}" in sample.properties for sample in samples])
    tried: dict[tuple[float, float], float] = {}
    for low in np.arange(0.05, _HIGHEST, 0.01):
        for high in np.arange(0.2, 0.8, 0.02):
            kept = scores >= np.where(learned, high, low)
            f1 = 2 * float((kept & is_statement).sum()) / (float(kept.sum()) + annotated)
            tried[float(low), float(high)] = f1
    # Of the network's thresholds that do as well as the best, as far as can be told, the one amid.
    best = max(tried.values())
    highs = sorted({high for (_, high), f1 in tried.items() if f1 >= best - _SAME})
    high = highs[len(highs) // 2]
    return max((pair for pair in tried if pair[1] == high), key=lambda pair: tried[pair])


def _kept(samples: Sequence[Sample], scores: Vector, thresholds: tuple[float, float]) -> Any:
    learned = np.array([f"rule={LEARNED}" in sample.properties for sample in samples])
    return scores >= np.where(learned, thresholds[1], thresholds[0])


def _table(
    title: str, samples: Sequence[Sample], scores: Vector, thresholds: tuple[float, float]
) -> str:
    targets, kept = _targets(samples), _kept(samples, scores, thresholds)
    lines = [
        f"### {title}",
        "",
        "| confidence | statements | mean confidence | right |",
        "|---|---|---|---|",
    ]
    edges = [0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.001]
    for low, high in pairwise(edges):
        inside = kept & (scores >= low) & (scores < high)
        if inside.any():
            lines.append(
                f"| {low:.2f} to {min(high, 1):.2f} | {int(inside.sum())} "
                f"| {scores[inside].mean():.2f} | {targets[inside].mean():.2f} |"
            )
    error = abs(float(scores[kept].mean()) - float(targets[kept].mean()))
    lines.append(f"\nKept: {int(kept.sum())} of {len(samples)}; mean error {error:.3f}.")
    return "\n".join(lines) + "\n"


def _card(samples: Sequence[Sample], tables: Sequence[str], thresholds: tuple[float, float]) -> str:
    articles = len({sample.article for sample in samples})
    return "\n".join(
        [
            "# Model card: confidence of statements",
            "",
            "A logistic model (NumPy, ridge) over yes-no properties of a found statement: the",
            "construction that found it, the class and form of its cue, its source, its place, and",
            "how the learned reader, which had not seen the article, sees it (of the first 23",
            "articles one that had: nobody else knew what those teach).",
            "None of the properties is a word of the text. Weights: `confidence.json`.",
            "",
            f"Learned from {len(samples)} statements found in {articles} annotated articles",
            "(in four languages; news texts of NTREX-128 by Microsoft, CC BY-SA 4.0, and of French",
            "Wikinews, CC BY 2.5, annotated by this project; the model holds no text). Right means: pairs with an annotated",
            f"statement and has its stance. Assertions under {thresholds[0]:.2f}, and under",
            f"{thresholds[1]:.2f} where only the learned reader sees them, are not shown.",
            "",
            "Rebuild: `python -m training.reader.refining --shared ../shared`, then, with W for",
            "`training/.work/refining`, `python -m training.confidence W/train --report W/dev W/test",
            "--tagged W/tagged.json`.",
            "",
            *tables,
        ]
    )


if __name__ == "__main__":
    main()
