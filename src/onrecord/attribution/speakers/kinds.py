"""What bears a name: a person, a body, a country or an outlet; and of which gender."""

from collections import Counter
from collections.abc import Sequence

from onrecord.attribution.speakers.names import Name
from onrecord.attribution.speakers.scene import (
    FEMININE,
    MASCULINE,
    ORGANISATION,
    PERSON,
    Entity,
    Scene,
)
from onrecord.languages.people import PeopleLexicon
from onrecord.model import SpeakerKind

OPENING_BRACKETS = frozenset({"(", "["})
# "US", "UK", "USA" are printed in full.
_LONGEST_ABBREVIATION = 4
_FULL_NAME = range(2, 5)


def kind_by_words(scene: Scene, at: int) -> SpeakerKind | None:
    """The kind that the words of a name, its title or its article show, or None."""
    name, people = scene.names[at], scene.people
    lowers = [as_listed(word) for word in name.words]
    whole = " ".join(lowers)
    if whole in people.palaces:
        return ORGANISATION
    if whole in people.countries or whole in people.capitals:
        return SpeakerKind.COUNTRY
    # "thượng nghị sĩ | Đảng Cộng hòa": where names touch, a title may belong to nobody named.
    is_body = people.names_touch and people.bodies.get(lowers[0]) == "organisation"
    if name.title is not None and not is_body:
        return PERSON
    if whole in people.peoples:
        return SpeakerKind.GROUP
    if whole in people.outlets or whole.removeprefix("the ") in people.outlets:
        return SpeakerKind.OUTLET
    if lowers[0] in people.named_bodies:
        return ORGANISATION
    marked = lowers[-1] in people.bodies and len(lowers) > 2
    if lowers[0] in people.given_names and not name.is_single and not marked:
        return PERSON
    kind = _kind_by_marks(people, lowers)
    if kind is not None:
        return kind
    # "Velland UK", "Tavel US"
    if len(lowers) > 1 and lowers[-1] in people.countries and name.words[-1].isupper():
        return ORGANISATION
    is_acronym = name.is_single and name.words[0].isupper() and len(name.words[0]) > 1
    return ORGANISATION if is_acronym or has_article(scene, at) else None


def _kind_by_marks(people: PeopleLexicon, lowers: Sequence[str]) -> SpeakerKind | None:
    if people.bodies.get(lowers[-1]) == "outlet" and len(lowers) > 1:
        return SpeakerKind.OUTLET
    kinds = [people.bodies[word] for word in lowers if word in people.bodies]
    if kinds:
        return ORGANISATION if "organisation" in kinds else SpeakerKind.OUTLET
    nouns = any("organisation" in people.nouns.get(word, ()) for word in lowers)
    return ORGANISATION if nouns else None


def has_article(scene: Scene, at: int) -> bool:
    """Whether the name alone stands with "the"; before a noun it only modifies that."""
    name, tokens = scene.names[at], scene.parsed.tokens
    if name.led == 0 or name.led != name.first:
        return False
    if scene.people.articles.get(tokens[name.first - 1].lower) != "definite":
        return False
    after = name.last + 1
    return not (after < len(tokens) and tokens[after].upos in {"NOUN", "ADJ"})


def complete(scene: Scene, entity: Entity, kinds: Sequence[SpeakerKind | None]) -> None:
    """Settle an entity's kind, gender and printed name from all its mentions together."""
    names = [scene.names[at] for at in entity.mentions]
    votes = Counter(kind for at in entity.mentions if (kind := kinds[at]) is not None)
    if entity.kind is None and entity.country is None and votes:
        entity.kind = PERSON if votes[PERSON] else votes.most_common(1)[0][0]
    article = as_listed(entity.words[0]) in scene.people.name_articles
    if entity.kind is None and any(n.led < n.first for n in names) and not article:
        entity.kind = PERSON
    if entity.kind is None:
        entity.kind, entity.is_sure = _kind_by_neighbours(scene, entity)
        entity.is_guess = entity.is_person
    short = len(" ".join(entity.words)) <= _LONGEST_ABBREVIATION
    if entity.country is not None and (short or scene.citing.declines):
        entity.display = scene.people.country_names[entity.country]
    if entity.kind is ORGANISATION and len(entity.words) > 1:
        entity.display = _usual_acronym(scene, names)
    if entity.kind is PERSON:
        titles = (title_gender(scene.people, name) for name in names)
        given = scene.people.given_names.get(as_listed(entity.words[0]))
        entity.gender = next(filter(None, titles), given)
    elif scene.people.bodies_have_gender:
        entity.gender = _grammatical_gender(scene, names)


