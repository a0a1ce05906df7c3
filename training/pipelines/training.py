"""Trains the pipeline of one language."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, count, islice
from pathlib import Path
from random import Random

from spacy.language import Language
from spacy.training import Example
from spacy.training.batchers import minibatch_by_words
from thinc.api import NumpyOps, Optimizer, fix_random_seed, set_current_ops

from training.pipelines.documents import (
    Corpus,
    held_out_examples,
    read_corpus,
    training_examples,
)
from training.pipelines.evaluation import Scores, measure
from training.pipelines.network import add_components
from training.pipelines.settings import Settings
from training.pipelines.start import take_weights
from training.pipelines.tokenizer import create_language

SEED = 13
WARM_UP_SHARE = 0.02


@dataclass(slots=True)
class Clock:
    """How far training has come, in processor time, which a busy machine does not stretch."""

    minutes: float
    started: float

    @property
    def progress(self) -> float:
        """From 0 to 1, and past 1 when time is up."""
        return (time.process_time() - self.started) / (60 * self.minutes)


def train(settings: Settings, data: Path, work: Path, *, start: Path | None = None) -> Path:
    """Trains for the minutes set and returns the folder of the best pipeline on the dev part."""
    fix_random_seed(SEED)
    set_current_ops(NumpyOps(use_blis=False))  # NumPy's BLAS multiplies three times as fast
    nlp = create_language(settings.language, settings.tokenizer)
    add_components(nlp, settings.network)
    corpus = read_corpus(settings, "train", data)
    dev = held_out_examples(nlp, read_corpus(settings, "dev", data))
    random = Random(SEED)
    sample = list(training_examples(nlp, corpus, settings, random))
    nlp.initialize(lambda: sample)
    if start is not None:
        take_weights(nlp, start)
    optimizer = Optimizer(
        settings.network.learn_rate,
        L2=0.01,
        grad_clip=1.0,
        beta1=0.9,
        beta2=0.999,
        use_averages=True,
    )
    clock = Clock(settings.network.minutes, time.process_time())
    work.mkdir(parents=True, exist_ok=True)
    best, best_path = 0.0, work / f"{settings.language}-best"
    batches = _batches(nlp, corpus, settings, random)
    while clock.progress < 1:
        _update(nlp, islice(batches, settings.network.evaluate_every), optimizer, settings, clock)
        with nlp.use_params(optimizer.averages):
            scores = measure(nlp, dev)
            if scores.mean > best:
                best = scores.mean
                nlp.to_disk(best_path)
        _report(clock, scores)
    return best_path


def _update(
    nlp: Language,
    batches: Iterator[list[Example]],
    optimizer: Optimizer,
    settings: Settings,
    clock: Clock,
) -> None:
    for batch in batches:
        if clock.progress >= 1:
            break
        optimizer.learn_rate = settings.network.learn_rate * _slope(clock.progress)
        nlp.update(batch, drop=settings.network.dropout, sgd=optimizer)


def _slope(progress: float) -> float:
    """Warms up, then falls in a straight line to a hundredth."""
    return min(progress / WARM_UP_SHARE + 0.01, max(1 - progress, 0.01))


def _batches(
    nlp: Language, corpus: Corpus, settings: Settings, random: Random
) -> Iterator[list[Example]]:
    epochs = (training_examples(nlp, corpus, settings, random) for _ in count())
    yield from minibatch_by_words(chain.from_iterable(epochs), settings.network.batch_words)


def _report(clock: Clock, scores: Scores) -> None:
    print(
        f"{clock.progress:6.1%}  UPOS {scores.upos:.4f}  morph {scores.morphology:.4f}  "
        f"lemma {scores.lemma or 0:.4f}  UAS {scores.uas:.4f}  LAS {scores.las:.4f}  "
        f"sents {scores.sentences:.4f}",
        flush=True,
    )
