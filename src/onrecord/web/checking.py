"""Read and check: a pasted text or an address is read, and nothing of it is kept here."""

import json
import re
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from pydantic import BaseModel, Field

from onrecord.errors import ArticleError, EmptyError, ForbiddenAddressError
from onrecord.formats.json_lines import to_json
from onrecord.intake import IntakeSettings, read_place
from onrecord.intake.plain import read_plain
from onrecord.intake.raw import Raw
from onrecord.languages import known_languages
from onrecord.ledger.views import Checked
from onrecord.model import Article, Reading, Spans, Statement
from onrecord.pipeline.checking import check_reading
from onrecord.web.marking import mark_text
from onrecord.web.rows import FAILURES, Rows, make_rows
from onrecord.web.site import Site, TheSite
from onrecord.web.writing.access import Session
from onrecord.web.writing.entering import MaybeSignedIn, show_privately

router = APIRouter()
_LONGEST = 100_000  # characters
_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_ONE_AT_A_TIME = Lock()  # reading takes a processor, and parsers are not made for threads


class Given(BaseModel):
    """A text, or the address of an article; the language is found where it is not given."""

    text: str = Field("", max_length=_LONGEST)
    language: str = Field("", max_length=20)


Pasted = Annotated[Given, Form()]


@router.get("/read", include_in_schema=False)
def ask(request: Request, site: TheSite, session: MaybeSignedIn) -> Response:
    """The form."""
    return show_form(request, site, session, Given(text="", language=""))


@router.post("/read", include_in_schema=False)
def read(request: Request, site: TheSite, session: MaybeSignedIn, given: Pasted) -> Response:
    """The reading as a page; what could not be read is told beside the form."""
    try:
        reading = read_given(site, given)
    except ArticleError as error:
        return show_form(request, site, session, given, problem=error.reason)
    roles = [list_roles(each) for each in reading.statements]
    stances = {number: each.stance for number, each in enumerate(reading.statements, start=1)}
    rows = mark_text(reading.article.text, roles, stances)
    checked = check_reading(site.ledger, reading)
    return show_form(
        request,
        site,
        session,
        given,
        reading=reading,
        rows=rows,
        checked=checked,
        article=reading.article,
    )


@router.post("/read.json", responses=FAILURES)
def read_as_json(request: Request, site: TheSite, given: Given) -> Rows[dict[str, object]]:
    """One row: the reading, as `onrecord read --json` prints it."""
    return make_rows(request, [json.loads(to_json(read_given(site, given)))], None)


@router.post("/check.json", responses=FAILURES)
def check_as_json(request: Request, site: TheSite, given: Given) -> Rows[Checked]:
    """A row for each statement or sentence that touches claims on record, with these claims."""
    return make_rows(request, check_reading(site.ledger, read_given(site, given)), None)


def read_given(
    site: Site, given: Given, *, told: Callable[[Article], Article] = lambda article: article
) -> Reading:
    """Read a text, or the article at an address; `told` is what is known of it besides.

    Raises ArticleError where it cannot be read.
    """
    with _ONE_AT_A_TIME:
        return site.reader.read(told(_take_in(site, given)))


def _take_in(site: Site, given: Given) -> Article:
    settings = IntakeSettings(
        language=given.language or None, known_languages=frozenset(known_languages())
    )
    text = given.text.strip()
    if not text:
        raise EmptyError("the text", "holds no words")
    if _URL.fullmatch(text):
        if not site.settings.may_fetch:
            raise ForbiddenAddressError(text, "this server gets no pages: paste the text itself")
        return read_place(text, settings=settings)
    source = Raw(b"", place="-", name="the text")
    # A form sends every line break as two characters.
    return read_plain(given.text.replace("\r\n", "\n"), source, settings=settings)


def list_roles(statement: Statement) -> Sequence[tuple[str, Spans]]:
    """A statement's roles with their spans."""
    return (
        ("source", statement.source),
        ("cue", statement.cue),
        ("content", statement.content),
        ("evidence", tuple(each.span for each in statement.evidence)),
    )


def show_form(
    request: Request,
    site: Site,
    session: Session | None,
    given: Given,
    *,
    problem: str = "",
    checked: Sequence[Checked] = (),
    **values: object,
) -> Response:
    """The form with what was given, and the reading of it or why there is none."""
    empty = {"reading": None, "rows": (), "article": None}
    return show_privately(
        request,
        "read.html.jinja",
        session,
        titled=[each.claim.id for line in checked for each in line.claims],
        status=422 if problem else 200,
        given=given,
        problem=problem,
        checked=checked,
        may_fetch=site.settings.may_fetch,
        readable=known_languages(),
        **{**empty, **values},
    )
