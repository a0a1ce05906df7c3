"""Articles in the ledger: listed, and one with all that it says."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select, tuple_

from onrecord.ledger import schema
from onrecord.ledger.clocks import NOW, Clocks, held
from onrecord.ledger.identifying import find_id
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.names import name_outlet
from onrecord.ledger.origins import find_origins
from onrecord.ledger.statements import ShownStatement, load_statements
from onrecord.ledger.views.judgements import load_judgements
from onrecord.ledger.views.lines import ClaimLine, load_lines
from onrecord.ledger.views.pages import Page, read_cursor, write_cursor
from onrecord.ledger.views.sources import Step
from onrecord.model import Stance, Verdict


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article in a list; `recorded` is when the ledger learned it, `until` when it changed."""

    id: str
    outlet: str | None
    language: str
    title: str | None
    url: str | None
    published: str | None
    recorded: str
    until: str | None


@dataclass(frozen=True, slots=True)
class ArticleStatement:
    """A statement with the claim it is about and the stance that counts, judged or read.

    `stance` is None where the statement takes no position: it was judged wrong, or, where
    `is_unsure`, it waits for a person to judge it.
    """

    statement: ShownStatement
    claim: ClaimLine | None
    stance: Stance | None
    is_unsure: bool = False


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article, what it says in the order of its text, and its other versions.

    `origin` is the next step back, where it copies, translates or relays another one;
    `reader` is what read it.
    """

    line: ArticleLine
    byline: str | None
    text: str
    sha256: str
    origin_url: str | None
    origin: Step | None
    reader: str
    language_model: str
    statements: tuple[ArticleStatement, ...]
    versions: tuple[ArticleLine, ...]


_OF_LINE = ("id", "hash", "outlet", "language", "title", "url", "published", "since", "until")


def list_articles(
    ledger: Ledger,
    *,
    clocks: Clocks = NOW,
    outlet: str | None = None,
    language: str | None = None,
    after: str | None = None,
    most: int = 25,
) -> Page[ArticleLine]:
    """One page of articles, those the ledger learned last first."""
    table = schema.article
    query = (
        select(*(table.c[name] for name in _OF_LINE))
        .where(held(table, clocks.known_at))
        .order_by(table.c.since.desc(), table.c.id.desc())
        .limit(most + 1)
    )
    if outlet:
        query = query.where(table.c.outlet == outlet)
    if language:
        query = query.where(table.c.language == language)
    if clocks.as_of:
        query = query.where(func.substr(table.c.published, 1, 10) <= clocks.as_of)
    if after:
        query = query.where(tuple_(table.c.since, table.c.id) < tuple_(*read_cursor(after)))
    with ledger.reading() as connection:
        rows = connection.execute(query).all()
    items = tuple(_line(row) for row in rows[:most])
    if len(rows) <= most or not items:
        return Page(items)
    return Page(items, write_cursor(rows[most - 1].since, rows[most - 1].id))


def show_article(ledger: Ledger, given: str, *, clocks: Clocks = NOW) -> ArticleView:
    """The article with this id; raises UnknownIdError where there is none."""
    with ledger.reading() as connection:
        found = find_id(connection, given, "article")
        table, reading = schema.article, schema.reading
        row = connection.execute(select(table).where(table.c.id == found.id)).one()
        read = connection.execute(
            select(reading).where(reading.c.article == found.id).order_by(reading.c.id.desc())
        ).all()
        chosen = next(
            (each for each in read if not clocks.known_at or each.since <= clocks.known_at),
            read[-1],
        )
        link = find_origins(connection, [found.id], known_at=clocks.known_at).get(found.id)
        return ArticleView(
            line=_line(row),
            byline=row.byline,
            text=row.text,
            sha256=row.sha256,
            origin_url=row.origin_url,
            origin=None
            if link is None
            else Step(
                link.name,
                link.kind,
                _hash_of(connection, link.article),
                link.score,
                link.because,
            ),
            reader=chosen.reader,
            language_model=chosen.language_model,
            statements=_load_said(connection, chosen.id, clocks),
            versions=_load_versions(connection, row.id, row.replaces),
        )


def _line(row: object) -> ArticleLine:
    return ArticleLine(
        id=row.hash,  # type: ignore[attr-defined]
        outlet=name_outlet(row.outlet, row.url),  # type: ignore[attr-defined]
        language=row.language,  # type: ignore[attr-defined]
        title=row.title,  # type: ignore[attr-defined]
        url=row.url,  # type: ignore[attr-defined]
        published=row.published,  # type: ignore[attr-defined]
        recorded=row.since,  # type: ignore[attr-defined]
        until=row.until,  # type: ignore[attr-defined]
    )


def _hash_of(connection: Connection, row: int | None) -> str | None:
    table = schema.article
    return connection.execute(select(table.c.hash).where(table.c.id == row)).scalar()


def _load_said(
    connection: Connection, reading: int, clocks: Clocks
) -> tuple[ArticleStatement, ...]:
    statement, link, position = schema.statement, schema.claim_link, schema.position
    query = (
        select(statement.c.id, link.c.claim, position.c.stance)
        .outerjoin(link, (link.c.statement == statement.c.id) & held(link, clocks.known_at))
        .outerjoin(
            position, (position.c.statement == statement.c.id) & held(position, clocks.known_at)
        )
        .where(statement.c.reading == reading)
        .order_by(statement.c.number)
    )
    rows = connection.execute(query).all()
    shown = load_statements(connection, [row[0] for row in rows])
    lines = load_lines(connection, [row[1] for row in rows if row[1]], clocks=clocks)
    silent = [shown[row[0]].id for row in rows if row[2] is None]
    wrong = {
        each.subject
        for each in load_judgements(connection, silent, known_at=clocks.known_at)
        if each.verdict == Verdict.WRONG and each.until is None
    }
    return tuple(
        ArticleStatement(
            shown[name],
            lines.get(claim),
            Stance(stance) if stance is not None else None,
            stance is None and shown[name].id not in wrong,
        )
        for name, claim, stance in rows
    )


def _load_versions(
    connection: Connection, row: int, replaces: int | None
) -> tuple[ArticleLine, ...]:
    """The versions before and after this one, the first one first."""
    table = schema.article
    before: list[ArticleLine] = []
    while replaces is not None:
        found = connection.execute(select(table).where(table.c.id == replaces)).one()
        before.insert(0, _line(found))
        replaces = found.replaces
    after: list[ArticleLine] = []
    while found_after := connection.execute(select(table).where(table.c.replaces == row)).first():
        after.append(_line(found_after))
        row = found_after.id
    return (*before, *after)
