"""Claims as one file to mail or print: everything of their pages, and nothing else is needed."""

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

from onrecord.ledger import Ledger
from onrecord.ledger.views import NOW, ClaimView, Clocks, Part, show_claim
from onrecord.ledger.views.texts import load_texts
from onrecord.web.asking import AskedSome
from onrecord.web.drawing import OriginNode, Timeline, draw_origins, draw_timeline
from onrecord.web.pages import render
from onrecord.web.passages import Passage, cut_passages
from onrecord.web.wording import SOURCE_LANGUAGE, explained_in

_STYLE = Path(__file__).parent / "static" / "style.css"
_OWN_LINK = re.compile(r' href="/[^"]*"')  # leads to a page of the server, which is not there
_MOST = 1000  # statements of one claim


@dataclass(frozen=True, slots=True)
class Sheet:
    """One claim of the file."""

    view: ClaimView
    timeline: Timeline
    origins: tuple[OriginNode, ...]
    passages: dict[str, Passage]


def render_dossier(
    ledger: Ledger,
    claims: Sequence[str],
    *,
    clocks: Clocks = NOW,
    language: str = SOURCE_LANGUAGE,
) -> str:
    """The claims with these ids as one HTML page; raises UnknownIdError where one is not there."""
    style = _STYLE.read_text(encoding="utf-8")
    page = render(
        "dossier.html.jinja",
        language,
        sheets=[_lay_out(ledger, each, clocks, language) for each in claims],
        asked=AskedSome(
            stance=(), as_of=clocks.as_of, known_at=clocks.known_at, next=None, size=None
        ),
        style=Markup(style),  # noqa: S704  (a file of ours)
        digest=b64encode(sha256(style.encode()).digest()).decode(),
    )
    return _OWN_LINK.sub("", page)


def _lay_out(ledger: Ledger, claim: str, clocks: Clocks, language: str) -> Sheet:
    view = show_claim(
        ledger, claim, clocks=clocks, language=explained_in(language), part=Part(most=_MOST)
    )
    statements = [each.statement for each in view.timeline.items]
    statements += [each.statement for each in view.positions]
    texts = load_texts(ledger, [each.article for each in statements])
    passages = dict(cut_passages(texts, statements))
    return Sheet(view, draw_timeline(view), draw_origins(view.sources), passages)
