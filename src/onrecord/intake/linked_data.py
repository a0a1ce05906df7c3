"""What a page's JSON-LD says about its article."""

import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from lxml import html

Json: TypeAlias = "dict[str, Json] | list[Json] | str | float | bool | None"

_ARTICLES = ("Article", "BlogPosting", "Report", "LiveBlogPosting", "SocialMediaPosting")
_MOST_NODES = 5_000


@dataclass(frozen=True, slots=True)
class LinkedArticle:
    """The fields of a schema.org article; None or empty where the page does not give them."""

    headline: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None
    url: str | None = None
    based_on: str | None = None


def find_linked_article(root: html.HtmlElement) -> LinkedArticle:
    """The first article in the page's JSON-LD that is dated, or else the first one."""
    articles = [_read_article(node) for node in _nodes(root) if _is_article(node)]
    dated = (article for article in articles if article.published)
    return next(dated, articles[0] if articles else LinkedArticle())


def _nodes(root: html.HtmlElement) -> Iterator[dict[str, Json]]:
    """Every object of every JSON-LD block, outer ones first."""
    waiting: deque[Json] = deque()
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            waiting.append(_parse(script.text or ""))
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.popleft()
        if isinstance(node, dict):
            yield node
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)


def _parse(text: str) -> Json:
    try:
        parsed: Json = json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):  # hand-made JSON is often broken; then it says nothing
        return None
    return parsed


def _is_article(node: dict[str, Json]) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and kind.endswith(_ARTICLES)
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _read_article(node: dict[str, Json]) -> LinkedArticle:
    return LinkedArticle(
        headline=_first(node.get("headline")) or _first(node.get("name")),
        published=_first(node.get("datePublished")) or _first(node.get("dateCreated")),
        authors=tuple(_names(node.get("author"))),
        publisher=next(_names(node.get("publisher")), None),
        language=_first(node.get("inLanguage")),
        url=_address(node.get("url")) or _address(node.get("mainEntityOfPage")),
        based_on=_address(node.get("isBasedOn")) or _address(node.get("translationOfWork")),
    )


def _names(value: Json) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        name = _first(each.get("name")) if isinstance(each, dict) else _first(each)
        if name and "://" not in name:
            yield name


def _address(value: Json) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        return _first(value.get("url")) or _first(value.get("@id"))
    return _first(value)


def _first(value: Json) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    return " ".join(value.split()) or None if isinstance(value, str) else None
