"""A language as data: its folder holds TOML files and a parsing pipeline, no code."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.errors import LanguageError
from onrecord.languages.calendar import Calendar, read_calendar
from onrecord.languages.cues import CueLexicon, read_cues
from onrecord.languages.order import Order, read_order
from onrecord.languages.people import PeopleLexicon, read_people
from onrecord.languages.spaced import find_spaced_words
from onrecord.languages.wording import Wording, read_wording

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class FunctionWords:
    """Small closed word lists that constructions turn on; all in lower case.

    In the table an underscore stands for a space inside a word.
    """

    negation: frozenset[str]
    neither: frozenset[str]
    hypothetical: frozenset[str]
    that: frozenset[str]
    interrogative: frozenset[str]
    willing: frozenset[str]
    able: frozenset[str]
    first_person: frozenset[str]
    relative: frozenset[str]
    impersonal: frozenset[str]
    modal: frozenset[str]
    reportative: frozenset[str]
    polite: frozenset[str]
    unable: frozenset[str]
    active: frozenset[str]
    planned: frozenset[str]
    future: frozenset[str]
    subjects: frozenset[str]
    relating: frozenset[str]
    auxiliaries: frozenset[str]
    clitics: frozenset[str]
    reflexive: frozenset[str]
    itself: frozenset[str]
    agent: frozenset[str]
    only: frozenset[str]
    naming: frozenset[str]
    inserting: frozenset[str]
    own: frozenset[str]
    anybody: frozenset[str]
    half_negation: frozenset[str] = frozenset()
    inflections: frozenset[str] = frozenset()
    # What not every language has.
    passive: frozenset[str] = frozenset()
    correlative: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    seated: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    addressee: frozenset[str] = frozenset()
    circumstance: frozenset[str] = frozenset()
    purpose: frozenset[str] = frozenset()
    everything: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Language:
    """Everything that reading an article in one language needs besides its pipeline.

    `order` is there for languages where word order alone tells what belongs together.
    """

    code: str
    name: str
    quotation_marks: tuple[tuple[str, str], ...]
    apostrophes: frozenset[str]
    endings: dict[str, tuple[tuple[str, str], ...]]
    words: FunctionWords
    cues: CueLexicon
    people: PeopleLexicon
    wording: Wording
    calendar: Calendar
    order: Order | None = None

    @property
    def spaced_words(self) -> tuple[str, ...]:
        """Words with a space inside, as languages have that write each syllable apart."""
        return tuple(find_spaced_words(self.words, self.cues, self.people))


def known_languages() -> tuple[str, ...]:
    """Codes of the languages that can be read, in alphabetical order."""
    return tuple(sorted(each.parent.name for each in _FOLDER.glob("*/language.toml")))


@cache
def load_language(code: str) -> Language:
    """The data of a language; raises LanguageError where there is none."""
    if code not in known_languages():
        known = ", ".join(known_languages())
        raise LanguageError(code, "this language is not read", f"choose one of: {known}")
    folder = _FOLDER / code
    about = read_table(folder / "language.toml")
    words = {
        name: frozenset(word.replace("_", " ") for word in value.split())
        for name, value in about["words"].items()
    }
    return Language(
        code=code,
        name=about["name"],
        quotation_marks=tuple((opens, closes) for opens, closes in about["quotation_marks"]),
        apostrophes=frozenset(about["apostrophes"]),
        endings=_read_endings(about["endings"]),
        words=FunctionWords(**words),
        cues=read_cues(read_table(folder / "cues.toml")),
        people=read_people(folder / "people.toml"),
        wording=read_wording(folder / "wording.toml"),
        calendar=read_calendar(folder / "calendar.toml"),
        order=read_order(about["order"]) if "order" in about else None,
    )


def _read_endings(endings: list[str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Pairs of an inflected ending and the lemma's by the form's last letter, longest first."""
    pairs = [(form, lemma) for form, _, lemma in (each.partition(" ") for each in endings)]
    pairs.sort(key=lambda pair: -len(pair[0]))
    return {
        last: tuple(pair for pair in pairs if pair[0].endswith(last))
        for last in {form[-1] for form, _ in pairs if form}
    }


def shipped_pipeline(code: str) -> Path:
    """The folder of the parsing pipeline that comes with the package."""
    return _FOLDER / code / "pipeline"


def read_table(path: Path) -> dict[str, Any]:
    """A TOML file of ours as nested dicts; its reader turns them into types at once."""
    with path.open("rb") as file:
        return tomllib.load(file)
