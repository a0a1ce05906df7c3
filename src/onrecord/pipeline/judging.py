"""Judgements by people, with parties signed as linking compares them."""

from collections.abc import Sequence

from onrecord.ledger import Ledger
from onrecord.ledger.judging import Judged, Judgement
from onrecord.ledger.judging import judge as judge_ledger
from onrecord.linking import sign_party
from onrecord.model import SpeakerKind


def judge(ledger: Ledger, given: Judgement) -> Judged:
    """Record a judgement and put it into effect; raises as `onrecord.ledger.judging.judge`."""
    return judge_ledger(ledger, given, sign=_sign)


def _sign(
    name: str, kind: str, role: str | None, behalf: str | None, language: str
) -> tuple[str, Sequence[str]]:
    signed = sign_party(name, SpeakerKind(kind), role=role, on_behalf_of=behalf, language=language)
    return signed.data, signed.keys
