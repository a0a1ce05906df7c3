"""A component for spaCy pipelines: sentences, tags and trees by the networks of slovnet.

They run without PyTorch, the layers over words as graphs in ONNX Runtime. The component keeps
three files in the folder of the pipeline: the tagger, the parser, and the word vectors that both
look words up in.
"""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language as SpacyPipeline
from spacy.pipeline.dep_parser import parser_score  # type: ignore[import-not-found]
from spacy.pipeline.lemmatizer import lemmatizer_score
from spacy.pipeline.morphologizer import (  # type: ignore[import-not-found]
    morphologizer_score,
)
from spacy.tokens import Doc
from spacy.training import Example

from onrecord.errors import PipelineError
from onrecord.parsing.dictionary import Dictionary
from onrecord.parsing.graphs import Floats, run_graph
from onrecord.parsing.trees import find_all_heads

FACTORY = "onrecord_networks"
TAGGER, PARSER, VECTORS = "tagger.tar", "parser.tar", "vectors.tar"

_COLUMNS = ("POS", "MORPH", "LEMMA", "DEP", "HEAD")
# A longer sentence is cut: memory and time of a tree grow with the square of its length and more.
_LONGEST = 120
_SENTENCES_AT_ONCE = 32
_CUTS = frozenset({";", ":", ",", "—", "–"})

Words = Sequence[int]


