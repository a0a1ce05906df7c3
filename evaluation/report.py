"""Measures everything once and writes it down: `python -m evaluation.report` (`make evaluate`).

What needs data that is not in the repository (the texts of the benchmark, PolNeAR) is taken
from `--shared`, and named as skipped where that is not there. Each article is parsed once.
"""

import argparse
import platform
import resource
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmark.loading import write_articles
from benchmark.texts import Texts
from evaluation import ledger_sections, sections
from evaluation.gold import load_benchmark, load_gold
from evaluation.markdown import Section, table
from evaluation.polnear import LineReader, read_lines
from evaluation.reading import OnceReader, is_read, read_all
from evaluation.stances import judge_language
from onrecord import __version__
from onrecord.attribution.learned.network import load_words
from onrecord.errors import SetupError
from onrecord.languages import known_languages
from tests.stances.cases import LANGUAGES

_HOME = Path(__file__).parents[1]
_WORDS = 500  # of the article that speed is told in


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the report and write it to a file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "RESULTS.md")
    options = parser.parse_args(arguments)
    head = _introduce()
    print(head)
    written = [head]
    try:
        for section in measure(options.shared):
            print(section, flush=True)
            written.append(str(section))
    except KeyboardInterrupt:
        written.append(str(Section("Interrupted", ("What would follow was not measured.",))))
    options.out.write_text("\n".join(written), "utf-8")
    print(f"written to {options.out}", file=sys.stderr)


def measure(shared: Path) -> Iterator[Section]:
    """Every section, as soon as it is measured; the last tells what was skipped and why."""
    reader = OnceReader()
    skipped: list[str] = []
    yield from _measure_test(shared / "data", reader, skipped)
    yield from _measure_benchmark(shared / "data", reader, skipped)
    demo = read_all(reader, load_gold(_HOME / "tests/gold"))
    title = "Invented demonstration articles (in the repository)"
    yield sections.show_statements(title, sections.score_languages(demo))
    title = "From text to standing: demonstration articles"
    yield ledger_sections.show_from_text(title, _HOME / "tests/gold", reader)
    outcomes = {code: judge_language(code, reader.read) for code in LANGUAGES if is_read(code)}
    yield sections.show_pairs(outcomes)
    yield from _measure_polnear(shared / "data/polnear/bio/valid.jsonl", reader, skipped)
    yield _show_speed(reader)
    if skipped:
        yield Section("Skipped", tuple(f"- {each}" for each in skipped))


def _measure_test(data: Path, reader: OnceReader, skipped: list[str]) -> Iterator[Section]:
    """Figures alone: what goes wrong in the test part is not looked at."""
    try:
        read = read_all(reader, load_benchmark("test", Texts(data)))
    except SetupError as error:
        skipped.append(f"the test articles of the benchmark: {error}")
        return
    scores = sections.score_languages(read)
    title = "Real news whose annotations nobody learned from or looked at: the test part"
    yield sections.show_statements(title, scores)
    yield sections.show_parallel(read, sorted(scores))


def _measure_benchmark(data: Path, reader: OnceReader, skipped: list[str]) -> Iterator[Section]:
    try:
        articles = load_benchmark("dev", Texts(data))
    except SetupError as error:
        skipped.append(f"the development articles of the benchmark: {error}")
        return
    left_out = {each.language for each in articles} - set(known_languages())
    skipped.extend(f"the articles in {code}: onrecord does not read it" for code in left_out)
    read = read_all(reader, articles)
    scores = sections.score_languages(read)
    yield sections.show_statements("Real news: the development part", scores, beside=True)
    yield sections.show_stances("Real news: F1 by stance", scores)
    yield sections.show_parallel(read, sorted(scores))
    yield sections.show_reliability(read)
    yield sections.show_mistakes(read, reader)
    with TemporaryDirectory() as folder:
        write_articles(Path(folder), "dev", Texts(data))
        yield sections.show_speakers(Path(folder), reader, list(scores))
        yield sections.show_linking(Path(folder))
        yield ledger_sections.show_origins(Path(folder))
        title = "From text to standing: real news"
        yield ledger_sections.show_from_text(title, Path(folder), reader)


def _measure_polnear(path: Path, reader: OnceReader, skipped: list[str]) -> Iterator[Section]:
    if not path.is_file():
        skipped.append(f"PolNeAR: {path} is not on this machine")
        return
    lines = list(read_lines(path))
    wide = load_words("en") is not None
    note = "learned reader, by PolNeAR's guide" if wide else "constructions alone, by our own guide"
    yield sections.show_polnear(lines, LineReader(reader.parser("en"), wide=wide), note)


def _show_speed(reader: OnceReader) -> Section:
    rows = [
        [code, str(each.words), f"{each.words / each.seconds / _WORDS:.1f}"]
        for code, each in sorted(reader.clocks.items())
        if each.seconds
    ]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    notes = (
        "Everything included, in this run, on whatever else the machine did meanwhile;",
        "`python -m benchmarks.reading_speed` measures it against the bare parse.",
        f"Peak memory of this whole run, all languages loaded: {peak:.0f} MiB.",
    )
    return Section(
        "Speed",
        (*table(["", "words read", f"articles of {_WORDS} words a second"], rows), "", *notes),
    )


def _introduce() -> str:
    return "\n".join(
        (
            "# Results",
            "",
            "Written by `make evaluate`; do not edit. What each measure means is told in the",
            "[benchmark](../benchmark/README.md#measures). No weights learned from these labels;",
            "rules and word lists were written with the development articles in view: what to",
            "expect of others, the test part shows.",
            "",
            f"onrecord {__version__}, Python {platform.python_version()}, {platform.machine()}.",
            "",
        )
    )


if __name__ == "__main__":
    main()
