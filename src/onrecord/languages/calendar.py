"""How a language writes dates: names of months and days, and the ways to put them."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.languages.wording import OPENING, Phrases

_FIGURES = "0123456789"


@dataclass(frozen=True, slots=True)
class DateWords:
    """What one way to write a date means: a kind, and how far back it lies where fixed."""

    kind: str
    back: int = 0


@dataclass(frozen=True, slots=True)
class Calendar:
    """Dates as a language writes them.

    A match of `dates` has one group `as_N` for `ways[N]`, with groups `day_N`, `month_N`,
    `year_N`, `weekday_N`, `count_N`, `unit_N` where it has them; all keys are lower case.
    No date is without one of `hints` or a figure. `occasions` are nouns whose date is the
    statement's, `issuing` verbs of putting them out.
    """

    dates: Phrases
    hints: frozenset[str]
    ways: tuple[DateWords, ...]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    numbers: Mapping[str, int]
    units: Mapping[str, str]
    occasions: frozenset[str]
    issuing: frozenset[str]


def read_calendar(path: Path) -> Calendar:
    """The calendar in a language's `calendar.toml`."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    months = _numbered(table["months"], first=1)
    weekdays = _numbered(table["weekdays"], first=0)
    numbers = {word: n for n, word in enumerate(_listed(table["numbers"]), 1)}
    numbers |= dict.fromkeys(_listed(table["ones"]), 1)
    units = {word: unit for unit, words in table["units"].items() for word in _listed(words)}
    parts = {
        "day": rf"(?:0?[1-9]|[12]\d|3[01])(?:{'|'.join(_listed(table['day_endings']))})?",
        "month": _any_of(months),
        "month_number": r"(?:0?[1-9]|1[0-2])",
        "year": r"(?:19|20)\d\d",
        "weekday": _any_of(weekdays),
        "count": rf"(?:\d\d?|{_any_of(numbers)})",
        "unit": _any_of(units),
    }
    ways = sorted(_ways(table), key=lambda way: -len(way[0]))
    return Calendar(
        dates=_find_dates(
            [template for template, _ in ways],
            parts,
            words={"month": months, "weekday": weekdays, "count": numbers, "unit": units},
        ),
        hints=frozenset({*months, *weekdays, *units, *_hints(template for template, _ in ways)}),
        ways=tuple(meaning for _, meaning in ways),
        months=months | {f"{n:0{width}}": n for n in range(1, 13) for width in (1, 2)},
        weekdays=weekdays,
        numbers=numbers,
        units=units,
        occasions=frozenset(_listed(table["occasions"])),
        issuing=frozenset(_listed(table["issuing"])),
    )


def _ways(table: dict[str, Any]) -> Iterator[tuple[str, DateWords]]:
    """Every template with its meaning; fixed words are templates with nothing to fill in."""
    for kind, templates in table["dates"].items():
        for template in templates:
            yield template, DateWords(kind)
    for kind in ("days", "month_words", "year_words"):
        for back, words in table[kind].items():
            for phrase in _listed(words):
                yield phrase, DateWords(kind, int(back))


def _find_dates(
    templates: list[str], parts: dict[str, str], *, words: Mapping[str, Iterable[str]]
) -> Phrases:
    """Dates by their opening; `words` gives those that may fill a part, beside figures."""
    ways = []
    for number, template in enumerate(templates):
        way = re.escape(template).replace(r"\ ", r"\s").replace("'", "['’]")
        way = way.replace(r"\{", "{").replace(r"\}", "}")
        for name, part in parts.items():
            group = name.removesuffix("_number")
            way = way.replace(f"{{{name}}}", f"(?P<{group}_{number}>{part})")
        # A full stop may end an abbreviated month, so what follows is only kept from being a word.
        ways.append(f"(?P<as_{number}>{way})(?!\\w)")
    # A date is looked for at every word: each opening tries the ways that begin so, no others.
    starts = [_starts_of(template, words) for template in templates]
    names = (each for part, some in words.items() if part != "unit" for each in some)
    openings = {each[:OPENING] for each in (*templates, *names)} | set(_FIGURES)
    return Phrases.of(
        {
            opening: "|".join(
                way for way, mine in zip(ways, starts, strict=True) if _may_open(mine, opening)
            )
            for opening in openings
        }
    )


def _starts_of(template: str, words: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """The first characters that a date written in this way may have."""
    if not template.startswith("{"):
        return frozenset({template.partition("{")[0][:OPENING]})
    part = template[1 : template.index("}")]
    return frozenset(word[:OPENING] for word in (*words.get(part, ()), *_FIGURES))


def _may_open(starts: frozenset[str], opening: str) -> bool:
    return any(start.startswith(opening) or opening.startswith(start) for start in starts)


def _hints(templates: Iterable[str]) -> Iterator[str]:
    """The longest word of each fixed phrase, and of its parts where a parser may split it."""
    for template in templates:
        if "{" not in template:
            yield max(template.split(), key=len)
            yield max(re.split(r"[-' ]", template), key=len)


def _any_of(words: Mapping[str, object]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _numbered(names: list[str], *, first: int) -> dict[str, int]:
    return {name: n for n, each in enumerate(names, first) for name in _listed(each)}


def _listed(words: str) -> list[str]:
    return [each for part in words.split(",") if (each := " ".join(part.split()))]
