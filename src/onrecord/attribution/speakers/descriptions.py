"""Whom a description means: "the agency", "le dirigeant russe", "the rapper"."""

from onrecord.attribution.speakers.folding import stem
from onrecord.attribution.speakers.scene import Entity, Phrase, Scene
from onrecord.model import SpeakerKind

_SAME_NOUN, _SAME_CLASS, _SAME_COUNTRY, _SAME_WORD = 3.0, 2.0, 1.5, 0.8
_SPEAKS, _OTHER_WORDS = 0.5, 1.5
# What a match of class alone reaches, and of the very noun.
BY_CLASS, BY_NOUN = 2.0, 3.0


def score_description(phrase: Phrase, entity: Entity) -> float:
    """How well what the article says of `entity` bears out `phrase`; below 0: it cannot."""
    if phrase.gender and entity.gender and phrase.gender != entity.gender and entity.is_person:
        return -1.0
    known = frozenset().union(*(p.countries for p in entity.phrases))
    if phrase.countries and known and not phrase.countries & known:
        return -1.0
    best = max((_score_pair(phrase, each) for each in entity.phrases), default=0.0)
    if not entity.is_person:
        best = max(best, _score_name(phrase, entity))
    if best == 0.0:
        return 0.0
    best += _SAME_COUNTRY * bool(phrase.countries & known)
    stems = frozenset().union(*(p.stems for p in entity.phrases))
    shared = (phrase.stems - {phrase.head_stem}) & stems
    return best + _SAME_WORD * min(len(shared), 3)


def _score_name(phrase: Phrase, entity: Entity) -> float:
    """How well a body's own name bears out a noun: not where each is "of" something else."""
    parts = {stem(part) for part in entity.parts}
    if phrase.head_stem not in parts:
        return 0.0
    apart = len(parts) > 1 and phrase.complement and not phrase.complement & parts
    return 0.0 if apart else _SAME_NOUN


def _score_pair(phrase: Phrase, known: Phrase) -> float:
    # "ministre du Budget" is not "ministre de l'Intérieur".
    own = phrase.complement, known.complement
    apart = _OTHER_WORDS * bool(own[0] and own[1] and not own[0] & own[1])
    return max(_score_heads(phrase, known) - apart, 0.0)


def _score_heads(phrase: Phrase, known: Phrase) -> float:
    if phrase.head_stem == known.head_stem:
        return _SAME_NOUN
    if phrase.head_stem in known.stems and not phrase.roles:
        return _SAME_CLASS
    return _SAME_CLASS if phrase.roles & known.roles else 0.0


def find_described(
    scene: Scene,
    phrase: Phrase,
    *,
    kinds: frozenset[SpeakerKind],
    enough: float = BY_CLASS,
    is_later: bool = False,
) -> Entity | None:
    """The entity of these kinds that `phrase` describes, of equals the one last named before it.

    With `is_later` only those count whom the article names after the phrase.
    """
    best: tuple[float, int] | None = None
    found = None
    for entity in scene.described(phrase):
        if entity.kind not in kinds:
            continue
        if is_later and scene.names[entity.mentions[0]].first <= phrase.last:
            continue
        score = score_description(phrase, entity)
        if score < enough:
            continue
        score += _SPEAKS * (entity.sources > 0)
        key = (score, _last_before(scene, entity, phrase.first))
        if best is None or key > best:
            best, found = key, entity
    return found


def is_described_apart(phrase: Phrase, entity: Entity) -> bool:
    """Whether `phrase` has words of its own that no description of `entity` shares."""
    known = frozenset().union(*(p.stems - {p.head_stem} for p in entity.phrases))
    own = phrase.stems - {phrase.head_stem}
    return bool(own and known) and not own & known


def _last_before(scene: Scene, entity: Entity, before: int) -> int:
    """The last token before `before` where the entity is named; -first where it comes later."""
    last = -scene.names[entity.mentions[0]].first
    for at in entity.mentions:
        if scene.names[at].first >= before:
            break
        last = scene.names[at].first
    return last
