"""Stores an article that somebody pasted, or gave the address of, when they ask for it."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from onrecord.errors import ArticleError
from onrecord.formats.wording import web_address
from onrecord.ledger.dating import last_day
from onrecord.model import Article
from onrecord.pipeline.adding import Added, add_reading
from onrecord.web.checking import Given, read_given, show_form
from onrecord.web.rows import FAILURES, Rows, make_rows
from onrecord.web.site import Site, TheSite
from onrecord.web.writing.entering import HasToken, MaybeSignedIn, SignedForm, require_form

router = APIRouter()
_Line = Annotated[str, Field(max_length=500)]


class Facts(BaseModel):
    """What is known of an article; what is left out is taken from the text or page, if there."""

    title: _Line = ""
    outlet: _Line = ""
    byline: _Line = ""
    published: str = Field("", max_length=40, examples=["2025-03-09", "2025-03-09T08:00+01:00"])
    url: str = Field("", max_length=2000)


class GivenArticle(Given, Facts):
    """A text, or the address of an article, to be stored."""


class StoredForm(SignedForm, GivenArticle):
    """The form that stores."""


@router.post("/articles.json", status_code=201, dependencies=[HasToken], responses=FAILURES)
def store_as_json(request: Request, site: TheSite, given: GivenArticle) -> Rows[Added]:
    """One row: the article's id, whether it is new, and what it brought."""
    return make_rows(request, [_store(site, given)], None)


@router.post("/read/store", include_in_schema=False)
def store(
    request: Request, site: TheSite, session: MaybeSignedIn, given: Annotated[StoredForm, Form()]
) -> Response:
    """Store the article and show it; what cannot be read is told beside the form."""
    session = require_form(request, site, session, given)
    try:
        added = _store(site, given)
    except ArticleError as error:
        # What was filled in is shown again as it was.
        article = Article(
            text=given.text,
            language=given.language,
            title=given.title,
            outlet=given.outlet,
            published=given.published,
            url=given.url,
        )
        return show_form(request, site, session, given, problem=error.reason, article=article)
    return RedirectResponse(f"/articles/{added.article}", 303)


def _store(site: Site, given: GivenArticle) -> Added:
    _check(given)
    facts = given.model_dump(include=set(Facts.model_fields))
    known = {name: value.strip() for name, value in facts.items() if value.strip()}
    reading = read_given(site, given, told=lambda article: replace(article, **known))
    return add_reading(site.ledger, reading)


def _check(given: Facts) -> None:
    url, published = given.url.strip(), given.published.strip()
    if url and not web_address(url):
        raise ArticleError(url, "the address is none of the web: write it as https://…")
    if published and last_day(published) is None and not _is_time(published):
        raise ArticleError(published, "the date is none: write it as 2025-02-09")


def _is_time(given: str) -> bool:
    try:
        datetime.fromisoformat(given)
    except ValueError:
        return False
    return last_day(given[:10]) is not None
