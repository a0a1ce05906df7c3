"""Statements as W3C Web Annotations: a line each, on the characters of the article's text."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from onrecord.formats.exports.linked_data import article_id, claim_id, statement_id
from onrecord.formats.wording import web_address
from onrecord.ledger import Ledger
from onrecord.ledger.views.stream import OnRecord
from onrecord.ledger.views.texts import load_texts

_AROUND = 32  # characters before and behind a quotation
_AT_ONCE = 200


def write_annotations(ledger: Ledger, record: Iterable[OnRecord]) -> Iterator[str]:
    """An annotation for each statement: TextPositionSelector and TextQuoteSelector per span."""
    waiting = iter(record)
    while some := list(islice(waiting, _AT_ONCE)):
        texts = load_texts(ledger, [each.statement.article for each in some])
        for each in some:
            made = _annotate(each, texts[each.statement.article])
            yield json.dumps(made, ensure_ascii=False) + "\n"


def _annotate(given: OnRecord, text: str) -> dict[str, Any]:
    said = given.statement
    source = web_address(said.url) or article_id(said.article)
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": statement_id(said.id),
        "type": "Annotation",
        "motivation": "classifying",
        "created": said.since,
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": given.stance.value},
            {"type": "TextualBody", "purpose": "describing", "value": _describe(given)},
            {"type": "SpecificResource", "purpose": "linking", "source": claim_id(given.claim.id)},
        ],
        "target": [
            {"type": "SpecificResource", "source": source, "selector": _select(text, span)}
            for span in said.spans["content"] or said.spans["cue"]
        ],
    }


def _describe(given: OnRecord) -> str:
    words = given.stance.value.replace("_", " ")
    return f"{given.name} {words}: {given.claim.label}"


def _select(text: str, span: Sequence[int]) -> list[dict[str, Any]]:
    start, end = span
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(start - _AROUND, 0) : start],
            "suffix": text[end : end + _AROUND],
        },
    ]
