"""One claim: where it stands and why, who says what, on what evidence, from where."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from onrecord.ledger.views import ClaimView, Part, show_claim
from onrecord.ledger.views.days import list_days
from onrecord.ledger.views.texts import load_texts
from onrecord.web.asking import AskedSome, AtClocks, Narrowed
from onrecord.web.drawing import choose_steps, draw_course, draw_origins, draw_timeline
from onrecord.web.pages import link
from onrecord.web.passages import cut_passages
from onrecord.web.rows import FAILURES, Rows, make_rows, next_url
from onrecord.web.site import Language, Site, TheSite, show
from onrecord.web.wording import explained_in

router = APIRouter()
_Step = Annotated[int, Query(ge=0, le=10_000)]
_STATEMENTS = 30  # on one page
_PARTIES = 8  # of each stance
_CHANGES, _EVIDENCE = 30, 20


@router.get("/claims/{claim}.json", responses=FAILURES)
def claim_as_json(
    request: Request, site: TheSite, claim: str, asked: Narrowed, language: Language
) -> Rows[ClaimView]:
    """One row: the claim, with one page of its timeline; `next` is the timeline's."""
    view = _find(site, claim, asked, language)
    return make_rows(request, [view], view.timeline.next)


@router.get("/claims/{claim}", include_in_schema=False)
def claim(
    request: Request, site: TheSite, claim: str, asked: Narrowed, language: Language
) -> Response:
    """The claim as a page."""
    view = _find(site, claim, asked, language)
    statements = [each.statement for each in view.timeline.items]
    statements += [each.statement for each in view.positions]
    texts = load_texts(site.ledger, [each.article for each in statements])
    return show(
        request,
        "claim.html.jinja",
        titled=[each.claim for each in view.suggestions],
        clocks=asked.clocks,
        asked=asked,
        view=view,
        course=draw_course(view.days, asked.clocks.as_of),
        timeline=draw_timeline(view),
        origins=draw_origins(view.sources),
        history=view.history[-_CHANGES:],
        evidence=view.evidence[:_EVIDENCE],
        passages=cut_passages(texts, statements),
        next_url=next_url(request, view.timeline.next),
    )


@router.get("/claims/{claim}/as-of", include_in_schema=False)
def turn_back(site: TheSite, claim: str, step: _Step, asked: AtClocks) -> Response:
    """Lead to the claim as of the day that a step of its slider stands for; the last is now."""
    days = list_days(site.ledger, claim, clocks=asked.clocks)
    steps = choose_steps(len(days))
    as_of = days[steps[step]] if step < len(steps) - 1 else None
    return RedirectResponse(link(f"/claims/{claim}", as_of=as_of, known_at=asked.known_at), 303)


def _find(site: Site, claim: str, asked: AskedSome, language: str) -> ClaimView:
    return show_claim(
        site.ledger,
        claim,
        clocks=asked.clocks,
        language=explained_in(language),
        part=Part(
            after=asked.next,
            most=asked.most(_STATEMENTS),
            stances=tuple(asked.stance),
            parties=_PARTIES,
        ),
    )
