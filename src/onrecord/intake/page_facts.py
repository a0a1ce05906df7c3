"""What a page says about its article: headline, outlet, byline, language and addresses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import html

from onrecord.intake.credits import without_by
from onrecord.intake.labels import letters
from onrecord.intake.linked_data import LinkedArticle, find_linked_article
from onrecord.intake.page_dates import find_stated

_TITLE_PARTS = re.compile(r"\s+[|–—·•»-]+\s+")
_AROUND_OUTLET = " |–—·•»:-"
_LEAST_TITLE = 8  # letters; shorter headings are names of rubrics
_LONGEST_NAME = 120
_BYLINES = (
    "//*[@itemprop='author']",
    "//*[@rel='author']",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' byline ')]",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' author ')]",
)
_FRONT = re.compile(r"^(?:www|m|amp|mobile)\.")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the page states; `origin_url` is the page that this one says it was taken from."""

    headline: str | None
    outlet: str | None
    byline: str | None
    language: str | None
    published: str | None
    url: str | None
    origin_url: str | None


def find_facts(root: html.HtmlElement, *, fetched_from: str | None) -> PageFacts:
    """What a whole page states; `fetched_from` is the address it was had from, if any."""
    linked = find_linked_article(root)
    metas = _read_metas(root)
    url, origin_url = _find_addresses(root, linked, metas, fetched_from=fetched_from)
    headline = _find_headline(root, linked, metas)
    return PageFacts(
        headline=headline,
        outlet=_find_outlet(root, linked, metas, headline=headline),
        byline=_find_byline(root, linked, metas),
        language=_find_language(root, linked, metas),
        published=find_stated(root, linked=linked.published),
        url=url,
        origin_url=origin_url,
    )


def is_same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one site: `amp.` and `www.` in front make no difference."""
    first, second = (
        _FRONT.sub("", (urlsplit(each).hostname or "").lower()) for each in (one, other)
    )
    return first == second or first.endswith(f".{second}") or second.endswith(f".{first}")


def is_web_address(address: str) -> bool:
    """Whether an address is an absolute one on the web."""
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _read_metas(root: html.HtmlElement) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("http-equiv") or ""
        content = _tidy(meta.get("content"))
        if name and content:
            metas.setdefault(name.lower(), content)
    return metas


def _find_addresses(
    root: html.HtmlElement,
    linked: LinkedArticle,
    metas: dict[str, str],
    *,
    fetched_from: str | None,
) -> tuple[str | None, str | None]:
    links = root.xpath("//link[@rel='canonical']/@href")
    canonical = _absolute(links[0] if links else None, fetched_from)
    own = (
        fetched_from
        or _absolute(metas.get("og:url"), None)
        or _absolute(linked.url, None)
        or canonical
    )
    origin = _absolute(linked.based_on, fetched_from)
    if canonical and own and not is_same_site(canonical, own):
        return own, origin or canonical
    return canonical or own, origin


def _absolute(address: str | None, against: str | None) -> str | None:
    if not address:
        return None
    try:
        joined = urljoin(against, address.strip()) if against else address.strip()
    except ValueError:
        return None
    return joined if is_web_address(joined) else None


def _find_headline(
    root: html.HtmlElement, linked: LinkedArticle, metas: dict[str, str]
) -> str | None:
    """The heading that the page's own title data names; else its main heading; else that data."""
    stated = [each for each in (linked.headline, metas.get("og:title")) if each]
    page_title = _tidy(root.findtext(".//title"))
    headings = [(heading, _tidy(heading.text_content())) for heading in root.iter("h1", "h2", "h3")]
    texts = [text for _, text in headings if len(letters(text)) >= _LEAST_TITLE]
    keys = {letters(each) for each in stated}
    exact = [text for text in texts if letters(text) in keys]
    if exact:
        return exact[0]
    within = [text for text in texts if letters(text) in letters(page_title)]
    if within:
        return max(within, key=len)
    main = [text for heading, text in headings if heading.tag == "h1" and text in texts]
    if main and not stated:
        return main[0]
    # Titles join the headline and the outlet, in either order; outlets have short names.
    return (stated or main or [max(_TITLE_PARTS.split(page_title), key=len)])[0] or None


def _find_outlet(
    root: html.HtmlElement,
    linked: LinkedArticle,
    metas: dict[str, str],
    *,
    headline: str | None,
) -> str | None:
    named = metas.get("og:site_name") or linked.publisher or metas.get("application-name")
    if named:
        return named
    publishers = root.xpath("//*[@itemprop='publisher']//*[@itemprop='name']")
    if publishers:
        return _tidy(publishers[0].get("content") or publishers[0].text_content()) or None
    title = _tidy(root.findtext(".//title"))
    before, found, after = title.partition(headline) if headline else ("", "", "")
    rest = (after or before).strip(_AROUND_OUTLET)
    return _TITLE_PARTS.split(rest)[-1] if found and rest else None


def _find_byline(
    root: html.HtmlElement, linked: LinkedArticle, metas: dict[str, str]
) -> str | None:
    if linked.authors:
        return ", ".join(dict.fromkeys(linked.authors))
    for candidate in _stated_authors(root, metas):
        name = without_by(candidate)
        if name and len(name) <= _LONGEST_NAME and "://" not in name:
            return name
    return None


def _stated_authors(root: html.HtmlElement, metas: dict[str, str]) -> Iterator[str]:
    for name in ("author", "article:author", "byl", "parsely-author", "dc.creator"):
        yield metas.get(name, "")
    for path in _BYLINES:
        found = [_tidy(each.get("content") or each.text_content()) for each in root.xpath(path)]
        yield from found[:1]


def _find_language(
    root: html.HtmlElement, linked: LinkedArticle, metas: dict[str, str]
) -> str | None:
    stated = (
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        root.get("xml:lang"),
        metas.get("content-language"),
        metas.get("og:locale"),
        linked.language,
    )
    codes = (re.split(r"[-_,;\s]", each.strip().lower())[0] for each in stated if each)
    return next((code for code in codes if re.fullmatch(r"[a-z]{2,3}", code)), None)


def _tidy(text: str | None) -> str:
    return " ".join(text.split()) if text else ""
