"""A ledger as tools for a language model, over the Model Context Protocol."""

import json
from collections.abc import Callable
from typing import Any, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError

from onrecord import __version__
from onrecord.errors import OnrecordError, TooLargeError
from onrecord.formats.json_lines import to_json
from onrecord.formats.views_json import view_to_json
from onrecord.ledger import Ledger, open_ledger
from onrecord.ledger.views import (
    Checked,
    ClaimView,
    Part,
    PartyView,
    read_clocks,
    show_claim,
    show_party,
)
from onrecord.pipeline import Reader
from onrecord.pipeline.checking import check_reading

_T = TypeVar("_T")
_LONGEST = 100_000  # characters of a text
_MOST = 20  # statements of a claim or party
_ABOUT = (
    "Who said what in the news, through whom, and where each claim stands, with the words of the "
    "articles as proof. `check` finds claims that a text touches, `claim` tells one in full, `who` "
    "what a person or body has said, `read` what a text says itself. Quote the words given as "
    "proof; a standing is worked out from what the ledger holds, it is no verdict of truth."
)


def create_server(ledger: Ledger, *, reader: Reader | None = None) -> MCPServer:
    """A server with the tools read, check, claim and who; none of them changes the ledger."""
    server = MCPServer("onrecord", instructions=_ABOUT, version=__version__)
    kept = reader or Reader()

    @server.tool()
    def read(text: str, language: str | None = None) -> dict[str, Any]:
        """Read a text: every statement in it with its source, speaker, stance and spans."""
        reading = _told(lambda: kept.read_text(_limit(text), language=language))
        found: dict[str, Any] = json.loads(to_json(reading))
        return found

    @server.tool()
    def check(text: str, language: str | None = None) -> list[dict[str, Any]]:
        """Check a text: which claims on record it touches, and where these stand."""

        def ask() -> tuple[Checked, ...]:
            return check_reading(ledger, kept.read_text(_limit(text), language=language))

        found: list[dict[str, Any]] = json.loads(view_to_json(_told(ask)))
        return found

    @server.tool()
    def claim(claim_id: str, as_of: str | None = None, language: str = "en") -> dict[str, Any]:
        """Tell one claim: its standing in a sentence, who says what, evidence and origins.

        `as_of` is a day such as 2025-02-09: then only what was said by that day counts.
        """

        def ask() -> ClaimView:
            clocks = read_clocks(as_of)
            return show_claim(
                ledger, claim_id, clocks=clocks, language=language, part=Part(most=_MOST)
            )

        found: dict[str, Any] = json.loads(view_to_json(_told(ask)))
        return found

    @server.tool()
    def who(name: str, as_of: str | None = None) -> dict[str, Any]:
        """Tell what a person, organisation or country has said: by its name or id."""

        def ask() -> PartyView:
            return show_party(ledger, name, clocks=read_clocks(as_of), most=_MOST)

        found: dict[str, Any] = json.loads(view_to_json(_told(ask)))
        return found

    return server


def run_server(ledger: str) -> None:
    """Serve a ledger over standard input and output until that ends; raises LedgerError."""
    with open_ledger(ledger) as opened:
        create_server(opened).run("stdio")


def _told(ask: Callable[[], _T]) -> _T:
    """An error of ours becomes what the model is told."""
    try:
        return ask()
    except OnrecordError as error:
        raise ToolError(str(error)) from error


def _limit(text: str) -> str:
    if len(text) > _LONGEST:
        raise TooLargeError("the text", f"has more than {_LONGEST:,} characters")
    return text
