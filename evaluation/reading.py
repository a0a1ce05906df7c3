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


class OnceReader:
    """Reads as `onrecord.Reader` does, and keeps every parse for who needs it next."""

    def __init__(self) -> None:
        self._parsers: dict[str, Parser] = {}
        self._parsed: dict[tuple[str, str], ParsedText] = {}
        self.clocks: dict[str, Clock] = {}

    def parser(self, code: str) -> Parser:
        """The language's parser, loaded once."""
        if code not in self._parsers:
            self._parsers[code] = load_parser(code)
        return self._parsers[code]

    def parse(self, text: str, language: str) -> ParsedText:
        """The parse of a text, made once."""
        if (language, text) not in self._parsed:
            self._parsed[language, text] = self.parser(language).parse(text)
        return self._parsed[language, text]

    def read(self, article: Article) -> Reading:
        """The reading of an article; the first of a language loads it and is not timed."""
        parser, language = self.parser(article.language), load_language(article.language)
        started = time.perf_counter()
        parsed = self.parse(article.text, article.language)
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
