"""What is trained, on what, and how good it is; needs PyTorch and a bundle, no parser.

    python -m training.reader.learning teacher BUNDLE OUT --name d --layers 6 --seconds 300
    python -m training.reader.learning teach BUNDLE OUT --teachers d:6
    python -m training.reader.learning student BUNDLE OUT --name student --seconds 300

`training.reader` does the same; on a machine with a graphics processor it may be done by these
lines, teachers side by side, and what is in OUT be brought back.
"""

import argparse
import json
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from training.reader.batching import Batcher
from training.reader.bundle import Branches, Example, bare, load
from training.reader.encoder import PAD, load_packed
from training.reader.fitting import fit, predict, teach
from training.reader.labels import ROLES, Labelled, Span
from training.reader.measure import show_row, show_statements
from training.reader.networks import Deep, Sizes, Student, Tagger

LANGUAGES = ("en", "fr", "ru", "vi")
FOLDS = 2
LIKELY = 0.5  # score added to cue tags of our guide, as when reading
_OWN_TIMES = 3  # our own articles in one round through PolNeAR
SILVER = 0.5  # weight of what the teachers read
_READ = ("plain own", "polnear own")  # texts, and the guide they are read by
VECTOR = 128  # numbers of a word's vector
# Of windows without a statement, the share that the small network learns from.
_EMPTY_WIDE, _EMPTY_TAUGHT = 0.6, 0.5


@dataclass(frozen=True)
class Bundle:
    """A folder of examples with what they need."""

    folder: Path
    device: str

    def examples(self, name: str) -> list[Example]:
        """Those of one corpus and language; none where there is no such file."""
        path = self.folder / f"{name}.npz"
        return load(path) if path.exists() else []

    def own(self, fold: int | None = None, *, held_out: bool = False) -> list[Example]:
        """Our annotated articles; of a fold those to learn from, or those held out."""
        found = [e for code in LANGUAGES for e in self.examples(f"train.{code}")]
        if fold is None:
            return [] if held_out else found
        inside = self.held_out(fold)
        return [each for each in found if (each.article in inside) == held_out]

    def held_out(self, fold: int) -> frozenset[str]:
        """The articles of ours that a fold is measured on."""
        articles = sorted({each.article for each in self.own()})
        return frozenset(article for n, article in enumerate(articles) if n % FOLDS == fold)

    @property
    def carried(self) -> dict[str, Any]:
        return json.loads((self.folder / "carried.json").read_text(encoding="utf-8"))

    @property
    def branches(self) -> Branches:
        """The numbers of branches."""
        carried = self.carried
        return Branches.of(carried["branch_numbers"], carried["relations"])

    def sizes(self, **widths: Any) -> Sizes:
        """The network's sizes for this bundle's values."""
        carried = self.carried
        return Sizes(tuple(carried["columns"]), carried["branches"], **widths)

    @property
    def batcher(self) -> Batcher:
        return Batcher(self.device, PAD)


def deep_of(bundle: Bundle, layers: int) -> Deep:
    """The untrained network over the encoder."""
    packed = load_packed(bundle.folder / "encoder.npz")
    return Deep(bundle.sizes(word=packed.hidden), packed, layers).to(bundle.device)


def train_deep(
    bundle: Bundle,
    model: Deep,
    *,
    epochs: float,
    encoder_rate: float,
    seed: int,
    seconds: float = math.inf,
) -> None:
    """The encoder with its heads on PolNeAR and our own articles."""
    given = bundle.examples("polnear.en") + bundle.own() * _OWN_TIMES
    fit(
        model, bundle.batcher, given, epochs=epochs, rate=1e-3, encoder_rate=encoder_rate,
        size=4000, seed=seed, seconds=seconds, report=_say,
    )  # fmt: skip


def taught(bundle: Bundle, models: Sequence[Tagger]) -> dict[str, list[Example]]:
    """What the models read where nobody annotated: every text by the guide it has no labels of."""
    own = [e for code in LANGUAGES for e in bundle.examples(f"plain.{code}")]
    wide = bundle.examples("polnear.en")
    read = (bundle.batcher, bundle.branches)
    texts = {"plain": own, "polnear": wide}
    return {
        name: teach(models, *read, texts[name.split()[0]], name.split()[1], SILVER)
        for name in _READ
    }


