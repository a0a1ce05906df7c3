"""A page's blocks: the lines a reader sees, in order, each with the element it stands in."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

from onrecord.intake.markup import INLINE

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_WHOLE = _HEADINGS | {"p", "li", "blockquote"}
_SCRAP = 60  # characters
_SENTENCE_END = (".", "!", "?", "…", "”", "»", '"', "’", ":")
_QUOTE_SIGNS = {"start": "“", "end": "”"}


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the page: its text with single blanks, and what of it is links.

    `linked` counts the characters in links, `links` are their addresses as written.
    """

    text: str
    element: html.HtmlElement
    linked: int
    links: tuple[str, ...]

    @property
    def is_heading(self) -> bool:
        """Whether the line is a heading in the markup."""
        return self.element.tag in _HEADINGS

    @property
    def is_links(self) -> bool:
        """Whether the line is little else than links."""
        return self.linked > 0.7 * len(self.text)

    @property
    def is_sentence(self) -> bool:
        """Whether the line ends as a sentence does."""
        return self.text.endswith(_SENTENCE_END) and not self.is_links

    @property
    def is_prose(self) -> bool:
        """Whether the line reads as a sentence or more."""
        return len(self.text) >= 40 and self.is_sentence


def find_blocks(root: html.HtmlElement) -> list[Block]:
    """The lines of everything below `root`; `<br>` ends one after a full stop or if doubled."""
    return list(_Lines().read(root))


class _Lines:
    """The line being gathered while the tree is walked."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._linked = 0
        self._links: list[str] = []
        self._links_open = 0
        self._breaks = 0

    def read(self, root: html.HtmlElement) -> Iterator[Block]:
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if element.tag == "br":
                if event == "start" and self._ends_line(element.getparent()):
                    yield from self._flush(element.getparent())
            elif element.tag not in INLINE:
                yield from self._flush(element if event == "end" else element.getparent())
            else:
                self._enter_or_leave(event, element)
            self._add(element.text if event == "start" else element.tail)

    def _enter_or_leave(self, event: str, element: html.HtmlElement) -> None:
        if element.tag == "a":
            self._links_open += 1 if event == "start" else -1
            if event == "start" and element.get("href"):
                self._links.append(element.get("href").strip())
        elif element.tag == "q":
            self._add(_QUOTE_SIGNS[event])

    def _add(self, text: str | None) -> None:
        if not text:
            return
        self._parts.append(text)
        if text.strip():
            self._breaks = 0
        if self._links_open:
            self._linked += len(" ".join(text.split()))

    def _ends_line(self, element: html.HtmlElement) -> bool:
        self._breaks += 1
        line = " ".join("".join(self._parts).split())
        self._parts.append(" ")
        # Outside paragraphs and headings, a break after few words ends a byline or a date.
        is_scrap = len(line) < _SCRAP and _nearest_block(element).tag not in _WHOLE
        return self._breaks > 1 or line.endswith(_SENTENCE_END) or is_scrap

    def _flush(self, element: html.HtmlElement | None) -> Iterator[Block]:
        text = " ".join("".join(self._parts).split())
        if text and element is not None:
            yield Block(text, _nearest_block(element), self._linked, tuple(self._links))
        self._parts.clear()
        self._links.clear()
        self._linked = 0
        self._breaks = 0


def _nearest_block(element: html.HtmlElement) -> html.HtmlElement:
    while element.tag in INLINE and element.getparent() is not None:
        element = element.getparent()
    return element
