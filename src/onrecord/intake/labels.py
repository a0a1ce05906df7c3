"""The words of `labels.toml`, and texts made comparable with them."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_NOT_LETTERS = re.compile(r"[\W_]+")


@cache
def read_labels() -> dict[str, Any]:
    """The tables of `labels.toml`: lists of words, and months by language."""
    return tomllib.loads(files("onrecord.intake").joinpath("labels.toml").read_text("utf-8"))


@cache
def any_label(table: str) -> str:
    """A regular expression that matches any label of a table, the longest first."""
    labels: list[str] = read_labels()[table]
    return "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))


def letters(text: str) -> str:
    """The letters and digits of a text in lower case, to compare texts by."""
    return _NOT_LETTERS.sub("", text).lower()


def straighten(text: str) -> str:
    """The text with straight apostrophes, as the labels have them; of the same length."""
    return text.replace("’", "'")
