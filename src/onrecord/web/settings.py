"""How a server is set up."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WebSettings:
    """`hosts` are the names that the server answers to, `*` for all; sizes are in bytes.

    `may_fetch` lets the page that reads and checks get articles from web addresses.
    """

    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "::1")
    may_fetch: bool = False
    largest_request: int = 1_000_000
    seconds: float = 30.0
