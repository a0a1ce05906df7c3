"""The body beside a role or a document: whom a spokesman speaks for, who made a poll."""

from dataclasses import dataclass

from onrecord.attribution.speakers.descriptions import BY_NOUN, find_described
from onrecord.attribution.speakers.folding import stem
from onrecord.attribution.speakers.lexical import role_at
from onrecord.attribution.speakers.phrases import DERIVED, read_phrase
from onrecord.attribution.speakers.scene import BODIES, Entity, Phrase, Scene
from onrecord.model import SpeakerKind

_JUST_NAMED = 2.5
_BODY_KINDS = frozenset({"organisation", "outlet"})


@dataclass(frozen=True, slots=True)
class Body:
    """A body by name; `entity` where the article names it elsewhere too."""

    name: str
    kind: SpeakerKind
    entity: Entity | None = None


def find_body(scene: Scene, phrase: Phrase) -> Body | None:
    """The body that the role in `phrase` belongs to: "of X", "X's", "X spokesman", "at X"."""
    prepositions = scene.people.prepositions
    weak = _after_preposition(scene, phrase, prepositions["at_body"])
    return (
        _after_preposition(scene, phrase, prepositions["of_body"])
        or _in_genitive(scene, phrase)
        or _before_head(scene, phrase)
        or _right_behind(scene, phrase)
        or (weak if weak and weak.kind is not SpeakerKind.COUNTRY else None)
        or _by_adjective(scene, phrase)
        or body_of_role(scene, phrase)
    )


def find_publisher(scene: Scene, phrase: Phrase) -> Body | None:
    """Who made a document: "a poll by X", "X's data", "the X report"."""
    publisher = scene.people.prepositions["publisher"]
    found = _after_preposition(scene, phrase, publisher) or _in_genitive(scene, phrase)
    if found is not None and found.entity is None and found.name == phrase.words:
        found = None
    if found is not None:
        return found
    for at in phrase.names:
        if scene.names[at].last < phrase.lead and not _is_nationality(scene, at):
            return _named(scene, at)
    return None


def country_body(scene: Scene, phrase: Phrase) -> Body | None:
    """The country that the phrase's nationality words name."""
    if len(phrase.countries) != 1:
        return None
    code = next(iter(phrase.countries))
    if code.startswith(DERIVED):
        place = scene.places[code.removeprefix(DERIVED)]
        return Body(place.name, SpeakerKind.COUNTRY, place)
    entity = scene.countries.get(code)
    name = entity.name if entity else scene.people.country_names[code]
    return Body(name, SpeakerKind.COUNTRY, entity)


def describe_body(scene: Scene, phrase: Phrase, *, takes_up: bool = True) -> Body | None:
    """The body that a phrase headed by a common noun means, by its fuller name if it has one.

    Where it has none and `takes_up`, a bare "the company" means the one the article is about.
    """
    if not phrase.kinds & _BODY_KINDS:
        return None
    entity = find_described(scene, phrase, kinds=BODIES, enough=BY_NOUN)
    if entity is not None and entity.country is None:
        return Body(entity.name, entity.kind or SpeakerKind.ORGANISATION, entity)
    kind = SpeakerKind.OUTLET if "outlet" in phrase.kinds else SpeakerKind.ORGANISATION
    topic = _topic(scene, phrase) if takes_up and is_plain(scene, phrase) else None
    return Body(topic.name, kind, topic) if topic else Body(phrase.words, kind)


def is_plain(scene: Scene, phrase: Phrase) -> bool:
    """Whether a body's noun stands alone, so that it takes up a body named elsewhere."""
    people, tokens = scene.people, scene.parsed.tokens
    if "anaphoric" not in phrase.kinds or phrase.article == "indefinite" or phrase.plural:
        return False
    others = [i for i in range(phrase.first, phrase.last + 1) if i != phrase.head]
    for i in others:
        is_noun = tokens[i].upos in {"NOUN", "PROPN"} or scene.name_of[i] >= 0
        if is_noun and tokens[i].lower not in people.peoples:
            return False
    # "the agency" may be any, "the state electoral commission" is one of its own.
    adjectives = [i for i in others if tokens[i].upos == "ADJ"]
    return sum(tokens[i].lower not in people.peoples for i in adjectives) < 2


def _topic(scene: Scene, phrase: Phrase) -> Entity | None:
    """The organisation that the article has spoken of most before, or just now."""
    bodies = [
        (_prominence(scene, e, phrase), k, e)
        for k, e in enumerate(scene.entities)
        if e.kind is SpeakerKind.ORGANISATION and (e.is_sure or e.sources or len(e.mentions) > 2)
    ]
    named = [each for each in bodies if each[0] > 1]
    return max(named)[2] if named else None


def _prominence(scene: Scene, entity: Entity, phrase: Phrase) -> float:
    """How often a body is named before a phrase; the sentence before it counts for more."""
    firsts = [scene.names[at].first for at in entity.mentions]
    before = [first for first in firsts if first < phrase.first]
    sentence_of = scene.parsed.sentence_of
    is_near = bool(before) and sentence_of[phrase.first] - sentence_of[before[-1]] < 2
    return len(before) + bool(entity.sources) + _JUST_NAMED * is_near


def _after_preposition(scene: Scene, phrase: Phrase, prepositions: frozenset[str]) -> Body | None:
    tokens = scene.parsed.tokens
    obtained = scene.people.prepositions["obtained"]
    for i in range(phrase.head + 1, phrase.last):
        if tokens[i].lower not in prepositions or tokens[i - 1].lower in obtained:
            continue
        found = _body_from(scene, i + 1, phrase.last)
        if found is not None:
            return found
    return None


