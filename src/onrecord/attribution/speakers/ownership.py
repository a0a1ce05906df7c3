"""Which names of a source are the source, and which only help to describe it."""

from onrecord.attribution.speakers.scene import BODIES, ORGANISATION, PERSON, Entity, Phrase, Scene
from onrecord.model import SpeakerKind


def own_entities(scene: Scene, phrase: Phrase) -> list[Entity]:
    """The entity that a source names, several where they are joined, none where it has no name."""
    own = [at for at in phrase.names if _is_own(scene, phrase, at)]
    entities: list[Entity] = []
    own = _without_listener(scene, own)
    for k, at in enumerate(own):
        if k and not _joined(scene, own[k - 1], at):
            break
        if scene.entity_of[at] not in entities:
            entities.append(scene.entity_of[at])
    return entities


def _without_listener(scene: Scene, own: list[int]) -> list[int]:
    """Without an outlet before a person, who tells it or whom it quotes: "told the Post X"."""
    first = next((k for k, at in enumerate(own) if scene.entity_of[at].is_person), 0)
    if {scene.entity_of[at].kind for at in own[:first]} != {SpeakerKind.OUTLET}:
        return own
    one, other = own[first - 1], own[first]
    between = scene.parsed.tokens[scene.names[one].last + 1 : scene.names[other].led]
    is_listed = any(t.text == "," for t in between) or _joined(scene, one, other)
    return own if is_listed else own[first:]


def _is_own(scene: Scene, phrase: Phrase, at: int) -> bool:
    name = scene.names[at]
    is_people = scene.parsed.tokens[name.last].lower in scene.people.peoples
    # "la République velorienne": the noun with a capital is of the name, and heads it.
    is_people = is_people and not name.first <= phrase.head < name.last
    if name.led == name.first and is_people:
        return False
    if _stands_before_person(scene, phrase, at):
        return False
    if _qualifies_next(scene, phrase, at) or _in_clause(scene, phrase, name.first):
        return False
    if name.first > phrase.head and _is_parted_by_case(scene, phrase, at):
        return False
    if name.first <= phrase.head <= name.last and not phrase.roles:
        return True
    return not _is_of_role(scene, phrase, at) and _is_not_governed(scene, phrase, at)


def _is_parted_by_case(scene: Scene, phrase: Phrase, at: int) -> bool:
    return (
        belongs_by_case(scene, at)
        or _is_anothers(scene, phrase, at)
        or is_declined_apart(scene, at, phrase.head)
    )


def _is_of_role(scene: Scene, phrase: Phrase, at: int) -> bool:
    """Whether a body's name touches the role that belongs to it ("đại biểu Đảng Lao động")."""
    if not (scene.people.names_touch and phrase.roles and scene.names[at].first > phrase.lead):
        return False
    entity = scene.entity_of[at]
    is_body = entity.kind is ORGANISATION and entity.is_sure
    return is_body or entity.kind is SpeakerKind.COUNTRY


def _is_not_governed(scene: Scene, phrase: Phrase, at: int) -> bool:
    """Whether no preposition and no noun before a name makes it part of a description."""
    tokens, people, name = scene.parsed.tokens, scene.people, scene.names[at]
    i = name.led - 1
    while i >= phrase.first and tokens[i].lower in people.articles:
        if tokens[i].lower in people.prepositions["any"]:
            break
        i -= 1
    if i < phrase.first or tokens[i].text in {",", "(", ":"}:
        return True
    if tokens[i].lower in people.prepositions["any"]:
        return False
    kind = scene.entity_of[at].kind
    if kind is not PERSON:
        # "le collectif féministe X": a body's noun heads the phrase, its name ends it.
        ends = name.last == phrase.last and phrase.kinds & {"organisation", "outlet"}
        return bool(ends and not phrase.roles) or not _after_preposition(scene, phrase, i)
    # "l'équipe Trump": a lone surname right after a body's noun is that body's.
    kinds = people.nouns.get(tokens[i].lower, frozenset())
    return not (name.is_single and name.title is None and "organisation" in kinds)


def _stands_before_person(scene: Scene, phrase: Phrase, at: int) -> bool:
    """Whether the name of the person whom it helps to describe follows at once.

    "Tổng thống | Veloria | Oskar Velland", "Bộ trưởng Quốc phòng | Tesmara |, tướng | Korado".
    """
    people, tokens, names = scene.people, scene.parsed.tokens, scene.names
    if not people.names_touch or at + 1 >= len(names) or names[at + 1].first > phrase.last:
        return False
    if scene.entity_of[at + 1].kind is not PERSON:
        return False
    between = [each.lower for each in tokens[names[at].last + 1 : names[at + 1].first]]
    if not between:
        return True
    described = tokens[phrase.first].lower in people.roles
    return described and between[0] == "," and all(each in people.titles for each in between[1:])


