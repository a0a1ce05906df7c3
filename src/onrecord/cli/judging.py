"""What `onrecord judge` does."""

from dataclasses import dataclass

from onrecord.errors import LedgerError
from onrecord.formats.views_json import view_to_json
from onrecord.formats.visible import make_visible
from onrecord.formats.wording import spell
from onrecord.ledger import Ledger, open_ledger
from onrecord.ledger.judging import Judged, Judgement, rate, withdraw
from onrecord.ledger.ratings import Rating
from onrecord.model import Stance, Verdict
from onrecord.pipeline.judging import judge


@dataclass(frozen=True, slots=True)
class Ruling:
    """What was asked for; `is_named` tells that who judges was said, not taken from the login."""

    verdict: str
    subject: str
    other: str | None
    who: str
    is_named: bool
    note: str | None
    value: float | None
    worst: float
    best: float
    url: str | None


def judge_and_tell(place: str, ruling: Ruling, *, as_json: bool) -> None:
    """Record the judgement and print what it touched."""
    verdict = _read_verdict(ruling.verdict)
    if verdict != Verdict.RATING and (ruling.url is not None or ruling.value is not None):
        raise LedgerError("--url and --value", "are of a rating", "leave them out")
    with open_ledger(place, write=True) as ledger:
        judged = _judge(ledger, verdict, ruling)
    if as_json:
        print(view_to_json(judged))
        return
    about = " ".join(each for each in (judged.subject, judged.other) if each)
    print(f"{judged.id}: {make_visible(ruling.who)} judged {spell(judged.verdict)} {about}")
    for claim in judged.claims:
        print(f"  see: onrecord claim {claim}")


def _judge(ledger: Ledger, verdict: Verdict, ruling: Ruling) -> Judged:
    if verdict == Verdict.WITHDRAWN:
        return withdraw(ledger, ruling.subject, who=ruling.who, note=ruling.note)
    if verdict == Verdict.RATING:
        if not ruling.is_named:
            raise LedgerError("rating", "nobody signs it", "name who rates with --who")
        rating = Rating(ruling.other or "", ruling.value, ruling.worst, ruling.best, url=ruling.url)
        return rate(ledger, ruling.subject, rating, who=ruling.who, note=ruling.note)
    is_stance = verdict == Verdict.STANCE
    given = Judgement(
        verdict=verdict,
        subject=ruling.subject,
        other=None if is_stance else ruling.other,
        stance=_read_stance(ruling.other) if is_stance and ruling.other else None,
        who=ruling.who,
        note=ruling.note,
    )
    return judge(ledger, given)


def _read_verdict(given: str) -> Verdict:
    try:
        return Verdict(given.replace("-", "_"))
    except ValueError as error:
        known = ", ".join(each.replace("_", "-") for each in Verdict)
        raise LedgerError(given, "is no verdict", f"choose one of: {known}") from error


def _read_stance(given: str) -> Stance:
    try:
        return Stance(given)
    except ValueError as error:
        raise LedgerError(given, "is no stance", f"choose one of: {', '.join(Stance)}") from error
