"""The vocabulary: frozen types that every other part speaks in."""

from onrecord.model.article import Article
from onrecord.model.reading import ReaderVersion, Reading
from onrecord.model.spans import Span, Spans, covers, cut, merge, overlaps, size, trim
from onrecord.model.stance import Act, Certainty, EvidenceKind, Form, SpeakerKind, Stance
from onrecord.model.standing import (
    LEAST_CONFIDENCE,
    DatedBy,
    Position,
    Standing,
    Verdict,
    is_unsure,
)
from onrecord.model.statement import UNKNOWN, Because, Evidence, Speaker, Statement

__all__ = [
    "LEAST_CONFIDENCE",
    "UNKNOWN",
    "Act",
    "Article",
    "Because",
    "Certainty",
    "DatedBy",
    "Evidence",
    "EvidenceKind",
    "Form",
    "Position",
    "ReaderVersion",
    "Reading",
    "Span",
    "Spans",
    "Speaker",
    "SpeakerKind",
    "Stance",
    "Standing",
    "Statement",
    "Verdict",
    "covers",
    "cut",
    "is_unsure",
    "merge",
    "overlaps",
    "size",
    "trim",
]
