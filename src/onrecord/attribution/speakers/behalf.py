"""For whom somebody speaks: the body that a spokesman, a director or a minister stands for."""

from collections.abc import Iterator

from onrecord.attribution.speakers.bodies import Body, country_body, find_body
from onrecord.attribution.speakers.kinds import as_listed
from onrecord.attribution.speakers.scene import PERSON, Phrase, Referent, Scene
from onrecord.model import SpeakerKind

# Of those not named only these speak for more than themselves.
_UNNAMED_FOR = frozenset({"official", "spokesperson", "lawyer", "police"})
_FOR_COUNTRY = frozenset({"minister", "official", "spokesperson"})


def spoken_for(
    scene: Scene, referent: Referent, phrase: Phrase | None
) -> tuple[str | None, str | None]:
    """Role words as the text has them, and the body spoken for; either may be None."""
    role = None
    behalf = referent.behalf
    for each in _phrases(referent, phrase):
        role = role or each.role
        if behalf is None and each.roles & scene.people.speaks_for and not _is_former(scene, each):
            body = _body_of(scene, referent, each)
            behalf = body.name if body else None
    if behalf is None and referent.kind is PERSON and referent.entity is not None:
        at = referent.entity.affiliation
        behalf = scene.entity_of[at].name if at is not None else None
    return role, behalf


def _is_former(scene: Scene, phrase: Phrase) -> bool:
    tokens, nouns = scene.parsed.tokens, scene.people.nouns
    words = (tokens[i].lower for i in range(phrase.first, phrase.head + 1))
    return any("former" in nouns.get(word, ()) for word in words)


def _phrases(referent: Referent, phrase: Phrase | None) -> Iterator[Phrase]:
    is_person = referent.kind is PERSON
    if phrase is not None and phrase.roles and not (phrase.plural and is_person):
        yield phrase
    if referent.phrase is not None and referent.phrase is not phrase:
        yield referent.phrase
    if is_person and referent.entity is not None:
        yield from referent.entity.phrases


def _body_of(scene: Scene, referent: Referent, phrase: Phrase) -> Body | None:
    if referent.kind not in {PERSON, SpeakerKind.UNNAMED}:
        return None
    if referent.kind is SpeakerKind.UNNAMED and not phrase.roles & _UNNAMED_FOR:
        return None
    body = None
    # What follows a minister is a portfolio; the country is what he speaks for.
    if "minister" not in phrase.roles:
        body = find_body(scene, phrase)
    if body is not None and body.entity is not None and body.entity is referent.entity:
        body = None
    if body is None and phrase.roles & _FOR_COUNTRY:
        body = country_body(scene, phrase)
    if body is None or "leader" not in phrase.roles:
        return body
    # A head of state speaks for himself, however his country or seat is named.
    seat = as_listed(body.name) in scene.people.palaces
    return None if seat or body.kind is SpeakerKind.COUNTRY else body
