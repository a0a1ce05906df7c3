"""One thing seen in a statement that speaks for an act of it or against."""

from typing import NamedTuple


class Sign(NamedTuple):
    """One thing seen: how strongly, and the words that show it (may be empty)."""

    name: str
    strength: float
    words: str = ""
