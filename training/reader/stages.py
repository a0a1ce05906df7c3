"""The stages of training; see `training.reader`."""

import json
import pickle
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from onrecord.languages import load_language
from onrecord.parsing import load_parser
from training.reader import corpora
from training.reader.corpora import Source
from training.reader.encoder import Packed, packed_path, read_packed
from training.reader.examples import Window, build
from training.reader.export import export
from training.reader.fitting import Scored, fit, predict
from training.reader.measure import compare, show
from training.reader.silver import label_windows
from training.reader.student import Numbered, Sizes, Student, Vocabulary
from training.reader.teacher import Pieces, Teacher, numpy_seed
from training.reader.teacher import train as train_teacher
from training.reader.texts import ROLES, read_own, read_polnear
from training.reader.vectors import average_vectors, reduce_vectors

PACKAGE = Path(__file__).resolve().parents[2] / "src/onrecord"
FOLDS = 2
LIKELY = 0.5  # score added to cue tags, as when reading
_LAYERS = 6  # of the encoder's twelve: the lower half knows words and syntax
_FULL_SHARE = 0.85  # of PolNeAR's paragraphs with statements that the teacher sees: time is short
_EMPTY_SHARE = 0.5  # of paragraphs without statements that are learned from
_SEED = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where corpora are read and results are kept."""

    shared: Path
    work: Path
    languages: tuple[str, ...]

    def keep(self, name: str, windows: Sequence[Window]) -> None:
        """Write windows."""
        with (self.work / f"{name}.pickle").open("wb") as file:
            pickle.dump(windows, file, protocol=5)

    def read(self, name: str) -> list[Window]:
        """Windows written by an earlier stage; empty where there are none."""
        path = self.work / f"{name}.pickle"
        if not path.exists():
            return []
        with path.open("rb") as file:
            return list(pickle.load(file))


def prepare(threads: int) -> None:
    """The same numbers every time, on so many threads."""
    torch.set_num_threads(threads)
    numpy_seed(_SEED)


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
            if (place.work / f"{name}.{code}.pickle").exists():
                continue
            windows = [w for source in texts for w in build(source, language, parser)]
            place.keep(f"{name}.{code}", windows)
            print(name, code, len(windows), "windows", flush=True)


def vectors(place: Place) -> None:
    """Vectors of words, by language; a language whose file exists is left as it is."""
    packed, _, model = _taught(place)
    for code in place.languages:
        path = place.work / f"vectors.{code}.npz"
        if path.exists():
            continue
        names = (f"train.{code}", f"plain.{code}", f"polnear.{code}")
        windows = [w for name in names for w in place.read(name)]
        words, found = average_vectors(model.encoder.eval(), packed, windows)
        np.savez(path, words=np.array(words), vectors=found)
        print(code, len(words), "words", flush=True)


def teacher(place: Place) -> None:
    """The encoder with its heads, on PolNeAR and on our own articles three times."""
    packed, pieces, model = _teacher()
    wide = read_polnear(place.shared / "data/polnear/train")
    draw = random.Random(_SEED)
    wide = [p for p in wide if draw.random() < (_FULL_SHARE if p.statements else _EMPTY_SHARE)]
    own = read_own(place.shared / "train", place.languages)
    path = place.work / "teacher.pt"
    train_teacher(
        model,
        pieces,
        [*wide, *own * 3],
        epochs=1,
        rate=2e-4,
        report=_say,
        save=lambda: torch.save(model.state_dict(), path),
    )
    torch.save(model.state_dict(), path)


def silver(place: Place) -> None:
    """The teacher's statements in plain texts; its figures on our articles beside them."""
    _, pieces, model = _taught(place)
    for code in place.languages:
        if (place.work / f"silver.{code}.pickle").exists():
            continue
        counts: Counter[str] = Counter()
        windows = place.read(f"gold.{code}")
        annotated = [window.statements for window in windows]
        label_windows(model, pieces, windows, bias=0.5)
        for gold, window in zip(annotated, windows, strict=True):
            compare(gold, window.statements, counts)
        print("teacher", code, show(counts), flush=True)
        place.keep(f"silver.{code}", label_windows(model, pieces, place.read(f"plain.{code}")))


def student(place: Place) -> None:
    """The small network on PolNeAR, the silver statements and our own articles."""
    draw = random.Random(_SEED)
    wide = [
        w
        for w in place.read("polnear.en")
        if draw.random() < (_FULL_SHARE if w.statements else _EMPTY_SHARE)
    ]
    silver = [w for code in place.languages for w in place.read(f"silver.{code}")]
    table, numbers = _word_table(place)
    own = [w for code in place.languages for w in place.read(f"train.{code}")]
    vocabulary = Vocabulary.of([*wide, *silver, *own], numbers)
    model = Student(vocabulary, table, Sizes(word=table.shape[1]))
    given = [Numbered.of(w, vocabulary) for w in wide]
    given += [Numbered.of(w, vocabulary, 0.5) for w in silver]
    fit(model, given, epochs=4, report=_say, every=lambda: print(_dev(place, model, vocabulary)))
    print(_dev(place, model, vocabulary), flush=True)
    torch.save((model.state_dict(), vocabulary, table, model.sizes), place.work / "student.pt")


