"""What every route needs: the ledger, the reader, and the pages in the language asked for."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request, Response

from onrecord.ledger import Ledger
from onrecord.ledger.views import NOW, Clocks
from onrecord.ledger.views.titles import load_titles
from onrecord.pipeline import Reader
from onrecord.web.pages import render
from onrecord.web.settings import WebSettings
from onrecord.web.wording import choose_language
from onrecord.web.writing.access import WriteAccess

LANGUAGE_COOKIE = "onrecord_language"
_YEAR = 365 * 24 * 3600


@dataclass(slots=True)
class Site:
    """One ledger on the web."""

    ledger: Ledger
    reader: Reader
    settings: WebSettings = field(default_factory=WebSettings)
    access: WriteAccess = field(init=False)

    def __post_init__(self) -> None:
        self.access = WriteAccess(self.settings)


# Both are asynchronous: what is not goes to a thread of its own and back.
async def _find_site(request: Request) -> Site:
    site = request.app.state.site
    assert isinstance(site, Site)
    return site


def ask_language(request: Request) -> str:
    """The interface's language: what `lang` says, was chosen before, or the browser wants."""
    return choose_language(
        request.query_params.get("lang"),
        request.cookies.get(LANGUAGE_COOKIE),
        request.headers.get("accept-language", ""),
    )


async def _ask_language(request: Request) -> str:
    return ask_language(request)


TheSite = Annotated[Site, Depends(_find_site)]
Language = Annotated[str, Depends(_ask_language)]


def show(
    request: Request,
    template: str,
    *,
    status: int = 200,
    titled: Iterable[str] = (),
    clocks: Clocks = NOW,
    **values: object,
) -> Response:
    """A page, in the language that the request asks for.

    `titled` are ids of claims whose titles it shows, as they were by `clocks`.
    """
    language, site = ask_language(request), request.app.state.site
    names = [each for each in titled if each]
    values["titles"] = load_titles(site.ledger, names, language, clocks=clocks) if names else {}
    values["may_write"] = site.access.is_open
    page = render(template, language, request=request, **values)
    kind = "application/atom+xml" if ".atom" in template else "text/html"
    response = Response(page, status, media_type=f"{kind}; charset=utf-8")
    response.headers["Vary"] = "Accept-Language, Cookie"
    response.headers["Content-Language"] = language
    if request.query_params.get("lang") == language:
        response.set_cookie(LANGUAGE_COOKIE, language, max_age=_YEAR, httponly=True, samesite="lax")
    return response
