"""spaCy pipelines behind one interface: a text goes in, a ParsedText comes out."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from onrecord.errors import PipelineError
from onrecord.languages import load_language, shipped_pipeline
from onrecord.parsing.parsed import ParsedText, Token

if TYPE_CHECKING:
    from spacy.language import Language as SpacyPipeline
    from spacy.tokens import Doc

# A paragraph longer than this is parsed in pieces, so that memory stays bounded.
_LONGEST_PIECE = 20_000
_BATCH = 256  # paragraphs parsed at once
_LETTER = re.compile(r"[^\u0300-\u036f]?[\u0300-\u036f]*", re.DOTALL)  # and its accents
_LINE_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
# The pipelines were trained on plain spaces. Each of these is one code point long, as
# its replacement is, so offsets stay true.
_AS_SPACE = dict.fromkeys(
    [
        *range(0x20),
        *range(0x7F, 0xA1),
        *range(0x2000, 0x2010),
        *range(0x202A, 0x2030),
        *range(0x2060, 0x2070),
        *(0xAD, 0x3000, 0xFEFF),
    ],
    " ",
)
# "PARIS, March 5 (Agency) - " before the first sentence is parsed apart from it.
_CREDIT = re.compile(r"[^\n\r.!?«»“”\"]{0,60}\([^()\n\r]{2,40}\)\s*[-–—]+\s+")
# spaCy's code for pipelines that are bound to no language's own module; ours are such.
_ANY_LANGUAGE = "xx"
_COLUMNS = ("ORTH", "LOWER", "LEMMA", "POS", "DEP", "MORPH", "HEAD", "SENT_START", "SPACY")
_HEAD = _COLUMNS.index("HEAD")
_UNSIGNED = 1 << 64  # spaCy's string ids are unsigned, its relative heads are signed
_NEEDED_RELATIONS = frozenset({"nsubj", "ccomp", "obl", "obj"})


class Parser(Protocol):
    """Anything that parses a text into Universal Dependencies."""

    @property
    def name(self) -> str:
        """Name and version, for the reading's record of what read it."""

    def parse(self, text: str) -> ParsedText:
        """Tokens, sentences and dependencies of `text`, offsets in code points."""


class SpacyParser:
    """A loaded spaCy pipeline."""

    def __init__(self, nlp: "SpacyPipeline", language_code: str) -> None:
        self._nlp = nlp
        self._language_code = language_code

    @property
    def name(self) -> str:
        """The pipeline's language, name and version, as its own record gives them."""
        meta = self._nlp.meta
        return f"{self._language_code}-{meta['name']}-{meta['version']}"

    def parse(self, text: str) -> ParsedText:
        """Tokens, sentences and dependencies of `text`, one paragraph (line) at a time."""
        pieces = list(_pieces(text))
        plain = [_compose(text[start:end].translate(_AS_SPACE), start) for start, end in pieces]
        docs = self._nlp.pipe((composed for composed, _ in plain), batch_size=_BATCH)
        tokens: list[Token] = []
        sentences: list[range] = []
        paragraphs: list[range] = []
        for (_, places), doc in zip(plain, docs, strict=True):
            first = len(tokens)
            _append_tokens(doc, places, tokens, sentences)
            if len(tokens) > first:
                paragraphs.append(range(first, len(tokens)))
        return ParsedText(text, tuple(tokens), tuple(sentences), tuple(paragraphs))


def load_parser(language_code: str, *, named: str | None = None) -> Parser:
    """The shipped pipeline of a language, or the installed one (or folder) `named`.

    Raises PipelineError where it cannot be loaded or does not give Universal Dependencies.
    """
    import spacy
    from thinc.api import NumpyOps, set_current_ops

    from onrecord.parsing.joining import JoiningTokenizer, register_tokenizer
    from onrecord.parsing.layers import run_faster
    from onrecord.parsing.networks import register_networks

    register_tokenizer()
    register_networks()
    # NumPy's own matrix product is about twice as fast here as the one thinc brings.
    set_current_ops(NumpyOps(use_blis=False))
    place = named or str(shipped_pipeline(language_code))
    try:
        nlp = spacy.load(place, exclude=["ner", "senter"])
    except (OSError, ValueError, KeyError) as error:
        reason = str(error).splitlines()[0]
        raise PipelineError(
            place, f"the parsing pipeline cannot be loaded ({reason})", "check its name or path"
        ) from error
    _check(nlp, place, language_code)
    if isinstance(nlp.tokenizer, JoiningTokenizer):
        nlp.tokenizer.join_also(load_language(language_code).spaced_words)
    run_faster(nlp)
    return SpacyParser(nlp, language_code)


