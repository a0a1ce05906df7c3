"""Trains the small network further on our own articles: `python -m training.reader.refining`.

    python -m training.reader.refining --shared ../shared --work training/.work/refining

No teachers, no encoder and no graphics processor: three quarters of an hour on one core. The network
goes on from `network.start.npz`, which `training.reader` ended with, on the articles of the benchmark's
training part, and on PolNeAR's so that it keeps what it knows of them. It is trained in folds by
article, each measured and read in what it has not seen (`tagged.json`, which the confidence learns
from), and on all for the package.
"""

import argparse
import json
import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from benchmark.loading import write_articles
from benchmark.texts import Texts
from onrecord.attribution.learned.network import load_network, load_words
from onrecord.languages import known_languages, load_language
from onrecord.parsing import load_parser
from training.reader import corpora
from training.reader.batching import Batcher
from training.reader.bundle import Branches, Example
from training.reader.bundling import Vocabulary, example_of
from training.reader.corpora import Source
from training.reader.examples import Window, build, in_characters
from training.reader.export import export_network
from training.reader.fitting import fit, predict
from training.reader.labels import ROLES
from training.reader.learning import LIKELY, load_model
from training.reader.measure import show_row, show_statements
from training.reader.networks import Sizes, Student

START = Path(__file__).with_name("network.start.npz")
_PACKAGE = Path(__file__).resolve().parents[2] / "src/onrecord"
_RATE, _SEED = 1e-3, 1
_EPOCHS = 5.0
_FOLD_EPOCHS = 2.0  # a fold only shows what an unseen article is read like
_OWN_TIMES = 3  # our own articles in one round
_EMPTY = 0.6  # of PolNeAR's windows without a statement, the share that is learned from


def main() -> None:
    """Train in folds and on all; figures go to standard output."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--work", type=Path, default=Path("training/.work/refining"))
    parser.add_argument("--package", type=Path, default=_PACKAGE, help="written to in the end")
    parser.add_argument("--folds", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(1)
    place = _Place(options.shared, options.work)
    # What the network at the start knew is read by that one: too well, but nobody else has not
    # learned from it.
    held_out = place.read(place.shipped.network(), place.known)
    for fold in (*range(options.folds), None):
        unseen = place.unseen(fold, options.folds)
        print(f"== {'all' if fold is None else f'fold {fold}'}", flush=True)
        model = place.train(unseen, _EPOCHS if fold is None else _FOLD_EPOCHS)
        place.measure(model, unseen)
        if fold is not None:
            held_out |= place.read(model, unseen)
    (options.work / "tagged.json").write_text(json.dumps(held_out), encoding="utf-8")
    for path in export_network(model, place.shipped.vocabulary, options.package):
        print(path, path.stat().st_size)


@dataclass(frozen=True)
class Shipped:
    """What the numbers of the shipped network mean, and the vectors of words that it reads."""

    vocabulary: Vocabulary
    vectors: NDArray[np.float32]

    @classmethod
    def load(cls) -> "Shipped":
        """From the package."""
        network = load_network()
        rows: dict[str, dict[str, int]] = {}
        tables: list[NDArray[np.float32]] = []
        for code in sorted(known_languages()):
            words = load_words(code)
            assert words is not None, code
            first = sum(map(len, tables))
            rows[code] = {word: first + n for word, n in words.rows.items()}
            tables.append(words.look_up(np.arange(1, len(words.vectors))))
        vectors = np.concatenate([np.zeros_like(tables[0][:1]), *tables])
        named = {name.split()[1] for name in network.branches if name[0].isdigit()}
        # Number 0 is that of relations by which no branch is told.
        vocabulary = Vocabulary(network.columns, network.branches, ["", *sorted(named)], rows)
        return cls(vocabulary, vectors)

    def network(self) -> Student:
        """The network to go on from; the vectors of words stay what they are."""
        carried, width = self.vocabulary.carried(), self.vectors.shape[1]
        sizes = Sizes(tuple(carried["columns"]), carried["branches"], word=width, entry=width)
        model = Student(sizes, self.vectors)
        load_model([START], model)
        with torch.no_grad():
            model.word.weight.copy_(torch.eye(width))
        for weights in (model.word.weight, model.unknown):
            weights.requires_grad = False
        return model


class _Place:
    """The texts as windows and as numbers."""

    def __init__(self, shared: Path, work: Path) -> None:
        self.shipped = Shipped.load()
        vocabulary = self.shipped.vocabulary
        self._reading = (Batcher("cpu", 0), Branches.of(vocabulary.branches, vocabulary.relations))
        self._windows: dict[str, list[Window]] = {}
        for split in ("train", "dev", "test"):
            folder = work / split
            write_articles(folder, split, Texts(shared / "data"))
            self._windows[split] = [
                window
                for code in known_languages()
                for window in _windows(code, corpora.own(folder, code))
            ]
        self._own = self._numbers(self._windows["train"])
        self._wide = self._numbers(_windows("en", corpora.polnear(shared, "train")))
        self._wide_held = self._numbers(_windows("en", corpora.polnear(shared, "dev")))
        with np.load(START) as held:
            self.known = frozenset(held["articles"].tolist())

    def _numbers(self, windows: Iterable[Window]) -> list[Example]:
        return [example_of(window, self.shipped.vocabulary, None) for window in windows]

    def unseen(self, fold: int | None, folds: int) -> frozenset[str]:
        """The articles that a fold holds back, of those that the network at the start did not know."""
        articles = sorted({each.article for each in self._own} - self.known)
        return frozenset(
            name for n, name in enumerate(articles) if fold is not None and n % folds == fold
        )

    def train(self, unseen: frozenset[str], epochs: float) -> Student:
        """The network, further on all of ours but what is held back, and on PolNeAR."""
        draw = random.Random(_SEED)
        given = [each for each in self._own if each.article not in unseen] * _OWN_TIMES
        given += [each for each in self._wide if each.statements or draw.random() < _EMPTY]
        model = self.shipped.network()
        fit(model, self._reading[0], given, epochs=epochs, rate=_RATE, seed=_SEED)
        return model

    def measure(self, model: Student, unseen: frozenset[str]) -> None:
        """Print how well held-out articles are read, window by window."""
        print(show_row([model], self._reading[0], self._wide_held))
        sets = {split: self._numbers(self._windows[split]) for split in ("dev", "test")}
        sets["held out"] = [each for each in self._own if each.article in unseen]
        for name, windows in sets.items():
            for code in known_languages() if windows else ():
                some = [each for each in windows if each.language == code]
                shown = show_statements([model], *self._reading, some, "own", LIKELY)
                print(f"{name} {code} {shown}", flush=True)

    def read(self, model: Student, unseen: frozenset[str]) -> dict[str, Any]:
        """What is read in held-out articles, by article and language, spans in characters."""
        found: dict[str, Any] = {}
        windows = [each for each in self._windows["train"] if each.article in unseen]
        read = predict([model], *self._reading, self._numbers(windows), "own", LIKELY)
        for window, statements in zip(windows, read, strict=True):
            rows = found.setdefault(f"{window.article}.{window.language}", [])
            for one, chance, clear in statements:
                spans = {role: in_characters(window, getattr(one, role)) for role in ROLES}
                rows.append({**spans, "chance": round(chance, 4), "clear": round(clear, 4)})
        return found


def _windows(code: str, sources: Iterable[Source]) -> list[Window]:
    language, parser = load_language(code), load_parser(code)
    return [window for source in sources for window in build(source, language, parser)]


if __name__ == "__main__":
    main()
