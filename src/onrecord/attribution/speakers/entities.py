"""Who bears the names of an article: full names, surnames, short forms and acronyms."""

from collections import defaultdict

from onrecord.attribution.speakers.citing import Citing
from onrecord.attribution.speakers.folding import fold, initials, name_parts, stem
from onrecord.attribution.speakers.kinds import (
    OPENING_BRACKETS,
    as_listed,
    complete,
    has_article,
    kind_by_words,
    title_gender,
)
from onrecord.attribution.speakers.names import find_names
from onrecord.attribution.speakers.scene import BODIES, PERSON, Entity, Scene
from onrecord.languages.people import PeopleLexicon
from onrecord.model import SpeakerKind
from onrecord.parsing import ParsedText

_SHORT = 5
_PEOPLE = frozenset({"ADJ", "PROPN", "NOUN"})


def set_scene(parsed: ParsedText, people: PeopleLexicon) -> Scene:
    """The names of a text and the entities that bear them."""
    citing = Citing(parsed, people)
    names = find_names(parsed, people, citing)
    name_of = [-1] * len(parsed.tokens)
    for at, name in enumerate(names):
        name_of[name.first : name.last + 1] = [at] * (name.last - name.first + 1)
    scene = Scene(parsed, people, citing, names, name_of, [], [])
    _Clusters(scene).gather()
    _find_places(scene)
    return scene


def _find_places(scene: Scene) -> None:
    """Names of one word from which the article derives a word for a people."""
    names = {
        stem(e.words[0]): e
        for e in scene.entities
        if len(e.words) == 1
        and not (e.is_person or e.country)
        and not _is_people(scene, e.words[0])
    }
    if not names:
        return
    for token in scene.parsed.tokens:
        if len(token.text) > _SHORT and token.upos in _PEOPLE and _is_people(scene, token.lower):
            place = names.get(stem(token.text))
            if place is not None and token.lower not in scene.people.peoples:
                scene.places[stem(token.text)] = place
    for entity in scene.entities:
        word = entity.words[0]
        if len(entity.words) == 1 and stem(word) in scene.places and _is_people(scene, word):
            entity.kind = SpeakerKind.GROUP


def _is_people(scene: Scene, word: str) -> bool:
    return word.lower().endswith(scene.people.people_endings)


