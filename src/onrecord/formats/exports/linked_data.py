"""Claims and quotations as schema.org names them, in JSON-LD: one document, written as it goes.

A ClaimReview is made of the rating of a person who signs it, and of nothing else.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from onrecord.formats.wording import web_address
from onrecord.ledger import Ledger
from onrecord.ledger.ratings import SignedRating
from onrecord.ledger.views.lines import ClaimLine
from onrecord.ledger.views.stream import OnRecord
from onrecord.model import SpeakerKind

_TYPES = {
    SpeakerKind.PERSON: "Person",
    SpeakerKind.ORGANISATION: "Organization",
    SpeakerKind.OUTLET: "NewsMediaOrganization",
    SpeakerKind.COUNTRY: "Country",
}


def write_linked_data(_: Ledger, record: Iterable[OnRecord]) -> Iterator[str]:
    """A graph: each claim as a Claim, its statements as Quotations, its ratings as ClaimReviews."""
    yield '{"@context": "https://schema.org", "@graph": ['
    between = "\n"
    for _claim, group in groupby(record, key=lambda each: each.claim.id):
        for node in _list_nodes(list(group)):
            yield between + json.dumps(node, ensure_ascii=False)
            between = ",\n"
    yield "\n]}\n"


def _list_nodes(about: list[OnRecord]) -> Iterator[dict[str, Any]]:
    line = about[0].claim
    yield {
        "@type": "Claim",
        "@id": claim_id(line.id),
        "name": line.label,
        "appearance": [{"@id": statement_id(each.statement.id)} for each in about],
    }
    for each in about:
        yield _quote(each)
    for rating in about[0].ratings:
        yield _review(line, rating)


def _review(line: ClaimLine, given: SignedRating) -> dict[str, Any]:
    rating = given.rating
    scale: dict[str, Any] = {"@type": "Rating", "alternateName": rating.text}
    if rating.value is not None:
        scale |= {
            "ratingValue": rating.value,
            "worstRating": rating.worst,
            "bestRating": rating.best,
        }
    review = {
        "@type": "ClaimReview",
        "@id": f"urn:onrecord:judgement:{given.id}",
        "url": rating.url,
        "author": {"@type": "Person", "name": given.who},
        "datePublished": given.since[:10],
        "claimReviewed": rating.words or line.label,
        "itemReviewed": {"@id": claim_id(line.id)},
        "reviewRating": scale,
        "reviewBody": given.note,
    }
    return _without_gaps(review)


def _quote(given: OnRecord) -> dict[str, Any]:
    said = given.statement
    article = {
        "@type": "NewsArticle",
        "@id": article_id(said.article),
        "headline": said.title,
        "url": web_address(said.url),
        "inLanguage": said.language,
        "publisher": {"@type": "NewsMediaOrganization", "name": said.outlet}
        if said.outlet
        else None,
    }
    quotation = {
        "@type": "Quotation",
        "@id": statement_id(said.id),
        "text": said.words,
        "inLanguage": said.language,
        "spokenByCharacter": _name_speaker(given),
        "dateCreated": said.said,
        "about": {"@id": claim_id(given.claim.id)},
        "additionalType": f"urn:onrecord:stance:{given.stance}",
        "isPartOf": _without_gaps(article),
    }
    return _without_gaps(quotation)


def _name_speaker(given: OnRecord) -> dict[str, str] | None:
    kind = _TYPES.get(given.kind)
    if kind is None or given.party is None:
        return None
    return {"@type": kind, "@id": party_id(given.party), "name": given.name}


def claim_id(given: str) -> str:
    """The claim's name among linked data."""
    return f"urn:onrecord:claim:{given}"


def statement_id(given: str) -> str:
    """The statement's name among linked data."""
    return f"urn:onrecord:statement:{given}"


def article_id(given: str) -> str:
    """The article's name among linked data."""
    return f"urn:onrecord:article:{given}"


def party_id(given: str) -> str:
    """The party's name among linked data."""
    return f"urn:onrecord:party:{given}"


def _without_gaps(node: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in node.items() if value is not None}
