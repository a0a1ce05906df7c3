"""An optional second reader: asks a language model of the user's about doubtful statements."""

from onrecord.second_reader.rereading import Counts, SecondReader
from onrecord.second_reader.settings import SecondReaderSettings, read_settings

__all__ = ["Counts", "SecondReader", "SecondReaderSettings", "read_settings"]
