"""Readings made by hand: a line of text for each statement, with the spans where they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

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
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
)

READER = ReaderVersion("1.0", "en-by-hand")
BRIDGE = "the bridge over the river Orsene at Montclare was closed because of 40 cracks"
CALL = "President Ada Lorne of Sarvane spoke by telephone with Prince Ivo Brask of Kellund"
LORNE = Speaker("Ada Lorne", SpeakerKind.PERSON, role="president")
BRASK = Speaker("Ivo Brask", SpeakerKind.PERSON, role="prince")
REED = Speaker("Jon Reed", SpeakerKind.PERSON, role="spokesman", on_behalf_of="Kellund Palace")
MAYOR = Speaker("Tomas Velk", SpeakerKind.PERSON, role="mayor")
UNNAMED = Speaker("unnamed", SpeakerKind.UNNAMED)


@dataclass(frozen=True)
class Says:
    """Who says what, how; `shown` is the kind of evidence shown (True) or withheld (False)."""

    who: Speaker
    what: str
    stance: Stance = Stance.ASSERTS
    said_on: str | None = None
    act: Act = Act.CLAIM
    evidence: tuple[EvidenceKind, bool] | None = None
    via: int | None = None


def make_reading(
    says: Sequence[Says],
    *,
    outlet: str = "Harbour Post",
    published: str | None = "2025-02-09",
    url: str | None = None,
    reader: ReaderVersion = READER,
    ending: str = "",
) -> Reading:
    """An English article with one sentence for each statement."""
    lines, placed, start = [], [], 0
    for each in says:
        line = f"{each.who.name} said that {each.what}."
        placed.append(start)
        lines.append(line)
        start += len(line) + 1
    text = "\n".join(lines) + ending
    article = Article(text=text, language="en", outlet=outlet, published=published, url=url)
    ids = [_name(article, number) for number in range(len(says))]
    made = [
        _make(each, at, ids[number], via=None if each.via is None else ids[each.via])
        for number, (each, at) in enumerate(zip(says, placed, strict=True))
    ]
    return Reading(article, tuple(made), reader)


def _name(article: Article, number: int) -> str:
    return sha256(ascii((article.text, number)).encode()).hexdigest()[:16]


def _make(each: Says, at: int, name: str, *, via: str | None) -> Statement:
    source: Span = (at, at + len(each.who.name))
    content: Span = (source[1] + 6, source[1] + 6 + len(f"that {each.what}"))
    evidence: tuple[Evidence, ...] = ()
    if each.evidence:
        kind, shown = each.evidence
        evidence = (Evidence(kind, shown, content),)
    return Statement(
        id=name,
        source=(source,),
        cue=((source[1] + 1, source[1] + 5),),
        content=(content,),
        speaker=each.who,
        form=Form.INDIRECT,
        act=each.act,
        stance=each.stance,
        certainty=Certainty.UNSTATED,
        said_on=each.said_on,
        via=via,
        hedges=(),
        evidence=evidence,
        confidence=0.9,
        because=Because(cue="said", rule="by hand", stance="", act="", speaker=""),
    )