def _kind_by_neighbours(scene: Scene, entity: Entity) -> tuple[SpeakerKind, bool]:
    """What a name without marks is by the words that it stands beside, and whether that is sure."""
    tokens, people = scene.parsed.tokens, scene.people
    before = [
        tokens[n.led - 1].lower
        for at in entity.mentions
        if (n := scene.names[at]).led and not _parts_case(scene, n)
    ]
    for kind in (SpeakerKind.OUTLET, ORGANISATION):
        if any(kind.value in people.nouns.get(word, ()) for word in before):
            return kind, True
    employs = any(word in people.prepositions["employer"] for word in before)
    article = as_listed(entity.words[0]) in people.name_articles
    if employs or article or any(_is_affiliation(scene, at) for at in entity.mentions):
        return ORGANISATION, True
    if people.names_touch and any(_is_small(people, word) for word in entity.words):
        return ORGANISATION, True
    like_place = sum(word in people.prepositions["place"] for word in before)
    is_place = 2 * like_place >= len(entity.mentions)
    if len(entity.words) in _FULL_NAME and not (is_place and _may_be_place(scene, entity)):
        return PERSON, True
    if is_place:
        return SpeakerKind.COUNTRY, True
    return ORGANISATION, False


def _is_small(people: PeopleLexicon, word: str) -> bool:
    """Whether a word of a name has a syllable without a capital, as no person's has ("Y tế")."""
    return word not in people.particles and any(part.islower() for part in word.split())


def _may_be_place(scene: Scene, entity: Entity) -> bool:
    """Whether no form of a name of several words is a living being's ("in West Karsinia")."""
    tokens = scene.parsed.tokens
    words = (
        tokens[i]
        for at in entity.mentions
        for i in range(scene.names[at].first, scene.names[at].last + 1)
    )
    return not any(word.has("Animacy=Anim") for word in words)


def _parts_case(scene: Scene, name: Name) -> bool:
    """Whether the noun before a name belongs by its case to another («представитель банка X»)."""
    one, other = scene.parsed.tokens[name.led - 1], scene.parsed.tokens[name.first]
    genitive = scene.people.genitive
    return any(one.has(c) for c in genitive) and other.has("Case=Nom")


def _is_affiliation(scene: Scene, at: int) -> bool:
    """Whether the name stands as in "Malo Kersaint, de Rives Vivantes,"."""
    first = scene.names[at].led
    if first < 3 or scene.parsed.tokens[first - 2].text != ",":
        return False
    joins = scene.parsed.tokens[first - 1].lower in scene.people.partitives["of"]
    return joins and scene.name_of[first - 3] >= 0


def _usual_acronym(scene: Scene, names: Sequence[Name]) -> str | None:
    """The acronym, where the article gives the long form only once."""
    tokens = scene.parsed.tokens
    short = [n for n in names if n.is_single and n.words[0].isupper()]
    alone = [n for n in short if not n.first or tokens[n.first - 1].text not in OPENING_BRACKETS]
    return alone[0].words[0] if alone and len(names) - len(short) < 2 else None


def _grammatical_gender(scene: Scene, names: Sequence[Name]) -> str | None:
    """The gender that the article before a body's name shows."""
    for name in names:
        before = scene.parsed.tokens[max(name.first - 1, 0)]
        if before.lower not in scene.people.articles or not before.has("Number=Sing"):
            continue
        if before.has("Gender=Fem"):
            return FEMININE
        if before.has("Gender=Masc"):
            return MASCULINE
    return None


def title_gender(people: PeopleLexicon, name: Name) -> str | None:
    """The gender that the title before a name shows."""
    gender = people.titles.get(name.title or "")
    return gender if gender != "neutral" else None


def as_listed(word: str) -> str:
    """A word as the lexicon writes it."""
    return word.replace("’", "'").lower()
