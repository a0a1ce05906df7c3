"""The stages of training; see `training.reader`."""

import json
import pickle
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import torch

from onrecord.languages import load_language
from onrecord.parsing import load_parser
from training.reader import bundle as bundles
from training.reader import corpora, learning
from training.reader.bundling import Vocabulary, cut_to, example_of, pieces_of
from training.reader.corpora import Source
from training.reader.encoder import packed_path, read_packed, save_packed
from training.reader.examples import Window, build, in_characters
from training.reader.export import export
from training.reader.learning import FOLDS, Bundle
from training.reader.networks import Deep

PACKAGE = Path(__file__).resolve().parents[2] / "src/onrecord"
_HELD_BACK = ("gold", "polnear-dev")  # corpora that nothing is learned from
# Networks over the encoder, which teach: name, layers, learning rate, seed.
_DEEP = (("d", 6, 1e-4, 4), ("h0", 12, 6e-5, 11), ("h1", 12, 6e-5, 12))
_DEEP_EPOCHS = 4.5
# Twice in a row, the rate rising and falling each time: epochs, tokens in a batch, rate, seed.
_STUDENT = ((8.0, 4000, 2e-3, 1), (4.5, 2500, 1e-3, 5))
_LEXICON = {"en": "eng", "fr": "fra", "ru": "rus", "vi": "vie"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where corpora are read and results are kept."""

    shared: Path
    work: Path
    languages: tuple[str, ...]
    package: Path = PACKAGE
    articles: int | None = None  # at most so many of a corpus

    @property
    def bundle(self) -> Bundle:
        """The examples, on the graphics processor where there is one."""
        return Bundle(self.work / "bundle", "cuda" if torch.cuda.is_available() else "cpu")

    def read(self, name: str) -> list[Window]:
        """Windows written by an earlier stage."""
        with (self.work / f"{name}.pickle").open("rb") as file:
            return list(pickle.load(file))

    @property
    def vocabulary(self) -> Vocabulary:
        """What the numbers in the bundle mean."""
        return Vocabulary.load(self.work / "vocabulary.json")


def prepare(threads: int) -> None:
    """The same numbers every time, on so many threads."""
    torch.set_num_threads(threads)
    torch.manual_seed(1)


def parse(place: Place) -> None:
    """Windows of every corpus, by language."""
    for code in place.languages:
        language, parser = load_language(code), load_parser(code)
        sources: dict[str, Iterable[Source]] = {
            "train": corpora.own(place.shared / "train", code),
            "gold": corpora.own(place.shared / "gold", code),
            "plain": corpora.plain(place.shared, code),
        }
        if code == "en":
            sources["polnear-dev"] = corpora.polnear(place.shared, "dev")
            sources["polnear"] = corpora.polnear(place.shared, "train")
        for name, texts in sources.items():
            path = place.work / f"{name}.{code}.pickle"
            if path.exists():
                continue
            some = islice(texts, place.articles)
            windows = [w for source in some for w in build(source, language, parser)]
            with path.open("wb") as file:
                pickle.dump(windows, file, protocol=5)
            print(name, code, len(windows), "windows", flush=True)


def bundle(place: Place) -> None:
    """All windows as numbers, the encoder cut to the pieces that the languages need."""
    folder = place.work / "bundle"
    folder.mkdir(exist_ok=True)
    names = sorted(path.stem for path in place.work.glob("*.pickle"))
    learned = [name for name in names if not name.startswith(_HELD_BACK)]
    vocabulary = Vocabulary.of(window for name in learned for window in place.read(name))
    vocabulary.save(place.work / "vocabulary.json")
    (folder / "carried.json").write_text(json.dumps(vocabulary.carried()), encoding="utf-8")
    words = {t.text for name in learned for w in place.read(name) for t in _tokens(w)}
    packed = cut_to(read_packed(packed_path()), words | set(_lexicon(place)))
    save_packed(folder / "encoder.npz", packed)
    pieces = pieces_of(packed)
    for name in names:
        examples = [example_of(window, vocabulary, pieces) for window in place.read(name)]
        bundles.save(folder / f"{name}.npz", examples)
        print(name, len(examples), "examples", flush=True)


def _tokens(window: Window) -> Sequence[Any]:
    return window.parsed.tokens[window.tokens.start : window.tokens.stop]


def _lexicon(place: Place) -> Iterable[str]:
    """Words of each language's dictionary, so that few words come in letters."""
    for code in place.languages:
        path = place.shared / f"data/lexicon/wikt-{_LEXICON[code]}.tab"
        for line in path.read_text(encoding="utf-8").splitlines():
            fields = line.split("\t")
            yield from fields[2].split() if len(fields) > 2 else ()


def deep(place: Place) -> None:
    """The networks over the encoder. Minutes on a graphics processor, days without one."""
    for name, layers, rate, seed in _DEEP:
        path = place.work / f"{name}.npz"
        if path.exists():
            continue
        model = learning.deep_of(place.bundle, layers)
        learning.train_deep(place.bundle, model, epochs=_DEEP_EPOCHS, encoder_rate=rate, seed=seed)
        learning.save_model(path, model)
        print(name, flush=True)
        learning.measure(place.bundle, [model])


def teach(place: Place) -> None:
    """Word vectors, and statements in texts nobody has annotated, by the networks over the
    encoder."""
    models = [_load_deep(place, name, layers) for name, layers, *_ in _DEEP]
    found = learning.taught(place.bundle, models)
    learning.save_taught(place.work / "taught.npz", found)
    vectors = learning.word_vectors(place.bundle, models[:1], learning.VECTOR)
    learning.save_vectors(place.work / "vectors.npz", vectors)


def _load_deep(place: Place, name: str, layers: int) -> Deep:
    model = learning.deep_of(place.bundle, layers)
    learning.load_model([place.work / f"{name}.npz"], model)
    return model


def student(place: Place) -> None:
    """The small network on PolNeAR and what was taught."""
    model = learning.student_of(place.bundle, place.work / "vectors.npz")
    taught = learning.load_taught(place.bundle, place.work / "taught.npz")
    for epochs, size, rate, seed in _STUDENT:
        learning.train_student(place.bundle, model, taught, epochs, size=size, rate=rate, seed=seed)
    learning.measure(place.bundle, [model])
    learning.save_model(place.work / "student.npz", model)


def tune(place: Place) -> None:
    """The small network on our own articles: its readings of held-out ones by folds, and the one
    that ships."""
    taught = learning.load_taught(place.bundle, place.work / "taught.npz")
    held_out: dict[str, Any] = {}
    for fold in (*range(FOLDS), None):
        model = learning.student_of(place.bundle, place.work / "vectors.npz")
        learning.load_model([place.work / "student.npz"], model)
        learning.tune_student(place.bundle, model, taught, fold)
        learning.measure(place.bundle, [model], fold)
        if fold is not None:
            held_out |= learning.readings(place.bundle, [model], fold)
    _write_tagged(place, held_out)
    for path in export(model.cpu(), place.vocabulary, place.package):
        print(path, path.stat().st_size, flush=True)


def _write_tagged(place: Place, readings: dict[str, Any]) -> None:
    """Statements by the characters of their articles, for the confidence to learn from: words may
    have been cut otherwise since."""
    tagged: dict[str, list[dict[str, Any]]] = {}
    for code in place.languages:
        for n, window in enumerate(place.read(f"train.{code}")):
            rows = tagged.setdefault(f"{window.article}.{code}", [])
            for source, cue, content, chance, clear in readings.get(f"{code} {n}", ()):
                spans = {"source": source, "cue": cue, "content": content}
                moved = {role: in_characters(window, held) for role, held in spans.items()}
                rows.append({**moved, "chance": round(chance, 4), "clear": round(clear, 4)})
    (place.work / "tagged.json").write_text(json.dumps(tagged), encoding="utf-8")
