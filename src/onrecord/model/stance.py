"""The closed sets of values that a statement's judgements take."""

from enum import StrEnum


class Stance(StrEnum):
    """What the speaker does with the content."""

    ASSERTS = "asserts"
    CONFIRMS = "confirms"
    DENIES = "denies"
    NEITHER = "neither_confirms_nor_denies"
    DECLINES = "declines_to_comment"
    NO_RESPONSE = "no_response"
    QUESTIONS = "questions"
    RETRACTS = "retracts"

    @property
    def weight(self) -> int:
        """Which stance wins among statements of one date: the higher weight."""
        return _WEIGHTS[self]

    @property
    def puts_forward(self) -> bool:
        """Whether who takes it says that the claim is so."""
        return self in (Stance.ASSERTS, Stance.CONFIRMS)


_BY_WEIGHT = (
    Stance.RETRACTS,
    Stance.DENIES,
    Stance.CONFIRMS,
    Stance.ASSERTS,
    Stance.QUESTIONS,
    Stance.NEITHER,
    Stance.DECLINES,
    Stance.NO_RESPONSE,
)
_WEIGHTS = {stance: weight for weight, stance in enumerate(reversed(_BY_WEIGHT), start=1)}


class Form(StrEnum):
    """How much of the content stands in quotation marks."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(StrEnum):
    """What the speaker does by saying it; only a claim can be true or false."""

    CLAIM = "claim"
    OPINION = "opinion"
    PROMISE = "promise"
    DEMAND = "demand"
    QUESTION = "question"


class Certainty(StrEnum):
    """How sure the speaker makes the content."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNSTATED = "unstated"


class SpeakerKind(StrEnum):
    """What sort of thing the speaker is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    OUTLET = "outlet"
    DOCUMENT = "document"
    GROUP = "group"
    UNNAMED = "unnamed"
    UNKNOWN = "unknown"


class EvidenceKind(StrEnum):
    """What the text says was shown, or was not."""

    DOCUMENT = "document"
    RECORDING = "recording"
    IMAGE = "image"
    DATA = "data"
    WITNESS = "witness"
    EXCERPT = "excerpt"
    UNSPECIFIED = "unspecified"
    NONE_SHOWN = "none_shown"
