"""Universal Dependencies for a text, from whichever spaCy pipeline is named."""

from onrecord.parsing.parsed import ParsedText, Token
from onrecord.parsing.pipelines import Parser, load_parser

__all__ = ["ParsedText", "Parser", "Token", "load_parser"]
