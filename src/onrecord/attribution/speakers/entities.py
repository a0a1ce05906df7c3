"""Who bears the names of an article: full names, surnames, short forms and acronyms."""

from collections import Counter, defaultdict

from onrecord.attribution.speakers.folding import fold, initials, name_parts, stem
from onrecord.attribution.speakers.names import Name, find_names
from onrecord.attribution.speakers.scene import (
    BODIES,
    FEMININE,
    MASCULINE,
    ORGANISATION,
    PERSON,
    Entity,
    Scene,
)
from onrecord.languages.people import PeopleLexicon
from onrecord.model import SpeakerKind
from onrecord.parsing import ParsedText

_SHORT = 5
_PEOPLE = frozenset({"ADJ", "PROPN", "NOUN"})
_OPEN = frozenset({"(", "["})


def set_scene(parsed: ParsedText, people: PeopleLexicon) -> Scene:
    """The names of a text and the entities that bear them."""
    names = find_names(parsed, people)
    name_of = [-1] * len(parsed.tokens)
    for at, name in enumerate(names):
        name_of[name.first : name.last + 1] = [at] * (name.last - name.first + 1)
    scene = Scene(parsed, people, names, name_of, [], [])
    _Clusters(scene).gather()
    _find_places(scene)
    return scene


def _find_places(scene: Scene) -> None:
    """Names of one word from which the article derives a word for a people."""
    names = {
        stem(e.words[0]): e
        for e in scene.entities
        if len(e.words) == 1 and not (e.is_person or e.country) and not _is_people(scene, e.words[0])
    }
    if not names:
        return
    for token in scene.parsed.tokens:
        if len(token.text) > _SHORT and token.upos in _PEOPLE and _is_people(scene, token.lower):
            place = names.get(stem(token.text))
            if place is not None and token.lower not in scene.people.peoples:
                scene.places[stem(token.text)] = place


def _is_people(scene: Scene, word: str) -> bool:
    return word.lower().endswith(scene.people.people_endings)


