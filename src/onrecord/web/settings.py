"""How a server is set up."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class WebSettings:
    """`hosts` are the names that the server answers to, `*` for all; sizes are in bytes.

    `may_fetch` lets the page that reads and checks get articles from web addresses. Who shows
    `write_token` may write, in a browser for `session_seconds`; without one nobody may. Pages
    are made `at_once` at a time, and `remembered` bytes of them are kept.
    """

    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "::1")
    may_fetch: bool = False
    largest_request: int = 1_000_000
    seconds: float = 30.0
    write_token: str | None = field(default=None, repr=False)
    session_seconds: int = 12 * 3600
    writes_per_minute: int = 120
    wrong_tokens_per_minute: int = 10
    at_once: int = 3
    remembered: int = 32_000_000
