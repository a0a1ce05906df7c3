"""Lays a treebank's annotation over the tokens that the pipeline will see at run time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from training.pipelines.conllu import ROOT, Sentence, Word

SPACE_RELATION = "dep"
PIECE_RELATION = "goeswith"
NAME_RELATION, PART_RELATION = "flat:name", "flat"


@dataclass(slots=True)
class _Columns:
    """The annotation of a document's tokens, column by column as Doc takes it."""

    pos: list[str]
    morphs: list[str]
    lemmas: list[str]
    heads: list[int]
    relations: list[str]
    starts: list[bool | int | None]


def annotate(nlp: Language, sentences: Iterable[Sentence], *, morphology: bool = True) -> Doc:
    """Sentences parted by one space, cut by the pipeline's tokenizer and fully annotated.

    A token over several words (du = de + le) takes the annotation of the word that heads the
    others; of several tokens over one word the first takes it and the rest lean on it, and where
    the word is written with spaces they are parts of it (flat). Without `morphology` the tokens
    have no UPOS and no features, which training skips.
    """
    sentences = list(sentences)
    plain = nlp.make_doc(" ".join(sentence.text for sentence in sentences))
    size = len(plain)
    columns = _Columns(
        ["SPACE" if token.is_space else "X" for token in plain],
        [""] * size,
        [token.text for token in plain],
        [max(position - 1, 0) for position in range(size)],
        [SPACE_RELATION if token.is_space else PIECE_RELATION for token in plain],
        [False] * size,
    )
    offset = 0
    for sentence in sentences:
        _lay_sentence(plain, sentence, offset, columns)
        offset += len(sentence.text) + 1
    return Doc(
        nlp.vocab,
        words=[token.text for token in plain],
        spaces=[bool(token.whitespace_) for token in plain],
        pos=columns.pos if morphology else None,
        morphs=columns.morphs if morphology else None,
        lemmas=columns.lemmas,
        heads=columns.heads,
        deps=columns.relations,
        sent_starts=columns.starts,
    )


def _lay_sentence(plain: Doc, sentence: Sentence, offset: int, columns: _Columns) -> None:
    words = sentence.words
    token_of, words_of, parts = _match(plain, sentence, offset)
    for token, covered in words_of.items():
        word = words[_topmost(words, covered)]
        head = word.head
        while head != ROOT and token_of[head] == token:
            head = words[head].head
        columns.pos[token] = word.upos
        columns.morphs[token] = word.feats
        columns.lemmas[token] = word.lemma
        columns.heads[token] = token if head == ROOT else token_of[head]
        columns.relations[token] = "ROOT" if head == ROOT else word.relation
    for token, owner in parts.items():
        word = words[owner]
        columns.pos[token] = word.upos
        columns.heads[token] = token_of[owner]
        columns.relations[token] = NAME_RELATION if word.upos == "PROPN" else PART_RELATION
    first = plain.char_span(offset, offset + len(sentence.text), alignment_mode="expand")
    if first is not None:
        columns.starts[first.start] = True


def _match(
    plain: Doc, sentence: Sentence, offset: int
) -> tuple[list[int], dict[int, list[int]], dict[int, int]]:
    """For each word its (first) token, for these tokens their words, for parts of a word which."""
    token_at: dict[int, int] = {}
    end = offset + len(sentence.text)
    span = plain.char_span(offset, end, alignment_mode="expand")
    assert span is not None, sentence.id
    for piece in span:
        token_at.update(dict.fromkeys(range(piece.idx, piece.idx + len(piece)), piece.i))
    token_of: list[int] = []
    words_of: dict[int, list[int]] = {}
    parts: dict[int, int] = {}
    for surface in sentence.surfaces:
        token = token_at[offset]
        if " " in surface.form:
            last = token_at[offset + len(surface.form) - 1]
            parts.update(dict.fromkeys(range(token + 1, last + 1), len(token_of)))
        for _ in surface.words:
            words_of.setdefault(token, []).append(len(token_of))
            token_of.append(token)
        offset += len(surface.form) + len(surface.space_after)
    owned = {token: owner for token, owner in parts.items() if token not in words_of}
    return token_of, words_of, owned


def _topmost(words: tuple[Word, ...], covered: list[int]) -> int:
    """The word nearest to the root, the first of equals (du: the case marker).

    Only so no two tokens of several words can end up as each other's head.
    """
    return min(covered, key=lambda index: _depth(words, index))


def _depth(words: tuple[Word, ...], index: int) -> int:
    depth = 0
    while words[index].head != ROOT:
        index = words[index].head
        depth += 1
    return depth
