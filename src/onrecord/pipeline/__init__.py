"""Brings the parts together: from a place to a reading, and from a reading into the ledger."""

from onrecord.pipeline.reading import Reader, Skipped, Tally, read

__all__ = ["Reader", "Skipped", "Tally", "read"]