def tune(place: Place) -> None:
    """The student on our own articles: held-out readings by folds, and the one that ships."""
    own = [w for code in place.languages for w in place.read(f"train.{code}")]
    articles = sorted({window.article for window in own})
    fold_of = {article: n % FOLDS for n, article in enumerate(articles)}
    counts: dict[str, Counter[str]] = {}
    tagged: dict[str, list[dict[str, object]]] = {}
    for fold in range(FOLDS):
        model, vocabulary = tuned(place, [w for w in own if fold_of[w.article] != fold])
        held_out = [w for w in own if fold_of[w.article] == fold]
        found = predict(model, vocabulary, held_out, "own", bias=LIKELY)
        for window, statements in zip(held_out, found, strict=True):
            count = counts.setdefault(window.language, Counter())
            compare(window.statements, [each for each, *_ in statements], count)
            rows = tagged.setdefault(f"{window.article}.{window.language}", [])
            rows += [_row(window, each) for each in statements]
    for code, count in counts.items():
        print("held out", code, show(count), flush=True)
    (place.work / "tagged.json").write_text(json.dumps(tagged), "utf-8")
    model, vocabulary = tuned(place, own)
    report(place, model, vocabulary)
    for path in export(model, vocabulary, PACKAGE):
        print(path, path.stat().st_size, flush=True)


def _row(window: Window, scored: Scored) -> dict[str, object]:
    """A statement of a window by the tokens of its article, for the confidence to learn from."""
    each, chance, clear = scored
    first = window.tokens.start
    spans = {role: [[first + a, first + b] for a, b in getattr(each, role)] for role in ROLES}
    return {**spans, "chance": round(chance, 4), "clear": round(clear, 4)}


def tuned(place: Place, own: Sequence[Window]) -> tuple[Student, Vocabulary]:
    """The student trained further on annotated articles, with some of PolNeAR to keep it."""
    state, vocabulary, table, sizes = torch.load(place.work / "student.pt", weights_only=False)
    model = Student(vocabulary, table, sizes)
    model.load_state_dict(state)
    draw = random.Random(_SEED)
    wide = draw.sample([w for w in place.read("polnear.en") if w.statements], 700)
    given = [Numbered.of(w, vocabulary) for w in own]
    given += [Numbered.of(w, vocabulary, 0.5) for w in wide]
    fit(model, given, epochs=6, rate=6e-4, report=lambda _: None)
    return model, vocabulary


def report(place: Place, model: Student, vocabulary: Vocabulary) -> None:
    """Figures on articles that were not learned from."""
    for code in place.languages:
        counts: Counter[str] = Counter()
        windows = place.read(f"gold.{code}")
        for window, found in zip(windows, predict(model, vocabulary, windows, "own"), strict=True):
            compare(window.statements, [each for each, *_ in found], counts)
        print("gold", code, show(counts), flush=True)
    print(_dev(place, model, vocabulary), flush=True)


def _dev(place: Place, model: Student, vocabulary: Vocabulary) -> str:
    windows = place.read("polnear-dev.en")
    counts: Counter[str] = Counter()
    for window, found in zip(windows, predict(model, vocabulary, windows, "wide"), strict=True):
        compare(window.statements, [each for each, *_ in found], counts)
    return f"PolNeAR dev {show(counts)}"


def _teacher() -> tuple[Packed, Pieces, Teacher]:
    packed = read_packed(packed_path())
    return packed, Pieces(packed), Teacher(packed, _LAYERS)


def _taught(place: Place) -> tuple[Packed, Pieces, Teacher]:
    packed, pieces, model = _teacher()
    model.load_state_dict(torch.load(place.work / "teacher.pt"))
    return packed, pieces, model


def _word_table(place: Place) -> tuple[np.ndarray, dict[str, dict[str, int]]]:
    """All words of all languages in one table, row 0 empty; and the row of each word."""
    words, found = {}, {}
    for code in place.languages:
        path = place.work / f"vectors.{code}.npz"
        if path.exists():
            with np.load(path) as held:
                words[code], found[code] = list(held["words"]), held["vectors"]
    reduced = reduce_vectors(found, Sizes().word)
    numbers, start = {}, 1
    for code, each in words.items():
        numbers[code] = {str(word): start + n for n, word in enumerate(each)}
        start += len(each)
    empty = np.zeros((1, Sizes().word), np.float32)
    return np.concatenate([empty, *reduced.values()]), numbers


_say: Callable[[str], None] = lambda line: print(line, flush=True)  # noqa: E731
