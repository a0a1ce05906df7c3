"""Which lines of a page are about the page, a picture or other articles."""

import re
from functools import cache

from onrecord.intake.blocks import Block
from onrecord.intake.credits import is_origin_note
from onrecord.intake.labels import any_label, straighten

_SHORT_NOTICE = 160  # characters
_SHORT_CREDIT = 30


def leads_elsewhere(block: Block) -> bool:
    """Whether a line opens a list of other articles, or is a link to one."""
    found = _opening("other_articles").match(straighten(block.text))
    if not found:
        return False
    rest = block.text[found.end() :].lstrip()
    return not rest or rest[0] in ":|>→»" or block.linked >= 0.8 * len(rest)


def is_about_page(block: Block) -> bool:
    """Whether a line is a counter, a share bar, a credit, a caption or a note on rights."""
    line = straighten(block.text)
    if len(line) < _SHORT_NOTICE and (line.startswith("©") or _opening("notices").match(line)):
        return True
    if _around().fullmatch(line) or _caption().search(line):
        return True
    # "Sources: ministers knew of the leak" is news; a credit is short or links somewhere.
    is_short = len(line) <= _SHORT_CREDIT or "://" in line
    return is_origin_note(line) and (bool(block.links) or is_short)


@cache
def _opening(table: str) -> re.Pattern[str]:
    return re.compile(rf"[^\w]*(?:{any_label(table)})(?!\w)", re.IGNORECASE)


@cache
def _around() -> re.Pattern[str]:
    rest = rf"(?:[\W\d]*|\s*:.{{0,{_SHORT_NOTICE}}})"
    return re.compile(rf"[^\w]*\d*\s*(?:{any_label('around')})\s*{rest}", re.IGNORECASE)


@cache
def _caption() -> re.Pattern[str]:
    labels = any_label("picture")
    bracket = rf"[(\[]\s*(?:{labels})\s*[:/–—-][^)\]]{{0,80}}[)\]]\W*$"
    return re.compile(rf"^(?:{labels})\s*:|{bracket}", re.IGNORECASE)
