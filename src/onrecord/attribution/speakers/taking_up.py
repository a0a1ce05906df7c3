"""Descriptions that only take up whoever is spoken of: "the company", "the latter"."""

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.attribution.speakers.behalf import spoken_for
from onrecord.attribution.speakers.pronouns import Antecedents, Heard, Sought
from onrecord.attribution.speakers.scene import (
    ORGANISATION,
    PERSON,
    Phrase,
    Referent,
    Scene,
    refer_to,
    unnamed,
)
from onrecord.model import SpeakerKind

_COUNTRIES = frozenset({SpeakerKind.COUNTRY})


def take_up(
    scene: Scene,
    phrase: Phrase,
    *,
    antecedents: Antecedents,
    heard: Sequence[Heard],
    inside: int | None,
) -> Referent | None:
    """Who is meant by a description borne out by nothing but its place; None: nobody known."""
    if phrase.plural:
        return None
    kinds = None if phrase.roles else _wanted_kinds(phrase)
    if kinds is not None and kinds != _COUNTRIES:
        body = _body_of_last(scene, phrase, heard)
        if body is not None:
            return body
    gender = phrase.gender if kinds is None else None
    sought = Sought(phrase.first, gender, person=kinds is None, inside=inside, kinds=kinds)
    return antecedents.find(sought, heard)


def is_of_body(phrase: Phrase) -> bool:
    """Whether the phrase means a body and no person."""
    return not phrase.roles and _wanted_kinds(phrase) is not None


def find_latter(scene: Scene, phrase: Phrase) -> Referent:
    """The nearest name before "the latter" that agrees, subject or not."""
    at = bisect_left(scene.names, phrase.first, key=lambda name: name.first)
    for k in range(at - 1, -1, -1):
        entity = scene.entity_of[k]
        agrees = not (phrase.gender and entity.gender and phrase.gender != entity.gender)
        if phrase.plural or (entity.is_person and agrees):
            return refer_to(entity, "the latter")
    return unnamed("the latter, nobody named")


def _body_of_last(scene: Scene, phrase: Phrase, heard: Sequence[Heard]) -> Referent | None:
    """The body that whoever spoke in the sentence before spoke for."""
    sentence_of = scene.parsed.sentence_of
    before = [h for h in heard[-3:] if h.token < phrase.first]
    if not before or sentence_of[phrase.first] - sentence_of[before[-1].token] > 1:
        return None
    last = before[-1].referent
    _, behalf = spoken_for(scene, last, last.phrase)
    if last.kind is not PERSON or behalf is None:
        return None
    entity = next((e for e in scene.entities if e.name == behalf), None)
    if entity is not None and entity.kind is SpeakerKind.COUNTRY:
        return None
    return Referent(ORGANISATION, behalf, "", entity=entity, phrase=phrase)


def _wanted_kinds(phrase: Phrase) -> frozenset[SpeakerKind] | None:
    """The kinds of body that a common noun may take up; None where it means a person."""
    if "country" in phrase.kinds:
        return _COUNTRIES
    if "outlet" in phrase.kinds:
        return frozenset({SpeakerKind.OUTLET, ORGANISATION})
    return frozenset({ORGANISATION}) if "organisation" in phrase.kinds else None