def _check(nlp: "SpacyPipeline", place: str, language_code: str) -> None:
    if nlp.lang not in (language_code, _ANY_LANGUAGE):
        raise PipelineError(
            place, f"the pipeline is for '{nlp.lang}', not '{language_code}'", "name another"
        )
    labels = {label.split(":", 1)[0] for label in nlp.pipe_labels.get("parser", ())}
    if not labels >= _NEEDED_RELATIONS:
        raise PipelineError(
            place,
            "the pipeline has no parser with Universal Dependencies labels",
            "name one that was trained on a UD treebank",
        )


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Paragraphs as half-open ranges, white space trimmed, long ones cut at a space."""
    start = 0
    for stop in [*(m.span() for m in _LINE_BREAK.finditer(text)), (len(text), len(text))]:
        credit = _CREDIT.match(text, start, stop[0])
        if credit:
            yield from _cut(text, start, credit.end())
            start = credit.end()
        yield from _cut(text, start, stop[0])
        start = stop[1]


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST_PIECE:
        at = text.rfind(" ", start + 1, start + _LONGEST_PIECE)
        at = at if at > start else start + _LONGEST_PIECE
        yield start, at
        start = at
    line = text[start:end].translate(_AS_SPACE)
    if line.strip(" "):
        yield start + len(line) - len(line.lstrip(" ")), start + len(line.rstrip(" "))


def _compose(text: str, offset: int) -> tuple[str, Sequence[int]]:
    """The text with each letter and its accents as one character, and the place of each of them.

    The pipelines know letters in this form only (NFC); places are those in the text as it was.
    """
    if unicodedata.is_normalized("NFC", text):
        return text, range(offset, offset + len(text) + 1)
    composed: list[str] = []
    places: list[int] = []
    for letter in _LETTER.finditer(text):
        whole = unicodedata.normalize("NFC", letter.group())
        composed.append(whole)
        places += [offset + letter.start()] * len(whole)
    return "".join(composed), [*places, offset + len(text)]


def _append_tokens(
    doc: "Doc", places: Sequence[int], tokens: list[Token], sentences: list[range]
) -> None:
    """Add a paragraph's tokens; white-space tokens are dropped, their dependents handed up.

    Read off as one array: attribute by attribute it takes a tenth of the parsing time.
    """
    rows: list[list[int]] = doc.to_array(list(_COLUMNS)).astype("int64").tolist()
    strings = doc.vocab.strings
    base = len(tokens)
    texts = [strings[row[0] % _UNSIGNED] for row in rows]
    place: dict[int, int] = {}
    for n, text in enumerate(texts):
        if not text.isspace():
            place[n] = base + len(place)
    first, at = base, 0
    for n, (text, row) in enumerate(zip(texts, rows, strict=True)):
        _, lower, lemma, pos, dep, morph, head, starts, space = row
        start, end = at, at + len(text)
        at = end + space
        i = place.get(n)
        if i is None:
            continue
        if starts == 1 and i > first:
            sentences.append(range(first, i))
            first = i
        governor = _visible_head(n + head, rows, place)
        form = strings[lower % _UNSIGNED].replace("’", "'")
        feats = strings[morph % _UNSIGNED] if morph else ""
        # By position: with the names of its fields a token takes a third longer to make.
        tokens.append(
            Token(
                i,
                places[start],
                places[end],
                text,
                form,
                strings[lemma % _UNSIGNED].lower().replace("’", "'") if lemma else form,
                strings[pos] if pos else "X",
                strings[dep % _UNSIGNED] if governor is not None and dep else "root",
                i if governor is None else governor,
                "" if feats == "_" else feats,
            )
        )
    if len(tokens) > first:
        sentences.append(range(first, len(tokens)))


def _visible_head(head: int, rows: list[list[int]], place: dict[int, int]) -> int | None:
    """The place of a governor, or of the first one above it that is no white space."""
    while head not in place and rows[head][_HEAD]:
        head += rows[head][_HEAD]
    return place.get(head)
