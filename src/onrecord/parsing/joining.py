"""Words that are written with spaces inside: pieces cut at spaces are joined into words.

Where a language writes each syllable apart, a library that knows its words tells which belong
together. The characters stay where they are: a joined word spans the spaces inside it.
"""

import unicodedata
from collections.abc import Callable, Sequence
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc
from spacy.util import registry

from onrecord.errors import PipelineError

if TYPE_CHECKING:
    from spacy.language import Language as SpacyPipeline

TOKENIZER = "onrecord.joining_tokenizer.v1"

Segmenter = Callable[[str], Sequence[str]]


class JoiningTokenizer:
    """spaCy's tokenizer, whose pieces are then joined into words.

    `segment` tells the words of a text; whatever it says, `joined` are words of their own and the
    pieces of `apart` stand each for itself. A piece with a capital joins none before it, as the
    parts of a name do not.
    """

    def __init__(
        self, pieces: Any, segment: Segmenter, joined: Sequence[str], apart: Sequence[str]
    ) -> None:
        self.pieces = pieces
        self.vocab = pieces.vocab
        self._segment = segment
        self._joined = _by_first(joined)
        self._apart = _by_first(apart)

    def join_also(self, words: Sequence[str]) -> None:
        """Let these be words of their own too: those that a language's data knows."""
        for first, phrases in _by_first(words).items():
            known = {*phrases, *self._joined.get(first, ())}
            self._joined[first] = sorted(known, key=len, reverse=True)

    def __call__(self, text: str) -> Doc:
        """The words of `text` with the spaces between them; spelled as they stand."""
        plain: Doc = self.pieces(text)
        forms = [token.text for token in plain]
        spaces = [bool(token.whitespace_) for token in plain]
        joins = self._find_joins(forms, spaces)
        words: list[str] = []
        after: list[bool] = []
        for form, space, joined in zip(forms, spaces, joins, strict=True):
            if joined:
                words[-1] += f" {form}"
                after[-1] = space
            else:
                words.append(form)
                after.append(space)
        return Doc(self.vocab, words=words, spaces=after)

    def pipe(self, texts: Sequence[str], batch_size: int = 1000) -> Any:
        """The words of each text in turn; spaCy asks for this method."""
        del batch_size
        for text in texts:
            yield self(text)

    def _find_joins(self, forms: list[str], spaces: list[bool]) -> list[bool]:
        """For each piece whether it belongs to the word of the piece before it."""
        composed = [unicodedata.normalize("NFC", form) for form in forms]
        joins = self._ask(composed)
        for at in range(1, len(forms)):
            joins[at] = joins[at] and spaces[at - 1] and _may_join(composed[at - 1], composed[at])
        lower = [form.lower() for form in composed]
        for words, joined in ((self._apart, False), (self._joined, True)):
            for first, stop in _find_phrases(lower, words):
                if all(spaces[first : stop - 1]):
                    joins[first:stop] = [False, *[joined] * (stop - first - 1)]
                    if stop < len(joins):
                        joins[stop] = False
        return joins

    def _ask(self, forms: list[str]) -> list[bool]:
        """What the library says, by counting letters, since it may cut elsewhere than we do."""
        words = self._segment(" ".join(forms))
        ends = set(accumulate(_letters(word) for word in words))
        starts = list(accumulate((_letters(form) for form in forms), initial=0))
        if starts[-1] not in ends:
            return [False] * len(forms)  # it read other letters than we gave it
        return [start > 0 and start not in ends for start in starts[:-1]]

    def to_disk(self, path: str | Path, **options: Any) -> None:
        """Writes the rules of the pieces; the rest stands in the pipeline's config."""
        self.pieces.to_disk(path, **options)

    def from_disk(self, path: str | Path, **options: Any) -> "JoiningTokenizer":
        """Reads the rules of the pieces."""
        self.pieces.from_disk(path, **options)
        return self

    def to_bytes(self, **options: Any) -> bytes:
        """The rules of the pieces."""
        rules: bytes = self.pieces.to_bytes(**options)
        return rules

    def from_bytes(self, data: bytes, **options: Any) -> "JoiningTokenizer":
        """Takes the rules of the pieces."""
        self.pieces.from_bytes(data, **options)
        return self


def _load_underthesea() -> Segmenter:
    from underthesea.pipeline.word_tokenize import word_tokenize

    return lambda text: word_tokenize(text, use_token_normalize=False)


SEGMENTERS: dict[str, Callable[[], Segmenter]] = {"underthesea": _load_underthesea}


def register_tokenizer() -> None:
    """Makes the tokenizer known to spaCy by the name that pipelines have in their config."""
    registry.tokenizers(TOKENIZER, func=_create_tokenizer)


def _create_tokenizer(
    library: str, joined: list[str], apart: list[str]
) -> Callable[["SpacyPipeline"], JoiningTokenizer]:
    """The tokenizer with a library; raises PipelineError where that is missing."""

    def create(nlp: "SpacyPipeline") -> JoiningTokenizer:
        try:
            segment = SEGMENTERS[library]()
        except ImportError as error:
            raise PipelineError(
                library,
                "the library that finds the words of this language is not installed",
                f"install it: pip install {library}",
            ) from error
        pieces = registry.tokenizers.get("spacy.Tokenizer.v1")()(nlp)
        return JoiningTokenizer(pieces, segment, joined, apart)

    return create


def _letters(text: str) -> int:
    return sum(len(part) for part in text.split())


def _may_join(before: str, form: str) -> bool:
    """Whether both are letters alone, and the second does not begin a name."""
    return before.isalpha() and form.isalpha() and not form[0].isupper()


def _by_first(phrases: Sequence[str]) -> dict[str, list[tuple[str, ...]]]:
    """Phrases by their first piece, the longest first."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted((tuple(phrase.split()) for phrase in phrases), key=len, reverse=True):
        table.setdefault(words[0], []).append(words)
    return table


def _find_phrases(
    forms: list[str], phrases: dict[str, list[tuple[str, ...]]]
) -> list[tuple[int, int]]:
    """Where phrases stand, as half-open ranges of pieces that do not overlap."""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(forms):
        words = next(
            (
                each
                for each in phrases.get(forms[at], ())
                if tuple(forms[at : at + len(each)]) == each
            ),
            None,
        )
        if words is not None:
            found.append((at, at + len(words)))
        at += len(words) if words else 1
    return found
