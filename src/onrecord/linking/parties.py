"""Parties: whether a speaker is one that the ledger knows, in whatever language or spelling."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.linking.matching import Match, Signature, cosine, unique, write
from onrecord.linking.names import fold, likeness, spellings
from onrecord.linking.units import Unit, read_units
from onrecord.linking.words import forms_of
from onrecord.model import SpeakerKind

_SAME = 0.6  # at this score or above it is the same party
_KEYS = 12
_ALIKE = 0.8  # words of names that are one word in two spellings
_NEAR = 0.4  # …that may be, where the rest of the name agrees
_COMPANY = {SpeakerKind.ORGANISATION, SpeakerKind.GROUP, SpeakerKind.OUTLET}
_WORDS = re.compile(r"[^\W\d_]+(?:['’.][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class _Party:
    name: str
    words: tuple[str, ...]
    is_person: bool
    place: str
    units: dict[str, float]
    role: dict[str, float]
    behalf: dict[str, float]


def sign_party(
    name: str,
    kind: SpeakerKind,
    *,
    role: str | None,
    on_behalf_of: str | None,
    language: str,
) -> Signature:
    """What a speaker is compared by, and the keys that find who may be the same party."""
    titles = forms_of(language).titles
    words = tuple(each for each in _WORDS.findall(name) if each.lower() not in titles)
    units = read_units(name, language)
    place = _place(units, words)
    person = not place and _is_person(kind, words)
    party = _Party(
        name,
        words,
        person,
        place,
        _weigh(units),
        _weigh(read_units(role or "", language)),
        _weigh(read_units(on_behalf_of or "", language)),
    )
    data = write(
        {
            "name": name,
            "words": list(words),
            "person": person,
            "place": place,
            "units": party.units,
            "role": party.role,
            "for": party.behalf,
        }
    )
    return Signature(data, unique(_keys(party), _KEYS))


def match_party(signature: str, candidates: Sequence[str]) -> Match | None:
    """The candidate that is the same party; None where the party is new."""
    mine = _read(signature)
    best: Match | None = None
    for index, each in enumerate(candidates):
        score, because = _compare(mine, _read(each))
        if score >= _SAME and (best is None or score > best.score):
            best = Match(index, round(score, 3), because)
    return best


def _place(units: Sequence[Unit], words: Sequence[str]) -> str:
    """The one place or body that the whole name stands for."""
    told = [each for each in units if each.weight > 0]
    if len(told) == 1 and told[0].key[0] in "tb" and len(words) <= 6:
        return told[0].key
    return ""


def _is_person(kind: SpeakerKind, words: Sequence[str]) -> bool:
    if kind in _COMPANY or kind in (SpeakerKind.COUNTRY, SpeakerKind.DOCUMENT):
        return False
    if kind is SpeakerKind.PERSON:
        return True
    return bool(words) and all(each[0].isupper() for each in words) and len(words) <= 4


def _weigh(units: Sequence[Unit]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for unit in units:
        for key, share in unit.shares:
            weights[key] = round(weights.get(key, 0.0) + unit.weight * share, 1)
    return weights


def _keys(party: _Party) -> Iterator[str]:
    if party.place:
        yield party.place
    elif party.is_person:
        yield from _person_keys(party.words)
    else:
        yield "o:" + "".join(form for word in party.words for form in spellings(word)[:1])
        yield from (f"a:{short}" for short in _initials(party.words))
        rare = sorted(party.units, key=lambda key: -party.units[key])
        yield from (f"o:{key}" for key in rare if key[0] == "n")
        for one, other in combinations(sorted(rare[:4]), 2):
            yield f"o:{one}+{other}"


def _person_keys(words: Sequence[str]) -> Iterator[str]:
    if not words:
        return
    parts = [spellings(word)[:3] for word in words]
    for form in parts[-1]:
        yield f"p:{form}"
    for first in parts[0]:
        for last in parts[-1]:
            yield f"p:{first}+{last}"
    for form in parts[0]:
        yield f"p:{form}"


def _read(data: str) -> _Party:
    row = json.loads(data)
    return _Party(
        row.get("name", ""),
        tuple(row.get("words", ())),
        row.get("person", False),
        row.get("place", ""),
        row.get("units", {}),
        row.get("role", {}),
        row.get("for", {}),
    )


def _compare(mine: _Party, other: _Party) -> tuple[float, str]:
    if mine.place or other.place:
        same = mine.place == other.place
        return (1.0, f"{mine.name} and {other.name} name the same") if same else (0.0, "")
    if mine.is_person != other.is_person:
        same = [w.casefold() for w in mine.words] == [w.casefold() for w in other.words]
        return (0.7, f"both are called {mine.name}") if same else (0.0, "")
    if mine.is_person:
        return _compare_people(mine, other)
    return _compare_companies(mine, other)


def _compare_companies(mine: _Party, other: _Party) -> tuple[float, str]:
    if _plain(mine.words) == _plain(other.words):
        return 1.0, f"both are called {mine.name}"
    if _is_short_for(mine.words, other.words) or _is_short_for(other.words, mine.words):
        return 0.8, f"{mine.name} and {other.name}: one is short for the other"
    score = cosine(mine.units, other.units)
    places = [{key for key in each.units if key[0] == "t"} for each in (mine, other)]
    if places[0] and places[1] and not places[0] & places[1]:
        score *= 0.4
    return score, f"{mine.name} and {other.name} mean the same"


def _compare_people(mine: _Party, other: _Party) -> tuple[float, str]:
    score = _compare_names(mine.words, other.words)
    if score < _SAME:
        return 0.0, ""
    short = min(len(mine.words), len(other.words)) == 1
    if _is_elsewhere(mine, other):
        score -= 0.35 if short else 0.2
    because = f"{mine.name} and {other.name} are one name"
    if mine.role and other.role and cosine(mine.role, other.role) > 0.3:
        score = min(1.0, score + 0.1)
        because += ", and have one role"
    return score, because


def _is_elsewhere(mine: _Party, other: _Party) -> bool:
    """Whether both are said to belong somewhere, and nothing of it agrees."""
    ours = mine.role | mine.behalf
    theirs = other.role | other.behalf
    return bool(ours and theirs) and cosine(ours, theirs) < 0.05


def _compare_names(mine: Sequence[str], other: Sequence[str]) -> float:
    """How well two names of people agree; a conflict in any part counts as 0."""
    if not mine or not other:
        return 0.0
    short, full = sorted((mine, other), key=len)
    if len(short) == 1:
        if _is_word(short[0], full[-1]):
            return 1.0 if len(full) == 1 else 0.85
        return 0.7 if len(full) > 1 and _is_word(short[0], full[0]) else 0.0
    if _plain(mine) == _plain(other):
        return 1.0
    if len(short) == len(full) and _agree(short, full):
        return 0.95
    if _is_within(short, full):
        return 0.9
    together = likeness("".join(short), "".join(full))
    return 0.8 if together >= _ALIKE and _is_word(short[0], full[0]) else 0.0


def _agree(mine: Sequence[str], other: Sequence[str]) -> bool:
    """Whether names of equally many words are the same word by word; one may differ a little."""
    sure = [_is_word(a, b) or _is_initial(a, b) for a, b in zip(mine, other, strict=True)]
    near = [ok or _is_near(a, b) for ok, a, b in zip(sure, mine, other, strict=True)]
    return all(near) and (sure[0] or sure[-1])


def _is_within(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether the words of one name stand, in order, in the other, one end of it too."""
    rest = iter(full)
    in_order = all(any(_is_word(a, b) or _is_initial(a, b) for b in rest) for a in short)
    return in_order and (_is_word(short[-1], full[-1]) or _is_word(short[0], full[0]))


