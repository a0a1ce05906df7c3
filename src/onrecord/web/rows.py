"""The JSON beside every page: rows, and where the next ones are."""

from collections.abc import Iterable
from typing import Any, Generic, Literal, TypeVar

from fastapi import Request
from pydantic import BaseModel

from onrecord.web.failing import Failure

_T = TypeVar("_T")


class Rows(BaseModel, Generic[_T]):
    """An answer that is `ok`: its rows, and the address of the next ones if there are any."""

    ok: Literal[True] = True
    rows: list[_T]
    next: str | None = None
    next_url: str | None = None


FAILURES: dict[int | str, dict[str, Any]] = {
    "4XX": {"model": Failure, "description": "What was asked for is wrong, or not there."},
    "5XX": {"model": Failure, "description": "The server cannot answer now."},
}


def make_rows(request: Request, items: Iterable[_T], following: str | None) -> Rows[_T]:
    """The rows as an answer; `following` is the view's mark of the next page."""
    return Rows[_T](rows=list(items), next=following, next_url=next_url(request, following))


def next_url(request: Request, following: str | None) -> str | None:
    """This request's address with the next page's mark in it."""
    if following is None:
        return None
    return str(request.url.include_query_params(next=following))
