"""What `onrecord judge` does."""

from onrecord.errors import LedgerError
from onrecord.formats.views_json import view_to_json
from onrecord.formats.visible import make_visible
from onrecord.formats.wording import spell
from onrecord.ledger import open_ledger
from onrecord.ledger.judging import Judgement
from onrecord.model import Stance, Verdict
from onrecord.pipeline.judging import judge


def judge_and_tell(
    place: str,
    ruling: tuple[str, str, str | None],
    *,
    who: str,
    note: str | None,
    as_json: bool,
) -> None:
    """Record the judgement (verdict, subject, other) and print what it touched."""
    verdict, subject, other = _read_verdict(ruling[0]), ruling[1], ruling[2]
    is_stance = verdict == Verdict.STANCE
    given = Judgement(
        verdict=verdict,
        subject=subject,
        other=None if is_stance else other,
        stance=_read_stance(other) if is_stance and other else None,
        who=who,
        note=note,
    )
    with open_ledger(place, write=True) as ledger:
        judged = judge(ledger, given)
    if as_json:
        print(view_to_json(judged))
        return
    about = " ".join(each for each in (judged.subject, judged.other) if each)
    print(f"{judged.id}: {make_visible(who)} judged {spell(judged.verdict)} {about}")
    for claim in judged.claims:
        print(f"  see: onrecord claim {claim}")


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
