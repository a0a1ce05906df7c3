"""A reading as one line of JSON, and back; the form is stable, see docs/json.md."""

import json
import re
from typing import Any

from onrecord.model import (
    Act,
    Article,
    Because,
    Certainty,
    Evidence,
    EvidenceKind,
    Form,
    ReaderVersion,
    Reading,
    Span,
    Spans,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
)

# What json.dumps leaves raw although it breaks lines (NEL, U+2028, U+2029), cannot be
# encoded (lone surrogates), commands a terminal (DEL, C1) or reorders what is read (bidi).
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def to_json(reading: Reading) -> str:
    """The reading as one line of JSON without its line break; safe in UTF-8 and in a terminal."""
    line = json.dumps(_reading_out(reading), ensure_ascii=False, allow_nan=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", line)


def from_json(line: str) -> Reading:
    """The reading that `to_json` wrote; raises ValueError where the line is not one."""
    try:
        return _reading_in(json.loads(line))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a reading: {error!r}") from error


def _reading_out(reading: Reading) -> dict[str, Any]:
    article = reading.article
    return {
        "article": {
            "id": article.id,
            "url": article.url,
            "outlet": article.outlet,
            "language": article.language,
            "title": article.title,
            "published": article.published,
            "origin_url": article.origin_url,
            "text": article.text,
            "sha256": article.sha256,
        },
        "statements": [_statement_out(each) for each in reading.statements],
        "reader": {
            "version": reading.reader.version,
            "language_model": reading.reader.language_model,
        },
    }


def _statement_out(statement: Statement) -> dict[str, Any]:
    speaker, because = statement.speaker, statement.because
    return {
        "id": statement.id,
        "source": statement.source,
        "cue": statement.cue,
        "content": statement.content,
        "speaker": {
            "name": speaker.name,
            "kind": speaker.kind,
            "role": speaker.role,
            "on_behalf_of": speaker.on_behalf_of,
        },
        "form": statement.form,
        "act": statement.act,
        "stance": statement.stance,
        "certainty": statement.certainty,
        "said_on": statement.said_on,
        "via": statement.via,
        "hedges": statement.hedges,
        "evidence": [
            {"kind": each.kind, "shown": each.shown, "span": each.span}
            for each in statement.evidence
        ],
        "confidence": statement.confidence,
        "because": {
            "cue": because.cue,
            "rule": because.rule,
            "stance": because.stance,
            "act": because.act,
            "speaker": because.speaker,
        },
    }


def _reading_in(given: dict[str, Any]) -> Reading:
    about = given["article"]
    article = Article(
        text=about["text"],
        language=about["language"],
        url=about["url"],
        outlet=about["outlet"],
        title=about["title"],
        published=about["published"],
        origin_url=about["origin_url"],
    )
    if article.sha256 != about["sha256"]:
        raise ValueError("not a reading: the text is not the one that was read (sha256 differs)")
    reader = ReaderVersion(given["reader"]["version"], given["reader"]["language_model"])
    return Reading(article, tuple(_statement_in(each) for each in given["statements"]), reader)


def _statement_in(given: dict[str, Any]) -> Statement:
    because = given["because"]
    return Statement(
        id=given["id"],
        source=_spans_in(given["source"]),
        cue=_spans_in(given["cue"]),
        content=_spans_in(given["content"]),
        speaker=_speaker_in(given["speaker"]),
        form=Form(given["form"]),
        act=Act(given["act"]),
        stance=Stance(given["stance"]),
        certainty=Certainty(given["certainty"]),
        said_on=given["said_on"],
        via=given["via"],
        hedges=_spans_in(given["hedges"]),
        evidence=tuple(_evidence_in(each) for each in given["evidence"]),
        confidence=float(given["confidence"]),
        because=Because(
            cue=because["cue"],
            rule=because["rule"],
            stance=because["stance"],
            act=because["act"],
            speaker=because["speaker"],
        ),
    )


def _speaker_in(given: dict[str, Any]) -> Speaker:
    return Speaker(given["name"], SpeakerKind(given["kind"]), given["role"], given["on_behalf_of"])


def _evidence_in(given: dict[str, Any]) -> Evidence:
    return Evidence(EvidenceKind(given["kind"]), bool(given["shown"]), _span_in(given["span"]))


def _spans_in(given: list[list[int]]) -> Spans:
    return tuple(_span_in(each) for each in given)


def _span_in(given: list[int]) -> Span:
    start, end = given
    return int(start), int(end)
