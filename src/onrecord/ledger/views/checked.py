"""What a text that is checked touches of a ledger."""

from dataclasses import dataclass

from onrecord.ledger.views.lines import ClaimLine
from onrecord.model import Span, Stance


@dataclass(frozen=True, slots=True)
class Touched:
    """A known claim that a text touches: how surely, why, and where the claim stands.

    `is_sure` tells that a statement like this would be linked to the claim, not only suggested.
    """

    claim: ClaimLine
    score: float
    because: str
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """A statement, or a sentence in which nobody is cited, with the claims that it touches."""

    words: str
    speaker: str | None
    stance: Stance | None
    span: Span
    claims: tuple[Touched, ...]