def _right_behind(scene: Scene, phrase: Phrase) -> Body | None:
    """The body whose name follows the role with nothing between, where a language has that."""
    if not scene.people.names_touch or phrase.head >= phrase.last:
        return None
    return _body_from(scene, phrase.head + 1, phrase.last)


def _in_genitive(scene: Scene, phrase: Phrase) -> Body | None:
    """The body that the case alone joins to the head: «представитель министерства»."""
    parsed = scene.parsed
    for token in parsed.dependents(phrase.head, "nmod"):
        if not any(token.has(case) for case in scene.people.genitive) or any(
            True for _ in parsed.dependents(token.i, "case")
        ):
            continue
        first = max(parsed.edges(token.i)[0], phrase.head + 1)
        if token.i > phrase.head and token.i <= phrase.last:
            return _body_from(scene, first, min(parsed.edges(token.i)[1], phrase.last))
    return None


def _body_from(scene: Scene, first: int, last: int) -> Body | None:
    """The body whose phrase opens at `first`."""
    people, tokens = scene.people, scene.parsed.tokens
    while first <= last and tokens[first].lower in people.articles:
        first += 1
    if first > last:
        return None
    at = scene.name_of[first]
    if at >= 0 and not _modifies(scene, at, last):
        return _named(scene, at)
    end = first
    while end < last and tokens[end + 1].text not in {",", "(", ")", ";"}:
        if people.pronouns.get(tokens[end + 1].lower) == "relative":
            break
        end += 1
    inner = read_phrase(scene, first, end)
    apposed = _name_after(scene, inner)
    if inner.kinds & _BODY_KINDS:
        return _named(scene, apposed) if apposed is not None else describe_body(scene, inner)
    return _named(scene, apposed) if apposed is not None else None


def _modifies(scene: Scene, at: int, last: int) -> bool:
    """Whether the name only qualifies a noun after it: "Indonesia's agency"."""
    after = scene.names[at].last + 1
    if after > last:
        return False
    token = scene.parsed.tokens[after]
    if token.lower in scene.people.possessives:
        return after < last
    return bool(scene.people.possessives) and token.upos == "NOUN"


def _name_after(scene: Scene, phrase: Phrase) -> int | None:
    """The name set right after the noun it belongs to: "le collectif la Quadrature"."""
    i = phrase.head + 1
    while i <= phrase.last and scene.parsed.tokens[i].upos in {"DET", "ADJ"}:
        if scene.name_of[i] >= 0:
            break
        i += 1
    return scene.name_of[i] if i <= phrase.last and scene.name_of[i] >= 0 else None


def _named(scene: Scene, at: int) -> Body:
    entity = scene.entity_of[at]
    return Body(entity.name, entity.kind or SpeakerKind.ORGANISATION, entity)


def _before_head(scene: Scene, phrase: Phrase) -> Body | None:
    """The possessor or the noun set before: "Russia's minister", "agency spokesman"."""
    people, tokens = scene.people, scene.parsed.tokens
    for at in phrase.names:
        is_before = scene.names[at].last < phrase.lead and not _is_nationality(scene, at)
        if is_before and not _modifies(scene, at, phrase.lead - 1):
            return _named(scene, at)
    for i in range(phrase.lead - 1, phrase.first - 1, -1):
        if people.nouns.get(tokens[i].lower, frozenset()) & _BODY_KINDS:
            start = next(k for k in range(phrase.first, i + 1) if k == i or not _opens(scene, k))
            return describe_body(scene, read_phrase(scene, start, i, head=i))
        if tokens[i].upos == "NOUN" and role_at(scene.parsed, people, i)[0]:
            return None
    return None


def _opens(scene: Scene, i: int) -> bool:
    """Whether token `i` is an article, which belongs to the head and not to what qualifies it."""
    return scene.parsed.tokens[i].lower in scene.people.articles


def _is_nationality(scene: Scene, at: int) -> bool:
    name = scene.names[at]
    token = scene.parsed.tokens[name.last]
    if token.lower in scene.people.peoples:
        return True
    if not name.is_single or not token.lower.endswith(scene.people.people_endings):
        return False
    place = scene.places.get(stem(token.text))
    # "the Velorian president": a people's word, though the article never names the country.
    strange = (
        token.lower.endswith(scene.people.adjective_endings) and not scene.entity_of[at].is_sure
    )
    return (
        token.upos == "ADJ" or strange or (place is not None and place is not scene.entity_of[at])
    )


def _by_adjective(scene: Scene, phrase: Phrase) -> Body | None:
    """The body that an adjective stands for: "porte-parole militaire"."""
    for i in range(phrase.first, phrase.last + 1):
        body = scene.people.body_adjectives.get(scene.parsed.tokens[i].lower)
        if body is not None:
            return Body(body, SpeakerKind.ORGANISATION)
    return None


def body_of_role(scene: Scene, phrase: Phrase) -> Body | None:
    """The body that a role alone implies: an inspector's police."""
    implied = [scene.people.role_bodies[r] for r in phrase.roles if r in scene.people.role_bodies]
    for words in implied:
        for entity in scene.entities:
            if entity.kind in BODIES and any(w in words for part in entity.aliases for w in part):
                return Body(entity.name, SpeakerKind.ORGANISATION, entity)
    return Body(implied[0][0], SpeakerKind.ORGANISATION) if implied else None
