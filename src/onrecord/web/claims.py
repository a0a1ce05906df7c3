"""The board: claims, searched and filtered, and what has changed."""

from fastapi import APIRouter, Request, Response

from onrecord.ledger.views import ClaimLine, Sort, list_claims
from onrecord.ledger.views.facets import list_facet
from onrecord.web.asking import Claims
from onrecord.web.rows import FAILURES, Rows, make_rows, next_url
from onrecord.web.site import TheSite, show

router = APIRouter()


@router.get("/claims.json", responses=FAILURES)
def claims_as_json(request: Request, site: TheSite, asked: Claims) -> Rows[ClaimLine]:
    """Claims with where they stand, those that changed last first."""
    page = list_claims(site.ledger, asked.wanted, clocks=asked.clocks)
    return make_rows(request, page.items, page.next)


@router.get("/", include_in_schema=False)
@router.get("/claims", include_in_schema=False)
def claims(request: Request, site: TheSite, asked: Claims) -> Response:
    """The board as a page."""
    page = list_claims(site.ledger, asked.wanted, clocks=asked.clocks)
    return show(
        request,
        "claims.html.jinja",
        titled=[each.id for each in page.items],
        clocks=asked.clocks,
        asked=asked,
        page=page,
        next_url=next_url(request, page.next),
        sorts=list(Sort),
        outlets=list_facet(site.ledger, "outlet"),
        spoken=list_facet(site.ledger, "language"),
    )
