"""Whom a noun phrase means that is no pronoun: a name, a role, a body, a document, a crowd."""

from collections.abc import Sequence

from onrecord.attribution.speakers.bodies import Body, country_body, describe_body, find_body
from onrecord.attribution.speakers.descriptions import find_described
from onrecord.attribution.speakers.scene import BODIES, PERSON, Entity, Phrase, Referent, Scene
from onrecord.model import SpeakerKind

_ANYBODY = "unnamed"
# A description in the first sentences may be of somebody who is named only later.
_LEAD = 4
# Roles that need an introduction; the rest ("the rapper") may take up whoever is spoken of.
_NEED_INTRODUCTION = frozenset({"judge", "prosecutor", "spokesperson", "lawyer", "police", "cleric"})


class Nominals:
    """Resolves noun phrases of one article; `phrases` are those of all its sources."""

    def __init__(self, scene: Scene, phrases: Sequence[Phrase]) -> None:
        self._scene = scene
        self._people = [e for e in scene.entities if e.is_person]
        self._bodies = [e for e in scene.entities if e.kind in BODIES]
        self._phrases = phrases

    def resolve(self, phrase: Phrase) -> Referent | None:
        """The referent, or None where only somebody spoken of before can be meant."""
        named = self._named(phrase)
        if named is not None:
            return named
        if "counterpart" in phrase.kinds:
            return self._counterpart(phrase)
        if phrase.roles and not phrase.plural:
            return self._role(phrase)
        for kind, resolve in (
            ("pair", self._pair),
            ("document", self._document),
            ("organisation", self._body),
            ("outlet", self._body),
            ("country", self._country),
        ):
            if kind in phrase.kinds and not (phrase.plural and "unnamed" in phrase.kinds):
                return resolve(phrase)
        return self._crowd(phrase) if phrase.plural else self._person(phrase)

    def _named(self, phrase: Phrase) -> Referent | None:
        """The names that are the source and not only part of its description."""
        scene = self._scene
        own = [at for at in phrase.names if self._is_own(phrase, at)]
        if not own:
            return None
        entities: list[Entity] = []
        joined = False
        for k, at in enumerate(own):
            joined = k > 0 and self._joined(own[k - 1], at)
            if k and not joined:
                break
            if scene.entity_of[at] not in entities:
                entities.append(scene.entity_of[at])
        if len(entities) > 1:
            name = _list(scene, [e.name for e in entities])
            return Referent(SpeakerKind.GROUP, name, "names joined", phrase=phrase, plural=True)
        return self._entity(entities[0], f"name of {entities[0].name}", phrase)

    def _is_own(self, phrase: Phrase, at: int) -> bool:
        scene, people = self._scene, self._scene.people
        tokens, name = scene.parsed.tokens, scene.names[at]
        after = name.last + 1
        if after <= phrase.last:
            if tokens[after].lower in people.possessives:
                return False
            follows = tokens[after].upos == "NOUN" and scene.name_of[after] < 0
            if follows and people.possessives:
                return False
        i = name.led - 1
        while i >= phrase.first and tokens[i].lower in people.articles:
            if tokens[i].lower in people.prepositions["any"]:
                break
            i -= 1
        if i < phrase.first:
            return True
        if name.led == name.first and tokens[name.last].lower in people.peoples:
            return False
        word = tokens[i].lower
        if word in people.prepositions["any"]:
            return False
        return not self._in_clause(phrase, name.first)

    def _in_clause(self, phrase: Phrase, token: int) -> bool:
        """Whether a relative clause of the phrase has opened before `token`."""
        tokens, people = self._scene.parsed.tokens, self._scene.people
        return any(
            people.pronouns.get(tokens[i].lower) == "relative" and i > phrase.first
            for i in range(phrase.head + 1, token)
        )

    def _joined(self, one: int, other: int) -> bool:
        scene = self._scene
        between = scene.parsed.tokens[scene.names[one].last + 1 : scene.names[other].led]
        return bool(between) and all(
            t.lower in scene.people.joining or t.text == "," or t.lower in scene.people.articles
            for t in between
        ) and any(t.lower in scene.people.joining for t in between)

    def _entity(self, entity: Entity, rule: str, phrase: Phrase | None) -> Referent:
        kind = entity.kind or PERSON
        gender = entity.gender or (phrase.gender if phrase and phrase.roles else None)
        return Referent(kind, entity.name, rule, entity=entity, phrase=phrase, gender=gender)

    def _body_referent(self, body: Body, rule: str, phrase: Phrase) -> Referent:
        if body.entity is not None:
            return self._entity(body.entity, rule, phrase)
        return Referent(body.kind, body.name, rule, phrase=phrase, gender=phrase.gender)

    def _role(self, phrase: Phrase) -> Referent | None:
        if phrase.article == "indefinite" and "spokesperson" not in phrase.roles:
            return self._named_later(phrase) or self._nobody(phrase)
        entity = find_described(self._scene, phrase, self._people, before=phrase.first)
        if entity is not None and (phrase.article != "indefinite" or self._alone(phrase, entity)):
            return self._entity(entity, f"described: {phrase.words}", phrase)
        if "spokesperson" in phrase.roles:
            body = find_body(self._scene, phrase, self._scene.people.prepositions["of_body"])
            body = body or country_body(self._scene, phrase)
            if body is not None:
                return self._body_referent(body, "spokesperson of a body", phrase)
            return self._nobody(phrase)
        if phrase.roles & _NEED_INTRODUCTION:
            return self._nobody(phrase)
        return None

    def _alone(self, phrase: Phrase, entity: Entity) -> bool:
        """Whether the article has one such role only, so that "a spokesman" is the named one."""
        stems = frozenset().union(*(p.stems for p in entity.phrases)) - {phrase.head_stem}
        own = phrase.stems - {phrase.head_stem}
        return not own or bool(own & stems)

    def _named_later(self, phrase: Phrase) -> Referent | None:
        scene = self._scene
        if scene.parsed.sentence_of[phrase.first] >= _LEAD:
            return None
        later = [e for e in self._people if scene.names[e.mentions[0]].first > phrase.last]
        entity = find_described(scene, phrase, later, before=phrase.first)
        if entity is None:
            return None
        return self._entity(entity, f"named later: {phrase.words}", phrase)

    def _nobody(self, phrase: Phrase) -> Referent:
        return Referent(
            SpeakerKind.UNNAMED,
            _ANYBODY,
            f"unnamed: {phrase.words}",
            phrase=phrase,
            gender=phrase.gender,
            plural=phrase.plural,
        )

    def _counterpart(self, phrase: Phrase) -> Referent | None:
        """Of those who bear the same office the one of the country named."""
        wanted = [
            e
            for e in self._people
            if phrase.countries & frozenset().union(*(p.countries for p in e.phrases))
        ]
        entity = max(wanted, key=lambda e: len(e.mentions), default=None)
        return self._entity(entity, "counterpart", phrase) if entity else None

    def _pair(self, phrase: Phrase) -> Referent:
        """Two people of one family name, else the phrase itself."""
        for k, one in enumerate(self._people):
            for other in self._people[k + 1 :]:
                parts = one.words[-1].split("-"), other.words[-1].split("-")
                if set(parts[0]) & set(parts[1]):
                    name = _list(self._scene, [one.name, other.name])
                    return Referent(SpeakerKind.GROUP, name, "pair", phrase=phrase, plural=False)
        return Referent(SpeakerKind.GROUP, phrase.words, "pair", phrase=phrase)

    def _document(self, phrase: Phrase) -> Referent:
        """A document speaks for its publisher, else for itself by its fullest description."""
        publisher = self._publisher(phrase)
        if publisher is None and phrase.article != "indefinite":
            for other in self._phrases:
                if other.head_stem == phrase.head_stem and other.first != phrase.first:
                    publisher = publisher or self._publisher(other)
        name = publisher.name if publisher else self._fullest(phrase)
        entity = publisher.entity if publisher else None
        rule = "publisher of a document" if publisher else "document"
        return Referent(SpeakerKind.DOCUMENT, name, rule, entity=entity, phrase=phrase)

    def _publisher(self, phrase: Phrase) -> Body | None:
        return find_body(self._scene, phrase, self._scene.people.prepositions["publisher"])

    def _fullest(self, phrase: Phrase) -> str:
        """The longest words used for what `phrase` names, among the article's sources."""
        same = [p for p in self._phrases if p.head_stem == phrase.head_stem and p.names]
        if phrase.names or not same or phrase.article == "indefinite":
            return phrase.words
        return max(same, key=lambda p: len(p.stems)).words

    def _body(self, phrase: Phrase) -> Referent | None:
        scene = self._scene
        body = describe_body(scene, phrase)
        if body is None or (body.entity is None and "anaphoric" in phrase.kinds and not phrase.names):
            if phrase.article == "definite" and not phrase.countries:
                return None
        if body is None:
            return None
        if body.entity is None and phrase.article == "indefinite" and not phrase.names:
            return self._nobody(phrase)
        return self._body_referent(body, f"body: {phrase.words}", phrase)

    def _country(self, phrase: Phrase) -> Referent | None:
        return None

    def _crowd(self, phrase: Phrase) -> Referent:
        """Many people: a group where the words name one, else nobody in particular."""
        is_group = "group" in phrase.kinds or bool(phrase.countries)
        if not is_group or ("unnamed" in phrase.kinds and "group" not in phrase.kinds):
            return self._nobody(phrase)
        name = self._fullest(phrase)
        return Referent(SpeakerKind.GROUP, name, "group", phrase=phrase, plural=True)

    def _person(self, phrase: Phrase) -> Referent | None:
        """One person by a common noun: described before, nobody, or (None) spoken of."""
        if "unnamed" in phrase.kinds and not phrase.roles and phrase.article != "definite":
            return self._nobody(phrase)
        if phrase.article == "indefinite":
            return self._named_later(phrase) or self._nobody(phrase)
        entity = find_described(self._scene, phrase, self._people, before=phrase.first)
        if entity is None and "media" in phrase.kinds:
            return self._nobody(phrase)
        if entity is not None:
            return self._entity(entity, f"described: {phrase.words}", phrase)
        return None


def _list(scene: Scene, names: list[str]) -> str:
    word = "et" if "et" in scene.people.joining else "and"
    return f", ".join(names[:-1]) + f" {word} {names[-1]}"
