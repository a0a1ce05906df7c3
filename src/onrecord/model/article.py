"""An article: one text as an outlet published it."""

import hashlib
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Article:
    """One text as published; `published` is ISO 8601, with its offset where the page gives one.

    `origin_url` is the page that this text was copied or translated from, `place` where the
    article was taken from here (a path, a URL or `-`), for messages only.
    """

    text: str
    language: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    origin_url: str | None = None
    place: str = "-"

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the text in UTF-8, in hex."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def id(self) -> str:
        """Hash of what makes it the same article: where it stands and what it says."""
        key = "\x1f".join((self.url or "", self.outlet or "", self.sha256))
        return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
