"""The review queue: what the machine left open, judged one by one by who has signed in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, TypeAlias

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from onrecord.errors import LedgerError
from onrecord.ledger.judging import Judgement, withdraw
from onrecord.ledger.views.texts import load_texts
from onrecord.ledger.views.waiting import Doubt, Waiting, count_waiting, list_waiting
from onrecord.model import Stance, Verdict
from onrecord.pipeline.judging import judge
from onrecord.web.pages import link
from onrecord.web.passages import cut_passages
from onrecord.web.rows import FAILURES, Rows, make_rows
from onrecord.web.site import Site, TheSite
from onrecord.web.writing.access import Session
from onrecord.web.writing.entering import (
    MaybeSignedIn,
    SignedForm,
    require_form,
    show_privately,
)

router = APIRouter()
_AHEAD = 8  # things shown that wait behind the first
_Place = Annotated[str | None, Query(max_length=100)]
_Id = Annotated[str, Field(max_length=64)]


class AskedWaiting(BaseModel):
    """What of the queue."""

    doubt: Doubt = Field(Doubt.LINK, description="Suggested links, or doubtful statements.")
    next: str | None = Field(None, max_length=100, description="`next` of the page before.")
    size: int = Field(10, ge=1, le=100, description="How many at once.")


class Answer(SignedForm):
    """What somebody answers to one thing of the queue; `after` is where it was shown."""

    answer: str = Field("", max_length=40)
    stance: Stance | None = None
    doubt: Doubt = Doubt.LINK
    statement: _Id = ""
    claim: _Id = ""
    other: _Id = ""
    note: str = Field("", max_length=2000)
    after: str = Field("", max_length=100)


class Undone(SignedForm):
    """A judgement to take back."""

    judgement: _Id = ""
    doubt: Doubt = Doubt.LINK
    after: str = Field("", max_length=100)


@dataclass(frozen=True, slots=True)
class _Told:
    """What became of the answer before: the judgement that was recorded, or why none was."""

    done: str = ""
    problem: str = ""


@router.get("/review.json", responses=FAILURES)
def waiting_as_json(
    request: Request, site: TheSite, asked: Annotated[AskedWaiting, Query()]
) -> Rows[Waiting]:
    """What waits for a person, the surest of what is unsure first."""
    page = list_waiting(site.ledger, asked.doubt, after=asked.next, most=asked.size)
    return make_rows(request, page.items, page.next)


@router.get("/review", include_in_schema=False)
def waiting(
    request: Request,
    site: TheSite,
    session: MaybeSignedIn,
    doubt: Doubt = Doubt.LINK,
    after: _Place = None,
    done: Annotated[str, Query(max_length=64, pattern="^[0-9a-f]*$")] = "",
) -> Response:
    """The first thing that waits, to be judged, and what comes behind it."""
    return _show(request, site, session, (doubt, after or ""), _Told(done=done))


@router.post("/review", include_in_schema=False)
def answer(
    request: Request, site: TheSite, session: MaybeSignedIn, given: Annotated[Answer, Form()]
) -> Response:
    """Record the judgement and go on with the next; what cannot be recorded is told."""
    session = require_form(request, site, session, given)
    try:
        judgement = _read_answer(given, session)
        judged = judge(site.ledger, judgement)
    except LedgerError as error:
        place = (given.doubt, given.after)
        return _show(request, site, session, place, _Told(problem=error.reason))
    return _go_on(given.doubt, given.after, done=judged.id)


@router.post("/review/undo", include_in_schema=False)
def undo(
    request: Request, site: TheSite, session: MaybeSignedIn, given: Annotated[Undone, Form()]
) -> Response:
    """Take a judgement back and show again what it was about."""
    session = require_form(request, site, session, given)
    try:
        withdraw(site.ledger, given.judgement, who=session.who)
    except LedgerError as error:
        place = (given.doubt, given.after)
        return _show(request, site, session, place, _Told(problem=error.reason))
    return _go_on(given.doubt, given.after)


_Read: TypeAlias = Callable[[Answer, str, str | None], Judgement]
_ANSWERS: Mapping[str, _Read] = {
    # Claims become one, so that their old addresses lead to it; or one statement moves.
    "same": lambda given, who, note: Judgement(
        Verdict.SAME_CLAIM, given.claim or given.statement, given.other, who=who, note=note
    ),
    "only": lambda given, who, note: Judgement(
        Verdict.SAME_CLAIM, given.statement, given.other, who=who, note=note
    ),
    "not_same": lambda given, who, note: Judgement(
        Verdict.NOT_SAME_CLAIM, given.statement, given.other, who=who, note=note
    ),
    "wrong": lambda given, who, note: Judgement(Verdict.WRONG, given.statement, who=who, note=note),
}


def _read_answer(given: Answer, session: Session) -> Judgement:
    note = given.note.strip() or None
    if given.stance is not None:
        return Judgement(
            Verdict.STANCE, given.statement, stance=given.stance, who=session.who, note=note
        )
    if given.answer not in _ANSWERS:
        raise LedgerError("review", "this is no answer")
    return _ANSWERS[given.answer](given, session.who, note)


def _go_on(doubt: Doubt, after: str, *, done: str = "") -> Response:
    # The fragment leads the keyboard and screen readers to what was done, or is asked next.
    address = link("/review", doubt=doubt.value, after=after, done=done)
    return RedirectResponse(f"{address}#{'done' if done else 'ask'}", 303)


def _show(
    request: Request,
    site: Site,
    session: Session | None,
    place: tuple[Doubt, str],
    told: _Told,
) -> Response:
    doubt, after = place
    page = list_waiting(site.ledger, doubt, after=after or None, most=_AHEAD + 1)
    first = page.items[0] if page.items else None
    shown = [each for each in (first and first.statement, first and first.proof) if each]
    claims = [each for one in page.items for each in (one.claim, one.other) if each]
    texts = load_texts(site.ledger, [each.article for each in shown])
    return show_privately(
        request,
        "review.html.jinja",
        session,
        status=409 if told.problem else 200,
        titled=[each.id for each in claims],
        doubt=doubt,
        doubts=list(Doubt),
        counts=count_waiting(site.ledger),
        first=first,
        behind=page.items[1:],
        after=after,
        done=told.done,
        problem=told.problem,
        passages=cut_passages(texts, shown),
    )
