"""Text as an attacker would write it, and a reading that has it in every place there is."""

from dataclasses import replace

from onrecord.model import Article, Reading, Speaker, SpeakerKind
from tests.formats.sample import READING, REPORT

NASTY = (
    "\x1b[31mred\x1b]8;;http://evil.example\x07link\x9b2J \u202eesrever\u2066 [bold]loud[/bold] "
    "<script>alert(1)</script></style></p><img src=x onerror=alert(1)> & \"q\" 'a' {{7*7}} "
    "\u2028\u2029\x85\x00\x7f\r\nnext \ud800 \u200b\ufeff:smile: [link=file:///etc/passwd]x[/link]"
)
_WHOLE = ((0, len(NASTY)),)
HOSTILE = Reading(
    article=Article(
        text=NASTY,
        language="en",
        url="javascript:alert(1)",
        outlet=NASTY,
        title=NASTY,
        byline=NASTY,
        published=NASTY,
        origin_url='https://x.example/"><script>alert(1)</script>',
        place=NASTY,
    ),
    statements=(
        replace(
            REPORT,
            source=_WHOLE,
            cue=_WHOLE,
            content=_WHOLE,
            hedges=_WHOLE,
            evidence=tuple(replace(each, span=_WHOLE[0]) for each in REPORT.evidence),
            said_on=NASTY,
            speaker=Speaker(NASTY, SpeakerKind.UNNAMED, NASTY, NASTY),
            because=replace(
                REPORT.because, cue=NASTY, rule=NASTY, stance=NASTY, act=NASTY, speaker=NASTY
            ),
        ),
    ),
    reader=READING.reader,
)
# What may never reach a terminal or a page as it is.
FORBIDDEN = (
    "\x1b", "\x07", "\x9b", "\x00", "\x7f", "\x85",
    "\u2028", "\u2029", "\u202e", "\u2066", "\ud800",
)  # fmt: skip
