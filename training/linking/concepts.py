"""Writes the table of concepts: what each word of a language means, in concepts all share."""

import gzip
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from training.linking.alignment import align, translate_by_senses
from training.linking.corpora import (
    LANGUAGES,
    find_names,
    read_parallel,
    read_senses,
    read_words,
)

_MOST = 3  # concepts of one word
_LEAST = 0.12  # of the heaviest one's weight
_TOO_COMMON = 0.05  # of all lines: words that carry no content


def build_concepts(data: Path, target: Path, *, leave_out: frozenset[str]) -> None:
    """Write `concepts.CODE.tsv.gz` for each language and `weights.tsv.gz` into a folder."""
    lines = read_parallel(data, leave_out=leave_out)
    senses = {code: read_senses(data, code) for code in LANGUAGES}
    phrases = {code: _phrases(senses[code], code, lines) for code in LANGUAGES}
    words = {
        code: [read_words(line.get(code, ""), code, phrases=phrases[code]) for line in lines]
        for code in LANGUAGES
    }
    common = {code: _common(words[code]) for code in LANGUAGES}
    names = {code: find_names((ln.get(code, "") for ln in lines), code) for code in LANGUAGES}
    target.mkdir(parents=True, exist_ok=True)
    _write(target / "weights.tsv.gz", _weigh(words["en"], senses["en"], common["en"], names["en"]))
    for code in LANGUAGES[1:]:
        pairs = [
            (_content(foreign, common[code]), _content(english, common["en"]))
            for foreign, english in zip(words[code], words["en"], strict=True)
            if foreign
        ]
        dictionary = translate_by_senses(senses[code], senses["en"])
        table = align(pairs, dictionary)
        rows = {
            word: _heaviest(row)
            for word, row in table.items()
            if word in dictionary or word not in names[code]
        }
        rows.update({word: {} for word in common[code]})
        _write(target / f"concepts.{code}.tsv.gz", _as_rows(rows))


def _phrases(
    senses: Mapping[str, set[str]], language: str, lines: Sequence[Mapping[str, str]]
) -> frozenset[tuple[str, ...]]:
    """Words of several parts: those of Vietnamese, whose syllables are written apart."""
    if language != "vi":
        return frozenset()
    from underthesea import word_tokenize  # only here: it is slow to load

    seen = Counter(
        tuple(word.lower().split()) for line in lines for word in word_tokenize(line.get("vi", ""))
    )
    known = {tuple(lemma.split()) for lemma in senses}
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


def _content(words: Sequence[str], common: frozenset[str]) -> list[str]:
    return [word for word in words if word not in common]


def _heaviest(row: Mapping[str, float]) -> dict[str, float]:
    best = sorted(row.items(), key=lambda item: -item[1])[:_MOST]
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
