"""Outlets that an article itself names as where it has its news from."""

import re
from collections.abc import Iterator

from onrecord.linking.matching import unique
from onrecord.linking.names import fold
from onrecord.linking.words import forms_of
from onrecord.model import Article, Reading, SpeakerKind

# "(Reuters) -", "WASHINGTON (AP) —" at the start of a text.
_DATELINE = re.compile(r"^[^\n(]{0,40}\(([^\W\d_][^()\n]{1,30})\)\s*[-–—]")
_MOST = 8


def find_relayed(reading: Reading) -> list[str]:
    """The outlets that the article itself names as its source, as it spells them."""
    own = fold(reading.article.outlet or "")
    names = [
        each.speaker.name for each in reading.statements if each.speaker.kind is SpeakerKind.OUTLET
    ]
    dateline = _DATELINE.match(reading.article.text)
    if dateline:
        names.append(dateline.group(1).strip())
    return list(unique((name for name in names if fold(name) != own), _MOST))


def find_credits(article: Article) -> Iterator[str]:
    """What stands in the lines that say where the text was taken from."""
    openings = forms_of(article.language).credits
    for line in article.text.splitlines():
        opening, mark, rest = line.partition(":")
        if mark and opening.strip() in openings and rest.strip():
            yield rest.strip()[:200]
