"""Adds readings to a ledger: each article whole, in a transaction of its own, or not at all."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from onrecord.errors import ArticleError
from onrecord.intake import IntakeSettings, find_places, read_place
from onrecord.ledger import Ledger
from onrecord.ledger.articles import Known, find_earlier, find_known
from onrecord.ledger.candidates import Candidates
from onrecord.ledger.recording import Recorder
from onrecord.ledger.writer import Writer
from onrecord.model import LEAST_CONFIDENCE, Article, ReaderVersion, Reading
from onrecord.pipeline.adding.claims import link_statements
from onrecord.pipeline.adding.merging import merge_claims
from onrecord.pipeline.adding.origins import link_origin
from onrecord.pipeline.adding.parties import link_speakers
from onrecord.pipeline.reading import Reader, Skipped


class Outcome(StrEnum):
    """What adding an article did."""

    ADDED = "added"
    NEW_VERSION = "new_version"
    READ_AGAIN = "read_again"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Added:
    """An article in the ledger, by its id there, and how many statements and claims came new."""

    place: str
    article: str
    outcome: Outcome
    statements: int = 0
    claims: int = 0


def add_reading(
    ledger: Ledger, reading: Reading, *, least_confidence: float = LEAST_CONFIDENCE
) -> Added:
    """Add what one article says; one that the same reader has read before changes nothing.

    By statements below `least_confidence` nobody takes a position until a person judges them.
    Raises ArticleError where its text cannot be kept, LedgerError where nothing can be written.
    """
    with ledger.writing() as connection:
        known = find_known(connection, reading.article)
        if known and _is_read(known, reading.reader):
            return Added(reading.article.place, known.hash, Outcome.KNOWN)
        is_version = known is None and find_earlier(connection, reading.article) is not None
        recorder = Recorder(
            Writer(connection), reading, known=known, least_confidence=least_confidence
        )
        candidates = Candidates(connection)
        parallels = link_origin(recorder, candidates, is_known=known is not None)
        who = link_speakers(recorder, candidates, parallels=parallels)
        linked = link_statements(recorder, candidates, who, parallels=parallels)
        recorder.write()
        recorder.finish(merge_claims(recorder, linked.near))
    outcome = Outcome.NEW_VERSION if is_version else Outcome.ADDED
    if known:
        outcome = Outcome.READ_AGAIN
    place = reading.article.place
    return Added(place, recorder.article_hash, outcome, len(reading.statements), linked.new)


def add_places(
    ledger: Ledger,
    reader: Reader,
    places: Iterable[str],
    *,
    settings: IntakeSettings,
    least_confidence: float = LEAST_CONFIDENCE,
) -> Iterator[Added | Skipped]:
    """Add each place's article as soon as it is read; folders are walked.

    What the ledger has already from this reader is not read again, so a run that was broken
    off goes on where it stopped. An ArticleError skips the article; a SetupError stops the run.
    """
    for place in find_places(places):
        try:
            article = read_place(place, settings=settings)
            yield _find_read(ledger, reader, article) or add_reading(
                ledger, reader.read(article), least_confidence=least_confidence
            )
        except ArticleError as error:
            yield Skipped(place, error)


def _find_read(ledger: Ledger, reader: Reader, article: Article) -> Added | None:
    with ledger.reading() as connection:
        known = find_known(connection, article)
    if known and _is_read(known, reader.version(article.language)):
        return Added(article.place, known.hash, Outcome.KNOWN)
    return None


def _is_read(known: Known, reader: ReaderVersion) -> bool:
    return (known.reader, known.language_model) == (reader.version, reader.language_model)
