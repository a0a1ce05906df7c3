"""Starts training from the weights of an earlier pipeline, where the two know the same labels."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from thinc.api import Model

Keys = Sequence[Hashable]


def take_weights(nlp: Language, earlier: Path) -> None:
    """Copies the encoder, and of every output layer the rows of labels that both have."""
    source = spacy.load(earlier)
    encoder, earlier_encoder = _find(nlp, "tok2vec"), _find(source, "tok2vec")
    encoder.model.from_bytes(earlier_encoder.model.to_bytes())
    for name, list_keys in KEYS.items():
        old, new = _find(source, name), _find(nlp, name)
        _copy_layers(old.model, new.model, list_keys(old), list_keys(new))


def _find(nlp: Language, name: str) -> Any:
    return nlp.get_pipe(name)


def _copy_layers(
    old: Model[Any, Any], new: Model[Any, Any], old_keys: Keys, new_keys: Keys
) -> None:
    places = {key: row for row, key in enumerate(old_keys)}
    pairs = [(row, places[key]) for row, key in enumerate(new_keys) if key in places]
    for old_layer, new_layer in zip(old.walk(), new.walk(), strict=True):
        for name in old_layer.param_names:
            if not old_layer.has_param(name):
                continue
            value: Any = old_layer.get_param(name)
            fresh: Any = new_layer.get_param(name).copy()
            if value.shape == fresh.shape and len(value) != len(old_keys):
                fresh = value
            elif len(value) == len(old_keys) and len(fresh) == len(new_keys):
                for row, place in pairs:
                    fresh[row] = value[place]
            new_layer.set_param(name, fresh)


def _list_labels(tagger: Any) -> Keys:
    return list(tagger.labels)


def _list_moves(parser: Any) -> Keys:
    return list(parser.move_names)


def _list_trees(lemmatizer: Any) -> Keys:
    return [lemmatizer.trees.tree_to_str(label) for label in lemmatizer.cfg["labels"]]


KEYS: dict[str, Callable[[Any], Keys]] = {
    "morphologizer": _list_labels,
    "parser": _list_moves,
    "trainable_lemmatizer": _list_trees,
}
