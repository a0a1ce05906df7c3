"""onrecord reads the news and keeps the record: who said what, through whom."""

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from onrecord.errors import ArticleError, OnrecordError, SetupError
    from onrecord.formats.json_lines import from_json, to_json
    from onrecord.formats.page import render_page
    from onrecord.intake import IntakeSettings
    from onrecord.languages import known_languages
    from onrecord.model import (
        Act,
        Article,
        Because,
        Certainty,
        Evidence,
        EvidenceKind,
        Form,
        ReaderVersion,
        Reading,
        Speaker,
        SpeakerKind,
        Stance,
        Statement,
    )
    from onrecord.pipeline import Reader, Skipped, Tally, read

__all__ = [
    "Act",
    "Article",
    "ArticleError",
    "Because",
    "Certainty",
    "Evidence",
    "EvidenceKind",
    "Form",
    "IntakeSettings",
    "OnrecordError",
    "Reader",
    "ReaderVersion",
    "Reading",
    "SetupError",
    "Skipped",
    "Speaker",
    "SpeakerKind",
    "Stance",
    "Statement",
    "Tally",
    "from_json",
    "known_languages",
    "read",
    "render_page",
    "to_json",
]

# Names that do not live in `onrecord.model`. All are imported at their first use: a
# program that only asks for the version should not wait for jinja2 and lxml.
_HOMES = {
    "ArticleError": "errors",
    "OnrecordError": "errors",
    "SetupError": "errors",
    "from_json": "formats.json_lines",
    "render_page": "formats.page",
    "to_json": "formats.json_lines",
    "IntakeSettings": "intake",
    "known_languages": "languages",
    "Reader": "pipeline",
    "Skipped": "pipeline",
    "Tally": "pipeline",
    "read": "pipeline",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    return getattr(import_module(f"onrecord.{_HOMES.get(name, 'model')}"), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