class Networks:
    """Annotates documents; the networks come with `from_disk`."""

    def __init__(self, nlp: SpacyPipeline, name: str) -> None:
        self.name = name
        self._vocab = nlp.vocab
        self._folder: Path | None = None
        self._tagger: Any = None
        self._parser: Any = None
        self._dictionary: Any = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The relations that the parser knows."""
        return tuple(self._parser.infer.decoder.rels_vocab.items) if self._parser else ()

    def __call__(self, doc: Doc) -> Doc:
        """The annotated document."""
        return next(iter(self.pipe([doc])))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Documents in batches: sentences of like length go through the networks together."""
        waiting = iter(stream)
        while docs := list(islice(waiting, batch_size)):
            sentences = [(doc, words) for doc in docs for words in _cut_sentences(doc)]
            sentences.sort(key=lambda pair: len(pair[1]))
            tables = {id(doc): np.zeros((len(doc), len(_COLUMNS)), dtype="uint64") for doc in docs}
            forms = [[doc[i].text for i in words] for doc, words in sentences]
            annotated = zip(self._tagger.map(forms), self._parser.map(forms), strict=True)
            for (doc, words), (tagged, parsed) in zip(sentences, annotated, strict=True):
                self._fill(tables[id(doc)], doc, words, tagged.tokens, parsed.tokens)
            for doc in docs:
                yield self._apply(doc, tables[id(doc)])

    def run_by_library(self) -> None:
        """Let slovnet compute all layers itself, on NumPy: the same numbers, to compare speeds."""
        for network in (self._tagger, self._parser):
            model = network.infer.model
            if isinstance(model.encoder, _Convolutions):
                model.encoder = model.encoder.replaced

    def score(self, examples: Iterable[Example], **options: Any) -> dict[str, Any]:
        """What spaCy's evaluation asks of a component: all that the networks annotate."""
        examples = list(examples)
        scorers = (parser_score, morphologizer_score, lemmatizer_score)
        return {key: value for each in scorers for key, value in each(examples, **options).items()}

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Copies the files of the networks."""
        del exclude
        path.mkdir(exist_ok=True)
        for name in (TAGGER, PARSER, VECTORS) if self._folder else ():
            shutil.copyfile(self._folder / name, path / name)  # type: ignore[operator]

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> "Networks":
        """Reads the networks; raises PipelineError where their library is missing."""
        del exclude
        try:
            from navec import Navec
            from slovnet import Morph, Syntax

            self._dictionary = Dictionary()
        except ImportError as error:
            raise PipelineError(
                "slovnet",
                "the library that parses this language is not installed",
                "install it: pip install slovnet navec pymorphy3",
            ) from error
        vectors = Navec.load(str(path / VECTORS))
        size = _SENTENCES_AT_ONCE
        self._tagger = Morph.load(str(path / TAGGER), batch_size=size).navec(vectors)
        self._parser = Syntax.load(str(path / PARSER), batch_size=size).navec(vectors)
        self._parser.infer.model.head.decode = _Trees()
        for network in (self._tagger, self._parser):
            model = network.infer.model
            model.encoder = _Convolutions(model.encoder)
        self._folder = path
        return self

    def _fill(
        self, table: NDArray[np.uint64], doc: Doc, words: Words, tagged: Any, parsed: Any
    ) -> None:
        add = self._vocab.strings.add
        for at, (i, tag, token) in enumerate(zip(words, tagged, parsed, strict=True)):
            feats = "|".join(f"{name}={value}" for name, value in sorted(tag.feats.items()))
            head = int(token.head_id) - 1
            lemma = self._dictionary.find_lemma(doc[i].text, tag.pos, feats)
            offset = words[head] - i if head >= 0 else 0
            table[i] = (
                add(tag.pos),
                self._vocab.morphology.add(feats),
                add(lemma),
                add("ROOT" if head < 0 else token.rel),
                np.int64(offset).astype("uint64"),
            )
            before = words[at - 1] if at else i
            for blank in range(before + 1, i):
                table[blank] = _blank(add, before - blank)

    def _apply(self, doc: Doc, table: Any) -> Doc:
        add = self._vocab.strings.add
        for i in range(len(doc)):
            if table[i, 3] == 0:
                # White space outside all sentences leans on the word beside it.
                table[i] = _blank(add, -1 if i else min(1, len(doc) - 1))
        return doc.from_array(list(_COLUMNS), table) if len(doc) else doc


def register_networks() -> None:
    """Makes the component known to spaCy by the name that pipelines have in their config."""
    if not SpacyPipeline.has_factory(FACTORY):
        SpacyPipeline.factory(FACTORY, func=_create)


class _Trees:
    """Heads (0 is the root) of padded sentences that make a tree.

    slovnet asks twice for the same scores, for the relations and for the result.
    """

    def __init__(self) -> None:
        self._scores: Floats | None = None
        self._heads = np.zeros((0, 0), np.int64)

    def __call__(self, scores: Floats, mask: NDArray[np.bool_]) -> NDArray[np.int64]:
        if scores is not self._scores:
            self._heads = find_all_heads(scores, mask.sum(1).tolist())
            self._scores = scores
        return self._heads


class _Convolutions:
    """The layers over the words of a sentence, each word between its neighbours, by a graph."""

    def __init__(self, encoder: Any) -> None:
        self.replaced = encoder
        self._layers = [_weights(layer) for layer in encoder.layers]

    def __call__(self, x: Floats, padding: NDArray[np.bool_]) -> Floats:
        """`x` is (sentences, words, width); `padding` tells where there is no word."""
        words = (~padding[:, :, None]).astype(np.float32)
        for weights in self._layers:
            x = run_graph("convolution", x=x, words=words, **weights)
        return x


def _weights(layer: Any) -> dict[str, Floats]:
    """What the graph needs of a layer: its convolution, and its normalisation as one step."""
    weight, norm = layer.conv.weight.array, layer.norm
    scale = norm.weight.array / norm.std.array
    weights = {
        "W": weight.transpose(2, 1, 0).reshape(-1, len(weight)),
        "b": layer.conv.bias.array,
        "scale": scale,
        "shift": norm.bias.array - norm.mean.array * scale,
    }
    return {name: np.ascontiguousarray(value, np.float32) for name, value in weights.items()}


def _create(nlp: SpacyPipeline, name: str) -> Networks:
    return Networks(nlp, name)


def _blank(add: Any, offset: int) -> tuple[int, int, int, int, Any]:
    return (add("SPACE"), 0, add(" "), add("dep"), np.int64(offset).astype("uint64"))


def _cut_sentences(doc: Doc) -> Iterator[Words]:
    """Indices of the words of each sentence, white space left out; long sentences in pieces."""
    from razdel import sentenize

    ends = [sentence.stop for sentence in sentenize(doc.text)]
    words: list[int] = []
    number = 0
    for token in doc:
        while number < len(ends) and token.idx >= ends[number]:
            number += 1
            yield from _cut_long(doc, words)
            words = []
        if not token.is_space:
            words.append(token.i)
    yield from _cut_long(doc, words)


def _cut_long(doc: Doc, words: list[int]) -> Iterator[Words]:
    while len(words) > _LONGEST:
        marks = [n for n in range(_LONGEST // 2, _LONGEST) if doc[words[n]].text in _CUTS]
        cut = (marks[-1] if marks else _LONGEST - 1) + 1
        yield words[:cut]
        words = words[cut:]
    if words:
        yield words
