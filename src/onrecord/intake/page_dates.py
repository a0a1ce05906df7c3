"""When a page says that it was published."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from htmldate import find_date
from lxml import html

_META_NAMES = (
    "article:published_time", "article:published", "og:published_time", "og:article:published_time",
    "datepublished", "date_published", "publish-date", "publishdate", "pubdate", "published_time",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "article.published",
    "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.created", "date",
)  # fmt: skip


def find_stated(root: html.HtmlElement, *, linked: str | None) -> str | None:
    """What the page's markup states, with the offset if given; `linked` is its JSON-LD's date."""
    stated = [moment for text in _stated(root, linked) if (moment := parse_moment(text))]
    return _finest(stated) if stated else None


def guess_published(root: html.HtmlElement) -> str | None:
    """The day that the page seems to be of, where nothing states it."""
    copy = deepcopy(root)
    for meta in copy.xpath("//meta[contains(@property, 'modified')]"):
        meta.drop_tree()  # htmldate would take the day of the last change
    # An extensive search would take any date, such as one that the article writes about.
    found: str | None = find_date(
        copy, extensive_search=False, original_date=True, outputformat="%Y-%m-%d"
    )
    return found


def parse_moment(text: str) -> str | None:
    """A date or time as ISO 8601 (`2025-03-05`, `2025-03-05T14:12:00+00:00`), if it is one."""
    text = text.strip()
    try:
        if len(text) <= len("2025-03-05"):
            return date.fromisoformat(text).isoformat()
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, IndexError, TypeError):
        return None


def _stated(root: html.HtmlElement, linked: str | None) -> Iterator[str]:
    if linked:
        yield linked
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        metas.setdefault(name, meta.get("content") or "")
    yield from (metas[name] for name in _META_NAMES if metas.get(name))
    for each in root.xpath("//*[@itemprop='datePublished']"):
        yield each.get("datetime") or each.get("content") or each.text_content()
    yield from root.xpath("//abbr[contains(@class, 'published')]/@title")  # hAtom
    times = root.xpath(
        "(//article//time | //main//time | //*[@role='main']//time | //time[@pubdate])"
        "[@datetime][not(ancestor::aside or ancestor::nav or ancestor::footer)]"
    )
    yield from (each.get("datetime") for each in times[:1])


def _finest(moments: list[str]) -> str:
    """The first of them, or one of the same day that says more: an offset, or a time."""
    first = moments[0]
    return next((each for each in moments if _has_offset(each) and _is_near(each, first)), first)


def _has_offset(moment: str) -> bool:
    return "T" in moment and datetime.fromisoformat(moment).tzinfo is not None


def _is_near(one: str, other: str) -> bool:
    """Whether two may be the same moment, told in different zones."""
    first, second = (datetime.fromisoformat(each) for each in (one, other))
    apart = first.replace(tzinfo=UTC) - second.replace(tzinfo=UTC)
    return abs(apart) <= timedelta(days=1)
