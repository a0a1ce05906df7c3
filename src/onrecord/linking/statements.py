"""Statements brought to the form in which claims are compared, and found again, in any language."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from onrecord.linking.matching import Signature, unique, write
from onrecord.linking.pointing import find_pointed
from onrecord.linking.units import Unit, read_units
from onrecord.model import Reading, Spans, Statement

_UNITS = 24  # kept of one content, the weightiest
_STORY = 24  # names and numbers that tell which story an article is
_KEYS = 24
_PLACES = 20  # parts of an article, for the keys of translated copies


def sign_statements(reading: Reading, speakers: Mapping[str, str]) -> dict[str, Signature]:
    """By statement id what its claim is compared by, and keys that find who may speak of it too.

    `speakers` gives by statement id the key of the party that speaks, where it is known. Where a
    content only points ("this information"), the content that it points at is compared.
    """
    article = reading.article
    units = read_units(article.text, article.language)
    contents = {each.id: _inside(units, each.content) for each in reading.statements}
    pointed = find_pointed(reading.statements, contents)
    story = _tell_story(units)
    signed = {}
    for each in reading.statements:
        target = pointed.get(each.id)
        own = contents[each.id]
        compared = [*own, *contents[target]] if target else own
        speaker = speakers.get(each.id, "")
        weights = _weigh(compared)
        place = _place(each, len(article.text))
        data = write(
            {
                "article": article.id,
                "language": article.language,
                "speaker": speaker,
                "units": weights,
                "story": story,
                "place": round(place, 3),
                "spans": [list(span) for span in each.content],
                "points": target,
                "id": each.id,
            }
        )
        keys = _keys(weights, speaker, story=story, place=place)
        signed[each.id] = Signature(data, unique(keys, _KEYS))
    return signed


def _inside(units: Sequence[Unit], spans: Spans) -> list[Unit]:
    return [each for each in units if any(start <= each.start < end for start, end in spans)]


def _weigh(units: Sequence[Unit]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for unit in units:
        for key, share in unit.shares:
            weights[key] = max(weights.get(key, 0.0), round(unit.weight * share, 1))
    best = sorted(weights.items(), key=lambda pair: -pair[1])[:_UNITS]
    return dict(best)


def _tell_story(units: Sequence[Unit]) -> list[str]:
    """The names, then numbers and places, that an article has most of."""
    counts: dict[str, float] = {}
    for unit in units:
        if unit.key[0] in "nb#t":
            counts[unit.key] = counts.get(unit.key, 0.0) + unit.weight
    return sorted(counts, key=lambda key: -counts[key])[:_STORY]


def _place(statement: Statement, length: int) -> float:
    """Where in its article a statement stands, from 0 to 1."""
    spans = statement.content or statement.cue or statement.source
    return sum(spans[0]) / 2 / max(length, 1) if spans else 0.0


def _keys(
    weights: Mapping[str, float], speaker: str, *, story: Sequence[str], place: float
) -> Iterator[str]:
    """Keys that few statements share: pairs of what it speaks of, its party, and its place."""
    rare = [key for key in weights if key[0] != "t"][:6]
    broad = [key for key in weights if key[0] == "t"][:2]
    if speaker:
        yield from (f"{speaker}*{key}" for key in rare[:5])
    for one, other in combinations(sorted(rare[:4]), 2):
        yield f"{one}+{other}"
    yield from (f"{place}+{key}" for place in broad for key in rare[:2])
    bucket = round(place * _PLACES)
    for name in [key for key in story if key[0] == "n"][:2]:
        yield from (f"{name}@{part}" for part in (bucket, bucket + 1))
    if not rare and speaker:
        yield f"{speaker}@{'+'.join(story[:2])}"
