"""Turns a place (a file's path, a URL, or `-` for standard input) into an article."""

from onrecord.intake.detection import detect_language
from onrecord.intake.places import find_places, read_place
from onrecord.intake.settings import IntakeSettings, Limits

__all__ = ["IntakeSettings", "Limits", "detect_language", "find_places", "read_place"]
