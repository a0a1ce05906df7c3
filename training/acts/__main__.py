"""Rebuild the weights of acts: `python -m training.acts --shared ../shared` (see README.md)."""

import argparse
import json
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmark.loading import write_articles
from benchmark.texts import Texts
from onrecord.attribution.manner import acts
from onrecord.attribution.manner.acts import ActWeights
from onrecord.attribution.manner.rules import with_rule
from onrecord.attribution.manner.sign import Sign
from onrecord.attribution.manner.signs import read_signs
from onrecord.attribution.manner.view import View
from onrecord.languages.wording import Wording
from training.acts.examples import Example, read_examples
from training.acts.learning import learn_weights
from training.acts.polnear import read_labelled
from training.acts.resources import Resources, load_resources

_SHIPPED = Path(acts.__file__).with_name("acts.json")
_LANGUAGES = ("en", "fr", "ru", "vi")
# Chosen by cross-validation over the annotated articles; PolNeAR stayed in the learning part.
_PENALTY = 4.0
_BALANCE = 0.3


def main() -> None:
    """Learn from the annotated articles and the labelled part of PolNeAR; write the weights."""
    options = argparse.ArgumentParser(description=main.__doc__)
    options.add_argument("--shared", type=Path, required=True, help="folder that holds data")
    options.add_argument("--to", type=Path, default=_SHIPPED, help="where the weights go")
    chosen = options.parse_args()
    languages = {code: load_resources(code) for code in _LANGUAGES}
    examples = _read_all(chosen.shared, languages)
    signs = [_signs_of(each, languages[each.language].wording) for each in examples]
    truth = [each.act for each in examples]
    weights = learn_weights(signs, truth, penalty=_PENALTY, balance=_BALANCE)
    chosen.to.write_text(_as_json(weights), encoding="utf-8")
    print(f"{len(examples)} statements, {len(weights.weights)} signs -> {chosen.to}")


def _read_all(shared: Path, languages: dict[str, Resources]) -> list[Example]:
    examples: list[Example] = []
    with TemporaryDirectory() as folder:
        train = Path(folder)
        write_articles(train, "train", Texts(shared / "data"))
        for code, known in languages.items():
            examples.extend(
                read_examples(train, known.parser, language=code, lexicon=known.lexicon)
            )
    english = languages["en"]
    polnear = shared / "data" / "polnear" / "train"
    examples.extend(read_labelled(polnear, english.parser, lexicon=english.lexicon))
    return examples


def _signs_of(example: Example, wording: Wording) -> list[Sign]:
    view = View(example.parsed, example.found, wording.content)
    return with_rule(read_signs(view, wording=wording))


def _as_json(weights: ActWeights) -> str:
    table = {"bias": weights.bias, "weights": weights.weights}
    return json.dumps(table, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    main()
