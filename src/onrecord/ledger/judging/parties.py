"""Moves speakers between parties, merges parties and takes them apart again."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select

from onrecord.ledger import schema
from onrecord.ledger.merging import follow_row
from onrecord.ledger.names import name_keys
from onrecord.ledger.writer import Writer, batches, hash_of

if TYPE_CHECKING:
    from onrecord.ledger.judging.judging import SignParty

_JUDGED = {"score": 1.0, "because": "judged"}


class PartySurgery:
    """Ends rows and adds new ones; `touched` are the claims whose board is to be made anew."""

    def __init__(self, writer: Writer, sign: "SignParty") -> None:
        self._writer = writer
        self._connection = writer.connection
        self._sign = sign
        self.touched: set[int] = set()

    def party_of(self, statement: int) -> int | None:
        """The party that the statement, by row, counts for."""
        speaker = self._speaker_of(statement)
        table = schema.party_link
        query = select(table.c.party).where(table.c.speaker == speaker, table.c.until.is_(None))
        return self._connection.execute(query).scalar()

    def move(self, statement: int, party: int, judgement: int) -> None:
        """Have the statement's speaker, in its article, be this party."""
        self._move_speakers([self._speaker_of(statement)], party, judgement)

    def move_out(self, statement: int, party: int, judgement: int) -> None:
        """Have the statement's speaker no longer be this party: a new one, if it was."""
        if self.party_of(statement) == party:
            speaker = self._speaker_of(statement)
            self._move_speakers([speaker], self._add_party(speaker, judgement), judgement)

    def merge(self, party: int, into: int, judgement: int) -> None:
        """Have everything of the one party be the other's; the older keeps its id."""
        if party == into:
            return
        if party < into:
            party, into = into, party
        table = schema.party_link
        query = select(table.c.speaker).where(table.c.party == party, table.c.until.is_(None))
        speakers = self._connection.execute(query).scalars().all()
        self._move_speakers(speakers, into, judgement)
        self._writer.end(schema.party, [party], merged_into=into)

    def keep_apart(self, party: int, other: int, judgement: int) -> None:
        """Undo what merged the two, if anything did."""
        one, two = (follow_row(self._connection, schema.party, each) for each in (party, other))
        if one != two:
            return
        merged = party if party != one else other
        speakers = self._find_moved(merged, one)
        if speakers:
            self._move_speakers(speakers, self._add_party(speakers[0], judgement), judgement)

    def _find_moved(self, merged: int, into: int) -> Sequence[int]:
        """The speakers that came to a party when the other one was merged into it.

        Those who answer for the same statements, read again since, are of them.
        """
        table, parties, statement = schema.party_link, schema.party, schema.statement
        since = select(parties.c.until).where(parties.c.id == merged).scalar_subquery()
        were = select(table.c.speaker).where(table.c.party == merged, table.c.until == since)
        answers = func.coalesce(statement.c.behalf, statement.c.speaker)
        theirs = select(statement.c.hash).where(answers.in_(were))
        again = select(answers).where(statement.c.hash.in_(theirs))
        query = (
            select(table.c.speaker)
            .where(table.c.party == into, table.c.until.is_(None))
            .where(or_(table.c.speaker.in_(were), table.c.speaker.in_(again)))
            .order_by(table.c.speaker)
        )
        return self._connection.execute(query).scalars().all()

    def _speaker_of(self, statement: int) -> int:
        """Who answers for the statement: the one spoken for, else the one who speaks."""
        table = schema.statement
        query = select(table.c.behalf, table.c.speaker).where(table.c.id == statement)
        behalf, speaker = self._connection.execute(query).one()
        return int(behalf if behalf is not None else speaker)

    def _move_speakers(self, speakers: Sequence[int], party: int, judgement: int) -> None:
        links = schema.party_link
        for some in batches(speakers, 400):
            query = select(links.c.id).where(links.c.speaker.in_(some), links.c.until.is_(None))
            self._writer.end(links, self._connection.execute(query).scalars().all())
            for speaker in some:
                self._writer.add(
                    links, speaker=speaker, party=party, judgement=judgement, **_JUDGED
                )
                self._keep_signature(speaker, party)
            self._move_positions(some, party)

    def _move_positions(self, speakers: Sequence[int], party: int) -> None:
        table, statement = schema.position, schema.statement
        query = (
            select(table, statement.c.speaker, statement.c.behalf)
            .join(statement, statement.c.id == table.c.statement)
            .where(table.c.until.is_(None))
            .where(or_(statement.c.speaker.in_(speakers), statement.c.behalf.in_(speakers)))
            .order_by(table.c.id)
        )
        rows = self._connection.execute(query).mappings().all()
        self._writer.end(table, [row["id"] for row in rows])
        moved = set(speakers)
        for row in rows:
            self._writer.add(table, **_with_party(dict(row), moved, party))
            self.touched.add(row["claim"])

    def _add_party(self, speaker: int, judgement: int) -> int:
        table = schema.speaker
        query = select(table.c.name, table.c.kind).where(table.c.id == speaker)
        name, kind = self._connection.execute(query).one()
        made_of = hash_of("party", "judged", judgement, speaker, self._writer.now)
        return self._writer.add(schema.party, hash=made_of, name=name, kind=kind, merged_into=None)

    def _keep_signature(self, speaker: int, party: int) -> None:
        """Have the party be found and compared by this way of writing it too."""
        table, article = schema.speaker, schema.article
        query = (
            select(
                table.c.name, table.c.kind, table.c.role, table.c.on_behalf_of, article.c.language
            )
            .join(article, article.c.id == table.c.article)
            .where(table.c.id == speaker)
        )
        name, kind, role, behalf, language = self._connection.execute(query).one()
        data, keys = self._sign(name, kind, role, behalf, language)
        self._writer.add(schema.party_signature, party=party, speaker=speaker, data=data)
        self._writer.put_keys(schema.party_key, "party", party, (*keys, *name_keys(name)))


def _with_party(row: Mapping[str, Any], speakers: set[int], party: int) -> dict[str, Any]:
    """The position with the new party, as who answers for it or as who spoke."""
    kept = {
        name: row[name]
        for name in ("claim", "party", "voice", "statement", "stance", "said", "participant")
    }
    answers = row["behalf"] if row["behalf"] is not None else row["speaker"]
    if answers in speakers:
        kept["party"] = party
    elif row["speaker"] in speakers:
        kept["voice"] = party
    if kept["voice"] == kept["party"]:
        kept["voice"] = None
    return kept
