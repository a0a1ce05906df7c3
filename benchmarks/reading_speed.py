"""Reading against the bare parse, side by side: `python -m benchmarks.reading_speed`.

Reads the same articles with plain spaCy (the shipped pipeline, each text whole) and with
onrecord, in turn, round by round, in one process with one thread; prints words a second of
both and the ratio of their times. Both are loaded and warm before the first round.

Plain spaCy runs a pipeline's layers as its libraries do, but by NumPy's matrix product, which is
the faster one; onrecord runs most of them in ONNX Runtime. The Russian component does so by itself;
a second row sets onrecord beside it as slovnet runs it.
"""

import argparse
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import spacy
from spacy.language import Language

from onrecord.languages import known_languages, shipped_pipeline
from onrecord.model import Article
from onrecord.parsing.joining import register_tokenizer
from onrecord.parsing.networks import Networks, register_networks
from onrecord.pipeline import Reader


def main() -> None:
    """Print one row a language and the memory of the whole process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("tests/gold"))
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    register_tokenizer()
    register_networks()
    print(f"{'':4}{'articles':>9}{'words':>8}{'spaCy w/s':>11}{'onrecord w/s':>14}{'ratio':>8}")
    for code in known_languages():
        texts = [p.read_text("utf-8") for p in sorted(options.folder.glob(f"*.{code}.txt"))]
        if texts:
            reader = Reader()
            # The first article sets the matrix product for both.
            reader.read(Article(text=texts[0], language=code))
            nlp = spacy.load(shipped_pipeline(code))
            _compare(code, nlp, reader, texts, rounds=options.rounds)
            for _, component in nlp.pipeline:
                if isinstance(component, Networks):
                    component.run_by_library()
                    _compare(f"{code}*", nlp, reader, texts, rounds=options.rounds)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory, all languages and both readers loaded: {peak:.0f} MiB")


def _compare(name: str, nlp: Language, reader: Reader, texts: list[str], *, rounds: int) -> None:
    articles = [Article(text=text, language=name.rstrip("*")) for text in texts]

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
        f"{name:4}{len(texts):>9}{words:>8}{words / bare:>11.0f}{words / full:>14.0f}{ratio:>8.2f}"
    )


def _seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
