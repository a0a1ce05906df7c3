"""A page's markup: parsed without trust, then rid of what is hidden or not the article."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from lxml import etree, html

from onrecord.errors import NotAnArticleError

INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "q", "ruby", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
))  # fmt: skip
_RUNNING_TEXT = frozenset(("p", "li", "blockquote", "h1", "h2", "h3", "h4", *INLINE))
_NEVER_SHOWN = frozenset(("script", "style", "noscript", "template", "title"))
_NEVER_TEXT = _NEVER_SHOWN | {"form", "button", "svg"}
_NEVER_FURNITURE = frozenset(("html", "head", "body", "main", "article", "h1"))
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Themes note on the article itself what it is filed under: "tag-politics has-comments".
_MARKER = re.compile(r"(?:tag|category|status|format|type|has|no|with|without)-", re.IGNORECASE)
_WORDS = re.compile(r"[A-Z]?[a-zà-ÿ]+|[A-Z]+(?![a-z])|\d+")
# What holds more than this share of the page's text is the article, whatever its class says.
_LARGEST_FURNITURE = 0.3
_LAYOUT_CELL = 200  # characters; a cell with more lays out the page, with fewer holds data
_MOST_ELEMENTS = 60_000


@dataclass(frozen=True, slots=True)
class _Furniture:
    tags: frozenset[str]
    roles: frozenset[str]
    words: tuple[str, ...]
    hidden_classes: frozenset[str]
    talk: frozenset[str]


def parse_markup(text: str, name: str) -> html.HtmlElement:
    """The page's tree, without comments; raises NotAnArticleError where it cannot be had."""
    # An XML declaration in a str is an error to lxml; bytes with a fixed encoding are not.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    remedy = "save the article's text in a .txt file and read that"
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise NotAnArticleError(name, "holds no markup that can be read", remedy) from error
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        # The parser stops there; the rest of the article would be missing without a word.
        raise NotAnArticleError(name, "is nested more deeply than any article", remedy)
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        reason = f"has more than {_MOST_ELEMENTS:,} elements, far more than an article"
        raise NotAnArticleError(name, reason, remedy)
    return root


def strip_hidden(root: html.HtmlElement) -> None:
    """Removes, in place, scripts and all that a browser would not show."""
    furniture = _read_furniture()
    lengths = _measure(root)
    for element in list(root.iter(etree.Element)):
        if element.tag in ("html", "head", "body"):
            continue
        if _is_hidden(element) or (
            # These may be lifted by a script or a style sheet: the article itself stays.
            _seems_hidden(element, furniture)
            and lengths[element] <= lengths[root] * _LARGEST_FURNITURE
        ):
            element.drop_tree()


def strip_furniture(root: html.HtmlElement) -> None:
    """Removes, in place, menus, captions, bylines, share bars, related links and comments."""
    _unfold_layout_tables(root)
    furniture = _read_furniture()
    lengths = _measure(root)
    for element in list(root.iter(etree.Element)):
        if not _is_furniture(element, furniture) or _holds_headline(element):
            continue
        is_long = lengths[element] > lengths[root] * _LARGEST_FURNITURE
        if not is_long or _is_talk(element, furniture):
            element.drop_tree()


def _unfold_layout_tables(root: html.HtmlElement) -> None:
    lengths = _measure(root)
    for table in list(root.iter("table")):
        cells = [part for part in table.iter("td", "th") if lengths[part] >= _LAYOUT_CELL]
        if not cells:
            table.drop_tree()
    for part in list(root.iter("table", "tbody", "thead", "tr", "td", "th")):
        part.tag = "div"


def _measure(root: html.HtmlElement) -> dict[html.HtmlElement, int]:
    """The number of characters below each element, in one pass."""
    lengths: dict[html.HtmlElement, int] = {}
    for _, element in etree.iterwalk(root, events=("end",)):
        own = 0 if element.tag in _NEVER_TEXT else len((element.text or "").strip())
        for child in element:
            own += lengths.get(child, 0) + len((child.tail or "").strip())
        lengths[element] = 0 if element.tag in _NEVER_TEXT else own
    return lengths


def _is_hidden(element: html.HtmlElement) -> bool:
    if element.tag in _NEVER_SHOWN or element.get("hidden") is not None:
        return True
    return _HIDDEN_STYLE.search(element.get("style", "")) is not None


def _seems_hidden(element: html.HtmlElement, furniture: _Furniture) -> bool:
    if element.get("aria-hidden", "").lower() == "true":
        return True
    return not furniture.hidden_classes.isdisjoint(map(str.lower, _tokens(element)))


def _is_furniture(element: html.HtmlElement, furniture: _Furniture) -> bool:
    if element.tag in _NEVER_FURNITURE or element.getparent() is None:
        return False
    runs_in_text = element.tag in INLINE and element.getparent().tag in _RUNNING_TEXT
    if element.tag in furniture.tags:
        # A date in a sentence is text; one that stands alone is the date of publication.
        return not (element.tag in INLINE and runs_in_text)
    if element.get("role", "").lower() in furniture.roles:
        return True
    return not runs_in_text and _carries(element, furniture.words)


def _holds_headline(element: html.HtmlElement) -> bool:
    if element.tag in _NEVER_TEXT:
        return False
    return bool(element.xpath("boolean(.//h1 or .//main or .//*[@itemprop='articleBody'])"))


def _is_talk(element: html.HtmlElement, furniture: _Furniture) -> bool:
    return not furniture.talk.isdisjoint(map(str.lower, _tokens(element)))


def _carries(element: html.HtmlElement, words: tuple[str, ...]) -> bool:
    tokens = [token for token in _tokens(element) if not _MARKER.match(token)]
    label = _as_words(" ".join(tokens))
    return any(word in label for word in words)


def _tokens(element: html.HtmlElement) -> list[str]:
    return [*element.get("class", "").split(), *element.get("id", "").split()]


def _as_words(label: str) -> str:
    """`"nw-readAlso big"` as `" nw read also big "`, so that whole words can be looked up."""
    return f" {' '.join(word.lower() for word in _WORDS.findall(label))} "


@cache
def _read_furniture() -> _Furniture:
    table = tomllib.loads(files("onrecord.intake").joinpath("furniture.toml").read_text("utf-8"))
    return _Furniture(
        tags=frozenset(table["tags"]),
        roles=frozenset(table["roles"]),
        words=tuple(f" {word} " for word in table["words"]),
        hidden_classes=frozenset(table["hidden_classes"]),
        talk=frozenset(table["talk"]),
    )
