"""What differs from language to language, read from one folder of data per language."""

from onrecord.languages.explanations import (
    Explanations,
    explained_languages,
    load_explanations,
)
from onrecord.languages.language import (
    Language,
    known_languages,
    load_language,
    shipped_pipeline,
)

__all__ = [
    "Explanations",
    "Language",
    "explained_languages",
    "known_languages",
    "load_explanations",
    "load_language",
    "shipped_pipeline",
]