class _Clusters:
    """Gives every name its entity: fullest names first, then those that shorten them."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._people = scene.people
        self._parts = [name_parts(name.words) for name in scene.names]
        self._kinds = [kind_by_words(scene, at) for at in range(len(scene.names))]
        self._by_part: dict[str, list[Entity]] = defaultdict(list)
        self._by_parts: dict[tuple[str, ...], Entity] = {}
        self._by_country: dict[str, Entity] = {}
        self._by_initials: dict[str, Entity] = {}

    def gather(self) -> None:
        """Fill the scene's entities and the entity of each of its names."""
        scene = self._scene
        order = sorted(range(len(scene.names)), key=lambda at: (-len(self._parts[at]), at))
        chosen: list[Entity | None] = [None] * len(scene.names)
        for at in order:
            chosen[at] = self._entity(at)
        scene.entity_of.extend(each for each in chosen if each is not None)
        for at, entity in enumerate(scene.entity_of):
            entity.mentions.append(at)
        for entity in scene.entities:
            complete(scene, entity, self._kinds)
            if entity.kind in BODIES and entity.country is None:
                for part in entity.parts:
                    scene.recall(entity, stem(part))
        scene.countries.update(self._by_country)

    def _entity(self, at: int) -> Entity:
        parts, kind = self._parts[at], self._kinds[at]
        country = None if self._is_surname(at) else self._country(at)
        found = self._by_country.get(country) if country else self._by_parts.get(parts)
        if found is None and country is None:
            found = self._longer(at) or self._acronym(at)
        if found is None:
            words = self._scene.names[at].words
            found = Entity(words, parts, kind=kind, country=country)
            self._scene.entities.append(found)
            for part in set(parts):
                self._by_part[part].append(found)
            if len(words) > 1:
                self._by_initials.setdefault(initials(words), found)
        if country is not None:
            self._by_country.setdefault(country, found)
        self._by_parts.setdefault(parts, found)
        found.aliases.add(parts)
        return found

    def _is_surname(self, at: int) -> bool:
        """Whether somebody named in full bears this word last, so that Jordan is a man."""
        parts, name = self._parts[at], self._scene.names[at]
        if self._people.names_touch and name.title is None and self._country(at):
            return False
        bearers = self._by_part.get(parts[-1], []) if len(parts) == 1 else []
        is_surname = any(
            e.kind in {None, PERSON} and len(e.words) > 1 and e.parts[-1] == parts[0]
            for e in bearers
        )
        if is_surname:
            self._kinds[at] = PERSON
        return is_surname

    def _country(self, at: int) -> str | None:
        """The country named; a capital has no country of its own, it stays its own name."""
        words = " ".join(self._scene.names[at].words).replace("’", "'").lower()
        if words in self._people.palaces:
            return None
        return self._people.countries.get(words)

    def _longer(self, at: int) -> Entity | None:
        """The entity whose fuller name these words shorten; of several the best borne out."""
        parts = self._parts[at]
        if not parts:
            return None
        fits = [e for e in self._by_part.get(parts[-1], ()) if self._shortens(at, parts, e)]
        if not fits:
            return None
        gender = title_gender(self._people, self._scene.names[at])
        fits = [e for e in fits if self._may_be(e, gender)] or fits
        return next((e for e in fits if e.parts[-1] == parts[-1]), fits[0])

    def _shortens(self, at: int, parts: tuple[str, ...], entity: Entity) -> bool:
        full, kind = entity.parts, self._kinds[at]
        if entity.country or (entity.kind in BODIES and kind is PERSON):
            return False
        if entity.kind in BODIES:
            return self._shortens_body(at, parts, full, entity)
        if len(parts) == 1:
            return kind in {None, PERSON} and parts[0] in (full[-1], full[0], *self._surname(full))
        return kind in {None, PERSON} and _shortens_person(parts, full)

    def _shortens_body(
        self, at: int, parts: tuple[str, ...], full: tuple[str, ...], entity: Entity
    ) -> bool:
        if len(parts) == len(full) or entity.kind is SpeakerKind.COUNTRY:
            return False
        words = self._scene.names[at].words
        if self._kinds[at] not in BODIES and not has_article(self._scene, at):
            return len(parts) == 1 and parts[0] == full[0] and len(full) == 2
        # "Nations unies" is another body than "Conseil de sécurité des Nations unies".
        linked = full[-len(parts) - 1] in self._people.links
        tail, head = full[-len(parts) :] == parts and not linked, full[: len(parts)] == parts
        return tail or head or (len(words) == 1 and fold(words[0]) in full)

    def _surname(self, full: tuple[str, ...]) -> tuple[str, ...]:
        """In a name of three or more parts any but the first may be used alone."""
        return full[1:] if len(full) > 2 else ()

    def _acronym(self, at: int) -> Entity | None:
        """The body whose long form stands before these capitals in brackets, or spells them."""
        name, tokens = self._scene.names[at], self._scene.parsed.tokens
        word = name.words[0]
        if not (name.is_single and word.isupper() and len(word) > 1):
            return None
        before = name.first - 2
        if name.first >= 2 and tokens[name.first - 1].text in OPENING_BRACKETS:
            long = self._scene.name_of[before]
            if long >= 0 and len(self._parts[long]) > 1:
                return self._by_parts.get(self._parts[long])
        return self._by_initials.get(word.replace(".", ""))

    def _may_be(self, entity: Entity, gender: str | None) -> bool:
        """Whether the given name agrees with the gender of a title."""
        known = self._people.given_names.get(as_listed(entity.words[0]))
        return gender is None or known is None or known == gender


def _shortens_person(parts: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether `parts` are the full name with parts left out or initials for them."""
    if parts[-1] != full[-1] and parts[0] != full[0]:
        return False
    at = 0
    for part in parts:
        while at < len(full) and not _stands_for(part, full[at]):
            at += 1
        if at == len(full):
            return False
        at += 1
    return True


def _stands_for(part: str, word: str) -> bool:
    return part == word or (len(part) == 1 and word.startswith(part))
