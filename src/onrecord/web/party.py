"""Parties: found by name, and what one has said over time."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from onrecord.ledger.views import PartyLine, PartyView, find_parties, show_party
from onrecord.web.asking import AskedSome, Narrowed
from onrecord.web.rows import FAILURES, Rows, make_rows, next_url
from onrecord.web.site import Site, TheSite, show

router = APIRouter()
_Name = Annotated[str, Query(max_length=200, description="A name, or a part of it.")]


@router.get("/parties.json", responses=FAILURES)
def parties_as_json(request: Request, site: TheSite, name: _Name = "") -> Rows[PartyLine]:
    """Parties with this name, the likeliest first."""
    return make_rows(request, find_parties(site.ledger, name) if name.strip() else (), None)


@router.get("/parties", include_in_schema=False)
def parties(request: Request, site: TheSite, name: _Name = "") -> Response:
    """The parties as a page, and the form to find them."""
    found = find_parties(site.ledger, name) if name.strip() else ()
    return show(request, "parties.html.jinja", name=name, found=found)


@router.get("/parties/{party}.json", responses=FAILURES)
def party_as_json(request: Request, site: TheSite, party: str, asked: Narrowed) -> Rows[PartyView]:
    """One row: the party, with one page of what it said; `next` is that page's."""
    view = _find(site, party, asked)
    return make_rows(request, [view], view.said.next)


@router.get("/parties/{party}", include_in_schema=False)
def party(request: Request, site: TheSite, party: str, asked: Narrowed) -> Response:
    """The party as a page."""
    view = _find(site, party, asked)
    return show(
        request,
        "party.html.jinja",
        titled=[
            *(each.claim.id for each in view.turns),
            *(one.claim.id for one in view.said.items),
        ],
        clocks=asked.clocks,
        asked=asked,
        view=view,
        next_url=next_url(request, view.said.next),
    )


def _find(site: Site, party: str, asked: AskedSome) -> PartyView:
    return show_party(
        site.ledger,
        party,
        clocks=asked.clocks,
        stances=tuple(asked.stance),
        after=asked.next,
        most=asked.most(25),
    )