@torch.no_grad()
def word_vectors(bundle: Bundle, models: Sequence[Deep], width: int) -> NDArray[np.float32]:
    """A vector for each word of the vocabulary, row 0 empty: the mean of what the encoders make of
    it wherever it stands, each language centred by itself, in `width` numbers of one projection."""
    names = [f"{corpus}.{code}" for corpus in ("polnear", "train", "plain") for code in LANGUAGES]
    given = [each for name in names for each in bundle.examples(name)]
    count = bundle.carried["words"]
    total: torch.Tensor | None = None
    seen = torch.zeros(count, device=bundle.device)
    for batch in bundle.batcher.batches(given, 8000, None):
        parts = []
        for model in models:
            model.eval()
            parts += model.layered(batch)
        hidden = torch.cat(parts, -1)
        inside = (torch.arange(hidden.shape[1])[None] < batch.lengths[:, None]).to(bundle.device)
        if total is None:
            total = torch.zeros(count, hidden.shape[-1], device=bundle.device)
        total.index_add_(0, batch.words[inside], hidden[inside])
        seen.index_add_(0, batch.words[inside], torch.ones(int(inside.sum()), device=bundle.device))
    assert total is not None
    vectors = total / seen.clamp(min=1)[:, None]
    for first, held in bundle.carried["words_of"].values():
        rows = slice(first, first + held)
        met = seen[rows] > 0
        vectors[rows] = (vectors[rows] - vectors[rows][met].mean(0)) * met[:, None]
    vectors = vectors / vectors[1:].std(0).clamp(min=1e-6)
    vectors[0] = 0
    often = torch.argsort(seen[1:], descending=True)[:30_000] + 1
    _, _, axes = torch.linalg.svd(vectors[often], full_matrices=False)
    reduced = vectors @ axes[:width].T
    reduced = reduced / reduced[often].std()
    reduced[0] = 0
    return reduced.cpu().numpy()


def save_vectors(path: Path, vectors: NDArray[np.float32]) -> None:
    """Write vectors of words, in half precision."""
    np.savez_compressed(path, vectors=vectors.astype(np.float16))


def student_of(bundle: Bundle, vectors: Path) -> Student:
    """The untrained small network, over the vectors in a file."""
    with np.load(vectors) as held:
        table = held["vectors"].astype(np.float32)
    return Student(bundle.sizes(word=table.shape[1]), table).to(bundle.device)


def train_student(
    bundle: Bundle,
    model: Student,
    taught: list[Example],
    epochs: float,
    *,
    size: int = 2500,
    rate: float = 2e-3,
    seed: int = 1,
    seconds: float = math.inf,
) -> None:
    """The small network on PolNeAR, and on what the teachers read; `size` tokens in a batch."""
    draw = random.Random(seed)
    given = _some_empty(bundle.examples("polnear.en"), draw, _EMPTY_WIDE)
    given += _some_empty(taught, draw, _EMPTY_TAUGHT)
    fit(
        model, bundle.batcher, given, epochs=epochs, size=size, rate=rate, seed=seed,
        seconds=seconds, report=_say,
    )  # fmt: skip


def _some_empty(windows: list[Example], draw: random.Random, share: float) -> list[Example]:
    """The windows with a statement, and a share of the others."""
    return [each for each in windows if each.statements or draw.random() < share]


