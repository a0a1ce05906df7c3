"""How well acts are judged, on gold statements: `python -m evaluation.manner TRAIN GOLD`.

Four judges are compared on each folder: always the commonest act of the folder, a short
list of rules, weights learned from the other articles of the folder (cross-validated), and
the weights that ship. Where the shipped weights were learned from the folder, only the
cross-validated line says how good they are.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from onrecord.attribution.manner import View, judge_act
from onrecord.attribution.manner.acts import ActWeights
from onrecord.attribution.manner.rules import apply_rules, with_rule
from onrecord.attribution.manner.sign import Sign
from onrecord.attribution.manner.signs import read_signs
from onrecord.languages.wording import Wording
from onrecord.model import Act
from training.acts.examples import Example, read_examples
from training.acts.learning import learn_weights
from training.acts.resources import load_resources

_FOLDS = 8


def main() -> None:
    """Print accuracy and F1 per act for each folder, language and judge."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folders", type=Path, nargs="+")
    options.add_argument("--lang", default="fr,en")
    chosen = options.parse_args()
    resources = {code: load_resources(code) for code in chosen.lang.split(",")}
    wordings = {code: each.wording for code, each in resources.items()}
    print("folder, language, judge: accuracy | F1 " + ", ".join(Act))
    for folder in chosen.folders:
        examples = [
            example
            for code, each in resources.items()
            for example in read_examples(folder, each.parser, language=code, lexicon=each.lexicon)
        ]
        _report(folder.name, examples, wordings)


def _report(name: str, examples: Sequence[Example], wordings: dict[str, Wording]) -> None:
    commonest = Counter(each.act for each in examples).most_common(1)[0][0]
    crossed = _cross_validate(examples, wordings)
    judged = {
        "commonest": [commonest for _ in examples],
        "rules": [_by_rules(_view(each, wordings), wordings[each.language]) for each in examples],
        "cross-validated": crossed,
        "shipped": [
            judge_act(_view(each, wordings), wording=wordings[each.language])[0]
            for each in examples
        ],
    }
    for code in wordings:
        for judge, acts in judged.items():
            pairs = [
                (each.act, act)
                for each, act in zip(examples, acts, strict=True)
                if each.language == code
            ]
            print(f"{name:10} {code} {judge:16} {_scores(pairs)}")


def _scores(pairs: Sequence[tuple[Act, Act]]) -> str:
    right = sum(gold is judged for gold, judged in pairs) / max(1, len(pairs))
    each = [f"{act} {_f1(pairs, act):.2f}" for act in Act]
    return f"{right:.3f} of {len(pairs)} | {', '.join(each)}"


def _f1(pairs: Sequence[tuple[Act, Act]], act: Act) -> float:
    both = sum(gold is act and judged is act for gold, judged in pairs)
    either = sum((gold is act) + (judged is act) for gold, judged in pairs)
    return 2 * both / either if either else 0.0


def _view(example: Example, wordings: dict[str, Wording]) -> View:
    return View(example.parsed, example.found, wordings[example.language].content)


def _by_rules(view: View, wording: Wording) -> Act:
    fitting = apply_rules(read_signs(view, wording=wording))
    return Act.CLAIM if fitting is None else Act(fitting.name.removeprefix("rule:"))


def _cross_validate(examples: Sequence[Example], wordings: dict[str, Wording]) -> list[Act]:
    """Acts by weights from the other articles; an article's languages stay on one side."""
    signs = [
        with_rule(read_signs(_view(each, wordings), wording=wordings[each.language]))
        for each in examples
    ]
    fold = {name: n % _FOLDS for n, name in enumerate(sorted({e.article for e in examples}))}
    acts: list[Act] = [Act.CLAIM] * len(examples)
    for held in range(_FOLDS):
        known = [n for n, each in enumerate(examples) if fold[each.article] != held]
        weights = learn_weights(
            [signs[n] for n in known], [examples[n].act for n in known], penalty=4.0, balance=0.3
        )
        for n, each in enumerate(examples):
            if fold[each.article] == held:
                acts[n] = _likeliest(weights, signs[n])
    return acts


def _likeliest(weights: ActWeights, signs: Sequence[Sign]) -> Act:
    chances = weights.score(signs)
    return max(chances, key=lambda act: chances[act])


if __name__ == "__main__":
    main()
