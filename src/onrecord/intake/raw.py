"""What a place gave, before it is read as text: bytes and what was said about them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of a file, standard input or page.

    `name` stands in messages (one printable line), `place` is what the caller gave;
    `is_page` says that the suffix or content type promises HTML; `charset` is the one in
    the HTTP header, `url` where the page was found after redirects.
    """

    content: bytes
    place: str
    name: str
    is_page: bool = False
    charset: str | None = None
    url: str | None = None


def name_place(place: str) -> str:
    """The place as it can stand in a message: one line, nothing that moves the cursor."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in place)
