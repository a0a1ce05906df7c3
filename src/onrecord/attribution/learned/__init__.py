"""The learned reader: a small network that tags cues, and for each cue its source and content."""

from onrecord.attribution.learned.reading import Tagged, find_tagged

__all__ = ["Tagged", "find_tagged"]
