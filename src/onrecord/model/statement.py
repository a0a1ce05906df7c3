"""A statement: one place where an article credits something to a source."""

from dataclasses import dataclass

from onrecord.model.spans import Spans
from onrecord.model.stance import Act, Certainty, EvidenceKind, Form, SpeakerKind, Stance


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who the source is, after pronouns, roles and short names are resolved."""

    name: str
    kind: SpeakerKind
    role: str | None = None
    on_behalf_of: str | None = None


UNKNOWN = Speaker("unknown", SpeakerKind.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the text says was shown for a statement (`shown`), or was withheld."""

    kind: EvidenceKind
    shown: bool
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Because:
    """Why a statement was read as it was: each field is words of the text or a rule's name.

    `cue` holds the attributing words, `rule` the construction that found the statement,
    `stance` the words and rule that decided the stance, `act` and `speaker` likewise.
    """

    cue: str
    rule: str
    stance: str
    act: str
    speaker: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Something credited to a source; spans are code points into the article's text.

    `via` is the id of the statement through which this one reaches us; `said_on` an ISO
    date (`2025-02-09`), as exact as the text makes it (`2025-02`), or None; `confidence`
    the measured share of statements found alike that are right.
    """

    id: str
    source: Spans
    cue: Spans
    content: Spans
    speaker: Speaker
    form: Form
    act: Act
    stance: Stance
    certainty: Certainty
    said_on: str | None
    via: str | None
    hedges: Spans
    evidence: tuple[Evidence, ...]
    confidence: float
    because: Because
