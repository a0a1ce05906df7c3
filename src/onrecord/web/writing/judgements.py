"""Judgements by a program that has the token: each verdict that `onrecord judge` knows."""

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger
from onrecord.ledger.judging import Judged, Judgement, rate, withdraw
from onrecord.ledger.ratings import Rating
from onrecord.model import Stance, Verdict
from onrecord.pipeline.judging import judge
from onrecord.web.rows import FAILURES, Rows, make_rows
from onrecord.web.site import TheSite
from onrecord.web.writing.entering import HasToken

router = APIRouter()


class GivenRating(BaseModel):
    """A rating in words, and as a number on a scale if there is one."""

    text: str = Field(max_length=200)
    value: float | None = None
    worst: float = 1
    best: float = 5
    url: str | None = Field(None, max_length=2000, description="Where the reasons are published.")


class GivenJudgement(BaseModel):
    """What somebody judges; `stance` is for that verdict alone, and so is `rating`."""

    verdict: Verdict
    subject: str = Field(max_length=64, description="Id of a statement, claim, party, judgement.")
    other: str | None = Field(None, max_length=64, description="Id of a claim or party.")
    stance: Stance | None = None
    rating: GivenRating | None = None
    who: str = Field(max_length=200, description="The name of the person who answers for it.")
    note: str | None = Field(None, max_length=2000)


@router.post("/judgements.json", status_code=201, dependencies=[HasToken], responses=FAILURES)
def judge_as_json(request: Request, site: TheSite, given: GivenJudgement) -> Rows[Judged]:
    """One row: the judgement as it was recorded, and the claims that it touched."""
    return make_rows(request, [record(site.ledger, given)], None)


def record(ledger: Ledger, given: GivenJudgement) -> Judged:
    """Record a judgement of any kind; raises LedgerError where it does not fit."""
    if given.verdict == Verdict.WITHDRAWN:
        return withdraw(ledger, given.subject, who=given.who, note=given.note)
    if given.verdict == Verdict.RATING:
        if given.rating is None:
            raise LedgerError("judgement", "has no rating")
        rating = Rating(**given.rating.model_dump())
        return rate(ledger, given.subject, rating, who=given.who, note=given.note)
    judgement = Judgement(
        verdict=given.verdict,
        subject=given.subject,
        other=given.other,
        stance=given.stance,
        who=given.who,
        note=given.note,
    )
    return judge(ledger, judgement)
