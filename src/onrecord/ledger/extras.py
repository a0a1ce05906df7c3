"""What the two databases do each in its own way: search, refusing changes, readable views."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text

from onrecord.ledger.schema import RECORDED

_SQLITE_SEARCH = (
    """CREATE VIRTUAL TABLE statement_search USING fts5(
        words, content='statement', content_rowid='id',
        tokenize='unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER statement_searched AFTER INSERT ON statement BEGIN
        INSERT INTO statement_search(rowid, words) VALUES (new.id, new.words); END""",
)
_POSTGRESQL_SEARCH = (
    """CREATE TABLE statement_search (
        id integer PRIMARY KEY REFERENCES statement(id), words tsvector NOT NULL)""",
    "CREATE INDEX ix_statement_search_words ON statement_search USING gin (words)",
)


_VIEWS = {
    "what_was_said": """
        SELECT statement.id, statement.said, speaker.name AS speaker, party.name AS party,
            position.stance, board.label AS claim_label, position.claim, statement.words,
            article.outlet, article.language, article.url, statement.article,
            statement.hash AS statement_hash, claim.hash AS claim_hash
        FROM position
        JOIN statement ON statement.id = position.statement
        JOIN speaker ON speaker.id = statement.speaker
        JOIN article ON article.id = statement.article
        JOIN claim ON claim.id = position.claim
        LEFT JOIN board ON board.claim = position.claim
        LEFT JOIN party ON party.id = position.party
        WHERE position.until IS NULL""",
    "where_claims_stand": """
        SELECT claim.hash, board.standing, board.label, board.first_said, board.last_said,
            board.statements, board.parties, board.outlets, board.origins, board.claim
        FROM board JOIN claim ON claim.id = board.claim""",
}


def index_words(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Make statements that were just written found by search; SQLite does it by a trigger."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            text("INSERT INTO statement_search VALUES (:id, to_tsvector('simple', :words))"),
            [{"id": row["id"], "words": strip_marks(row["words"])} for row in rows],
        )


def search_words(connection: Connection, words: str, *, most: int) -> list[int]:
    """The newest `most` statements whose content has all of the words."""
    if connection.dialect.name == "sqlite":
        terms = " ".join(f'"{each}"' for each in words.replace('"', " ").split())
        query = (
            "SELECT rowid FROM statement_search WHERE statement_search MATCH :words"
            " ORDER BY rowid DESC LIMIT :most"
        )
    else:
        terms = strip_marks(words)
        query = (
            "SELECT id FROM statement_search WHERE words @@ plainto_tsquery('simple', :words)"
            " ORDER BY id DESC LIMIT :most"
        )
    if not terms.strip():
        return []
    return list(connection.execute(text(query), {"words": terms, "most": most}).scalars())


def strip_marks(words: str) -> str:
    """The words without accents, as SQLite's search sees them."""
    apart = unicodedata.normalize("NFD", words)
    return "".join(char for char in apart if not unicodedata.combining(char))


def make_extras(connection: Connection) -> None:
    """Add search, the guards that keep recorded rows as they are, and the views."""
    sqlite = connection.dialect.name == "sqlite"
    for statement in _SQLITE_SEARCH if sqlite else _POSTGRESQL_SEARCH:
        connection.exec_driver_sql(statement)
    for statement in _guard_sqlite() if sqlite else _guard_postgresql():
        connection.exec_driver_sql(statement)
    for name, query in _VIEWS.items():
        connection.exec_driver_sql(f"CREATE VIEW {name} AS {query}")


def _guard_sqlite() -> list[str]:
    guards = []
    for table in RECORDED:
        guards.append(
            f"CREATE TRIGGER {table.name}_stays BEFORE DELETE ON {table.name} BEGIN "
            "SELECT RAISE(ABORT, 'the ledger is only added to'); END"
        )
        fixed = [each.name for each in table.columns if each.name not in ("until", "merged_into")]
        guards.append(
            f"CREATE TRIGGER {table.name}_fixed BEFORE UPDATE OF {', '.join(fixed)} "
            f"ON {table.name} BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END"
        )
        if "until" in table.columns:
            guards.append(
                f"CREATE TRIGGER {table.name}_ended BEFORE UPDATE OF until ON {table.name} "
                "WHEN old.until IS NOT NULL BEGIN "
                "SELECT RAISE(ABORT, 'what has ended stays ended'); END"
            )
    return guards


def _guard_postgresql() -> list[str]:
    guards = [
        """CREATE FUNCTION keep_recorded() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'UPDATE' THEN
                IF to_jsonb(old) ->> 'until' IS NULL AND
                    to_jsonb(old) - ARRAY['until', 'merged_into'] =
                    to_jsonb(new) - ARRAY['until', 'merged_into'] THEN
                    RETURN new;
                END IF;
            END IF;
            RAISE EXCEPTION 'the ledger is only added to';
        END $$"""
    ]
    guards += [
        f"CREATE TRIGGER {table.name}_stays BEFORE UPDATE OR DELETE ON {table.name} "
        "FOR EACH ROW EXECUTE FUNCTION keep_recorded()"
        for table in RECORDED
    ]
    return guards
