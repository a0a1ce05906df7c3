"""For whom somebody speaks: the body that a spokesman, a director or a minister stands for."""

from collections.abc import Iterator

from onrecord.attribution.speakers.bodies import Body, country_body, find_body
from onrecord.attribution.speakers.scene import Phrase, Referent, Scene
from onrecord.model import SpeakerKind

_UNNAMED_FOR = frozenset({"official", "spokesperson", "lawyer", "police"})


def spoken_for(
    scene: Scene, referent: Referent, phrase: Phrase | None
) -> tuple[str | None, str | None]:
    """Role words as the text has them, and the body spoken for; either may be None."""
    role = None
    behalf: Body | None = None
    for each in _phrases(referent, phrase):
        role = role or each.role
        if behalf is None and each.roles & scene.people.speaks_for:
            behalf = _body_of(scene, referent, each)
    return role, behalf.name if behalf else None


def _phrases(referent: Referent, phrase: Phrase | None) -> Iterator[Phrase]:
    if phrase is not None and phrase.roles:
        yield phrase
    if referent.phrase is not None and referent.phrase is not phrase:
        yield referent.phrase
    if referent.kind is SpeakerKind.PERSON and referent.entity is not None:
        yield from referent.entity.phrases


def _body_of(scene: Scene, referent: Referent, phrase: Phrase) -> Body | None:
    people = scene.people
    if referent.kind not in {SpeakerKind.PERSON, SpeakerKind.UNNAMED}:
        return None
    if referent.kind is SpeakerKind.UNNAMED and not phrase.roles & _UNNAMED_FOR:
        return None
    body = find_body(scene, phrase, people.prepositions["of_body"])
    if body is not None and body.entity is not None and body.entity is referent.entity:
        body = None
    if body is None and phrase.roles & {"minister", "official", "spokesperson"}:
        body = country_body(scene, phrase)
    if body is not None and body.kind is SpeakerKind.COUNTRY and "leader" in phrase.roles:
        return None
    return body