def belongs_by_case(scene: Scene, at: int) -> bool:
    """Whether the case alone joins a name to the noun before it: «посольство Касмора»."""
    tokens, name, genitive = scene.parsed.tokens, scene.names[at], scene.people.genitive
    inside = range(name.first, name.last + 1)
    top = next((tokens[i] for i in inside if tokens[i].head not in inside), tokens[name.first])
    governor = tokens[top.head]
    if top.relation != "nmod" or not any(top.has(case) for case in genitive):
        return False
    if governor.i >= name.first or any(True for _ in scene.parsed.dependents(top.i, "case")):
        return False
    # A person's name may be its own beside another genitive («по словам министра Лаврова»), or
    # where it shows no case («министр Ри»).
    same = any(governor.has(case) for case in genitive) and governor.has("Animacy=Anim")
    shown = any(word != tokens[i].text for i, word in zip(inside, name.words, strict=False))
    return not (scene.entity_of[at].is_person and (same or not shown))


def _is_anothers(scene: Scene, phrase: Phrase, at: int) -> bool:
    """Whether a name is that of somebody who only belongs to the head of the phrase.

    «пресс-секретарь президента Ивана Ларина»
    """
    tokens, name, genitive = scene.parsed.tokens, scene.names[at], scene.people.genitive
    inside = range(name.first, name.last + 1)
    top = next((tokens[i] for i in inside if tokens[i].head not in inside), tokens[name.first])
    governor = tokens[top.head]
    if not (phrase.head < governor.i < name.first and any(top.has(case) for case in genitive)):
        return False
    return governor.has("Animacy=Anim") and governor.relation == "nmod"


def is_declined_apart(scene: Scene, at: int, head: int) -> bool:
    """Whether a name stands in another case than the subject at token `head` («врачи, лечащие
    Ларину, говорят»)."""
    if not scene.citing.declines or not scene.parsed.tokens[head].has("Case=Nom"):
        return False
    name = scene.names[at]
    words = scene.parsed.tokens[name.first : name.last + 1]
    declined = any(cited != t.text for cited, t in zip(name.words, words, strict=False))
    return declined and all("Case=" in t.feats and not t.has("Case=Nom") for t in words)


def _qualifies_next(scene: Scene, phrase: Phrase, at: int) -> bool:
    """Whether a possessive mark or a noun follows: "Russia's minister", "the Trump campaign"."""
    tokens, people = scene.parsed.tokens, scene.people
    after = scene.names[at].last + 1
    if after > phrase.last:
        return False
    if tokens[after].lower in people.possessives:
        return after < phrase.last
    if tokens[after].lower in people.prepositions["seated"]:
        return True
    if not people.possessives or tokens[after].upos != "NOUN" or scene.name_of[after] >= 0:
        return False
    # "Die Zeit newspaper": the noun says what the body is.
    is_body = scene.entity_of[at].kind in BODIES and scene.entity_of[at].country is None
    kinds = people.nouns.get(tokens[after].lower, frozenset())
    return not (is_body and kinds & {"outlet", "anaphoric"})


def _in_clause(scene: Scene, phrase: Phrase, token: int) -> bool:
    """Whether a relative clause of the phrase has opened before `token`."""
    tokens, people = scene.parsed.tokens, scene.people
    return any(
        people.pronouns.get(tokens[i].lower) == "relative" for i in range(phrase.first + 1, token)
    )


def _after_preposition(scene: Scene, phrase: Phrase, i: int) -> bool:
    """Whether a preposition stands between the last comma and token `i`."""
    tokens, people = scene.parsed.tokens, scene.people
    while i >= phrase.first and tokens[i].text not in {",", "("}:
        if tokens[i].lower in people.prepositions["any"]:
            return True
        i -= 1
    return False


def _joined(scene: Scene, one: int, other: int) -> bool:
    between = scene.parsed.tokens[scene.names[one].last + 1 : scene.names[other].first]
    if not any(t.lower in scene.people.joining for t in between):
        return False
    kinds = {scene.entity_of[one].kind, scene.entity_of[other].kind}
    alike = len(kinds) == 1 or kinds <= BODIES | {SpeakerKind.GROUP}
    return alike and not any(t.text in {",", "("} for t in between)


def joined_names(scene: Scene) -> list[tuple[int, list[Entity]]]:
    """Pairs of names joined by "and", with the token where each pair begins."""
    pairs = []
    for at in range(1, len(scene.names)):
        one, other = scene.entity_of[at - 1], scene.entity_of[at]
        near = scene.names[at].first - scene.names[at - 1].last <= 8
        if near and one is not other and _joined(scene, at - 1, at):
            pairs.append((scene.names[at - 1].first, [one, other]))
    return pairs


def list_names(scene: Scene, entities: list[Entity]) -> str:
    """Several names as one, joined as the language joins them."""
    names = [each.name for each in entities]
    return ", ".join(names[:-1]) + f" {scene.people.and_word} " + names[-1]
