"""Showing the token: in each request of a program, or once in a browser, with a name."""

import re
from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request, Response, Security
from fastapi.responses import RedirectResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from onrecord.ledger.views import NOW
from onrecord.web.site import Site, TheSite, show
from onrecord.web.writing.access import Session, is_form_of

router = APIRouter(include_in_schema=False)
_COOKIE = "onrecord_session"
_OWN_PATH = re.compile(r"/(?![/\\])[\w\-./?=&%~]*", re.ASCII)
_READ_ONLY = "this server only shows the ledger: it was started without a write token"
_bearer = HTTPBearer(
    auto_error=False,
    scheme_name="write_token",
    description="The token that `onrecord serve` was given by --write-token-file.",
)


class SignedForm(BaseModel):
    """A form that changes something."""

    form_token: Annotated[str, Field(max_length=200)] = ""


class Entering(BaseModel):
    """The form that opens a session; `to` is the page to go on with."""

    token: Annotated[str, Field(max_length=500)] = ""
    who: Annotated[str, Field(max_length=200)] = ""
    to: Annotated[str, Field(max_length=500)] = ""


def require_token(
    request: Request,
    site: TheSite,
    shown: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)],
) -> None:
    """Raise an HTTPException unless the request carries the token."""
    require_open(site)
    if shown is None or not _check_token(request, site, shown.credentials):
        wrong = "the write token is wrong" if shown else "writing needs the write token"
        raise HTTPException(401, wrong, {"WWW-Authenticate": "Bearer"})
    _count_write(request, site)


async def find_session(request: Request, site: TheSite) -> Session | None:
    """The session of who asks, if they have shown the token."""
    return site.access.read_session(request.cookies.get(_COOKIE))


HasToken = Depends(require_token)
MaybeSignedIn = Annotated[Session | None, Depends(find_session)]


def require_form(
    request: Request, site: Site, session: Session | None, form: SignedForm
) -> Session:
    """The session that a form was sent in; raises an HTTPException where it was in none."""
    require_open(site)
    if session is None:
        raise HTTPException(401, "sign in first, or again: nothing was changed")
    if not is_form_of(session, form.form_token):
        raise HTTPException(403, "this form is not one that you were shown here: load it again")
    _count_write(request, site)
    return session


@router.get("/sign-in")
def ask(
    request: Request,
    site: TheSite,
    session: MaybeSignedIn,
    to: Annotated[str, Query(max_length=500)] = "",
) -> Response:
    """The form that asks for the token and a name."""
    require_open(site)
    return _show(request, session, to=to)


@router.post("/sign-in")
def enter(request: Request, site: TheSite, given: Annotated[Entering, Form()]) -> Response:
    """Open a session for who shows the token; go on with the page they came from."""
    require_open(site)
    who = " ".join(given.who.split())
    if not who:
        return _show(request, None, to=given.to, problem="name", status=422)
    if not _check_token(request, site, given.token.strip()):
        return _show(request, None, to=given.to, who=who, problem="token", status=401)
    response = RedirectResponse(own_path(given.to) or "/review", 303)
    response.set_cookie(
        _COOKIE,
        site.access.open_session(who),
        max_age=site.settings.session_seconds,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return response


@router.post("/sign-out")
def leave(
    request: Request, site: TheSite, session: MaybeSignedIn, given: Annotated[SignedForm, Form()]
) -> Response:
    """End the session in this browser."""
    require_form(request, site, session, given)
    response = RedirectResponse("/claims", 303)
    response.delete_cookie(_COOKIE, httponly=True, samesite="strict")
    return response


def own_path(given: str) -> str | None:
    """A path of this server as it was given; None where it may lead elsewhere."""
    return given if _OWN_PATH.fullmatch(given) else None


def show_privately(
    request: Request,
    template: str,
    session: Session | None,
    *,
    status: int = 200,
    titled: Iterable[str] = (),
    **values: object,
) -> Response:
    """A page that holds what is for one person only, so that nothing keeps it."""
    response = show(
        request,
        template,
        status=status,
        titled=titled,
        clocks=NOW,
        session=session,
        **values,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _show(
    request: Request,
    session: Session | None,
    *,
    to: str,
    who: str = "",
    problem: str = "",
    status: int = 200,
) -> Response:
    values = {"to": own_path(to) or "", "who": who, "problem": problem}
    return show_privately(request, "sign_in.html.jinja", session, status=status, **values)


def require_open(site: Site) -> None:
    """Raise an HTTPException where nobody may write."""
    if not site.access.is_open:
        raise HTTPException(403, _READ_ONLY)


def _check_token(request: Request, site: Site, given: str) -> bool:
    client = _name_client(request)
    if not site.access.may_try(client):
        raise _too_often("too many wrong tokens")
    if site.access.is_token(given):
        return True
    site.access.count_wrong(client)
    return False


def _count_write(request: Request, site: Site) -> None:
    if not site.access.may_write(_name_client(request)):
        raise _too_often("too many changes")


def _too_often(what: str) -> HTTPException:
    return HTTPException(429, f"{what} from here: wait a minute", {"Retry-After": "60"})


def _name_client(request: Request) -> str:
    return request.client.host if request.client else ""
