"""The report says what it measured, sets it beside what is published, and names what it skipped."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from evaluation import report, sections
from evaluation.gold import GoldArticle
from evaluation.markdown import Section
from evaluation.reading import KeepingParser, OnceReader
from onrecord.model import Article, ReaderVersion, Reading
from onrecord.parsing import ParsedText
from tests.evaluation.perturbed import make_statement
from tests.evaluation.test_measures import TEXT, one_article, said_statement


def _read() -> list[tuple[GoldArticle, Reading]]:
    wrong = make_statement("w", (), ((58, 64),), content=((65, 70),))
    article = Article(text=TEXT, language="en")
    reading = Reading(article, (said_statement(), wrong), ReaderVersion("0", "none"))
    return [(one_article(), reading)]


def test_measures_stand_in_a_table_beside_what_is_published() -> None:
    shown = str(sections.show_statements("T", sections.score_languages(_read()), beside=True))
    assert "| statement F1 | .500 |" in shown
    assert "| statements annotated | 2 |" in shown
    assert "no published reader judges stances" in shown


def test_every_annotated_stance_has_its_row() -> None:
    shown = str(sections.show_stances("T", sections.score_languages(_read())))
    assert "| `denies` | .000 of 1 |" in shown
    assert "`retracts`" not in shown


def test_confidence_is_set_beside_what_is_right() -> None:
    assert "| 0.9 to 0.95 | 1 | .900 | 1.00 |" in str(sections.show_reliability(_read()))


def test_published_systems_have_a_figure_for_each_role() -> None:
    published = sections.load_published()["polnear"]
    assert all(len(each["f1"]) == len(published["roles"]) for each in published["systems"])


def test_what_is_not_there_is_named_as_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "load_gold", lambda _: [])
    monkeypatch.setattr(report, "LANGUAGES", ())
    last = list(report.measure(tmp_path))[-1]
    assert last.title == "Skipped"
    assert all("clone https://github.com/MicrosoftTranslator/NTREX" in x for x in last.lines[:2])
    assert last.lines[2].startswith("- PolNeAR")


def test_an_interrupted_run_writes_what_it_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def measure(_: Path) -> Iterator[Section]:
        yield Section("One", ("1",))
        raise KeyboardInterrupt

    monkeypatch.setattr(report, "measure", measure)
    report.main(["--out", str(tmp_path / "RESULTS.md")])
    written = (tmp_path / "RESULTS.md").read_text("utf-8")
    assert written.startswith("# Results")
    assert "## One\n\n1\n" in written
    assert "## Interrupted" in written


class _CountingParser:
    name = "counting"
    calls = 0

    def parse(self, text: str) -> ParsedText:
        self.calls += 1
        return ParsedText(text, (), (), ())


def test_a_text_is_parsed_once() -> None:
    counting = _CountingParser()
    parser = KeepingParser(counting)
    assert parser.parse("a") is parser.parse("a")
    assert (counting.calls, parser.name) == (1, "counting")


def test_the_first_article_of_a_language_is_not_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evaluation.reading.load_parser", lambda _: _CountingParser())
    reader = OnceReader()
    for text in ("One two.", "Three four five."):
        reader.read(Article(text=text, language="en"))
    assert reader.clocks["en"].words == 3
