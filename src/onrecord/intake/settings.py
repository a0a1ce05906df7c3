"""What a run decides about reading: language, reach and limits."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read, and how long is waited, before an article is given up.

    `raw_bytes` counts what is read from a file, standard input or the network after
    decompression; `characters` counts the article's text.
    """

    raw_bytes: int = 5_000_000
    characters: int = 1_000_000
    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    total_seconds: float = 30.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class IntakeSettings:
    """The language that is given (None: found from the page), and what may be read.

    `known_languages` are the codes that can be read; `allow_private` lets a URL lead into
    the own network.
    """

    language: str | None = None
    allow_private: bool = False
    known_languages: frozenset[str] = frozenset()
    limits: Limits = field(default_factory=Limits)
