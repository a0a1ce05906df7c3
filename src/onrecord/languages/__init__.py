"""What differs from language to language, read from one folder of data per language."""

from onrecord.languages.language import (
    Language,
    known_languages,
    load_language,
    shipped_pipeline,
)

__all__ = ["Language", "known_languages", "load_language", "shipped_pipeline"]
