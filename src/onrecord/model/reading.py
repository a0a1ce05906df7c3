"""A reading: an article and every statement found in it."""

from dataclasses import dataclass

from onrecord.model.article import Article
from onrecord.model.statement import Statement


@dataclass(frozen=True, slots=True)
class ReaderVersion:
    """What did the reading: onrecord's version and the parsing pipeline's name."""

    version: str
    language_model: str


@dataclass(frozen=True, slots=True)
class Reading:
    """An article, its statements in the order of the text, and what read it."""

    article: Article
    statements: tuple[Statement, ...]
    reader: ReaderVersion
