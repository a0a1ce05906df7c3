"""Prints how often copies and translations are folded: `python -m evaluation.origins FOLDER …`.

The annotated articles of a folder are added in the order of the files. Those of one name are
translations of one another; all others are independent. Of each article copies are made: cut
after two thirds, and edited (every fourth sentence left out, its own headline and last line).
"""

import argparse
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from evaluation.linked_gold import LinkedArticle, load_linked
from evaluation.small_ledger import SmallLedger
from onrecord.linking import LINK, OriginKind, match_origins, sign_article
from onrecord.model import Reading

_SENTENCE = re.compile(r"(?<=[.!?…»”\"])\s+")
_MOST = 30


def measure_origins(articles: Sequence[LinkedArticle]) -> dict[str, float]:
    """The shares of translations and copies that are found, and of independents folded wrongly."""
    ledger = SmallLedger(most=_MOST)
    stories: list[str] = []
    translations = found = wrong = 0
    for article in articles:
        origin = _find(ledger, article.reading, None)
        is_translation = article.story in stories
        translations += is_translation
        found += origin is not None and stories[origin] == article.story
        wrong += origin is not None and stories[origin] != article.story
        signature = sign_article(article.reading)
        ledger.add(signature.data, signature.keys, None)
        stories.append(article.story)
    figures = {"translations": translations, "translations_found": found / max(translations, 1)}
    figures["articles"] = len(articles)
    figures["folded_wrongly"] = wrong / max(len(articles), 1)
    for name, make in (("cut", _cut), ("edited", _edit)):
        copies = [(n, _find(ledger, make(each.reading), n)) for n, each in enumerate(articles)]
        figures[f"{name}_found"] = sum(n == at for n, at in copies) / max(len(copies), 1)
    return figures


def _find(ledger: SmallLedger, reading: Reading, of: int | None) -> int | None:
    """The article that this one comes from, by its text; `of` is what it is a copy of."""
    signature = sign_article(reading)
    rows = ledger.find(signature.keys)
    matches = match_origins(signature.data, [ledger.data[row] for row in rows])
    kinds = (OriginKind.COPY,) if of is not None else (OriginKind.COPY, OriginKind.TRANSLATION)
    sure = [each for each in matches if each.score >= LINK and each.kind in kinds]
    return rows[sure[0].index] if sure else None


def _cut(reading: Reading) -> Reading:
    text = reading.article.text
    return _with_text(reading, text[: 2 * len(text) // 3])


def _edit(reading: Reading) -> Reading:
    sentences = _SENTENCE.split(reading.article.text)
    kept = [each for n, each in enumerate(sentences) if n % 4 != 3]
    return _with_text(reading, " ".join(("Harbour Post", *kept[1:], "Harbour Post")))


def _with_text(reading: Reading, text: str) -> Reading:
    return replace(reading, article=replace(reading.article, text=text), statements=())


def main() -> None:
    """Print the figures of each folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    for folder in parser.parse_args().folders:
        print(f"\n{folder}")
        for name, value in measure_origins(load_linked(folder)).items():
            print(f"{name:28}{value:8.3f}" if isinstance(value, float) else f"{name:28}{value:8}")


if __name__ == "__main__":
    main()
