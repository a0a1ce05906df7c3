"""Addresses of every kind of page, for things drawn at random from a ledger."""

import random
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlencode

from sqlalchemy import Connection, Row, text

from onrecord.ledger import Ledger
from onrecord.ledger.views.pages import write_cursor

_MOST = 100  # addresses of each kind
_LARGE = 5


def gather_addresses(ledger: Ledger, *, seed: int = 1) -> Mapping[str, Sequence[str]]:
    """For each kind of page its addresses: of things drawn at random, and of the largest ones."""
    chance = random.Random(seed)
    with ledger.reading() as connection:
        lines = _draw(connection, chance, "board JOIN claim ON claim.id = board.claim", "claim")
        parties = [row.hash for row in _draw(connection, chance, "party", "id")]
        articles = [row.hash for row in _draw(connection, chance, "article", "id")]
        outlets, languages = (_list_values(connection, each) for each in ("outlet", "language"))
        largest = [row.hash for row in connection.execute(text(_LARGEST_CLAIMS))]
        loudest = [row.hash for row in connection.execute(text(_LOUDEST_PARTIES))]
    found = {
        **_address_boards(lines, chance),
        "board by outlet": [_ask("/claims", outlet=each) for each in outlets],
        "board by language": [_ask("/claims", language=each) for each in languages],
        "board by party": [_ask("/claims", party=each) for each in parties],
        "board by a loud party": [_ask("/claims", party=each) for each in loudest],
        "claim": [f"/claims/{row.hash}" for row in lines],
        "claim, the largest": [f"/claims/{each}" for each in largest],
        "claim as of a day": [_ask(f"/claims/{row.hash}", as_of=row.last_said) for row in lines],
        "party": [f"/parties/{each}" for each in parties],
        "party, the loudest": [f"/parties/{each}" for each in loudest],
        "parties by name": [_ask("/parties", name=each) for each in parties],
        "article": [f"/articles/{each}" for each in articles],
        "articles": ["/articles"],
        "articles by outlet": [_ask("/articles", outlet=each) for each in outlets],
        "changes": ["/changes"],
        "review": ["/review", "/review?doubt=statement"],
        "feed of changes": ["/changes.atom"],
        "feed of a claim": [f"/claims/{row.hash}.atom" for row in lines],
        "feed of a party": [f"/parties/{each}.atom" for each in parties],
        "claims.json": ["/claims.json"],
        "claim.json": [f"/claims/{row.hash}.json" for row in lines],
        "party.json": [f"/parties/{each}.json" for each in parties],
        "article.json": [f"/articles/{each}.json" for each in articles],
        "changes.json": ["/changes.json"],
    }
    return {kind: some[:_MOST] for kind, some in found.items() if some}


_LARGEST_CLAIMS = f"""SELECT claim.hash FROM board JOIN claim ON claim.id = board.claim
    ORDER BY board.statements DESC, board.claim DESC LIMIT {_LARGE}"""
_LOUDEST_PARTIES = f"""SELECT party.hash FROM position JOIN party ON party.id = position.party
    GROUP BY party.hash ORDER BY count(*) DESC LIMIT {_LARGE}"""


def _address_boards(lines: Sequence[Row[Any]], chance: random.Random) -> dict[str, list[str]]:
    words = [chance.choice(row.label.split()) for row in lines if row.label.split()]
    marks = [write_cursor(row.changed, row.claim) for row in lines]
    return {
        "board": ["/claims"],
        "board, further on": [_ask("/claims", next=each) for each in marks],
        "board by standing": [_ask("/claims", standing=each) for each in ("disputed", "denied")],
        "board by days": [_ask("/claims", sort="said", said_to=row.last_said) for row in lines],
        "board, most told": [_ask("/claims", sort="statements")],
        "board as of a day": [_ask("/claims", as_of=row.last_said) for row in lines],
        "as of a day, retracted": [
            _ask("/claims", as_of=row.last_said, standing="retracted") for row in lines
        ],
        "as of a day, most told": [
            _ask("/claims", as_of=row.last_said, sort="statements") for row in lines
        ],
        "search": [_ask("/claims", q=each) for each in words],
    }


def _ask(path: str, **query: str) -> str:
    return f"{path}?{urlencode(query, quote_via=quote)}"


def _draw(
    connection: Connection, chance: random.Random, tables: str, column: str
) -> list[Row[Any]]:
    """Rows drawn at random; numbers that no row has are passed over."""
    last = connection.execute(text(f"SELECT max({column}) FROM {tables}")).scalar() or 0
    query = text(f"SELECT * FROM {tables} WHERE {column} = :row")
    drawn = (
        connection.execute(query, {"row": chance.randint(1, last)}).first()
        for _ in range(3 * _MOST)
    )
    return [row for row in drawn if row is not None][:_MOST]


def _list_values(connection: Connection, facet: str) -> list[str]:
    query = text("SELECT DISTINCT value FROM board_facet WHERE facet = :facet ORDER BY value")
    return list(connection.execute(query, {"facet": facet}).scalars())[:_LARGE]
