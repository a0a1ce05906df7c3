"""Where claims stand: the closed set of standings, and the positions they are worked out from."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.stance import Act, SpeakerKind, Stance


class Standing(StrEnum):
    """Where a claim stands at a date; the first that fits, in this order."""

    RETRACTED = "retracted"
    DISPUTED = "disputed"
    DENIED = "denied"
    CONFIRMED = "confirmed"
    CORROBORATED = "corroborated"
    UNANSWERED = "unanswered"
    SINGLE_SOURCE = "single_source"
    UNATTRIBUTED = "unattributed"


class DatedBy(StrEnum):
    """What a statement's date rests on: its own words, the article's date, or only our clock."""

    TEXT = "text"
    ARTICLE = "article"
    LEDGER = "ledger"


_NAMELESS = (SpeakerKind.UNNAMED, SpeakerKind.UNKNOWN, SpeakerKind.OUTLET)


@dataclass(frozen=True, slots=True)
class Position:
    """A party's stance on a claim from the day `said` (ISO 8601) on, by one statement.

    `party` is None where the source is not named; `voice` is the party that spoke where it
    spoke for `party`; `participant` whether the party takes part in what the claim tells.
    `article` names the article that tells it, `origin` the article that this one copies or
    translates, `relays` the outlet that this statement is taken from; None where it is the
    article's own. `via` is the statement by which somebody else in the article tells of it.
    """

    statement: str
    party: str | None
    name: str
    kind: SpeakerKind
    stance: Stance
    said: str
    act: Act = Act.CLAIM
    voice: str | None = None
    voice_name: str | None = None
    participant: bool = False
    article: str | None = None
    origin: str | None = None
    relays: str | None = None
    via: str | None = None

    @property
    def is_named(self) -> bool:
        """Whether a party answers for it by name; an outlet only relays."""
        return self.party is not None and self.kind not in _NAMELESS


LEAST_CONFIDENCE = 0.3
"""Below it nobody takes a position by an assertion: of these hardly more than a third are right."""


def is_unsure(stance: Stance, confidence: float, least: float = LEAST_CONFIDENCE) -> bool:
    """Whether a statement waits for a person before anybody takes a position by it.

    Only assertions do: who denies or will not say is told by words that are hardly mistaken.
    """
    return stance is Stance.ASSERTS and confidence < least


class Verdict(StrEnum):
    """What a person can judge; it overrides what the machine found.

    A rating is of a claim, and changes nothing; what is withdrawn is another judgement.
    """

    SAME_CLAIM = "same_claim"
    NOT_SAME_CLAIM = "not_same_claim"
    SAME_PARTY = "same_party"
    NOT_SAME_PARTY = "not_same_party"
    STANCE = "stance"
    WRONG = "wrong"
    RATING = "rating"
    WITHDRAWN = "withdrawn"
