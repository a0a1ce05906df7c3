"""The learned reader: a small network that tags cues, and for each cue its source and content."""

from onrecord.attribution.learned.reading import Tagged, find_tagged
from onrecord.attribution.learned.rows import Labelled, find_row

__all__ = ["Labelled", "Tagged", "find_row", "find_tagged"]
