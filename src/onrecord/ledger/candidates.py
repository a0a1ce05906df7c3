"""What a new statement, speaker or article may be linked to: found by keys, at a bounded cost.

Of each key only the newest rows are looked at, and of what they find the rows that share most
and rarest keys. So the cost of a link does not grow with the ledger.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Table, select, text

from onrecord.ledger import schema
from onrecord.ledger.clocks import held
from onrecord.ledger.writer import batches, hash_key

_PER_KEY = 40  # the newest rows looked at for one key
_COMPARED = 8  # signatures of one party that are compared, the newest
_SQLITE = """
    SELECT wanted.value, (SELECT json_group_array(row) FROM (
        SELECT {column} AS row FROM {table} WHERE key = wanted.value
        ORDER BY {column} DESC LIMIT :most))
    FROM json_each(:keys) AS wanted"""
_POSTGRESQL = """
    SELECT wanted.key, (SELECT json_agg(row)::text FROM (
        SELECT {column} AS row FROM {table} WHERE key = wanted.key
        ORDER BY {column} DESC LIMIT :most) AS newest)
    FROM (SELECT value::bigint AS key FROM json_array_elements_text(:keys)) AS wanted"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that something may be linked to (a claim, party or article), and what to compare."""

    target: int
    row: int
    data: str


@dataclass(frozen=True, slots=True)
class Told:
    """A statement of an article: the party that speaks, the one spoken for, what to compare."""

    party: int | None
    behalf: int | None
    data: str


class Candidates:
    """Finds candidates in the ledger for many things at once."""

    def __init__(self, connection: Connection, *, known_at: str | None = None) -> None:
        self._connection = connection
        self._known_at = known_at

    def claims(
        self, keys: Mapping[str, Sequence[str]], *, most: int = 40
    ) -> Mapping[str, list[Candidate]]:
        """For each name in `keys`, statements of claims that share most of its keys, best first."""
        table = schema.statement_key
        ranked = self._rank(table, "statement", keys, most)
        query = (
            select(schema.claim_link.c.claim, schema.signature.c.statement, schema.signature.c.data)
            .join(
                schema.claim_link,
                schema.claim_link.c.statement == schema.signature.c.statement,
            )
            .where(held(schema.claim_link, self._known_at))
        )
        rows = sorted({row for some in ranked.values() for row in some})
        found: dict[int, list[Candidate]] = defaultdict(list)
        for some in batches(rows):
            for each in self._connection.execute(
                query.where(schema.signature.c.statement.in_(some))
            ):
                found[each[1]].append(Candidate(*each))
        return _in_order(ranked, found)

    def parties(
        self, keys: Mapping[str, Sequence[str]], *, most: int = 12
    ) -> Mapping[str, list[Candidate]]:
        """For each name in `keys`, parties that share most of its keys, best first.

        A party comes with each of the signatures that it is compared by. A signature leads to
        the party that its speaker is linked to now, whatever was merged or split since.
        """
        ranked = self._rank(schema.party_key, "party", keys, most)
        table, link = schema.party_signature, schema.party_link
        query = (
            select(table.c.party, link.c.party, table.c.id, table.c.data)
            .join(link, link.c.speaker == table.c.speaker)
            .where(held(link, self._known_at))
            .order_by(table.c.id.desc())
        )
        newest: dict[int, list[Candidate]] = defaultdict(list)
        for some in batches(sorted({row for rows in ranked.values() for row in rows})):
            for signed, party, row, data in self._connection.execute(
                query.where(table.c.party.in_(some))
            ):
                if len(newest[signed]) < _COMPARED:
                    newest[signed].append(Candidate(party, row, data))
        return _in_order(ranked, newest)

    def told_in(self, articles: Sequence[str]) -> list[Told]:
        """The statements of some articles, by the articles' ids, in the order they were added."""
        table, article, signature = schema.statement, schema.article, schema.signature
        party, behalf = schema.party_link.alias("party"), schema.party_link.alias("behalf")
        query = (
            select(party.c.party, behalf.c.party, signature.c.data)
            .join(article, article.c.id == table.c.article)
            .join(signature, signature.c.statement == table.c.id)
            .outerjoin(party, (party.c.speaker == table.c.speaker) & held(party, self._known_at))
            .outerjoin(behalf, (behalf.c.speaker == table.c.behalf) & held(behalf, self._known_at))
            .where(article.c.hash.in_(articles), held(table, self._known_at))
            .order_by(table.c.id)
        )
        rows = self._connection.execute(query).all()
        return [Told(*row) for row in rows]

    def articles(self, keys: Sequence[str], *, most: int = 30) -> list[Candidate]:
        """Articles that share most of the keys, best first, with their fingerprints."""
        ranked = self._rank(schema.article_key, "article", {"": keys}, most)[""]
        table = schema.fingerprint
        found = {}
        query = (
            select(table.c.article, table.c.data)
            .join(schema.article, schema.article.c.id == table.c.article)
            .where(table.c.article.in_(ranked), held(schema.article, self._known_at))
        )
        for row, data in self._connection.execute(query):
            found[row] = Candidate(row, row, data)
        return [found[row] for row in ranked if row in found]

    def _rank(
        self, table: Table, column: str, keys: Mapping[str, Sequence[str]], most: int
    ) -> dict[str, list[int]]:
        hits = self._look_up(table, column, [key for some in keys.values() for key in some])
        ranked = {}
        for name, some in keys.items():
            weights: dict[int, float] = defaultdict(float)
            for key in dict.fromkeys(some):
                rows = hits.get(hash_key(key), ())
                for row in rows:
                    weights[row] += 1 / len(rows)
            ranked[name] = sorted(weights, key=lambda row: (-weights[row], -row))[:most]
        return ranked

    def _look_up(self, table: Table, column: str, keys: Sequence[str]) -> dict[int, list[int]]:
        sqlite = self._connection.dialect.name == "sqlite"
        query = text((_SQLITE if sqlite else _POSTGRESQL).format(table=table.name, column=column))
        wanted = json.dumps(sorted({hash_key(key) for key in keys}))
        rows = self._connection.execute(query, {"keys": wanted, "most": _PER_KEY})
        return {int(key): json.loads(found) for key, found in rows if found}


def _in_order(
    ranked: Mapping[str, Sequence[int]], found: Mapping[int, Sequence[Candidate]]
) -> dict[str, list[Candidate]]:
    return {
        name: [each for row in rows for each in found.get(row, ())] for name, rows in ranked.items()
    }
