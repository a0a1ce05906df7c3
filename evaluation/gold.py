"""Annotated articles as scorers see them: sets of characters, and names folded to compare."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmark.loading import find_text, read_annotations
from benchmark.texts import Texts

STANCES = {
    "neither": "neither_confirms_nor_denies",
    "declines": "declines_to_comment",
    "no_reply": "no_response",
    "doubts": "questions",
}
NOBODY = ("unknown", "unnamed")
ROLES = ("source", "cue", "content")

_CAPITAL = re.compile("[A-ZÀ-ÝА-ЯĐ]")
# Words of a source that has a capital. The range is wide: beyond ASCII small letters count
# too, so a name is never lost for how its alphabet is laid out.
_NAMING = re.compile(r"\b[A-ZÀ-ỸА-ЯĐ]\S*")
_LATIN = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфыэё", "abvgdeziiklmnoprstufyee", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"}
    | {"ъ": "", "ь": "", "ю": "yu", "я": "ya", "đ": "d"}
)


@dataclass(frozen=True)
class Annotated:
    """One annotated statement; `names` are the folded words that name its speaker."""

    id: int
    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    spans: Mapping[str, tuple[tuple[int, int], ...]]
    speaker: str
    behalf: str
    names: frozenset[str]
    stance: str
    form: str
    act: str
    about: str
    via: int | None


@dataclass(frozen=True)
class GoldArticle:
    """An annotated article; `text` is without its final line break."""

    name: str
    language: str
    text: str
    statements: tuple[Annotated, ...]
    rows: Sequence[Mapping[str, Any]] = ()


def load_gold(folder: Path, language: str | None = None) -> Iterator[GoldArticle]:
    """The annotated articles of a folder; raises ValueError where a text has changed."""
    for path in sorted(folder.glob("*.json")):
        code = path.name.split(".")[-2]
        if language not in (None, code):
            continue
        text = path.with_suffix(".txt").read_text("utf-8").rstrip("\n")
        table = json.loads(path.read_text("utf-8"))
        if hashlib.sha256(text.encode()).hexdigest() != table["sha256"]:
            raise ValueError(f"{path}: the text is not the one that was annotated")
        name = path.name.removesuffix(f".{code}.json")
        yield _article(name, code, text, table["statements"])


def load_benchmark(split: str, texts: Texts, *, language: str | None = None) -> list[GoldArticle]:
    """The benchmark's articles of a split; raises SetupError where a text is not there."""
    return [
        _article(each.name, each.language, find_text(each, texts), each.rows)
        for each in read_annotations(split, language)
    ]


def fold_words(name: str) -> frozenset[str]:
    """The beginnings of a name's words without case, accents and script, to compare names."""
    latin = unicodedata.normalize("NFKD", name.lower().translate(_LATIN))
    plain = "".join(each for each in latin if not unicodedata.combining(each))
    return frozenset(word.replace("ou", "u")[:5] for word in re.findall("[a-z]{3,}", plain))


def characters(spans: Iterable[Sequence[int]]) -> frozenset[int]:
    """The places of all characters under the spans."""
    return frozenset(i for start, end in spans for i in range(start, end))


def _article(name: str, language: str, text: str, rows: Sequence[Mapping[str, Any]]) -> GoldArticle:
    names = _names(text, rows)
    statements = tuple(_annotated(each, names[each["speaker"]]) for each in rows)
    return GoldArticle(name, language, text, statements, rows)


def _annotated(row: Mapping[str, Any], names: frozenset[str]) -> Annotated:
    return Annotated(
        id=int(row["id"]),
        source=characters(row["source"]),
        cue=characters(row["cue"]),
        content=characters(row["content"]),
        spans={role: tuple((a, b) for a, b in row[role]) for role in ROLES},
        speaker=row["speaker"],
        behalf=row.get("for") or "",
        names=names,
        stance=STANCES.get(row["stance"], row["stance"]),
        form=row["form"],
        act=row["act"],
        about=row.get("about") or "",
        via=int(row["via"]) if row.get("via") else None,
    )


def _names(text: str, rows: Sequence[Mapping[str, Any]]) -> dict[str, frozenset[str]]:
    """For each speaker the name words under which the article speaks of them."""
    names: dict[str, frozenset[str]] = {}
    for row in rows:
        words = names.get(row["speaker"], frozenset()) | fold_words(row["speaker"])
        for start, end in row["source"]:
            if _CAPITAL.search(text[start:end]):
                words |= fold_words(" ".join(_NAMING.findall(text[start:end])))
        names[row["speaker"]] = words
    return names
