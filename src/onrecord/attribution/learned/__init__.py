"""The learned reader: a small network that tags cues, and for each cue its source and content."""
