"""Writes the table of concepts: what each word of a language means, in concepts all share."""

import gzip
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from training.linking.alignment import align, translate_by_senses
from training.linking.corpora import (
    LANGUAGES,
    WORDNETS,
    find_names,
    read_parallel,
    read_senses,
    read_words,
)

_SPACED = ("vi",)  # written with spaces within words
_MOST = 3  # concepts of one word
_LEAST = 0.12  # of the heaviest one's weight
_TOO_COMMON = 0.05  # of all lines: words that carry no content


def build_concepts(data: Path, target: Path, *, leave_out: frozenset[str]) -> None:
    """Write `concepts.CODE.tsv.gz` for each language and `weights.tsv.gz` into a folder."""
    lines = read_parallel(data, leave_out=leave_out)
    english = read_senses(data, "wikt-eng.tab", "en")
    target.mkdir(parents=True, exist_ok=True)
    words = [read_words(line["en"], "en", phrases=frozenset()) for line in lines]
    names = find_names((line["en"] for line in lines), "en")
    common = _common(words)
    _write(target / "weights.tsv.gz", _weigh(words, english, common, names))
    content = [_without(each, common | names) for each in words]
    for code in LANGUAGES[1:]:
        own = [line.get(code, "") for line in lines]
        rows = _build_language(data, code, own, english=english, content=content)
        _write(target / f"concepts.{code}.tsv.gz", _as_rows(rows))


def _build_language(
    data: Path,
    code: str,
    lines: Sequence[str],
    *,
    english: Mapping[str, set[str]],
    content: Sequence[Sequence[str]],
) -> dict[str, dict[str, float]]:
    """For each word of a language its concepts with their shares; none for words without content.

    `content` has the words of the English lines.
    """
    dictionary: dict[str, dict[str, float]] = {}
    for name, part in WORDNETS[code].items():
        senses = translate_by_senses(read_senses(data, name, code), english)
        for word, row in senses.items():
            if " " in word and code not in _SPACED:
                continue  # its parts are looked up one by one
            kept = dictionary.setdefault(word, {})
            for concept, share in row.items():
                kept[concept] = kept.get(concept, 0.0) + part * share
    phrases = _phrases(dictionary, code, lines)
    words = [read_words(line, code, phrases=phrases) for line in lines]
    common, names = _common(words), find_names(lines, code)
    pairs = [
        (_without(foreign, common | names), target)
        for foreign, target in zip(words, content, strict=True)
        if foreign
    ]
    rows = {word: _heaviest(row) for word, row in align(pairs, dictionary).items()}
    return rows | {word: {} for word in common}


def _phrases(
    lemmas: Iterable[str], language: str, lines: Sequence[str]
) -> frozenset[tuple[str, ...]]:
    """Words of several parts: those of Vietnamese, whose syllables are written apart."""
    if language not in _SPACED:
        return frozenset()
    from underthesea import word_tokenize  # only here: it is slow to load

    seen = Counter(tuple(word.lower().split()) for line in lines for word in word_tokenize(line))
    known = {tuple(lemma.split()) for lemma in lemmas}
    frequent = {word for word, count in seen.items() if count >= 2}
    return frozenset(
        word
        for word in known | frequent
        if 2 <= len(word) <= 4 and all(part.isalpha() for part in word)
    )


def _common(lines: Iterable[Sequence[str]]) -> frozenset[str]:
    some = [set(line) for line in lines if line]
    seen = Counter(word for line in some for word in line)
    return frozenset(word for word, count in seen.items() if count > _TOO_COMMON * len(some))


def _without(words: Sequence[str], some: frozenset[str]) -> list[str]:
    return [word for word in words if word not in some]


def _heaviest(row: Mapping[str, float]) -> dict[str, float]:
    best = sorted(row.items(), key=lambda item: (-item[1], item[0]))[:_MOST]
    kept = {word: share for word, share in best if share >= _LEAST * best[0][1] and share > 0}
    total = sum(kept.values())
    return {word: share / total for word, share in kept.items()} if total else {}


def _weigh(
    lines: Sequence[Sequence[str]],
    senses: Mapping[str, set[str]],
    common: frozenset[str],
    names: frozenset[str],
) -> list[str]:
    """How rare each concept is: the logarithm of lines over lines that have it."""
    seen = Counter(word for line in lines for word in set(line))
    total = len(lines)
    words = sorted({word for word in senses if " " not in word} | (set(seen) - names))
    return [
        f"{word}\t{0.0 if word in common else math.log(total / (seen[word] + 0.5)):.2f}"
        for word in words
    ]


def _as_rows(rows: Mapping[str, Mapping[str, float]]) -> list[str]:
    return [
        word + "\t" + " ".join(f"{concept}:{share:.2f}" for concept, share in row.items())
        for word, row in sorted(rows.items())
        if row or word
    ]


def _write(path: Path, lines: Sequence[str]) -> None:
    with gzip.GzipFile(path, "wb", mtime=0) as file:
        file.write(("\n".join(lines) + "\n").encode())
