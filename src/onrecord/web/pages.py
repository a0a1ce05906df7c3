"""Pages from templates, in any of the interface's languages; nothing in them is left unescaped."""

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from urllib.parse import quote, urlencode

from babel.dates import format_date
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from onrecord.formats.visible import make_visible
from onrecord.formats.wording import STANCE_MARKS, show_time, spell, web_address
from onrecord.model import EvidenceKind, SpeakerKind, Stance, Standing, Verdict
from onrecord.web.wording import interface_languages, load_translations, name_language

# Marks differ in shape, so that a standing can be told without its colour.
STANDING_MARKS: Mapping[Standing, str] = {
    Standing.RETRACTED: "↩",
    Standing.DISPUTED: "≠",
    Standing.DENIED: "✗",
    Standing.CONFIRMED: "✓",
    Standing.CORROBORATED: "⁂",
    Standing.UNANSWERED: "◐",
    Standing.SINGLE_SOURCE: "●",
    Standing.UNATTRIBUTED: "○",
}

EVIDENCE: Mapping[EvidenceKind, str] = {
    EvidenceKind.DOCUMENT: "a document",
    EvidenceKind.RECORDING: "a recording",
    EvidenceKind.IMAGE: "an image",
    EvidenceKind.DATA: "data",
    EvidenceKind.WITNESS: "a witness",
    EvidenceKind.EXCERPT: "an excerpt",
    EvidenceKind.UNSPECIFIED: "details",
    EvidenceKind.NONE_SHOWN: "any proof",
}
EXPORT_FORMS = [
    ("jsonl", "JSON Lines"),
    ("csv", "CSV"),
    ("jsonld", "schema.org"),
    ("annotations", "Web Annotation"),
    ("ftm", "FollowTheMoney"),
    ("graphml", "GraphML"),
]
NAMELESS: Mapping[str, str] = {
    SpeakerKind.UNNAMED: "an unnamed source",
    SpeakerKind.UNKNOWN: "an unknown source",
}
ORIGINS: Mapping[str, str] = {"copy": "copies", "credit": "credits", "relay": "relays"}


def render(template: str, language: str, **values: object) -> str:
    """The page that a template makes of the values."""
    return _environment(language).get_template(template).render(**values)


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=PackageLoader("onrecord.web"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        extensions=["jinja2.ext.i18n"],
    )
    translations = load_translations(language)
    environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
    environment.globals.update(
        language=language,
        languages=[(code, name_language(code)) for code in interface_languages()],
        Stance=Stance,
        Standing=Standing,
        Verdict=Verdict,
        stance_marks=STANCE_MARKS,
        standing_marks=STANDING_MARKS,
        evidence_words={each: translations.gettext(words) for each, words in EVIDENCE.items()},
        origin_words={each: translations.gettext(words) for each, words in ORIGINS.items()},
        named=lambda name: translations.gettext(NAMELESS[name]) if name in NAMELESS else name,
        link=link,
        export_forms=EXPORT_FORMS,
    )
    environment.filters.update(
        seen=make_visible,  # where a text goes into a message
        spell=spell,
        web_address=web_address,
        time=show_time,
        lines=_keep_lines,
        day=lambda day: _format_day(day, language),
        language_name=lambda code: name_language(code, language),
    )
    return environment


def _finalize(value: object) -> object:
    """Every text on its way into a page: what would hide or move other text is made visible."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return make_visible(value)
    return value


def _keep_lines(text: str) -> Markup:
    """A text of several lines, as a text area holds it."""
    return Markup("\n").join(escape(make_visible(each)) for each in text.splitlines())


def link(path: str, **query: object) -> str:
    """An address of ours; what is None, empty or False is left out."""
    asked = {name: value for name, value in query.items() if value not in (None, "", False, ())}
    return quote(path) + (f"?{urlencode(asked, doseq=True)}" if asked else "")


@lru_cache(maxsize=10_000)  # the days of a page are few, and formatting one is slow
def _format_day(given: str, language: str) -> str:
    try:
        return format_date(date.fromisoformat(given[:10]), "medium", locale=language)
    except ValueError:
        return given
