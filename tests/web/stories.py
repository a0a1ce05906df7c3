"""A ledger of the demonstration articles as their hand-made annotations read them."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.ledger import Ledger
from onrecord.ledger.names import name_keys
from onrecord.ledger.recording import Reason, Recorder, Taken
from onrecord.ledger.writer import Writer
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
    Spans,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
    cut,
)

GOLD = Path(__file__).parents[1] / "gold"
_STANCES = {
    "neither": Stance.NEITHER,
    "declines": Stance.DECLINES,
    "no_reply": Stance.NO_RESPONSE,
    "doubts": Stance.QUESTIONS,
}
_NAMELESS = {"unnamed": SpeakerKind.UNNAMED, "unknown": SpeakerKind.UNKNOWN}
_BODIES = {
    "Halvane": SpeakerKind.ORGANISATION,
    "Granite House": SpeakerKind.ORGANISATION,
    "Tesmaran army": SpeakerKind.ORGANISATION,
    "Northgate Wire": SpeakerKind.OUTLET,
    "Sarvane Courier": SpeakerKind.OUTLET,
}
# What two of the articles say of evidence: file, words, kind, whether it was shown.
_EVIDENCE = (
    ("2025-03-06-vent-du-large.fr", "produit aucun enregistrement", EvidenceKind.RECORDING, False),
    ("2025-06-13-northgate-wire.en", "memo", EvidenceKind.DOCUMENT, True),
)
_COPIES = {"2025-03-06-vent-du-large.fr": "2025-03-05-northgate-wire.en"}


@dataclass
class _Recorded:
    """Rows by what the annotations call them."""

    claims: dict[str, int] = field(default_factory=dict)
    parties: dict[str, int] = field(default_factory=dict)
    articles: dict[str, int] = field(default_factory=dict)


def record_stories(ledger: Ledger) -> None:
    """Record every annotated article, each at a minute of its own."""
    recorded = _Recorded()
    for number, path in enumerate(sorted(GOLD.glob("*.json"), key=lambda one: one.name)):
        with ledger.writing() as connection:
            writer = Writer(connection, now=f"2025-10-01T12:{number:02}:00.000000Z")
            record_reading(writer, read_gold(path), path.stem, recorded)


def read_gold(path: Path) -> tuple[Reading, list[str]]:
    """A reading as annotated, and for each of its statements what it is about."""
    given = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    _, name, language = path.stem.split(".")
    outlet = name[11:].replace("-", " ").title()
    article = Article(
        text=text,
        language=language,
        url=f"https://{name[11:]}.example/{name[:10]}",
        outlet=outlet,
        title=text.partition("\n")[0],
        byline="Ada Quill",
        published=f"{name[:10]}T08:00:00+01:00",
        place=path.name,
    )
    statements = tuple(_statement(each, text, f"{name}.{language}") for each in given["statements"])
    reading = Reading(article, statements, ReaderVersion("0", "annotated by hand"))
    return reading, [each["about"] for each in given["statements"]]


def record_reading(
    writer: Writer, given: tuple[Reading, list[str]], stem: str, recorded: _Recorded
) -> None:
    """Record one reading, its claims and parties known by their annotated names."""
    reading, about = given
    recorder = Recorder(writer, reading)
    name = stem.partition(".")[2]
    recorded.articles[name] = recorder.article
    if name in _COPIES:
        origin = recorded.articles[_COPIES[name]]
        recorder.link_origin(origin, None, "copy", Reason(0.9, "shares most of its words"))
    for statement, claim in zip(reading.statements, about, strict=True):
        speaker, taken = _tell_who(recorder, statement, recorded)
        recorder.add_statement(statement, speaker=speaker, behalf=None, relayed_from=None)
        row = recorded.claims.get(claim)
        if row is None:
            row = recorded.claims[claim] = recorder.add_claim(statement)
        recorder.link_claim(statement, row, Reason(1.0, "annotated"), taken=taken)
    recorder.finish()


def _tell_who(recorder: Recorder, given: Statement, recorded: _Recorded) -> tuple[int, Taken]:
    who = given.speaker
    speaker = recorder.add_speaker(who.name, who.kind, behalf=who.on_behalf_of)
    if who.kind in _NAMELESS.values():
        return speaker, Taken(None, None, False)
    party = _find_party(recorder, who, speaker, recorded)
    if not who.on_behalf_of:
        return speaker, Taken(party, None, False)
    body = Speaker(who.on_behalf_of, SpeakerKind.ORGANISATION)
    row = recorder.add_speaker(body.name, body.kind)
    return speaker, Taken(_find_party(recorder, body, row, recorded), party, False)


def _find_party(recorder: Recorder, who: Speaker, row: int, recorded: _Recorded) -> int:
    known = recorded.parties.get(who.name)
    if known is None:
        known = recorded.parties[who.name] = recorder.add_party(who.name, who.kind, row)
    keys = list(name_keys(who.name))
    recorder.link_party(row, known, Reason(1.0, "annotated"), signature=who.name, keys=keys)
    return known


def _statement(given: dict[str, Any], text: str, name: str) -> Statement:
    speaker = given["speaker"]
    kind = _NAMELESS.get(speaker) or _BODIES.get(speaker, SpeakerKind.PERSON)
    cue = _spans(given["cue"])
    return Statement(
        id=f"{int(given['id']):016x}",
        source=_spans(given["source"]),
        cue=cue,
        content=_spans(given["content"]),
        speaker=Speaker(speaker, kind, on_behalf_of=given["for"] or None),
        form=Form(given["form"]),
        act=Act(given["act"]),
        stance=_STANCES.get(given["stance"]) or Stance(given["stance"]),
        certainty=Certainty.UNSTATED,
        said_on=None,
        via=f"{int(given['via']):016x}" if given["via"] else None,
        hedges=(),
        evidence=_find_evidence(given, text, name),
        confidence=1.0,
        because=Because(cut(text, cue), "annotated", "", "", ""),
    )


def _find_evidence(given: dict[str, Any], text: str, name: str) -> tuple[Evidence, ...]:
    found = []
    for article, words, kind, shown in _EVIDENCE:
        at = text.find(words)
        if name == article and at >= 0 and given["id"] == 1:
            found.append(Evidence(kind, shown, (at, at + len(words))))
    return tuple(found)


def _spans(given: list[list[int]]) -> Spans:
    return tuple((start, end) for start, end in given)
