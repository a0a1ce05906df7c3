"""What has changed, as a page, as rows and as Atom feeds: of everything, a claim or a party."""

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from onrecord.ledger.views import Changed, Part, list_changes, show_claim, show_party
from onrecord.web.asking import OnePage
from onrecord.web.rows import FAILURES, Rows, make_rows, next_url
from onrecord.web.site import Language, TheSite, show
from onrecord.web.wording import explained_in

router = APIRouter()
_EVER = ""  # sorts before every time
_MOST = 50


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry: what happened, when, and the page that tells more."""

    id: str
    title: str
    updated: str
    path: str
    words: str


@router.get("/changes.json", responses=FAILURES)
def changes_as_json(request: Request, site: TheSite, asked: OnePage) -> Rows[Changed]:
    """Standings that became others, and new claims, those recorded last first."""
    page = list_changes(
        site.ledger, _EVER, clocks=asked.clocks, after=asked.next, most=asked.most(25)
    )
    return make_rows(request, page.items, page.next)


@router.get("/changes.atom", include_in_schema=False)
def changes_as_feed(request: Request, site: TheSite) -> Response:
    """The last changes as a feed."""
    page = list_changes(site.ledger, _EVER, most=_MOST)
    entries = [
        FeedEntry(
            id="/".join((each.claim.id, each.recorded, *([each.merged.id] if each.merged else []))),
            title=f"{each.after}: {each.claim.label}",
            updated=each.recorded,
            path=f"/claims/{each.claim.id}",
            words=each.statement.words if each.statement else "",
        )
        for each in page.items
    ]
    return _show_feed(request, "/changes", entries, about="")


@router.get("/changes", include_in_schema=False)
def changes(request: Request, site: TheSite, asked: OnePage) -> Response:
    """The changes as a page."""
    page = list_changes(
        site.ledger, _EVER, clocks=asked.clocks, after=asked.next, most=asked.most(25)
    )
    following = next_url(request, page.next)
    return show(
        request,
        "changes.html.jinja",
        titled=[each.claim.id for each in page.items],
        clocks=asked.clocks,
        asked=asked,
        page=page,
        next_url=following,
    )


@router.get("/claims/{claim}.atom", include_in_schema=False)
def claim_as_feed(request: Request, site: TheSite, claim: str, language: Language) -> Response:
    """A claim's changes of standing as a feed."""
    view = show_claim(
        site.ledger, claim, language=explained_in(language), part=Part(most=1, parties=1)
    )
    entries = [
        FeedEntry(
            id=f"{view.id}/{each.recorded}",
            title=f"{each.standing}: {view.label}",
            updated=each.recorded,
            path=f"/claims/{view.id}",
            words=view.sentence if each is view.log[-1] else "",
        )
        for each in reversed(view.log[-_MOST:])
    ]
    return _show_feed(request, f"/claims/{view.id}", entries, about=view.label)


@router.get("/parties/{party}.atom", include_in_schema=False)
def party_as_feed(request: Request, site: TheSite, party: str) -> Response:
    """What a party says as a feed."""
    view = show_party(site.ledger, party, most=_MOST)
    entries = [
        FeedEntry(
            id=each.statement.id,
            title=f"{view.name} {each.stance}: {each.claim.label}",
            updated=each.statement.since,
            path=f"/claims/{each.claim.id}",
            words=each.statement.words,
        )
        for each in view.said.items
    ]
    return _show_feed(request, f"/parties/{view.id}", entries, about=view.name)


def _show_feed(request: Request, path: str, entries: list[FeedEntry], *, about: str) -> Response:
    newest = max((each.updated for each in entries), default="1970-01-01T00:00:00Z")
    return show(
        request,
        "feed.atom.jinja",
        base=str(request.base_url).rstrip("/"),
        path=path,
        entries=entries,
        about=about,
        updated=newest,
    )
