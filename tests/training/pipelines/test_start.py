from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy.language import Language

from training.pipelines.alignment import annotate
from training.pipelines.conllu import Sentence
from training.pipelines.documents import make_example
from training.pipelines.network import add_components
from training.pipelines.settings import NetworkSettings, read_settings
from training.pipelines.start import take_weights
from training.pipelines.tokenizer import create_language

SMALL = NetworkSettings(width=8, depth=1, rows=(50,), hidden=8, hashed=False)


def build(sentences: list[Sentence]) -> Language:
    nlp = create_language("fr", read_settings("fr").tokenizer)
    add_components(nlp, SMALL)
    nlp.initialize(lambda: [make_example(annotate(nlp, sentences))])
    return nlp


def read_rows_by_label(nlp: Language) -> dict[str, list[float]]:
    tagger: Any = nlp.get_pipe("morphologizer")
    weights = tagger.model.layers[-1].layers[0].get_param("W")
    return {label: row.tolist() for label, row in zip(tagger.labels, weights, strict=True)}


def test_labels_both_have_keep_their_weights(
    tmp_path: Path, book: Sentence, quote: Sentence
) -> None:
    earlier, later = build([book]), build([quote, book])
    tagger: Any = earlier.get_pipe("morphologizer")
    layer = tagger.model.layers[-1].layers[0]
    layer.set_param("W", layer.get_param("W") + 1)
    earlier.to_disk(tmp_path)
    take_weights(later, tmp_path)
    old, new = read_rows_by_label(earlier), read_rows_by_label(later)
    assert set(old) < set(new)
    assert all(new[label] == old[label] for label in old)
