"""The tables: what is recorded is only ever added to; what can be worked out again is `board`.

Every recorded row has `since`, when this ledger learned it; a row that no longer holds has
`until` set, once, by what took its place. Both are UTC in ISO 8601, so that they sort as text.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    # Given out by the one writer there is at a time, so that rows can go in in bulk.
    return Column("id", Integer, primary_key=True, autoincrement=False)


def _hash() -> Column[str]:
    return Column("hash", Text, nullable=False, unique=True)


def _to(table: str, name: str | None = None, *, optional: bool = False) -> Column[int]:
    return Column(name or table, Integer, ForeignKey(f"{table}.id"), nullable=optional)


def _text(name: str, *, optional: bool = False) -> Column[str]:
    return Column(name, Text, nullable=optional)


def _recorded() -> tuple[Column[str], Column[str]]:
    return _text("since"), _text("until", optional=True)


def _why() -> tuple[Column[Any], ...]:
    """How sure a link is, what it rests on, and the judgement that made it, if one did."""
    return (
        Column("score", Float, nullable=False),
        _text("because"),
        _to("judgement", optional=True),
    )


def _few(name: str, *columns: str, has: str) -> Index:
    """An index of the few rows in which column `has` is filled in."""
    return _of_rows(name, *columns, only=f"{has} IS NOT NULL")


def _holding(name: str, *columns: str) -> Index:
    """An index of the rows that still hold."""
    return _of_rows(name, *columns, only="until IS NULL")


def _of_rows(name: str, *columns: str, only: str) -> Index:
    return Index(name, *columns, sqlite_where=text(only), postgresql_where=text(only))


article = Table(
    "article",
    metadata,
    _id(),
    _hash(),
    _text("url", optional=True),
    _text("outlet", optional=True),
    _text("language"),
    _text("title", optional=True),
    _text("byline", optional=True),
    _text("published", optional=True),
    _text("text"),
    _text("sha256"),
    _text("origin_url", optional=True),
    _text("place"),
    _to("article", "replaces", optional=True),
    *_recorded(),
    Index("ix_article_url", "url"),
    Index("ix_article_sha256", "sha256"),
    # Lists of articles, those that were learned last first.
    Index("ix_article_since", "since", "id"),
    Index("ix_article_outlet", "outlet", "since", "id"),
    Index("ix_article_language", "language", "since", "id"),
    Index("ix_article_replaces", "replaces"),
)

reading = Table(
    "reading",
    metadata,
    _id(),
    _to("article"),
    _text("reader"),
    _text("language_model"),
    *_recorded(),
    Index("ix_reading_article", "article"),
)

# Who speaks in one article, or is spoken for: a mention, which party_link leads to a party.
speaker = Table(
    "speaker",
    metadata,
    _id(),
    _to("article"),
    _text("name"),
    _text("kind"),
    _text("role", optional=True),
    _text("on_behalf_of", optional=True),
    Index("ix_speaker_article", "article"),
)

# One row for each reading of a statement; `hash` is the same in all of them.
statement = Table(
    "statement",
    metadata,
    _id(),
    _text("hash"),
    _to("article"),
    _to("reading"),
    Column("number", Integer, nullable=False),
    _to("speaker"),
    _to("speaker", "behalf", optional=True),
    _text("stance"),
    _text("words"),
    _text("act"),
    _text("form"),
    _text("certainty"),
    _text("said_on", optional=True),
    _text("said"),
    _text("dated_by"),
    # The one it is nested in may come later in the text.
    Column(
        "via",
        Integer,
        ForeignKey("statement.id", deferrable=True, initially="DEFERRED"),
    ),
    _text("relayed_from", optional=True),
    _text("source"),
    _text("cue"),
    _text("content"),
    _text("cue_words"),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    _text("hedges"),
    Column("confidence", Float, nullable=False),
    _text("because"),
    *_recorded(),
    Index("ix_statement_hash", "hash"),
    Index("ix_statement_article", "article"),
    Index("ix_statement_reading", "reading"),
    Index("ix_statement_speaker", "speaker"),
    # What waits for a judgement is found in its order.
    _holding("ix_statement_waiting", "confidence", "id"),
)

evidence = Table(
    "evidence",
    metadata,
    _id(),
    _to("statement"),
    _text("kind"),
    Column("shown", SmallInteger, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    _text("words"),
    Index("ix_evidence_statement", "statement"),
)

judgement = Table(
    "judgement",
    metadata,
    _id(),
    _hash(),
    _text("verdict"),
    _text("subject"),
    _text("other", optional=True),
    _text("value", optional=True),
    _text("who"),
    _text("note", optional=True),
    *_recorded(),
    Index("ix_judgement_subject", "subject"),
    Index("ix_judgement_other", "other"),
)

claim = Table(
    "claim",
    metadata,
    _id(),
    _hash(),
    _to("claim", "merged_into", optional=True),
    *_recorded(),
    _few("ix_claim_merged_into", "merged_into", has="merged_into"),
    _few("ix_claim_merged", "until", "id", has="merged_into"),
)

claim_label = Table(
    "claim_label",
    metadata,
    _id(),
    _to("claim"),
    _text("language"),
    _text("words"),
    _to("statement"),
    Column("clarity", Float, nullable=False),
    *_recorded(),
    Index("ix_claim_label_claim", "claim"),
)

claim_link = Table(
    "claim_link",
    metadata,
    _id(),
    _to("statement"),
    _to("claim"),
    *_why(),
    *_recorded(),
    Index("ix_claim_link_statement", "statement"),
    Index("ix_claim_link_claim", "claim"),
    _few("ix_claim_link_judgement", "judgement", has="judgement"),
)

# What the machine would not decide: it waits for a judgement.
suggestion = Table(
    "suggestion",
    metadata,
    _id(),
    _to("statement"),
    _to("claim"),
    *_why(),
    *_recorded(),
    Index("ix_suggestion_statement", "statement"),
    Index("ix_suggestion_claim", "claim"),
    _holding("ix_suggestion_waiting", "score", "id"),
)

party = Table(
    "party",
    metadata,
    _id(),
    _hash(),
    _text("name"),
    _text("kind"),
    _to("party", "merged_into", optional=True),
    *_recorded(),
)

party_link = Table(
    "party_link",
    metadata,
    _id(),
    _to("speaker"),
    _to("party"),
    *_why(),
    *_recorded(),
    Index("ix_party_link_speaker", "speaker"),
    Index("ix_party_link_party", "party"),
)

# A party's stance on a claim from a date on: what standings are worked out from.
position = Table(
    "position",
    metadata,
    _id(),
    _to("claim"),
    _to("party", optional=True),
    _to("party", "voice", optional=True),
    _to("statement"),
    _text("stance"),
    _text("said"),
    Column("participant", SmallInteger, nullable=False),
    *_recorded(),
    Index("ix_position_claim", "claim", "party", "said", "until"),
    # Covering, so that counting what a party said reads no rows.
    Index("ix_position_party", "party", "said", "stance", "claim", "until"),
    Index("ix_position_voice", "voice", "said", "stance", "claim", "until"),
    # Covering, so that lists on clocks turned back walk along them and read no rows.
    Index("ix_position_said", "said", "claim", "until"),
    Index("ix_position_statement", "statement"),
    Index("ix_position_since", "since", "claim", "said", "until"),
)

origin = Table(
    "origin",
    metadata,
    _id(),
    _to("article"),
    _to("article", "origin", optional=True),
    _text("name", optional=True),
    _text("kind"),
    *_why(),
    *_recorded(),
    Index("ix_origin_article", "article"),
    Index("ix_origin_origin", "origin"),
)

# What linking compares: opaque here, found again by hashed keys.
signature = Table(
    "signature",
    metadata,
    Column("statement", Integer, ForeignKey("statement.id"), primary_key=True),
    _text("data"),
)
party_signature = Table(
    "party_signature",
    metadata,
    _id(),
    _to("party"),
    _to("speaker"),
    _text("data"),
    Index("ix_party_signature_party", "party"),
)
fingerprint = Table(
    "fingerprint",
    metadata,
    Column("article", Integer, ForeignKey("article.id"), primary_key=True),
    _text("data"),
)


def _key_table(name: str, points_to: str) -> Table:
    return Table(
        name,
        metadata,
        Column("key", BigInteger, primary_key=True, autoincrement=False),
        Column(
            points_to,
            Integer,
            ForeignKey(f"{points_to}.id"),
            primary_key=True,
            autoincrement=False,
        ),
        sqlite_with_rowid=False,
    )


statement_key = _key_table("statement_key", "statement")
party_key = _key_table("party_key", "party")
article_key = _key_table("article_key", "article")

# Each change of a claim's standing as this ledger saw it: a log, not the truth.
standing = Table(
    "standing",
    metadata,
    _id(),
    _to("claim"),
    _text("standing"),
    _text("said"),
    _to("statement", optional=True),
    *_recorded(),
    Index("ix_standing_claim", "claim"),
    Index("ix_standing_since", "since"),
)

# Worked out from the rows above and written anew with each change, so that lists are quick.
board = Table(
    "board",
    metadata,
    Column("claim", Integer, ForeignKey("claim.id"), primary_key=True),
    _text("label"),
    _text("standing"),
    _text("first_said"),
    _text("last_said"),
    _text("changed"),
    Column("statements", Integer, nullable=False),
    Column("parties", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Index("ix_board_last_said", "last_said", "claim"),
    Index("ix_board_changed", "changed", "claim"),
    Index("ix_board_statements", "statements", "claim"),
    Index("ix_board_standing", "standing", "last_said", "claim"),
    Index("ix_board_standing_changed", "standing", "changed", "claim"),
)
board_facet = Table(
    "board_facet",
    metadata,
    Column("facet", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("last_said", Text, primary_key=True),
    Column("claim", Integer, ForeignKey("claim.id"), primary_key=True),
    Index("ix_board_facet_claim", "claim"),
    sqlite_with_rowid=False,
)


# What `who` shows of a party without reading all that it said: of each claim how often the party
# took which stance (JSON), as itself or as another's voice, and the day on which its own stance
# last became another one; and the same of all claims together.
party_claim = Table(
    "party_claim",
    metadata,
    Column("claim", Integer, ForeignKey("claim.id"), primary_key=True),
    Column("party", Integer, ForeignKey("party.id"), primary_key=True),
    _text("stances"),
    _text("turned", optional=True),
    _few("ix_party_claim_turned", "party", "turned", "claim", has="turned"),
    sqlite_with_rowid=False,
)
party_board = Table(
    "party_board",
    metadata,
    Column("party", Integer, ForeignKey("party.id"), primary_key=True, autoincrement=False),
    _text("stances"),
    Column("statements", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
)

OF_CLAIM = (board, board_facet, party_claim)
DERIVED = (*OF_CLAIM, party_board)
RECORDED = tuple(table for name, table in metadata.tables.items() if table not in DERIVED)
