"""Reads articles for measuring: each is parsed once, and how long reading takes is kept."""

import time
from collections.abc import Iterable
from dataclasses import dataclass

from evaluation.gold import GoldArticle
from onrecord import __version__
from onrecord.attribution import find_statements
from onrecord.languages import known_languages, load_language
from onrecord.model import Article, ReaderVersion, Reading
from onrecord.parsing import ParsedText, Parser, load_parser


@dataclass(slots=True)
class Clock:
    """Words read and the seconds it took, one language."""

    words: int = 0
    seconds: float = 0.0


class KeepingParser:
    """A parser that parses each text once and keeps it for who needs it next."""

    def __init__(self, parser: Parser) -> None:
        self._parser = parser
        self._parsed: dict[str, ParsedText] = {}

    @property
    def name(self) -> str:
        """The parser's own name."""
        return self._parser.name

    def parse(self, text: str) -> ParsedText:
        """The parse of a text."""
        if text not in self._parsed:
            self._parsed[text] = self._parser.parse(text)
        return self._parsed[text]


class OnceReader:
    """Reads as `onrecord.Reader` does; each text is parsed once, and reading it is timed."""

    def __init__(self) -> None:
        self._parsers: dict[str, KeepingParser] = {}
        self.clocks: dict[str, Clock] = {}

    def parser(self, code: str) -> KeepingParser:
        """The language's parser, loaded once."""
        if code not in self._parsers:
            self._parsers[code] = KeepingParser(load_parser(code))
        return self._parsers[code]

    def read(self, article: Article) -> Reading:
        """The reading of an article; the first of a language loads it and is not timed."""
        parser, language = self.parser(article.language), load_language(article.language)
        started = time.perf_counter()
        parsed = parser.parse(article.text)
        statements = find_statements(article, parsed, language)
        if article.language in self.clocks:
            clock = self.clocks[article.language]
            clock.seconds += time.perf_counter() - started
            clock.words += len(article.text.split())
        else:
            self.clocks[article.language] = Clock()
        return Reading(article, statements, ReaderVersion(__version__, parser.name))


def read_all(
    reader: OnceReader, articles: Iterable[GoldArticle]
) -> list[tuple[GoldArticle, Reading]]:
    """Annotated articles with their readings, those whose language is read."""
    return [
        (gold, reader.read(Article(text=gold.text, language=gold.language)))
        for gold in articles
        if is_read(gold.language)
    ]


def is_read(code: str) -> bool:
    """Whether articles in this language can be read."""
    return code in known_languages()
