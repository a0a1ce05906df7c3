"""What a language needs for its annotated articles to be read."""

from dataclasses import dataclass

from onrecord.languages import shipped_pipeline
from onrecord.languages.calendar import Calendar, read_calendar
from onrecord.languages.cues import CueLexicon, read_cues
from onrecord.languages.language import read_table
from onrecord.languages.wording import Wording, read_wording
from onrecord.parsing import Parser, load_parser


@dataclass(frozen=True)
class Resources:
    """A language's parser and data."""

    parser: Parser
    lexicon: CueLexicon
    wording: Wording
    calendar: Calendar


def load_resources(language: str) -> Resources:
    """The shipped parser and data of a language."""
    folder = shipped_pipeline(language).parent
    return Resources(
        parser=load_parser(language),
        lexicon=read_cues(read_table(folder / "cues.toml")),
        wording=read_wording(folder / "wording.toml"),
        calendar=read_calendar(folder / "calendar.toml"),
    )
