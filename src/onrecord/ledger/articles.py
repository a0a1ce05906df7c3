"""Articles in the ledger: known ones, earlier versions, and what a newer reading takes over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.errors import ArticleError
from onrecord.ledger.schema import article, claim_link, reading, statement
from onrecord.ledger.writer import hash_of
from onrecord.model import Article, Reading, Statement, cut

_NOT_STORED = ("\x00",)  # PostgreSQL's text cannot hold it


@dataclass(frozen=True, slots=True)
class Known:
    """An article that the ledger holds, by its row and id, and the reader that read it last."""

    id: int
    hash: str
    reader: str
    language_model: str


@dataclass(frozen=True, slots=True)
class Before:
    """A statement of the reading that a new one takes the place of."""

    id: int
    hash: str
    words: str
    cue_words: str
    spans: tuple[int, int]
    claim: int | None
    judgement: int | None


def check_text(given: Article) -> None:
    """Raise ArticleError where the text has characters that no ledger can keep."""
    for each in (given.text, given.url, given.outlet, given.title, given.byline, given.place):
        try:
            (each or "").encode("utf-8")
        except UnicodeEncodeError as error:
            raise ArticleError(given.place, "holds half a character (a lone surrogate)") from error
        if each and any(bad in each for bad in _NOT_STORED):
            raise ArticleError(given.place, "holds a NUL character")


def find_known(connection: Connection, given: Article) -> Known | None:
    """The ledger's current article that is the same: where it stands and what it says."""
    found = connection.execute(
        select(article.c.id, article.c.hash, reading.c.reader, reading.c.language_model)
        .join(reading, (reading.c.article == article.c.id) & reading.c.until.is_(None))
        .where(article.c.hash.in_(_hashes(connection, given)), article.c.until.is_(None))
    ).first()
    return Known(*found) if found else None


def find_earlier(connection: Connection, given: Article) -> int | None:
    """The row of the current article at the same URL, where that says something else."""
    return None if given.url is None else find_by_url(connection, given.url)


def find_by_url(connection: Connection, url: str) -> int | None:
    """The row of the current article at this URL."""
    query = select(article.c.id).where(article.c.url == url, article.c.until.is_(None))
    return connection.execute(query).scalar()


def next_hash(connection: Connection, given: Article) -> str:
    """The id for a new row: the article's own, unless it came, changed and came back."""
    hashes = _hashes(connection, given)
    return hash_of(given.id, len(hashes)) if hashes else given.id


def _hashes(connection: Connection, given: Article) -> list[str]:
    """The ids of all rows with this very article; several where it changed and came back."""
    query = select(article.c.hash).where(article.c.sha256 == given.sha256)
    for column, value in ((article.c.url, given.url), (article.c.outlet, given.outlet)):
        query = query.where(column.is_(None) if value is None else column == value)
    return list(connection.execute(query).scalars())


def find_before(connection: Connection, article_id: int) -> list[Before]:
    """The statements of the article's current reading, with the claims they are linked to."""
    query = (
        select(
            statement.c.id,
            statement.c.hash,
            statement.c.words,
            statement.c.cue_words,
            statement.c.span_start,
            statement.c.span_end,
            claim_link.c.claim,
            claim_link.c.judgement,
        )
        .outerjoin(
            claim_link,
            (claim_link.c.statement == statement.c.id) & claim_link.c.until.is_(None),
        )
        .where(statement.c.article == article_id, statement.c.until.is_(None))
        .order_by(statement.c.number)
    )
    return [
        Before(row[0], row[1], row[2], row[3], (row[4], row[5]), row[6], row[7])
        for row in connection.execute(query)
    ]


def match_statements(
    given: Reading, before: Sequence[Before], *, same_text: bool
) -> Mapping[str, Before]:
    """For each statement, by its id, the one of the earlier reading that it is again.

    In another version of the text the words must be the same; in the same text it is enough
    that the spans share more than half of their characters.
    """
    left = list(before)
    matched: dict[str, Before] = {}
    for exact in (True, False):
        if not exact and not same_text:
            break
        for each in given.statements:
            if each.id in matched:
                continue
            found = next((old for old in left if _is_again(given, each, old, exact)), None)
            if found is not None:
                matched[each.id] = found
                left.remove(found)
    return matched


def _is_again(given: Reading, new: Statement, old: Before, exact: bool) -> bool:
    if exact:
        words = (cut(given.article.text, new.content), cut(given.article.text, new.cue))
        return words == (old.words, old.cue_words)
    start, end = extent(new)
    shared = min(end, old.spans[1]) - max(start, old.spans[0])
    return shared * 2 > max(end - start, old.spans[1] - old.spans[0])


def extent(given: Statement) -> tuple[int, int]:
    """From the first character of the statement's cue and content to behind the last one."""
    spans = (*given.cue, *given.content, *given.source)
    return (min(a for a, _ in spans), max(b for _, b in spans)) if spans else (0, 0)
