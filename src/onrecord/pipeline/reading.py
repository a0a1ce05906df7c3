"""From a place to a reading: intake, parsing and attribution, in their order."""

import gc
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord import __version__
from onrecord.attribution import find_statements
from onrecord.errors import ArticleError, PipelineError
from onrecord.intake import IntakeSettings, find_places, read_place
from onrecord.intake.plain import read_plain
from onrecord.intake.raw import Raw
from onrecord.languages import known_languages, load_language
from onrecord.model import Article, ReaderVersion, Reading
from onrecord.parsing import Parser, load_parser

if TYPE_CHECKING:
    from onrecord.second_reader import SecondReader

_URL = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Skipped:
    """An article that could not be read: its place as it was given, and the error that says why."""

    place: str
    error: ArticleError


@dataclass(slots=True)
class Tally:
    """How many articles were read, and how many were skipped by the name of their error."""

    read: int = 0
    skipped: Counter[str] = field(default_factory=Counter)

    def count(self, outcome: Reading | Skipped) -> None:
        """Add one article."""
        if isinstance(outcome, Skipped):
            self.skipped[type(outcome.error).__name__] += 1
        else:
            self.read += 1


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cyclic garbage: an article makes many objects and hardly a cycle,
    and looking for some amid it, through all that is loaded, takes a twelfth of the time.

    Of several threads the first to leave turns it on again, wherever the others are.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


class Reader:
    """Reads articles; a language's data and parser are loaded at its first article and kept."""

    def __init__(
        self,
        pipelines: Mapping[str, str] | None = None,
        *,
        second_reader: "SecondReader | None" = None,
    ) -> None:
        """`pipelines` names another parsing pipeline for some language codes.

        `second_reader`, where there is one, is asked about doubtful statements. Raises
        PipelineError where a code is not a language that is read.
        """
        self._pipelines = dict(pipelines or {})
        self._second_reader = second_reader
        self._parsers: dict[str, Parser] = {}
        for code in self._pipelines:
            if code not in known_languages():
                known = ", ".join(known_languages())
                raise PipelineError(code, "this language is not read", f"choose one of: {known}")

    def read(self, article: Article) -> Reading:
        """The article with every statement found in it.

        Raises LanguageError where its language is not read, PipelineError where the parsing
        pipeline cannot be loaded.
        """
        language = load_language(article.language)
        parser = self._parser(article.language)
        with _uncollected():
            statements = find_statements(article, parser.parse(article.text), language)
        reading = Reading(article, statements, ReaderVersion(__version__, parser.name))
        return self._second_reader.reread(reading) if self._second_reader else reading

    def read_text(self, text: str, *, language: str | None = None) -> Reading:
        """The reading of a text as it is given, never of a file or address; raises as `read`."""
        settings = IntakeSettings(language=language, known_languages=frozenset(known_languages()))
        return self.read(read_plain(text, Raw(b"", place="-", name="the text"), settings=settings))

    def version(self, language: str) -> ReaderVersion:
        """What reads articles of this language; raises as `read` does."""
        load_language(language)
        return ReaderVersion(__version__, self._parser(language).name)

    def read_places(
        self, places: Iterable[str], *, settings: IntakeSettings
    ) -> Iterator[Reading | Skipped]:
        """Each place's reading as soon as it is there, or Skipped; folders are walked.

        An ArticleError skips the article; a SetupError stops the run.
        """
        for place in find_places(places):
            try:
                yield self.read(read_place(place, settings=settings))
            except ArticleError as error:
                yield Skipped(place, error)

    def _parser(self, code: str) -> Parser:
        if code not in self._parsers:
            self._parsers[code] = load_parser(code, named=self._pipelines.get(code))
        return self._parsers[code]


def read(
    text_or_path: str | Path,
    *,
    language: str | None = None,
    pipelines: Mapping[str, str] | None = None,
    allow_private: bool = False,
) -> Reading:
    """The reading of a text, a file or a web page.

    A `Path`, an http(s) URL and a string that is the path of an existing file are read from
    there, any other string is the text itself. `language` is found from the text where it
    is not given. Raises ArticleError where it cannot be read, SetupError where a pipeline
    is missing.
    """
    settings = IntakeSettings(
        language=language, allow_private=allow_private, known_languages=frozenset(known_languages())
    )
    reader = _kept_reader(tuple(sorted((pipelines or {}).items())))
    if isinstance(text_or_path, Path) or _is_place(text_or_path):
        return reader.read(read_place(str(text_or_path), settings=settings))
    source = Raw(b"", place="-", name="the text")
    return reader.read(read_plain(text_or_path, source, settings=settings))


def _is_place(text: str) -> bool:
    # os.path.isfile, as Path.is_file raises where a text is too long for a file's name.
    return "\n" not in text and (bool(_URL.fullmatch(text)) or os.path.isfile(text))  # noqa: PTH113


@lru_cache(maxsize=4)
def _kept_reader(pipelines: tuple[tuple[str, str], ...]) -> Reader:
    return Reader(dict(pipelines))
