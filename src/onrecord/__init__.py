"""onrecord reads the news and keeps the record: who said what, through whom."""

__version__ = "0.1.0"
