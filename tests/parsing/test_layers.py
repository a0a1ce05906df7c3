"""Layers in ONNX Runtime give the numbers and the trees that spaCy's own give."""

from typing import Any

import numpy as np
import pytest
import spacy
from thinc.api import Dropout, Maxout, Model, chain, expand_window, residual, with_array

from onrecord.languages import load_language, shipped_pipeline
from onrecord.parsing import load_parser
from onrecord.parsing.layers import run_faster
from onrecord.parsing.pipelines import SpacyParser

_TEXTS = {
    "en": 'The minister said on Monday that no talks were planned. "Not yet," she told reporters.',
    "fr": "Selon la ministre, aucun entretien n'est prévu. « Pas encore », a-t-elle dit lundi.",
    "vi": "Bộ trưởng cho biết chưa có cuộc đàm phán nào. “Chưa”, bà nói với các phóng viên.",
}


Layer = Model[Any, Any]


class _Pipeline:
    """As much of a pipeline as is looked at."""

    def __init__(self, model: Layer) -> None:
        self.model = model
        self.pipeline = [("only", self)]


def _encoder(*, window: int = 1, pieces: int = 3) -> Layer:
    """An encoder made as spaCy makes it, with random weights."""
    width = 8
    inner: Layer = chain(
        expand_window(window_size=window),
        Maxout(width, width * (2 * window + 1), pieces, normalize=True),
        Dropout(0.0),
    )
    start: Layer = chain(Maxout(width, 5, pieces, normalize=True), Dropout(0.0))
    model: Layer = chain(
        with_array(start), with_array(chain(residual(inner), residual(inner.copy())))
    )
    model.initialize(X=[np.zeros((2, 5), "f")])
    random = np.random.default_rng(5)
    for node in model.walk():
        for name in node.param_names:
            shape = node.get_param(name).shape
            node.set_param(name, random.normal(size=shape).astype("f"))  # type: ignore[arg-type]
    return model


def _names(model: Layer) -> set[str]:
    return {node.name for node in model.walk() if node.name.startswith("onnx")}


def test_an_encoder_gives_the_same_numbers() -> None:
    model = _encoder()
    given = [np.random.default_rng(n).normal(size=(n, 5)).astype("f") for n in (1, 4, 7)]
    before = model.predict(given)
    run_faster(_Pipeline(model))  # type: ignore[arg-type]
    assert _names(model) == {"onnx maxout", "onnx window"}
    for one, other in zip(before, model.predict(given), strict=True):
        assert np.allclose(one, other, atol=1e-4)


@pytest.mark.parametrize("other", [{"window": 2}, {"pieces": 2}])
def test_what_no_graph_is_made_for_stays(other: dict[str, int]) -> None:
    model = _encoder(**other)
    run_faster(_Pipeline(model))  # type: ignore[arg-type]
    assert "onnx window" not in _names(model)


@pytest.mark.parametrize("code", _TEXTS)
def test_trees_are_those_of_plain_spacy(code: str) -> None:
    plain = spacy.load(shipped_pipeline(code))
    if hasattr(plain.tokenizer, "join_also"):
        plain.tokenizer.join_also(load_language(code).spaced_words)
    expected = SpacyParser(plain, code).parse(_TEXTS[code])
    assert load_parser(code).parse(_TEXTS[code]) == expected
