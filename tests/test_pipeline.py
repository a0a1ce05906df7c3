from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord
from onrecord import Article, IntakeSettings, Reader, Reading, SetupError, Skipped, Tally
from onrecord.errors import EmptyError, FileError, LanguageError, PipelineError
from onrecord.languages import Language
from onrecord.parsing import ParsedText
from onrecord.parsing.pipelines import Parser
from onrecord.pipeline import reading as pipeline

TEXT = "The mayor said that the bridge was safe. The minister denied the report on Monday."
SETTINGS = IntakeSettings(language="en", known_languages=frozenset({"en", "fr"}))


class EmptyParser:
    name = "en-none-0"

    def parse(self, text: str) -> ParsedText:
        return ParsedText(text, (), (), ())


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, str | None]]]:
    """Parsers and attribution replaced by ones that find nothing; lists what was loaded."""
    asked: list[tuple[str, str | None]] = []

    def load_parser(code: str, *, named: str | None = None) -> Parser:
        asked.append((code, named))
        return EmptyParser()

    def find_statements(article: Article, parsed: ParsedText, language: Language) -> tuple[()]:
        return ()

    monkeypatch.setattr(pipeline, "load_parser", load_parser)
    monkeypatch.setattr(pipeline, "find_statements", find_statements)
    pipeline._kept_reader.cache_clear()
    yield asked
    pipeline._kept_reader.cache_clear()


def test_a_parser_is_loaded_at_its_first_article_and_kept(loaded: list[object]) -> None:
    reader = Reader({"en": "en_other"})
    assert loaded == []
    reader.read(Article(TEXT, "en"))
    reader.read(Article(TEXT, "en"))
    reader.read(Article(TEXT, "fr"))
    assert loaded == [("en", "en_other"), ("fr", None)]


def test_a_reading_names_what_read_it(loaded: list[object]) -> None:
    reading = Reader().read(Article(TEXT, "en"))
    assert (reading.reader.version, reading.reader.language_model) == ("0.1.0", "en-none-0")


def test_a_language_that_is_not_read(loaded: list[object]) -> None:
    with pytest.raises(LanguageError, match="not read"):
        Reader().read(Article(TEXT, "xx"))
    with pytest.raises(PipelineError, match="xx"):
        Reader({"xx": "xx_any"})


def test_what_cannot_be_read_is_skipped_and_counted(loaded: list[object], tmp_path: Path) -> None:
    (tmp_path / "b-empty.txt").touch()
    (tmp_path / "c-good.txt").write_text(TEXT)
    missing = str(tmp_path / "missing.txt")
    outcomes = list(Reader().read_places([missing, str(tmp_path)], settings=SETTINGS))
    tally = Tally()
    for outcome in outcomes:
        tally.count(outcome)
    assert [type(each) for each in outcomes] == [Skipped, Skipped, Reading]
    assert (tally.read, dict(tally.skipped)) == (1, {"FileError": 1, "EmptyError": 1})
    assert isinstance(outcomes[0], Skipped)
    assert outcomes[0].place == missing


def test_readings_come_one_by_one(loaded: list[object], tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(TEXT)
    outcomes = Reader().read_places(
        iter([str(good), str(tmp_path / "later.txt")]), settings=SETTINGS
    )
    assert isinstance(next(outcomes), Reading)


def test_a_missing_pipeline_stops_the_run(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT)
    reader = Reader({"en": "no_such_pipeline"})
    with pytest.raises(SetupError, match="no_such_pipeline"):
        list(reader.read_places([str(tmp_path)], settings=SETTINGS))


def test_read_takes_a_text_a_path_or_the_path_as_a_string(
    loaded: list[object], tmp_path: Path
) -> None:
    path = tmp_path / "story.txt"
    path.write_text(TEXT)
    for given in (TEXT, path, str(path)):
        assert onrecord.read(given, language="en").article.text == TEXT
    assert loaded == [("en", None)]


@pytest.mark.parametrize("text", ["no/such/file.txt", "https://not a url but text", "x" * 9000])
def test_any_other_string_is_the_text(loaded: list[object], text: str) -> None:
    assert onrecord.read(text, language="en").article.text == text


def test_read_finds_the_language(loaded: list[object]) -> None:
    assert onrecord.read("Le maire a dit que le pont était sûr.").article.language == "fr"


def test_read_raises_what_is_wrong(loaded: list[object], tmp_path: Path) -> None:
    with pytest.raises(FileError, match="does not exist"):
        onrecord.read(tmp_path / "missing.txt")
    (tmp_path / "empty.txt").touch()
    with pytest.raises(EmptyError):
        onrecord.read(tmp_path / "empty.txt")
    with pytest.raises(LanguageError, match="no words"):
        onrecord.read("1 2 3")
