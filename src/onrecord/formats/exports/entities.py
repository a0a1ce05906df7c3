"""Parties, articles and claims as FollowTheMoney entities, in the CSV of its statements.

A party, an article and a claim (a Note) become an entity each; that a party took a stance on a
claim is an UnknownLink with the stance as its role and the article as its proof. See
https://followthemoney.tech/explorer/ for the schemata.
"""

import csv
import io
from collections.abc import Iterable, Iterator

from onrecord.formats.wording import web_address
from onrecord.ledger import Ledger
from onrecord.ledger.views.stream import OnRecord
from onrecord.model import SpeakerKind

_COLUMNS = (
    "canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin",
    "lang", "original_value", "external", "first_seen", "last_seen", "id",
)  # fmt: skip
_DATASET = "onrecord"
_LINK = "UnknownLink"
_SCHEMATA = {
    SpeakerKind.PERSON: "Person",
    SpeakerKind.ORGANISATION: "Organization",
    SpeakerKind.OUTLET: "Organization",
    SpeakerKind.COUNTRY: "Territory",
    SpeakerKind.DOCUMENT: "Document",
}
_TYPES = {
    "name": "name", "publishedAt": "date", "date": "date", "sourceUrl": "url",
    "subject": "entity", "object": "entity", "proof": "entity",
}  # fmt: skip
_KEPT = 1_000_000  # entities remembered, so that each is written once, as far as memory allows


def write_entities(_: Ledger, record: Iterable[OnRecord]) -> Iterator[str]:
    """The statements of FollowTheMoney, with the columns' names on top."""
    yield _format(_COLUMNS)
    told: dict[str, None] = {}
    claim = ""
    for each in record:
        for entity, schema, values in _list_entities(each):
            if schema == "Note":  # a claim: all that is on record about it comes together
                if entity == claim:
                    continue
                claim = entity
            elif schema != _LINK:  # of which there is one for each statement
                if entity in told:
                    continue
                told[entity] = None
                if len(told) > _KEPT:  # the ones told first; telling twice does no harm
                    told.pop(next(iter(told)))
            for prop, value in values:
                if value:
                    yield _format(_row(entity, schema, prop, value, each.statement.since))


_Values = tuple[tuple[str, str | None], ...]


def _list_entities(given: OnRecord) -> Iterator[tuple[str, str, _Values]]:
    said, claim = given.statement, f"onrecord-claim-{given.claim.id}"
    article = f"onrecord-article-{said.article}"
    yield claim, "Note", (("name", given.claim.label), ("summary", given.claim.standing.value))
    yield (
        article,
        "Article",
        (
            ("title", said.title or said.article),
            ("publisher", said.outlet),
            ("sourceUrl", web_address(said.url)),
        ),
    )
    if given.party is None:
        return
    party = f"onrecord-party-{given.party}"
    yield party, _SCHEMATA.get(given.kind, "LegalEntity"), (("name", given.name),)
    yield (
        f"onrecord-statement-{said.id}",
        _LINK,
        (
            ("subject", party),
            ("object", claim),
            ("role", given.stance.value),
            ("date", said.said),
            ("summary", said.words),
            ("proof", article),
            ("publisher", said.outlet),
            ("sourceUrl", web_address(said.url)),
        ),
    )


def _row(entity: str, schema: str, prop: str, value: str, seen: str) -> list[str]:
    kind = _TYPES.get(prop, "text" if prop == "summary" else "string")
    day = seen[:19]
    return [entity, entity, prop, kind, schema, value, _DATASET, "", "", "", "f", day, day, ""]


def _format(values: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, dialect=csv.unix_dialect).writerow(values)
    return line.getvalue()
