"""The texts that the reader learns from or is tried on, none of them copied into the project."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmark.loading import SPLITS, read_annotations
from training.acts.polnear import read_attributions


@dataclass(frozen=True, slots=True)
class Source:
    """A text with its statements by characters, if annotated; `guide` says by which rules."""

    name: str
    language: str
    text: str
    guide: str = ""
    rows: tuple[dict[str, Any], ...] = field(default=())


def polnear(shared: Path, part: str = "train") -> Iterator[Source]:
    """PolNeAR's articles with their attributions; one of several annotators an article."""
    seen = set()
    for name, text, events in read_attributions(shared / "data/polnear" / part):
        article = name.rsplit("_", 1)[0]
        if article not in seen:
            seen.add(article)
            yield Source(article, "en", text, "wide", tuple(events.values()))


def own(folder: Path, language: str) -> Iterator[Source]:
    """Our annotated articles of one language in a folder."""
    for path in sorted(folder.glob(f"*.{language}.json")):
        text = path.with_suffix(".txt").read_text(encoding="utf-8").rstrip("\n")
        rows = json.loads(path.read_text(encoding="utf-8"))["statements"]
        yield Source(path.name.rsplit(".", 2)[0], language, text, "own", tuple(rows))


def plain(shared: Path, language: str) -> Iterator[Source]:
    """Texts without annotation, those left out that are annotated anywhere in the project's data.

    An article of the parallel corpus that is annotated in one language is left out in all.
    """
    taken = {each.name for split in SPLITS for each in read_annotations(split)}
    lines = (shared / f"data/ntrex/{language}.txt").read_text(encoding="utf-8").splitlines()
    names = (shared / "data/ntrex/documents.tsv").read_text(encoding="utf-8").splitlines()
    articles: dict[str, list[str]] = {}
    for name, line in zip(names, lines, strict=True):
        articles.setdefault(name.split("\t")[0], []).append(line)
    for name, held in articles.items():
        if name not in taken:
            yield Source(name, language, "\n".join(held))
    folders = {"fr": "wikinews-fr", "vi": "dantri", "ru": "factrueval"}
    folder = shared / "data" / folders.get(language, "none")
    for path in sorted(folder.rglob("*.txt")):
        if not any(path.stem in name or name.endswith(path.stem) for name in taken):
            text = path.read_text(encoding="utf-8-sig")
            yield Source(path.stem, language, re.sub(r"^(#.*\n)+", "", text))
