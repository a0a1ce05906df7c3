"""Statements brought to the form in which claims are compared, and found again, in any language."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from onrecord.linking.matching import Signature, cosine, unique, write
from onrecord.linking.pointing import ANSWERS, find_pointed
from onrecord.linking.units import Unit, read_units
from onrecord.model import Reading, Spans, Statement, covers, merge

_UNITS = 24  # kept of one content, the weightiest
_AROUND = 12  # …of what stands around it
_REACH = 250  # characters
_STORY = 24  # names and numbers that tell which story an article is
_KEYS = 48
_NAMES, _CONCEPTS, _RARE = 3, 5, 6  # of each that make keys, the weightiest
_ANSWERED = 0.5  # cosine at which an answer is about an assertion
_PLACES = 20  # parts of an article, for the keys of translated copies


def sign_statements(
    reading: Reading, speakers: Mapping[str, str], *, parallels: Sequence[str] = ()
) -> dict[str, Signature]:
    """By statement id what its claim is compared by, and keys that find who may speak of it too.

    `speakers` gives by statement id the key of the party that speaks, where it is known, and
    `parallels` the articles that this one was translated from or into (`find_parallels`). Where
    a content only points ("this information"), the content that it points at is compared.
    """
    article = reading.article
    units = read_units(article.text, article.language)
    contents = {each.id: _inside(units, each.content) for each in reading.statements}
    pointed = find_pointed(reading.statements, contents)
    answered = _find_answered(reading, contents)
    story = _tell_story(units)
    by_id = {each.id: each for each in reading.statements}
    signed = {}
    for each in reading.statements:
        target = pointed.get(each.id) or answered.get(each.id)
        compared = list(contents[target or each.id])
        if each.id not in pointed:
            compared += contents[each.id]
        elif target in by_id:
            compared += _outside(contents[each.id], _told(by_id[target]), each.content)
        speaker = speakers.get(each.id, "")
        weights = _weigh(compared)
        place = _place(each, len(article.text))
        data = write(
            {
                "article": article.id,
                "language": article.language,
                "speaker": speaker,
                "self": _name_keys(each.speaker.name, article.language),
                "units": weights,
                "story": story,
                "place": round(place, 3),
                "spans": [list(span) for span in each.content],
                "told": [list(span) for span in _told(each)],
                "points": target,
                "via": each.via,
                "around": _weigh(_around(units, each.content), most=_AROUND),
                "id": each.id,
                "parallels": list(parallels),
            }
        )
        keys = _keys(weights, speaker, story=story, place=place)
        signed[each.id] = Signature(data, unique(keys, _KEYS))
    return signed


def _inside(units: Sequence[Unit], spans: Spans) -> list[Unit]:
    return [each for each in units if any(start <= each.start < end for start, end in spans)]


def _find_answered(reading: Reading, contents: Mapping[str, Sequence[Unit]]) -> dict[str, str]:
    """By statement id, for statements that confirm, deny and so on, what they answer.

    That is the assertion of somebody else in the article that is most alike, if one is; an answer
    is hardly ever about something that its article does not tell.
    """
    answered = {}
    for each in reading.statements:
        if each.stance not in ANSWERS:
            continue
        mine = _weigh(contents[each.id])
        best, target = 0.0, ""
        for other in reading.statements:
            if other.stance in ANSWERS or other.speaker.name == each.speaker.name:
                continue
            names = _name_keys(other.speaker.name, reading.article.language)
            theirs = _weigh(contents[other.id]) | {key: mine[key] for key in names if key in mine}
            alike = cosine(mine, theirs)
            if alike > max(best, _ANSWERED):
                best, target = alike, other.id
        if target:
            answered[each.id] = target
    return answered


def _outside(units: Sequence[Unit], told: Spans, content: Spans) -> Sequence[Unit]:
    """What a content says before it tells another statement: "a call that he says he held"."""
    if not covers(content, told):
        return ()
    return [each for each in units if not any(start <= each.start < end for start, end in told)]


def _told(statement: Statement) -> Spans:
    return merge([*statement.source, *statement.cue, *statement.content], reach=2)


def _name_keys(name: str, language: str) -> list[str]:
    """What a content would call the speaker by."""
    return [unit.key for unit in read_units(name, language) if unit.key[0] in "tbn"][:4]


def _around(units: Sequence[Unit], spans: Spans) -> list[Unit]:
    """What stands shortly before and after a content."""
    first = min((start for start, _ in spans), default=0)
    last = max((end for _, end in spans), default=0)
    return [
        each
        for each in units
        if first - _REACH <= each.start < first or last <= each.start < last + _REACH
    ]


def _weigh(units: Sequence[Unit], *, most: int = _UNITS) -> dict[str, float]:
    weights: dict[str, float] = {}
    for unit in units:
        for key, share in unit.shares:
            weights[key] = max(weights.get(key, 0.0), round(unit.weight * share, 1))
    best = sorted(weights.items(), key=lambda pair: -pair[1])[:most]
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
    names = [key for key in weights if key[0] in "bn#"][:_NAMES]
    concepts = [key for key in weights if key[0] in "cx"][:_CONCEPTS]
    told = [key for key in story if key[0] == "n"][:3]
    if speaker:
        rare = [key for key in weights if key[0] != "t"][:_RARE]
        yield from (f"{speaker}*{key}" for key in rare)
    bucket = round(place * _PLACES)
    for name in told:
        yield from (f"{name}@{part}" for part in (bucket, bucket + 1))
    yield from (f"{name}+{concept}" for name in names for concept in concepts[:3])
    for some in (names, concepts):
        yield from (f"{one}+{other}" for one, other in combinations(sorted(some), 2))
    for country in [key for key in weights if key[0] == "t"][:1]:
        yield from (f"{country}+{concept}" for concept in concepts[:2])
    # Reports of one story name what it is about elsewhere: "the death", "the call".
    yield from (f"{name}&{concept}" for concept in concepts[:3] for name in told)
    if not weights and speaker:
        yield f"{speaker}@{'+'.join(story[:2])}"
