"""Builds the tokenizer: spaCy's own rules for the language, brought near the treebanks."""

from __future__ import annotations

import re
from typing import Any

import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_suffix_regex

from onrecord.parsing.joining import TOKENIZER, register_tokenizer
from training.pipelines.settings import TokenizerSettings


def create_language(code: str, settings: TokenizerSettings) -> Language:
    """An empty pipeline whose tokenizer follows `settings`; the changes are saved with it."""
    nlp = _create_joining(settings) if settings.library else spacy.blank(code)
    tokenizer: Any = nlp.tokenizer  # spacy.tokenizer has no types
    tokenizer = getattr(tokenizer, "pieces", tokenizer)
    defaults = nlp.Defaults
    infixes = [str(pattern) for pattern in defaults.infixes or ()]
    if settings.keep_hyphens:
        infixes = [pattern for pattern in infixes if not _splits_hyphen(pattern)]
    suffixes = [str(pattern) for pattern in defaults.suffixes or ()]
    tokenizer.infix_finditer = compile_infix_regex([*infixes, *settings.infixes]).finditer
    tokenizer.suffix_search = compile_suffix_regex([*settings.suffixes, *suffixes]).search
    tokenizer.rules = {
        text: pieces
        for text, pieces in tokenizer.rules.items()
        if not any(part in text for part in settings.drop_exceptions)
    }
    for words in (*((word,) for word in settings.whole), *settings.split):
        _add_exception(tokenizer, words)
    return nlp


def _create_joining(settings: TokenizerSettings) -> Language:
    """An empty pipeline whose tokenizer joins pieces into words, bound to no language of spaCy."""
    register_tokenizer()
    tokenizer = {
        "@tokenizers": TOKENIZER,
        "library": settings.library,
        "joined": list(settings.joined),
        "apart": list(settings.apart),
    }
    return spacy.blank("xx", config={"nlp": {"tokenizer": tokenizer}})


def _splits_hyphen(pattern: str) -> bool:
    return re.search(pattern, "a-b") is not None


def _add_exception(tokenizer: Any, pieces: tuple[str, ...]) -> None:
    for start in {pieces[0], pieces[0][:1].upper() + pieces[0][1:]}:
        for apostrophe in "'’":
            spelled = [piece.replace("'", apostrophe) for piece in (start, *pieces[1:])]
            tokenizer.add_special_case("".join(spelled), [{"ORTH": piece} for piece in spelled])
