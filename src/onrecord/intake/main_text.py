"""A page's main text: the headline, then one paragraph or subhead a line."""

from collections import Counter
from copy import deepcopy
from itertools import pairwise

import trafilatura
from lxml import html
from trafilatura.settings import Document

from onrecord.errors import NotAnArticleError
from onrecord.intake.blocks import Block, find_blocks
from onrecord.intake.credits import is_byline
from onrecord.intake.labels import letters
from onrecord.intake.page_lines import is_about_page, leads_elsewhere

_LEAST_PROSE = 200  # characters in sentences; a login or cookie page has fewer
_AGREEMENT = 0.9  # share of trafilatura's text that the article's element must hold
_RECOGNISABLE = 25  # letters; shorter lines may be the same by chance
_LONG_LINE = 60  # characters; before the first sentence, shorter lines are dates and bylines
_TEASERS = 4  # linked headings with a text each; an article has no such row


def extract_text(root: html.HtmlElement, name: str, *, headline: str | None) -> str:
    """The text of a tree without furniture; raises NotAnArticleError if it holds no article."""
    blocks = find_blocks(root)
    container = _find_container(root, blocks)
    found = _between(blocks, container, headline=headline)
    lines = _without_edges(_without_others(found))
    prose = sum(len(block.text) for block in lines if block.is_prose)
    if prose < _LEAST_PROSE:
        reason = f"has too little text to be an article ({prose} characters in sentences)"
        remedy = "if it asks for a login or for cookies, save the article's text in a .txt file"
        raise NotAnArticleError(name, reason, remedy)
    if _count_teasers(found) >= _TEASERS:
        raise NotAnArticleError(name, "is a list of articles", "give the address of one of them")
    texts = [block.text for block in lines]
    return "\n".join([headline, *texts] if headline else texts)


def _find_container(root: html.HtmlElement, blocks: list[Block]) -> html.HtmlElement:
    """The smallest element that holds nearly all that trafilatura takes for the main text."""
    # trafilatura changes the tree that it is given.
    found = trafilatura.bare_extraction(
        deepcopy(root), include_comments=False, include_tables=False, favor_recall=True
    )
    main = letters(found.text or "") if isinstance(found, Document) else ""
    weights: Counter[html.HtmlElement] = Counter()
    total = 0
    for block in blocks:
        key = letters(block.text)
        if len(key) < _RECOGNISABLE or key not in main:
            continue
        total += len(key)
        for element in (block.element, *block.element.iterancestors()):
            weights[element] += len(key)
    holding = [each for each, weight in weights.items() if weight >= _AGREEMENT * total]
    return max(holding, key=_depth, default=root)


def _depth(element: html.HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())


def _between(
    blocks: list[Block], container: html.HtmlElement, *, headline: str | None
) -> list[Block]:
    """From the headline to the container's end; outside the container only sentences."""
    inside = [_holds(container, block.element) for block in blocks]
    if not any(inside):
        return []
    end = len(inside) - inside[::-1].index(True)
    start = inside.index(True)
    key = letters(headline or "")
    titles = [at for at, block in enumerate(blocks[:end]) if key and letters(block.text) == key]
    # The headline may be repeated in a print view or a list: the one nearest the text counts.
    before = [at for at in titles if at < start]
    start = before[-1] if before else next(iter(titles), start)
    return [
        block
        for at, block in enumerate(blocks[start:end], start)
        if letters(block.text) != key and (inside[at] or block.is_prose)
    ]


def _holds(container: html.HtmlElement, element: html.HtmlElement) -> bool:
    return element is container or any(each is container for each in element.iterancestors())


def _without_others(blocks: list[Block]) -> list[Block]:
    """Without lines about the page and without lists of other articles."""
    kept = []
    in_list = False
    for block in blocks:
        if leads_elsewhere(block):
            in_list = True
            continue
        in_list = in_list and (block.linked > 0 or block.element.tag == "li")
        if not in_list and not block.is_links and not is_about_page(block):
            kept.append(block)
    return kept


def _without_edges(blocks: list[Block]) -> list[Block]:
    """Without bylines and dates before the first sentence, and scraps after the last one."""
    start = next((at for at, block in enumerate(blocks) if block.is_prose), len(blocks))
    end = next((at for at in range(len(blocks), start, -1) if blocks[at - 1].is_sentence), start)
    return [*filter(_can_open, blocks[:start]), *blocks[start:end]]


def _can_open(block: Block) -> bool:
    if is_byline(block.text):
        return False
    return block.is_heading or len(block.text) >= _LONG_LINE


def _count_teasers(blocks: list[Block]) -> int:
    return sum(
        1
        for heading, text in pairwise(blocks)
        if heading.is_heading and heading.is_links and text.is_prose
    )
