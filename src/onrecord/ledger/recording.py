"""Records one reading: its article, speakers, statements, and what they were linked to."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection, select

from onrecord.ledger import schema
from onrecord.ledger.apart import Apart
from onrecord.ledger.articles import (
    Before,
    Known,
    check_text,
    extent,
    find_before,
    find_earlier,
    match_statements,
    next_hash,
)
from onrecord.ledger.board import update_board
from onrecord.ledger.corrections import Corrections, find_corrections
from onrecord.ledger.dating import date_said
from onrecord.ledger.labels import Label, make_label, relabel
from onrecord.ledger.writer import Writer, hash_of
from onrecord.model import LEAST_CONFIDENCE, Reading, Span, SpeakerKind, Statement, cut, is_unsure

_MOST_SIGNATURES = 40  # ways of writing one party that are kept to be compared


@dataclass(frozen=True, slots=True)
class Reason:
    """How sure a link is, from 0 to 1, and in a few words what it rests on."""

    score: float
    because: str
    judgement: int | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """Who takes a position by a statement: the party, and its voice where another spoke."""

    party: int | None
    voice: int | None
    participant: bool


class Recorder:
    """Records one reading within the writer's transaction; nothing is kept before `write`."""

    def __init__(
        self,
        writer: Writer,
        reading: Reading,
        *,
        known: Known | None = None,
        least_confidence: float = LEAST_CONFIDENCE,
    ) -> None:
        """`known` is the article's row where it is read again, by a newer reader.

        Statements below `least_confidence` are recorded, but nobody takes a position by them.

        Raises ArticleError where the text has characters that cannot be kept.
        """
        check_text(reading.article)
        self.writer = writer
        self.reading = reading
        self._touched: set[int] = set()
        self._labels: dict[tuple[int, str], Label] = {}
        self._signatures: dict[int, set[str]] = {}
        self._least_confidence = least_confidence
        self._apart = Apart(writer.connection)
        replaces = None if known else find_earlier(writer.connection, reading.article)
        before = known.id if known else replaces
        old = find_before(writer.connection, before) if before is not None else []
        self.matched = match_statements(reading, old, same_text=known is not None)
        if before is not None:
            self._end_reading(before, old, with_article=known is None)
        self.article_hash = known.hash if known else next_hash(self.connection, reading.article)
        self.article = known.id if known else self._add_article(replaces)
        self._reading = writer.add(
            schema.reading,
            article=self.article,
            reader=reading.reader.version,
            language_model=reading.reader.language_model,
        )
        self._rows = {each.id: writer.take_id(schema.statement) for each in reading.statements}

    @property
    def connection(self) -> Connection:
        """The transaction that everything is recorded in."""
        return self.writer.connection

    @cached_property
    def corrections(self) -> Mapping[str, Corrections]:
        """What people judged of these statements before, by the statements' hashes."""
        hashes = [self.hash_of(each) for each in self.reading.statements if each.id in self.matched]
        return find_corrections(self.writer.connection, hashes)

    def hash_of(self, statement: Statement) -> str:
        """The id that the statement has in the ledger, in this and every later reading."""
        before = self.matched.get(statement.id)
        return before.hash if before else hash_of(self.reading.article.id, statement.id)

    def claim_before(self, statement: Statement) -> int | None:
        """The claim that an earlier reading of this very statement was linked to."""
        before = self.matched.get(statement.id)
        return before.claim if before else None

    def may_link(self, statement: Statement, claim: int) -> bool:
        """Whether nobody has judged that the statement, or its claim before, is not this one."""
        corrections = self.corrections.get(self.hash_of(statement))
        if corrections and claim in corrections.not_claims:
            return False
        before = self.claim_before(statement)
        return before in (None, claim) or not self._apart.are_kept(before, claim)

    def labels_of(self, claim: int) -> list[str]:
        """What the claim is called, in any language, before and in this reading."""
        table = schema.claim_label
        query = select(table.c.words).where(table.c.claim == claim, table.c.until.is_(None))
        here = [label.words for (row, _), label in self._labels.items() if row == claim]
        return [*self.connection.execute(query).scalars(), *here]

    def add_speaker(
        self, name: str, kind: SpeakerKind, *, role: str | None = None, behalf: str | None = None
    ) -> int:
        """Record somebody who speaks in the article, or is spoken for; give the row."""
        values = {"name": name, "kind": kind, "role": role, "on_behalf_of": behalf}
        return self.writer.add(schema.speaker, article=self.article, **values)

    def add_party(self, name: str, kind: SpeakerKind, speaker: int) -> int:
        """Record a party that the ledger did not know; give its row."""
        made_of = hash_of("party", self.reading.article.id, name, speaker)
        return self.writer.add(schema.party, hash=made_of, name=name, kind=kind, merged_into=None)

    def link_party(
        self, speaker: int, party: int, reason: Reason, *, signature: str, keys: Sequence[str]
    ) -> None:
        """Record that this speaker is that party, and how it was written if that is new."""
        self.writer.add(schema.party_link, speaker=speaker, party=party, **_why(reason))
        if self._is_new(party, signature):
            self.writer.add(schema.party_signature, party=party, speaker=speaker, data=signature)
            self.writer.put_keys(schema.party_key, "party", party, keys)

    def add_claim(self, statement: Statement) -> int:
        """Record a claim that begins with this statement; give its row."""
        made_of = hash_of("claim", self.hash_of(statement), self._rows[statement.id])
        return self.writer.add(schema.claim, hash=made_of, merged_into=None)

    def add_statement(
        self,
        statement: Statement,
        *,
        speaker: int,
        behalf: int | None,
        relayed_from: str | None,
    ) -> int:
        """Record a statement; give its row."""
        text = self.reading.article.text
        said, dated_by = date_said(statement, self.reading.article, self.writer.now)
        start, end = extent(statement)
        row = self._rows[statement.id]
        self.writer.put_recorded(
            schema.statement,
            {
                "id": row,
                "hash": self.hash_of(statement),
                "article": self.article,
                "reading": self._reading,
                "number": self._number(statement),
                "speaker": speaker,
                "behalf": behalf,
                "stance": statement.stance,
                "words": cut(text, statement.content),
                "act": statement.act,
                "form": statement.form,
                "certainty": statement.certainty,
                "said_on": statement.said_on,
                "said": said,
                "dated_by": dated_by,
                "via": self._rows.get(statement.via) if statement.via else None,
                "relayed_from": relayed_from,
                "source": _dump(statement.source),
                "cue": _dump(statement.cue),
                "content": _dump(statement.content),
                "cue_words": cut(text, statement.cue),
                "span_start": start,
                "span_end": end,
                "hedges": _dump(statement.hedges),
                "confidence": statement.confidence,
                "because": json.dumps(_reasons(statement), ensure_ascii=False),
            },
        )
        for each in statement.evidence:
            self._add_evidence(row, each.kind, each.shown, each.span)
        return row

    def link_claim(self, statement: Statement, claim: int, reason: Reason, *, taken: Taken) -> None:
        """Record that the statement is about the claim, and the position taken by it.

        None is taken by a statement that nobody made, or that is too unsure until it is judged.
        """
        row = self._rows[statement.id]
        self.writer.add(schema.claim_link, statement=row, claim=claim, **_why(reason))
        self._touched.add(claim)
        corrections = self.corrections.get(self.hash_of(statement))
        if corrections and corrections.is_wrong:
            return
        judged = corrections.stance if corrections else None
        stance = judged or statement.stance
        if judged is None and is_unsure(stance, statement.confidence, self._least_confidence):
            return
        said, _ = date_said(statement, self.reading.article, self.writer.now)
        self.writer.add(
            schema.position,
            claim=claim,
            party=taken.party,
            voice=taken.voice,
            statement=row,
            stance=stance,
            said=said,
            participant=int(taken.participant),
        )
        self._note_label(claim, statement)

    def suggest(self, statement: Statement, claim: int, reason: Reason) -> None:
        """Record that the statement may be about the claim, for a person to judge."""
        row = self._rows[statement.id]
        self.writer.add(schema.suggestion, statement=row, claim=claim, **_why(reason))

    def keep_signature(self, statement: Statement, data: str, keys: Sequence[str]) -> None:
        """Keep what linking compares of a statement, to be found by the keys."""
        row = self._rows[statement.id]
        self.writer.put(schema.signature, [{"statement": row, "data": data}])
        self.writer.put_keys(schema.statement_key, "statement", row, keys)

    def keep_fingerprint(self, data: str, keys: Sequence[str]) -> None:
        """Keep what origins are found by; an article that is read again keeps its first one."""
        query = select(schema.fingerprint.c.article).where(
            schema.fingerprint.c.article == self.article
        )
        if self.writer.connection.execute(query).first() is None:
            self.writer.put(schema.fingerprint, [{"article": self.article, "data": data}])
            self.writer.put_keys(schema.article_key, "article", self.article, keys)

    def link_origin(self, origin: int | None, name: str | None, kind: str, reason: Reason) -> None:
        """Record that the article copies, translates or relays another one, or an outlet."""
        values = {"article": self.article, "origin": origin, "name": name, "kind": kind}
        self.writer.add(schema.origin, **values, **_why(reason))

    def write(self) -> None:
        """Write everything, so that it can be looked at."""
        relabel(self.writer, self._labels)
        self._labels.clear()
        self.writer.flush()

    def finish(self, touched: Collection[int] = ()) -> None:
        """Write everything, and work out anew where the claims stand that it touches.

        So are those claims that were `touched` besides.
        """
        self.write()
        update_board(self.writer, {*self._touched, *touched})
        self.writer.flush()

    def _is_new(self, party: int, signature: str) -> bool:
        """Whether the party was never written so; what is compared must not grow for ever."""
        if party not in self._signatures:
            table = schema.party_signature
            query = select(table.c.data).where(table.c.party == party).limit(_MOST_SIGNATURES)
            self._signatures[party] = set(self.writer.connection.execute(query).scalars())
        known = self._signatures[party]
        if signature in known or len(known) >= _MOST_SIGNATURES:
            return False
        known.add(signature)
        return True

    def _note_label(self, claim: int, statement: Statement) -> None:
        article = self.reading.article
        words = cut(article.text, statement.content)
        row = self._rows[statement.id]
        holds_another = any(each.via == statement.id for each in self.reading.statements)
        label = make_label(
            statement, words, row, language=article.language, holds_another=holds_another
        )
        known = self._labels.get((claim, article.language))
        if label and (known is None or label.clarity > known.clarity):
            self._labels[claim, article.language] = label

    def _number(self, statement: Statement) -> int:
        return next(
            n for n, each in enumerate(self.reading.statements, 1) if each.id == statement.id
        )

    def _add_article(self, replaces: int | None) -> int:
        article = self.reading.article
        return self.writer.add(
            schema.article,
            hash=self.article_hash,
            url=article.url,
            outlet=article.outlet,
            language=article.language,
            title=article.title,
            byline=article.byline,
            published=article.published,
            text=article.text,
            sha256=article.sha256,
            origin_url=article.origin_url,
            place=article.place,
            replaces=replaces,
        )

    def _add_evidence(self, row: int, kind: str, shown: bool, span: Span) -> None:
        self.writer.add(
            schema.evidence,
            statement=row,
            kind=kind,
            shown=int(shown),
            span_start=span[0],
            span_end=span[1],
            words=self.reading.article.text[span[0] : span[1]],
        )

    def _end_reading(self, article: int, old: Sequence[Before], *, with_article: bool) -> None:
        """End what an earlier reading said; the claims it touched are worked out anew."""
        writer = self.writer
        rows = [each.id for each in old]
        self._touched |= {each.claim for each in old if each.claim is not None}
        writer.end(schema.statement, rows)
        for table in (schema.claim_link, schema.position, schema.suggestion):
            writer.end_where(table, "statement", rows)
        writer.end_where(schema.reading, "article", [article])
        if with_article:
            writer.end(schema.article, [article])
            writer.end_where(schema.origin, "article", [article])


def _why(reason: Reason) -> dict[str, float | str | int | None]:
    return {"score": reason.score, "because": reason.because, "judgement": reason.judgement}


def _dump(spans: Sequence[Span]) -> str:
    return json.dumps(spans, separators=(",", ":"))


def _reasons(statement: Statement) -> dict[str, str]:
    because = statement.because
    parts = {
        "rule": because.rule,
        "stance": because.stance,
        "act": because.act,
        "speaker": because.speaker,
    }
    return {name: words for name, words in parts.items() if words}
