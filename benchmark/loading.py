"""Puts the benchmark's annotations and the public texts they are about together.

    python -m benchmark.loading TEXTS            check that every text is there and unchanged
    python -m benchmark.loading TEXTS --write OUT    also write NAME.LANG.txt and NAME.LANG.json

TEXTS is a folder that holds the collections, each as a clone of its public repository or in
the shape `benchmark/README.md` describes. A text is taken only where its hash is the one of
the text that was annotated.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmark.texts import Texts
from onrecord.errors import SetupError

_HOME = Path(__file__).parent
SPLITS = ("dev", "train", "test")


@dataclass(frozen=True, slots=True)
class Annotations:
    """What the benchmark says of one article; `rows` are its statements as in the JSON file."""

    path: Path
    collection: str
    document: str
    language: str
    sha256: str
    rows: Sequence[dict[str, Any]]

    @property
    def name(self) -> str:
        """The article's name, the same in every language."""
        return self.path.name.removesuffix(f".{self.language}.json")


def read_annotations(split: str, language: str | None = None) -> Iterator[Annotations]:
    """The annotations of a split, one of SPLITS, in the order of their names."""
    for path in sorted((_HOME / split).glob("*.json")):
        table = json.loads(path.read_text("utf-8"))
        if language in (None, table["language"]):
            yield Annotations(
                path,
                table["collection"],
                table["document"],
                table["language"],
                table["sha256"],
                table["statements"],
            )


def find_text(annotations: Annotations, texts: Texts) -> str:
    """The very text that was annotated.

    Raises SetupError, with file, reason and remedy, where it is missing or another one.
    """
    text, path = texts.find(
        annotations.collection, annotations.document, language=annotations.language
    )
    if hashlib.sha256(text.encode()).hexdigest() != annotations.sha256:
        raise SetupError(
            str(path),
            f"the text of {annotations.path.name} in it is not the one that was annotated",
            "check the collection out as published, with line ends left as they are",
        )
    return text


def write_articles(folder: Path, split: str, texts: Texts) -> int:
    """Write each text beside its annotations, as scorers read them; the number of articles."""
    folder.mkdir(parents=True, exist_ok=True)
    annotations = list(read_annotations(split))
    for each in annotations:
        text = find_text(each, texts)
        target = folder / each.path.name
        target.write_bytes(each.path.read_bytes())
        target.with_suffix(".txt").write_text(text + "\n", "utf-8", newline="\n")
    return len(annotations)


def main(arguments: Sequence[str] | None = None) -> None:
    """Check every text of both splits, and write them where that is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", type=Path)
    parser.add_argument("--write", type=Path, metavar="OUT")
    options = parser.parse_args(arguments)
    texts = Texts(options.texts)
    try:
        for split in SPLITS:
            if options.write:
                count = write_articles(options.write / split, split, texts)
            else:
                count = sum(1 for each in read_annotations(split) if find_text(each, texts))
            print(f"{split}: {count} texts, each the one that was annotated")
    except SetupError as error:
        sys.exit(f"benchmark: {error}")


if __name__ == "__main__":
    main()