class _Clusters:
    """Gives every name its entity: fullest names first, then those that shorten them."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._people = scene.people
        self._parts = [name_parts(name.words) for name in scene.names]
        self._kinds = [self._kind(at) for at in range(len(scene.names))]
        self._by_part: dict[str, list[Entity]] = defaultdict(list)
        self._by_parts: dict[tuple[str, ...], Entity] = {}
        self._by_country: dict[str, Entity] = {}

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
            self._complete(entity)

    def _entity(self, at: int) -> Entity:
        parts, kind = self._parts[at], self._kinds[at]
        country = None if self._is_surname(at) else self._country(at)
        found = self._by_country.get(country) if country else self._by_parts.get(parts)
        if found is None and country is None:
            found = self._longer(at) or self._acronym(at)
        if found is None:
            found = Entity(self._scene.names[at].words, kind=kind, country=country)
            self._scene.entities.append(found)
            for part in parts:
                self._by_part[part].append(found)
        if country is not None:
            self._by_country.setdefault(country, found)
        self._by_parts.setdefault(parts, found)
        found.aliases.add(parts)
        return found

    def _is_surname(self, at: int) -> bool:
        """Whether somebody named in full bears this word last, so that Jordan is a man."""
        parts = self._parts[at]
        bearers = self._by_part.get(parts[-1], []) if len(parts) == 1 else []
        is_surname = any(e.kind in {None, PERSON} and len(e.words) > 1 and name_parts(e.words)[-1] == parts[0] for e in bearers)
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
        fits = [
            entity
            for entity in self._by_part.get(parts[-1], [])
            if self._shortens(at, parts, entity)
        ]
        if not fits:
            return None
        title_gender = self._title_gender(self._scene.names[at])
        fits = [
            e for e in fits if not (title_gender and self._other_gender(e, title_gender))
        ] or fits
        last = [e for e in fits if name_parts(e.words)[-1] == parts[-1]]
        return (last or fits)[0]

    def _shortens(self, at: int, parts: tuple[str, ...], entity: Entity) -> bool:
        full = name_parts(entity.words)
        kind = self._kinds[at]
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
        if self._kinds[at] not in BODIES and not self._has_article(at):
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
        if name.first >= 2 and tokens[name.first - 1].text in _OPEN:
            long = self._scene.name_of[before]
            if long >= 0 and len(self._parts[long]) > 1:
                return self._by_parts.get(self._parts[long])
        for entity in self._by_part.get("", self._scene.entities):
            if len(entity.words) > 1 and initials(entity.words) == word.replace(".", ""):
                return entity
        return None

    def _kind(self, at: int) -> SpeakerKind | None:
        name, people = self._scene.names[at], self._people
        lowers = [w.replace("’", "'").lower() for w in name.words]
        whole = " ".join(lowers)
        if whole in people.palaces:
            return ORGANISATION
        if whole in people.countries or whole in people.capitals:
            return SpeakerKind.COUNTRY
        if name.title is not None:
            return PERSON
        if lowers[-1] in people.peoples and name.is_single:
            return SpeakerKind.GROUP
        if whole in people.outlets or whole.removeprefix("the ") in people.outlets:
            return SpeakerKind.OUTLET
        if lowers[0] in people.given_names and lowers[-1] not in people.bodies:
            return PERSON
        body = self._body_kind(lowers)
        if body is not None:
            return body
        if name.is_single and name.words[0].isupper() and len(name.words[0]) > 1:
            return ORGANISATION
        return ORGANISATION if self._has_article(at) else None

    def _body_kind(self, lowers: list[str]) -> SpeakerKind | None:
        bodies = self._people.bodies
        if bodies.get(lowers[-1]) == "outlet" and len(lowers) > 1:
            return SpeakerKind.OUTLET
        kinds = [bodies[w] for w in lowers if w in bodies]
        if not kinds:
            return None
        return ORGANISATION if "organisation" in kinds else SpeakerKind.OUTLET

    def _has_article(self, at: int) -> bool:
        """Whether the name alone stands with "the"; before a noun it only modifies that."""
        name, tokens = self._scene.names[at], self._scene.parsed.tokens
        if name.led == 0 or name.led != name.first:
            return False
        if self._people.articles.get(tokens[name.first - 1].lower) != "definite":
            return False
        after = name.last + 1
        return not (after < len(tokens) and tokens[after].upos in {"NOUN", "ADJ"})

    def _complete(self, entity: Entity) -> None:
        """Settle kind, gender and printed name from all mentions together."""
        names = [self._scene.names[at] for at in entity.mentions]
        votes = Counter(k for at in entity.mentions if (k := self._kinds[at]) is not None)
        if entity.country is None and votes:
            entity.kind = PERSON if votes[PERSON] and entity.kind is None else entity.kind
            entity.kind = entity.kind or votes.most_common(1)[0][0]
        article = self._people.articles.get(entity.words[0].replace("’", "'").lower())
        if entity.kind is None and any(n.led < n.first for n in names) and not article:
            entity.kind = PERSON
        if entity.kind is None:
            entity.is_sure = False
            entity.kind = self._kind_by_place(entity)
        if entity.country is not None and len(entity.words[0]) <= 4 and len(entity.words) == 1:
            entity.display = self._people.country_names[entity.country]
        if entity.kind is ORGANISATION and len(entity.words) > 1:
            entity.display = self._usual_acronym(entity, names)
        if entity.kind is PERSON:
            genders = [g for n in names if (g := self._title_gender(n))]
            given = self._people.given_names.get(_as_listed(entity.words[0]))
            entity.gender = genders[0] if genders else given
        elif self._people.bodies_have_gender:
            entity.gender = self._grammatical_gender(names)

    def _kind_by_place(self, entity: Entity) -> SpeakerKind:
        """What a name without marks of its own is, by the words that it stands beside."""
        tokens, people = self._scene.parsed.tokens, self._people
        before = [tokens[n.led - 1] for at in entity.mentions if (n := self._scene.names[at]).led]
        kinds = [people.nouns.get(token.lower, ()) for token in before]
        for kind in (SpeakerKind.OUTLET, ORGANISATION):
            if any(kind.value in each for each in kinds):
                entity.is_sure = True
                return kind
        employs = any(token.lower in people.prepositions["employer"] for token in before)
        article = people.articles.get(entity.words[0].replace("’", "'").lower())
        if employs or article == "definite" or any(map(self._is_affiliation, entity.mentions)):
            entity.is_sure = True
            return ORGANISATION
        if len(entity.words) in {2, 3, 4}:
            entity.is_sure = True
            return PERSON
        like_place = sum(token.lower in people.prepositions["place"] for token in before)
        entity.is_sure = 2 * like_place >= len(entity.mentions)
        return SpeakerKind.COUNTRY if entity.is_sure else ORGANISATION

    def _is_affiliation(self, at: int) -> bool:
        """Whether the name stands as in "Malo Kersaint, de Rives Vivantes,"."""
        scene, first = self._scene, self._scene.names[at].led
        if first < 3 or scene.parsed.tokens[first - 2].text != ",":
            return False
        joins = scene.parsed.tokens[first - 1].lower in scene.people.partitives["of"]
        return joins and scene.name_of[first - 3] >= 0

    def _usual_acronym(self, entity: Entity, names: list[Name]) -> str | None:
        """The acronym, where the article uses it alone more often than the long form."""
        tokens = self._scene.parsed.tokens
        short = [n for n in names if n.is_single and n.words[0].isupper()]
        alone = [n for n in short if n.first == 0 or tokens[n.first - 1].text not in _OPEN]
        return alone[0].words[0] if alone and len(names) - len(short) < 2 else None

    def _grammatical_gender(self, names: list[Name]) -> str | None:
        """The gender that the article before a body's name shows."""
        tokens = self._scene.parsed.tokens
        for name in names:
            before = tokens[name.first - 1] if name.first else tokens[0]
            if before.lower in self._people.articles and before.has("Number=Sing"):
                if before.has("Gender=Fem"):
                    return FEMININE
                if before.has("Gender=Masc"):
                    return MASCULINE
        return None

    def _title_gender(self, name: Name) -> str | None:
        gender = self._people.titles.get(name.title or "")
        return gender if gender != "neutral" else None

    def _other_gender(self, entity: Entity, gender: str) -> bool:
        known = self._people.given_names.get(_as_listed(entity.words[0]))
        return known is not None and known != gender


def _as_listed(word: str) -> str:
    """A given name as the lexicon writes it."""
    return word.replace("’", "'").lower()


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
