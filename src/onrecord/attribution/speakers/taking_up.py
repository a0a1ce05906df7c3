"""Descriptions that only take up whoever is spoken of: "the company", "the latter"."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

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

_NOUNS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
_COUNTRIES = frozenset({SpeakerKind.COUNTRY})


def take_up(
    scene: Scene,
    phrase: Phrase,
    *,
    antecedents: Antecedents,
    heard: Sequence[Heard],
    inside: int | None,
    barred: Referent | None = None,
) -> Referent | None:
    """Who is meant by a description borne out by nothing but its place; None: nobody known.

    `barred` is who says it, who does not speak so of himself.
    """
    if phrase.plural:
        return None
    kinds = None if phrase.roles else _wanted_kinds(phrase)
    if kinds is not None and kinds != _COUNTRIES:
        body = _body_of_last(scene, phrase, heard)
        if body is not None:
            return body
    gender = phrase.gender if kinds is None else None
    sought = Sought(phrase.first, gender, person=kinds is None, inside=inside, kinds=kinds)
    if kinds is not None:
        return antecedents.find(sought, heard)
    if _is_no_noun(scene, phrase):
        return barred or antecedents.find(sought, heard)
    by_role = bool(phrase.roles) or is_somebody(scene, phrase)
    if not by_role and (is_thing(scene, phrase) or _is_no_persons(scene, phrase)):
        return None
    if phrase.complement and not (by_role or phrase.kinds or scene.people.has_articles):
        return None  # «техник завода»: nobody spoken of before
    sought = replace(sought, stem=phrase.head_stem, by_role=by_role)
    return _heard_of(phrase, heard) or antecedents.find(sought, heard, barred=barred)


def _heard_of(phrase: Phrase, heard: Sequence[Heard]) -> Referent | None:
    """Somebody not named whom the article let speak by the same noun: "the official"."""
    for each in reversed(heard):
        other = each.referent.phrase
        if other is None or each.token >= phrase.first or other.head_stem != phrase.head_stem:
            continue
        is_one = other.article == "indefinite" and not other.plural
        if is_one and each.referent.kind is SpeakerKind.UNNAMED:
            return each.referent
    return None


def _is_no_noun(scene: Scene, phrase: Phrase) -> bool:
    """Whether the source is no noun at all ("there was nothing to deny") and tells nothing."""
    head = scene.parsed.tokens[phrase.head]
    return head.upos not in _NOUNS and head.text.islower() and not (phrase.roles or phrase.kinds)


def is_somebody(scene: Scene, phrase: Phrase) -> bool:
    """Whether the noun itself tells that it means one person: "the woman"."""
    return scene.parsed.tokens[phrase.head].lower in scene.people.noun_genders


def is_thing(scene: Scene, phrase: Phrase) -> bool:
    """Whether grammar tells that the noun means no living being («разбирательство»)."""
    token = scene.parsed.tokens[phrase.head]
    known = phrase.roles or phrase.kinds or is_somebody(scene, phrase)
    return token.upos == "NOUN" and token.has("Animacy=Inan") and not known


def _is_no_persons(scene: Scene, phrase: Phrase) -> bool:
    """Whether a noun that no list has can be no person's in this language."""
    is_noun = scene.parsed.tokens[phrase.head].upos == "NOUN"
    return is_noun and not (scene.people.open_nouns or phrase.kinds)


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
