"""The learned reader: a small network that tags cues, and for each cue its source and content."""

from onrecord.attribution.learned.reading import Labelled, Tagged, find_row, find_tagged

__all__ = ["Labelled", "Tagged", "find_row", "find_tagged"]
