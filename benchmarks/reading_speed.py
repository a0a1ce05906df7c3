"""Reading against the bare parse, side by side: `python -m benchmarks.reading_speed`.

Reads the same articles with plain spaCy (the shipped pipeline, each text whole) and with
onrecord, in turn, round by round, in one process with one thread; prints words a second of
both and the ratio of their times. Both are loaded and warm before the first round.
"""

import argparse
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from onrecord.languages import known_languages, shipped_pipeline
from onrecord.model import Article
from onrecord.pipeline import Reader


def main() -> None:
    """Print one row a language and the memory of the whole process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("tests/gold"))
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    print(f"{'':4}{'articles':>9}{'words':>8}{'spaCy w/s':>11}{'onrecord w/s':>14}{'ratio':>8}")
    for code in known_languages():
        texts = [p.read_text("utf-8") for p in sorted(options.folder.glob(f"*.{code}.txt"))]
        if texts:
            _compare(code, texts, options.rounds)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory, all languages and both readers loaded: {peak:.0f} MiB")


def _compare(code: str, texts: list[str], rounds: int) -> None:
    import spacy

    reader = Reader()
    reader.read(Article(text=texts[0], language=code))  # sets the same matrix product for both
    nlp = spacy.load(shipped_pipeline(code))
    articles = [Article(text=text, language=code) for text in texts]

    def parse() -> None:
        for text in texts:
            nlp(text)

    def read() -> None:
        for article in articles:
            reader.read(article)

    parse()
    read()
    pairs = [(_seconds(parse), _seconds(read)) for _ in range(rounds)]
    words = sum(len(text.split()) for text in texts)
    bare = statistics.median(one for one, _ in pairs)
    full = statistics.median(two for _, two in pairs)
    ratio = statistics.median(two / one for one, two in pairs)
    print(
        f"{code:4}{len(texts):>9}{words:>8}{words / bare:>11.0f}{words / full:>14.0f}{ratio:>8.2f}"
    )


def _seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
