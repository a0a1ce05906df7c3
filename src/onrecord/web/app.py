"""The application: routes over one ledger, behind guards."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.staticfiles import StaticFiles

from onrecord import __version__
from onrecord.ledger import Ledger
from onrecord.pipeline import Reader
from onrecord.web import article, checking, claim, claims, exporting, feeds, party
from onrecord.web.failing import answer_errors
from onrecord.web.guarding import Guard
from onrecord.web.remembering import Remembering
from onrecord.web.settings import WebSettings
from onrecord.web.site import Site
from onrecord.web.writing import entering, judgements, rating, reviewing, storing

_HERE = Path(__file__).parent
ROUTERS = (
    claims.router,
    feeds.router,
    exporting.router,
    claim.router,
    party.router,
    article.router,
    checking.router,
    entering.router,
    judgements.router,
    rating.router,
    reviewing.router,
    storing.router,
)


def create_app(
    ledger: Ledger, *, settings: WebSettings | None = None, reader: Reader | None = None
) -> FastAPI:
    """An ASGI application that shows this ledger; it writes only for who has the write token."""
    settings = settings or WebSettings()
    app = FastAPI(
        title="onrecord",
        version=__version__,
        summary="Who said what, through whom, and where each claim stands.",
        # Their pages would load scripts from elsewhere; /openapi.json is ours.
        docs_url=None,
        redoc_url=None,
    )
    app.state.site = Site(ledger, reader or Reader(), settings)
    for router in ROUTERS:
        app.include_router(router)
    # Files alone are packed: a page that holds a secret must not tell of it by its length.
    static = GZipMiddleware(StaticFiles(directory=_HERE / "static"), minimum_size=1000)
    app.mount("/static", static, name="static")
    answer_errors(app)
    app.add_middleware(Remembering, ledger=ledger, settings=settings)
    app.add_middleware(Guard, settings=settings)
    return app
