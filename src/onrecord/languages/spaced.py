"""Words with a space inside that a language's data has: its tokenizer must not cut them."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace

from onrecord.languages.cues import CueLexicon
from onrecord.languages.people import PeopleLexicon


def find_spaced_words(words: object, cues: CueLexicon, people: PeopleLexicon) -> Iterator[str]:
    """The words of several pieces among function words, cues and words for people."""
    # What says nothing is looked for in the text, not among the tokens.
    silent: frozenset[str] = frozenset()
    tokens = replace(cues, matter=replace(cues.matter, silent=silent))
    single = (people.pronouns, people.titles, people.noun_genders, people.nouns, people.articles)
    found = {*_strings(words), *_strings(tokens), *(each for table in single for each in table)}
    yield from sorted(each for each in found if " " in each)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _strings(key)
            yield from _strings(each)
    elif isinstance(value, tuple | list | set | frozenset):
        for each in value:
            yield from _strings(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))
