"""Articles: listed, and one with its statements marked and explained in place."""

from fastapi import APIRouter, Request, Response

from onrecord.ledger.views import ArticleLine, ArticleView, Page, list_articles, show_article
from onrecord.web.asking import Articles, AskedArticles, AtClocks
from onrecord.web.marking import mark_article
from onrecord.web.rows import FAILURES, Rows, make_rows, next_url
from onrecord.web.site import Site, TheSite, show

router = APIRouter()


@router.get("/articles.json", responses=FAILURES)
def articles_as_json(request: Request, site: TheSite, asked: Articles) -> Rows[ArticleLine]:
    """Articles, those that the ledger learned last first."""
    page = _list(site, asked)
    return make_rows(request, page.items, page.next)


@router.get("/articles", include_in_schema=False)
def articles(request: Request, site: TheSite, asked: Articles) -> Response:
    """The articles as a page."""
    page = _list(site, asked)
    following = next_url(request, page.next)
    return show(request, "articles.html.jinja", asked=asked, page=page, next_url=following)


@router.get("/articles/{article}.json", responses=FAILURES)
def article_as_json(
    request: Request, site: TheSite, article: str, asked: AtClocks
) -> Rows[ArticleView]:
    """One row: the article with its text and every statement in it."""
    return make_rows(request, [show_article(site.ledger, article, clocks=asked.clocks)], None)


@router.get("/articles/{article}", include_in_schema=False)
def article(request: Request, site: TheSite, article: str, asked: AtClocks) -> Response:
    """The article as a page."""
    view = show_article(site.ledger, article, clocks=asked.clocks)
    rows = mark_article(view.text, [each.statement for each in view.statements])
    return show(
        request,
        "article.html.jinja",
        titled=[each.claim.id for each in view.statements if each.claim],
        clocks=asked.clocks,
        asked=asked,
        view=view,
        rows=rows,
    )


def _list(site: Site, asked: AskedArticles) -> Page[ArticleLine]:
    return list_articles(
        site.ledger,
        clocks=asked.clocks,
        outlet=asked.outlet,
        language=asked.language,
        after=asked.next,
        most=asked.most(25),
    )
