"""Adds the trained components to an empty pipeline."""

from __future__ import annotations

from spacy.language import Language

from training.pipelines.settings import NetworkSettings

ATTRIBUTES = ("NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY")


def add_components(nlp: Language, network: NetworkSettings) -> None:
    """Morphologizer, lemmatizer and parser over one shared encoder."""
    nlp.add_pipe("tok2vec", config={"model": _encoder(network)})
    listener = {
        "@architectures": "spacy.Tok2VecListener.v1",
        "width": network.width,
        "upstream": "tok2vec",
    }
    tagger = {"@architectures": "spacy.Tagger.v2", "tok2vec": listener, "nO": None}
    parser = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "parser",
        "extra_state_tokens": False,
        "hidden_width": network.hidden,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": listener,
    }
    nlp.add_pipe("morphologizer", config={"model": tagger})
    nlp.add_pipe("parser", config={"model": parser, "min_action_freq": 10})
    if network.lemmas:
        config = {"model": tagger, "min_tree_freq": 2, "top_k": 1}
        nlp.add_pipe("trainable_lemmatizer", config=config)


def _encoder(network: NetworkSettings) -> dict[str, object]:
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": _hash_embedding(network) if network.hashed else _character_embedding(network),
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": network.width,
            "depth": network.depth,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def _hash_embedding(network: NetworkSettings) -> dict[str, object]:
    return {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": network.width,
        "attrs": list(ATTRIBUTES),
        "rows": list(network.rows),
        "include_static_vectors": False,
    }


def _character_embedding(network: NetworkSettings) -> dict[str, object]:
    """The word and its first and last bytes: tells endings apart that three letters do not."""
    return {
        "@architectures": "spacy.CharacterEmbed.v2",
        "width": network.width,
        "rows": network.rows[0],
        "nM": 40,
        "nC": 10,
        "include_static_vectors": False,
        "feature": "NORM",
    }