def tune_student(bundle: Bundle, model: Student, taught: list[Example], fold: int | None) -> None:
    """The small network further on our own articles, with some of the rest to keep it."""
    draw = random.Random(1)
    given = bundle.own(fold) * 2
    wide = _some_empty(bundle.examples("polnear.en"), draw, _EMPTY_WIDE)
    given += draw.sample(wide, min(len(wide), len(given)))
    read = [e for e in taught if e.statements]
    given += draw.sample(read, min(len(read), len(given) // 2))
    fit(model, bundle.batcher, given, epochs=2, rate=5e-4, report=lambda _: None)


def measure(bundle: Bundle, models: Sequence[Tagger], fold: int | None = None) -> None:
    """Print figures on articles that were not learned from."""
    read = (bundle.batcher, bundle.branches)

    def on(name: str, windows: list[Example], guide: str, bias: float) -> None:
        _say(f"{name} {show_statements(models, *read, windows, guide, bias)}")

    dev = bundle.examples("polnear-dev.en")
    on("PolNeAR dev", dev, "wide", 0.0)
    _say(show_row(models, bundle.batcher, dev))
    for code in LANGUAGES:
        on(f"gold {code}", bundle.examples(f"gold.{code}"), "own", LIKELY)
    if fold is not None:
        held = bundle.own(fold, held_out=True)
        for code in LANGUAGES:
            on(f"held out {code}", [e for e in held if e.language == code], "own", LIKELY)


def save_model(path: Path, model: Tagger) -> None:
    """Write a network, its larger tables in eight bits a row, without those that are not trained."""
    skipped = ("vectors.weight", "encoder.word.weight", "encoder.position.weight")
    arrays: dict[str, Any] = {}
    for name, value in model.state_dict().items():
        array = value.detach().float().cpu().numpy()
        if name in skipped:
            continue
        if name.startswith("encoder.") and array.ndim == 2:
            scale = np.abs(array).max(1) / 127
            arrays[f"{name} whole"] = np.round(array / scale[:, None]).astype(np.int8)
            arrays[f"{name} scale"] = scale
        else:
            arrays[name] = array.astype(np.float16)
    np.savez(path, **arrays)


def load_model(paths: Sequence[Path], model: Tagger) -> None:
    """Read what `save_model` wrote, in one file or several, into a network of the same sizes."""
    state = {}
    for path in paths:
        with np.load(path) as held:
            for name in held.files:
                if name.endswith(" scale") or held[name].dtype.kind == "U":
                    continue
                array = held[name].astype(np.float32)
                if name.endswith(" whole"):
                    array *= held[name.replace(" whole", " scale")][:, None]
                state[name.removesuffix(" whole")] = torch.from_numpy(array)
    model.load_state_dict(state, strict=False)


def save_taught(path: Path, taught: dict[str, list[Example]]) -> None:
    """Write what was read: spans of statements and chances of tags in eight bits, by text."""
    arrays: dict[str, Any] = {}
    for name, examples in taught.items():
        spans = [
            (n, k, r, *span)
            for n, each in enumerate(examples)
            for k, one in enumerate(each.statements)
            for r, role in enumerate(ROLES)
            for span in getattr(one, role)
        ]
        arrays[f"{name} spans"] = np.array(spans, np.int32).reshape(-1, 5)
        chances = np.concatenate([each.chances for each in examples if each.chances is not None])
        arrays[f"{name} chances"] = np.round(chances[:, 1:] * 255).astype(np.uint8)
    np.savez_compressed(path, **arrays)


def load_taught(bundle: Bundle, path: Path) -> list[Example]:
    """What `save_taught` wrote, each text with the guide by which it was read."""
    found, branches = [], bundle.branches
    with np.load(path) as held:
        for name in _READ:
            corpus, guide = name.split()
            texts = [e for code in LANGUAGES for e in bundle.examples(f"{corpus}.{code}")]
            statements: list[dict[int, dict[str, list[Span]]]] = [{} for _ in texts]
            for n, k, r, start, stop in held[f"{name} spans"].tolist():
                spans = statements[n].setdefault(k, {role: [] for role in ROLES})
                spans[ROLES[r]].append((start, stop))
            chances, at = held[f"{name} chances"], 0
            for text, spans_of in zip(texts, statements, strict=True):
                each = bare(text, guide)
                some = chances[at : at + len(each)].astype(np.float32) / 255
                at += len(each)
                each.chances = np.concatenate([1 - some.sum(1, keepdims=True), some], 1)
                each.weight = SILVER
                for k in sorted(spans_of):
                    one = Labelled(**{role: tuple(v) for role, v in spans_of[k].items()})
                    each.statements.append(one)
                    each.paths.append(branches.path(each, one.cue[0]))
                found.append(each)
    return found


def readings(bundle: Bundle, models: Sequence[Tagger], fold: int) -> dict[str, Any]:
    """What is read in a fold's held-out windows, by their number among those of their language."""
    found: dict[str, Any] = {}
    inside = bundle.held_out(fold)
    for code in LANGUAGES:
        every = bundle.examples(f"train.{code}")
        places = [n for n, each in enumerate(every) if each.article in inside]
        windows = [every[n] for n in places]
        read = predict(models, bundle.batcher, bundle.branches, windows, "own", LIKELY)
        for n, statements in zip(places, read, strict=True):
            found[f"{code} {n}"] = [
                [*(getattr(one, role) for role in ROLES), chance, clear]
                for one, chance, clear in statements
            ]
    return found


def _say(line: str) -> None:
    print(line, flush=True)


def _teacher(bundle: Bundle, options: argparse.Namespace) -> None:
    model = deep_of(bundle, options.layers)
    train_deep(
        bundle, model, epochs=options.epochs, encoder_rate=options.rate, seed=options.seed,
        seconds=options.seconds,
    )  # fmt: skip
    save_model(options.out / f"{options.name}.npz", model)
    measure(bundle, [model])


def _teach(bundle: Bundle, options: argparse.Namespace) -> None:
    models = []
    for each in options.teachers:
        name, _, layers = each.partition(":")
        models.append(deep_of(bundle, int(layers)))
        load_model([options.out / f"{name}.npz"], models[-1])
    save_taught(options.out / "taught.npz", taught(bundle, models))
    save_vectors(options.out / "vectors.npz", word_vectors(bundle, models[:1], VECTOR))
    measure(bundle, models)


def _student(bundle: Bundle, options: argparse.Namespace) -> None:
    model = student_of(bundle, options.out / "vectors.npz")
    given = load_taught(bundle, options.out / "taught.npz")
    train_student(
        bundle, model, given, options.epochs, size=options.size, seed=options.seed,
        seconds=options.seconds,
    )  # fmt: skip
    save_model(options.out / f"{options.name}.npz", model)
    measure(bundle, [model])


def main() -> None:
    """Do one step; figures go to standard output."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    steps = {"teacher": _teacher, "teach": _teach, "student": _student}
    parser.add_argument("step", choices=steps)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--name", default="d", help="of the network that is trained")
    parser.add_argument("--layers", type=int, default=6, help="of the encoder")
    parser.add_argument("--epochs", type=float, default=8)
    parser.add_argument("--seconds", type=float, default=math.inf)
    parser.add_argument("--rate", type=float, default=1e-4, help="of the encoder")
    parser.add_argument("--size", type=int, default=2500, help="tokens in a batch of the student")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--teachers", nargs="+", default=[], metavar="NAME:LAYERS")
    options = parser.parse_args()
    torch.set_num_threads(2)
    steps[options.step](
        Bundle(options.bundle, "cuda" if torch.cuda.is_available() else "cpu"), options
    )


if __name__ == "__main__":
    main()
