"""A person rates a claim in their own name, or takes their rating back."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import Field

from onrecord.errors import LedgerError
from onrecord.ledger.judging import rate, withdraw
from onrecord.ledger.ratings import Rating
from onrecord.ledger.views import Part, show_claim
from onrecord.web.site import Site, TheSite, ask_language
from onrecord.web.wording import explained_in
from onrecord.web.writing.access import Session
from onrecord.web.writing.entering import (
    MaybeSignedIn,
    SignedForm,
    require_form,
    require_open,
    show_privately,
)

router = APIRouter(include_in_schema=False)


class RatingForm(SignedForm):
    """The form that rates."""

    text: Annotated[str, Field(max_length=200)] = ""
    value: float | None = None
    worst: float = 1
    best: float = 5
    url: Annotated[str, Field(max_length=2000)] = ""
    note: Annotated[str, Field(max_length=2000)] = ""


class WithdrawnForm(SignedForm):
    """The rating to take back."""

    judgement: Annotated[str, Field(max_length=64)] = ""


@router.get("/claims/{claim}/rate")
def ask(request: Request, site: TheSite, session: MaybeSignedIn, claim: str) -> Response:
    """The form, and how others have rated the claim."""
    require_open(site)
    return _show(request, site, session, claim, RatingForm())


@router.post("/claims/{claim}/rate")
def rate_claim(
    request: Request,
    site: TheSite,
    session: MaybeSignedIn,
    claim: str,
    given: Annotated[RatingForm, Form()],
) -> Response:
    """Record the rating and go back to the claim; what is none is told beside the form."""
    session = require_form(request, site, session, given)
    rating = Rating(given.text, given.value, given.worst, given.best, url=given.url.strip() or None)
    try:
        rate(
            site.ledger,
            claim,
            rating,
            who=session.who,
            note=given.note.strip() or None,
            language=explained_in(ask_language(request)),
        )
    except LedgerError as error:
        return _show(request, site, session, claim, given, problem=error.reason)
    return RedirectResponse(f"/claims/{claim}#ratings", 303)


@router.post("/claims/{claim}/rate/withdraw")
def withdraw_rating(
    request: Request,
    site: TheSite,
    session: MaybeSignedIn,
    claim: str,
    given: Annotated[WithdrawnForm, Form()],
) -> Response:
    """Take a rating back."""
    session = require_form(request, site, session, given)
    withdraw(site.ledger, given.judgement, who=session.who)
    return RedirectResponse(f"/claims/{claim}/rate", 303)


def _show(
    request: Request,
    site: Site,
    session: Session | None,
    claim: str,
    given: RatingForm,
    problem: str = "",
) -> Response:
    language = explained_in(ask_language(request))
    view = show_claim(site.ledger, claim, language=language, part=Part(most=1, parties=1))
    return show_privately(
        request,
        "rate.html.jinja",
        session,
        status=422 if problem else 200,
        view=view,
        given=given,
        problem=problem,
    )
