"""The command line: thin; what it does is in `pipeline` and `formats`."""

from onrecord.cli.app import main

__all__ = ["main"]