def _is_word(one: str, other: str) -> bool:
    forms, others = spellings(one), spellings(other)
    if set(forms) & set(others):
        return len(forms[0]) > 2 or likeness(one, other) >= 0.5
    return likeness(one, other) >= _ALIKE and min(len(one), len(other)) >= 5


def _is_near(one: str, other: str) -> bool:
    return bool(spellings(one) and spellings(other)) and likeness(one, other) >= _NEAR


def _is_initial(one: str, other: str) -> bool:
    short, full = sorted((one, other), key=len)
    return (
        len(short) == 1
        and spellings(full)[:1] != ()
        and spellings(full)[0][0] == spellings(short)[0][0]
    )


def _is_short_for(short: Sequence[str], full: Sequence[str]) -> bool:
    if len(short) != 1 or len(short[0]) < 2 or not short[0].isupper() or len(full) < 2:
        return False
    return short[0] in full or fold(short[0]) in _initials(full)


def _initials(words: Sequence[str]) -> list[str]:
    """What a name may be shortened to: its capitals, or itself where it is all capitals."""
    capitals = [word[0] for word in words if word[0].isupper()]
    found = [fold("".join(capitals))] if len(capitals) > 1 else []
    return found + [fold(word) for word in words if word.isupper() and len(word) > 1]


def _plain(words: Sequence[str]) -> str:
    return "".join(words).casefold()
