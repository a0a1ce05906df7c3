"""Places: which ones there are, and the article at one of them."""

import os
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from onrecord.intake.decoding import decode
from onrecord.intake.files import ARTICLE_SUFFIXES, read_file, read_stdin
from onrecord.intake.plain import read_plain
from onrecord.intake.raw import Raw
from onrecord.intake.settings import IntakeSettings
from onrecord.intake.sniffing import is_html
from onrecord.model import Article

_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def read_place(place: str, *, settings: IntakeSettings, stdin: BinaryIO | None = None) -> Article:
    """The article at a path, a URL or `-`; raises an ArticleError that says what is wrong."""
    raw = _read_raw(place, settings=settings, stdin=stdin)
    text = decode(raw)
    if not is_html(text, promised=raw.is_page):
        return read_plain(text, raw, settings=settings)
    # lxml, trafilatura and htmldate take most of a second to load: plain text goes without.
    from onrecord.intake.pages import read_page

    return read_page(text, raw, settings=settings)


def find_places(places: Iterable[str]) -> Iterator[str]:
    """Every article's place: folders are walked in order of their names, the rest passes.

    A folder that cannot be opened or holds no article is passed on as it is: reading it
    says what is wrong, and the places after it are still found.
    """
    for place in places:
        if place == "-" or _URL.match(place) or not os.path.isdir(place):  # noqa: PTH112
            yield place
        else:
            yield from _walk(place)


def _read_raw(place: str, *, settings: IntakeSettings, stdin: BinaryIO | None) -> Raw:
    if place == "-":
        return read_stdin(stdin, limits=settings.limits)
    if not _URL.match(place):
        return read_file(place, limits=settings.limits)
    # httpx takes 0.4 s to load: files go without.
    from onrecord.intake.fetching import fetch

    return fetch(place, settings=settings)


def _walk(folder: str) -> Iterator[str]:
    found = False
    for path in _files_below(folder):
        found = True
        yield path
    if not found:
        yield folder


def _files_below(folder: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError:
        yield folder
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files_below(entry.path)
        elif entry.name.lower().endswith(ARTICLE_SUFFIXES):
            yield entry.path
