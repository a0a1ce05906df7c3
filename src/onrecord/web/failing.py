"""Errors as answers: a page for people, `ok`, `error` and `status` for programs."""

from typing import Literal

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from onrecord.errors import (
    ArticleError,
    BusyLedgerError,
    FullLedgerError,
    LedgerError,
    OnrecordError,
    ReadOnlyLedgerError,
    UnknownIdError,
)
from onrecord.web.site import show


class Failure(BaseModel):
    """What every answer of JSON is that is not `ok`."""

    ok: Literal[False] = False
    error: str
    status: int


# The first that fits.
_STATUS: tuple[tuple[type[OnrecordError], int], ...] = (
    (UnknownIdError, 404),
    (BusyLedgerError, 503),
    (ReadOnlyLedgerError, 503),
    (FullLedgerError, 507),
    (LedgerError, 400),
    (ArticleError, 422),
    (OnrecordError, 500),
)


def answer_errors(app: FastAPI) -> None:
    """Have the application answer every error in the form that was asked for."""

    @app.exception_handler(OnrecordError)
    def ours(request: Request, error: OnrecordError) -> Response:
        status = next(code for kind, code in _STATUS if isinstance(error, kind))
        # What the command line is told to do would only puzzle here.
        return fail(request, status, f"{error.where}: {error.reason}")

    @app.exception_handler(RequestValidationError)
    def wrong(request: Request, error: RequestValidationError) -> Response:
        return fail(request, 400, "; ".join(_explain(each) for each in error.errors()))

    @app.exception_handler(HTTPException)
    def missing(request: Request, error: HTTPException) -> Response:
        response = fail(request, error.status_code, str(error.detail))
        response.headers.update(error.headers or {})
        return response


def fail(request: Request, status: int, reason: str) -> Response:
    """The answer that tells what went wrong."""
    if wants_json(request):
        return JSONResponse(Failure(error=reason, status=status).model_dump(), status)
    return show(request, "failure.html.jinja", status=status, code=status, reason=reason)


def wants_json(request: Request) -> bool:
    """Whether a program asks."""
    return request.url.path.endswith(".json")


def _explain(error: dict[str, object]) -> str:
    place = error.get("loc")
    where = ".".join(str(part) for part in place[1:]) if isinstance(place, tuple) else ""
    return f"{where}: {error.get('msg')}"
