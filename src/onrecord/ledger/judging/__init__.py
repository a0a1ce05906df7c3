"""What people judge: recorded with who and when, and put into effect on claims and parties."""

from onrecord.ledger.judging.judging import Judged, Judgement, SignParty, judge
from onrecord.ledger.judging.rating import rate
from onrecord.ledger.judging.withdrawing import withdraw

__all__ = ["Judged", "Judgement", "SignParty", "judge", "rate", "withdraw"]
