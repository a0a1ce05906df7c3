"""Rebuild the weights: `python -m training.acts FOLDER` (see README.md beside this file)."""

import argparse
import json
from pathlib import Path

from onrecord.attribution.manner import acts
from onrecord.attribution.manner.acts import ActWeights
from onrecord.attribution.manner.signs import read_signs
from training.acts.examples import Example, read_examples
from training.acts.learning import learn_weights
from training.acts.resources import load_resources

_SHIPPED = Path(acts.__file__).with_name("acts.json")


def main() -> None:
    """Learn from every annotated article of a folder and write the weights."""
    options = argparse.ArgumentParser(description=main.__doc__)
    options.add_argument("folder", type=Path, help="annotated articles, NAME.LANG.json and .txt")
    options.add_argument("--lang", default="en,fr", help="languages, with commas between")
    options.add_argument("--to", type=Path, default=_SHIPPED, help="where the weights go")
    chosen = options.parse_args()
    examples: list[Example] = []
    signs = []
    for language in chosen.lang.split(","):
        resources = load_resources(language)
        for example in read_examples(
            chosen.folder, resources.parser, language=language, lexicon=resources.lexicon
        ):
            examples.append(example)
            signs.append(read_signs(example.parsed, example.found, wording=resources.wording))
    weights = learn_weights(signs, [example.act for example in examples], penalty=1.5, balance=0.5)
    chosen.to.write_text(_as_json(weights), encoding="utf-8")
    print(f"{len(examples)} statements, {len(weights.weights)} signs -> {chosen.to}")


def _as_json(weights: ActWeights) -> str:
    table = {"bias": weights.bias, "weights": weights.weights}
    return json.dumps(table, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    main()
