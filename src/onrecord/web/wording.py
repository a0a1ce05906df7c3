"""The interface's languages: one gettext catalogue each, in `catalogues/CODE/onrecord.po`."""

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from onrecord.languages import explained_languages

CATALOGUES = Path(__file__).parent / "catalogues"
SOURCE_LANGUAGE = "en"  # the language that templates are written in


@cache
def interface_languages() -> tuple[str, ...]:
    """Codes of the languages that pages can be shown in, in alphabetical order."""
    found = {each.parent.name for each in CATALOGUES.glob("*/onrecord.po")}
    return tuple(sorted({SOURCE_LANGUAGE, *found}))


@cache
def load_translations(code: str) -> NullTranslations:
    """The catalogue of a language, compiled as it is loaded; the source language has none."""
    if code == SOURCE_LANGUAGE:
        return NullTranslations()
    with (CATALOGUES / code / "onrecord.po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled, domain="onrecord")


@cache
def name_language(code: str, shown_in: str | None = None) -> str:
    """A language's name, in itself or in another one; the code where it has none."""
    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return code
    return (locale.get_display_name(shown_in or code) or code).capitalize()


def choose_language(asked: str | None, chosen: str | None, accepted: str) -> str:
    """The first of these that there is: asked for now, chosen before, accepted by the browser."""
    known = interface_languages()
    for code in (asked, chosen, *_read_accepted(accepted)):
        if code in known:
            return str(code)
    return SOURCE_LANGUAGE


def _read_accepted(header: str) -> Iterator[str]:
    """The languages of an Accept-Language header, the best liked first."""
    liked = []
    for part in header.lower().split(",")[:20]:
        code, _, quality = part.strip().partition(";q=")
        try:
            liked.append((-float(quality or 1), code.partition("-")[0]))
        except ValueError:
            continue
    yield from (code for _, code in sorted(liked, key=lambda each: each[0]))


def explained_in(language: str) -> str:
    """The language in which standings are explained to readers of this one."""
    return language if language in explained_languages() else SOURCE_LANGUAGE
