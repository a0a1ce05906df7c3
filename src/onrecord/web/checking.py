"""Read and check: a pasted text or an address is read, and nothing of it is kept."""

import json
import re
from collections.abc import Sequence
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
from onrecord.web.site import Site, TheSite, show

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
def ask(request: Request, site: TheSite) -> Response:
    """The form."""
    return _show(request, site, Given(text="", language=""))


@router.post("/read", include_in_schema=False)
def read(request: Request, site: TheSite, given: Pasted) -> Response:
    """The reading as a page; what could not be read is told beside the form."""
    try:
        reading = _read(site, given)
    except ArticleError as error:
        return _show(request, site, given, problem=f"{error.reason}", status=422)
    roles = [list_roles(each) for each in reading.statements]
    stances = {number: each.stance for number, each in enumerate(reading.statements, start=1)}
    rows = mark_text(reading.article.text, roles, stances)
    checked = check_reading(site.ledger, reading)
    return _show(request, site, given, reading=reading, rows=rows, checked=checked)


@router.post("/read.json", responses=FAILURES)
def read_as_json(request: Request, site: TheSite, given: Given) -> Rows[dict[str, object]]:
    """One row: the reading, as `onrecord read --json` prints it."""
    return make_rows(request, [json.loads(to_json(_read(site, given)))], None)


@router.post("/check.json", responses=FAILURES)
def check_as_json(request: Request, site: TheSite, given: Given) -> Rows[Checked]:
    """A row for each statement or sentence that touches claims on record, with these claims."""
    return make_rows(request, check_reading(site.ledger, _read(site, given)), None)


def _read(site: Site, given: Given) -> Reading:
    with _ONE_AT_A_TIME:
        return site.reader.read(_take_in(site, given))


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


def _show(
    request: Request, site: Site, given: Given, *, status: int = 200, **values: object
) -> Response:
    empty = {"reading": None, "rows": (), "problem": None, "checked": ()}
    return show(
        request,
        "read.html.jinja",
        status=status,
        given=given,
        may_fetch=site.settings.may_fetch,
        readable=known_languages(),
        **{**empty, **values},
    )
