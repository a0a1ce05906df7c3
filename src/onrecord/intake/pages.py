"""A web page as an article: its main text, and what the page says about it."""

from onrecord.intake.blocks import Block, find_blocks
from onrecord.intake.credits import (
    find_opening_credit,
    find_source_link,
    is_byline,
    names_origin,
    without_by,
)
from onrecord.intake.datelines import find_date
from onrecord.intake.detection import choose_language
from onrecord.intake.labels import letters
from onrecord.intake.main_text import extract_text
from onrecord.intake.markup import parse_markup, strip_furniture, strip_hidden
from onrecord.intake.page_dates import guess_published
from onrecord.intake.page_facts import find_facts, is_same_site, is_web_address
from onrecord.intake.plain import check_length
from onrecord.intake.raw import Raw
from onrecord.intake.settings import IntakeSettings
from onrecord.model import Article

_REACH = 8  # lines below and above the headline


def read_page(markup: str, raw: Raw, *, settings: IntakeSettings) -> Article:
    """The page's article; raises NotAnArticleError where it has none."""
    root = parse_markup(markup, raw.name)
    facts = find_facts(root, fetched_from=raw.url)
    strip_hidden(root)
    blocks = find_blocks(root)
    origin_url = facts.origin_url or _find_origin(blocks, own=facts.url)
    around = _near_headline(blocks, facts.headline)
    byline = facts.byline or next((without_by(line) for line in around if is_byline(line)), None)
    published = facts.published or next(filter(None, map(find_date, around)), None)
    published = published or guess_published(root)
    strip_furniture(root)
    text = extract_text(root, raw.name, headline=facts.headline)
    check_length(text, raw.name, limits=settings.limits)
    body = text.partition("\n")[2] if facts.headline else text
    return Article(
        text=text,
        language=choose_language(text, raw.name, settings=settings, declared=facts.language),
        url=facts.url,
        outlet=facts.outlet or find_opening_credit(body),
        title=facts.headline,
        byline=byline,
        published=published,
        origin_url=origin_url,
        place=raw.place,
    )


def _find_origin(blocks: list[Block], *, own: str | None) -> str | None:
    """The other site's page that a source line, a credit or a note on first publication names."""
    for block in blocks:
        if not names_origin(block.text):
            continue
        for link in _links(block):
            if own is None or not is_same_site(link, own):
                return link
    return None


def _links(block: Block) -> list[str]:
    links = [link for link in block.links if is_web_address(link)]
    written = find_source_link(block.text)
    return links if written is None or links else [written]


def _near_headline(blocks: list[Block], headline: str | None) -> list[str]:
    """The lines around the headline, those below it first: byline and date stand there."""
    keys = [letters(block.text) for block in blocks]
    at = keys.index(letters(headline)) if headline and letters(headline) in keys else 0
    lines = [block.text for block in blocks]
    return lines[at + 1 : at + 1 + _REACH] + lines[max(at - _REACH, 0) : at]
