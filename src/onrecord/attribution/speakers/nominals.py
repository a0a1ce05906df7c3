"""Whom a noun phrase means that is no pronoun: a name, a role, a body, a document, a crowd."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from operator import itemgetter

from onrecord.attribution.speakers.bodies import (
    Body,
    body_of_role,
    country_body,
    describe_body,
    find_body,
    find_publisher,
    is_plain,
)
from onrecord.attribution.speakers.descriptions import (
    BY_NOUN,
    find_described,
    is_described_apart,
    score_description,
)
from onrecord.attribution.speakers.ownership import list_names, own_entities
from onrecord.attribution.speakers.scene import PERSON, Entity, Phrase, Referent, Scene
from onrecord.model import SpeakerKind

_ANYBODY = "unnamed"
_PEOPLE = frozenset({PERSON})
# A description in the first sentences may be of somebody who is named only later, by
# description or, where he is not introduced at all, within so many sentences.
_LEAD, _SOON = 4, 2
# Who is none of those introduced is nobody named; others ("the rapper") may be spoken of.
_NEED_INTRODUCTION = frozenset(
    {"judge", "prosecutor", "spokesperson", "lawyer", "police", "cleric", "minister"}
)
# "Analysts at X" publish what X says.
_SPEAK_AS_BODY = frozenset({"scholar"})
# An office with its seat ("the governor of the province") is nobody else's.
_OFFICES = frozenset({"leader", "lawmaker", "executive", "official"})


class Nominals:
    """Resolves noun phrases of one article; `phrases` are those of all its sources."""

    def __init__(self, scene: Scene, phrases: Sequence[Phrase]) -> None:
        self._scene = scene
        self._people = [e for e in scene.entities if e.is_person]
        self._phrases = phrases
        self._by_kind: tuple[tuple[str, Callable[[Phrase], Referent | None]], ...] = (
            ("pair", self._pair),
            ("document", self._document),
            ("outlet", self._body),
            ("organisation", self._body),
            ("country", self._country),
        )

    def resolve(self, phrase: Phrase) -> Referent | None:
        """The referent, or None where only somebody spoken of before can be meant."""
        named = own_entities(self._scene, phrase) or self._listed(phrase)
        if len(named) > 1:
            name = list_names(self._scene, named)
            return Referent(SpeakerKind.GROUP, name, "names joined", phrase=phrase, plural=True)
        if named:
            return self._entity(named[0], f"name of {named[0].name}", phrase)
        beside = self._scene.apposed.get(phrase.head) or self._parsed_beside(phrase)
        if beside is not None:
            return self._entity(beside, f"beside {beside.name}", phrase)
        if "counterpart" in phrase.kinds:
            return self._counterpart(phrase)
        if phrase.roles and not phrase.plural:
            return self._role(phrase)
        if not (phrase.plural and phrase.kinds & {"unnamed", "group"}):
            for kind, resolve in self._by_kind:
                if kind in phrase.kinds:
                    return resolve(phrase)
        return self._crowd(phrase) if self._is_crowd(phrase) else self._person(phrase)

    def _parsed_beside(self, phrase: Phrase) -> Entity | None:
        """Whose name the phrase follows by the parse."""
        tokens = self._scene.parsed.tokens
        head = tokens[phrase.head]
        is_apposed = head.relation == "appos" and "organisation" in phrase.kinds
        at = self._scene.name_of[head.head] if is_apposed else -1
        is_before = at >= 0 and self._scene.names[at].last < phrase.first
        return self._scene.entity_of[at] if is_before else None

    def _listed(self, phrase: Phrase) -> list[Entity]:
        """Those whom a crowd includes by name: "sites such as X and Y"."""
        tokens, including = self._scene.parsed.tokens, self._scene.people.prepositions["including"]
        if not phrase.plural:
            return []
        for i in range(phrase.head + 1, phrase.last):
            if tokens[i].lower in including:
                rest = replace(phrase, first=i + 1, names=())
                rest.names = tuple(self._scene.names_within(i + 2, phrase.last))
                first = next(iter(rest.names), None)
                if first is not None:
                    rest.first = self._scene.names[first].led
                return own_entities(self._scene, rest)
        return []

    def nobody(self, phrase: Phrase, *, behalf: str | None = None) -> Referent:
        """Somebody the article does not name."""
        return Referent(
            SpeakerKind.UNNAMED,
            _ANYBODY,
            f"unnamed: {phrase.words}",
            phrase=phrase,
            gender=phrase.gender,
            plural=phrase.plural,
            behalf=behalf,
        )

    def _entity(self, entity: Entity, rule: str, phrase: Phrase | None) -> Referent:
        kind = entity.kind or PERSON
        gender = entity.gender
        if gender is None and phrase is not None and (entity.is_person or not phrase.names):
            gender = phrase.gender
        return Referent(kind, entity.name, rule, entity=entity, phrase=phrase, gender=gender)

    def _body_referent(self, body: Body, rule: str, phrase: Phrase) -> Referent:
        if body.entity is not None:
            return self._entity(body.entity, rule, phrase)
        return Referent(body.kind, body.name, rule, phrase=phrase, gender=phrase.gender)

    def _described(self, phrase: Phrase) -> Referent | None:
        entity = find_described(self._scene, phrase, kinds=_PEOPLE)
        if entity is None:
            return None
        return self._entity(entity, f"described: {phrase.words}", phrase)

    def _role(self, phrase: Phrase) -> Referent | None:
        if "spokesperson" in phrase.roles:
            return self._spokesperson(phrase)
        if phrase.article == "indefinite":
            return self._named_later(phrase) or self.nobody(phrase)
        found = self._described(phrase)
        if found is not None and found.entity is not None and self._is_faint(found.entity, phrase):
            return None
        found = found or self._named_later(phrase)
        if found is not None:
            return found
        seated = _OFFICES if self._scene.people.has_articles else _OFFICES | {"worker"}
        strange = phrase.roles & _NEED_INTRODUCTION or (phrase.roles & seated and phrase.complement)
        anybody = "unnamed" in phrase.kinds and self._scene.people.has_articles
        anybody = anybody and not phrase.points
        return self.nobody(phrase) if strange or anybody else None

    def _is_faint(self, entity: Entity, phrase: Phrase) -> bool:
        """Whether the article lets somebody speak nowhere and named him in passing long ago.

        Where it lets others speak, he must have been introduced by the very noun.
        """
        if entity.sources or phrase.countries:
            return False
        others_speak = any(e.sources for e in self._people)
        if others_speak and score_description(phrase, entity) < BY_NOUN:
            return True
        if len(entity.mentions) > 1 or not others_speak:
            return False
        sentence_of = self._scene.parsed.sentence_of
        named = self._scene.names[entity.mentions[0]].first
        return abs(sentence_of[phrase.first] - sentence_of[named]) > _SOON

    def _spokesperson(self, phrase: Phrase) -> Referent:
        described = self._described(phrase)
        entity = described.entity if described is not None else None
        is_new = phrase.article == "indefinite"
        if described is not None and entity is not None:
            is_new = is_new and is_described_apart(phrase, entity)
            if not is_new:
                return described
        body = find_body(self._scene, phrase) or country_body(self._scene, phrase)
        if body is None:
            return self.nobody(phrase)
        return self._body_referent(body, "spokesperson of a body", phrase)

    def _named_later(self, phrase: Phrase) -> Referent | None:
        """Somebody whom the lead describes and the next sentences name."""
        scene = self._scene
        sentence_of = scene.parsed.sentence_of
        if sentence_of[phrase.first] >= _LEAD:
            return None
        entity = find_described(scene, phrase, kinds=_PEOPLE, is_later=True)
        if entity is None and phrase.roles:
            entity = self._stranger(phrase)
        if entity is None:
            return None
        return self._entity(entity, f"named later: {phrase.words}", phrase)

    def _stranger(self, phrase: Phrase) -> Entity | None:
        """Who is first named in the next sentences: by no role, or alone and nobody before."""
        sentence_of = self._scene.parsed.sentence_of
        soon = sentence_of[phrase.first] + _SOON
        strangers = [
            (at, e)
            for e in self._people
            if e.sources
            and (at := self._first_in_full(e)) > phrase.last
            and sentence_of[at] <= soon
            and not (phrase.gender and e.gender and phrase.gender != e.gender)
        ]
        is_first = all(self._scene.names[e.mentions[0]].first > phrase.last for e in self._people)
        if len(strangers) > 1 or not is_first:
            strangers = [(at, e) for at, e in strangers if not any(p.roles for p in e.phrases)]
        return min(strangers, default=(0, None), key=itemgetter(0))[1]

    def _first_in_full(self, entity: Entity) -> int:
        """The first token of the fullest name; a headline may have the surname before."""
        names = (self._scene.names[at] for at in entity.mentions)
        return next(n.first for n in names if len(n.words) >= len(entity.words))

    def _counterpart(self, phrase: Phrase) -> Referent | None:
        """Whoever is described by the nationality named."""
        wanted = [
            e
            for e in self._people
            if phrase.countries & frozenset().union(*(p.countries for p in e.phrases))
        ]
        entity = max(wanted, key=lambda e: len(e.mentions), default=None)
        return self._entity(entity, "counterpart", phrase) if entity else None

    def _pair(self, phrase: Phrase) -> Referent:
        """Two people who share a part of their family names, else the two last named before."""
        name = phrase.words
        first: dict[str, Entity] = {}
        for person in self._people:
            for part in person.words[-1].split("-"):
                other = first.setdefault(part, person)
                if other is not person:
                    name = list_names(self._scene, [other, person])
                    return Referent(SpeakerKind.GROUP, name, "pair", phrase=phrase)
        two = self._two_before(phrase) if phrase.article != "indefinite" else []
        name = list_names(self._scene, two) if two else name
        return Referent(SpeakerKind.GROUP, name, "pair", phrase=phrase)

    def _two_before(self, phrase: Phrase) -> list[Entity]:
        """The two people last named before a phrase, where those are in the sentences before."""
        scene = self._scene
        sentence = scene.parsed.sentence_of[phrase.first]
        near = [
            scene.entity_of[at]
            for at, name in enumerate(scene.names)
            if name.first < phrase.first
            and sentence - scene.parsed.sentence_of[name.first] <= _SOON
            and scene.entity_of[at].is_person
        ]
        last = list(dict.fromkeys(reversed(near)))[:2]
        return last[::-1] if len(last) > 1 else []

    def _document(self, phrase: Phrase) -> Referent:
        """A document speaks for its publisher, else for itself by its fullest description."""
        if phrase.plural and "unnamed" in phrase.kinds:
            return self.nobody(phrase)
        publisher = find_publisher(self._scene, phrase)
        if publisher is None and phrase.article != "indefinite":
            publisher = self._publisher_before(phrase)
        name = publisher.name if publisher else self._fullest(phrase)
        entity = publisher.entity if publisher else None
        rule = "publisher of a document" if publisher else "document"
        return Referent(SpeakerKind.DOCUMENT, name, rule, entity=entity, phrase=phrase)

    def _publisher_before(self, phrase: Phrase) -> Body | None:
        """The publisher of the document that a bare "the report" takes up."""
        others = [p for p in self._phrases if "document" in p.kinds and p.first != phrase.first]
        same = [p for p in others if p.head_stem == phrase.head_stem]
        bare = len(phrase.stems) <= 1 and "findings" in phrase.kinds
        before = [p for p in others if p.first < phrase.first]
        for other in (*same, *(reversed(before) if bare else ())):
            publisher = find_publisher(self._scene, other)
            if publisher is not None:
                return publisher
        return None

    def _fullest(self, phrase: Phrase) -> str:
        """The longest words used for what `phrase` names, among the article's sources."""
        alike = (p for p in self._phrases if p.head_stem == phrase.head_stem)
        same = [p for p in alike if p.names and p.plural == phrase.plural]
        same = [p for p in same if self._has_name(p)] or same
        if phrase.names or not same or phrase.article == "indefinite":
            return phrase.words
        return max(same, key=lambda p: len(p.stems)).words

    def _has_name(self, phrase: Phrase) -> bool:
        """Whether a name stands in the words that a phrase is called by."""
        end = self._scene.citing.phrase_end(phrase.head, phrase.last)
        return any(self._scene.names[at].first <= end for at in phrase.names)

    def _body(self, phrase: Phrase) -> Referent | None:
        body = describe_body(self._scene, phrase, takes_up=False)
        if body is None or (phrase.article == "indefinite" and not phrase.names):
            return self.nobody(phrase)
        # "the agency" takes up one named before; "the agency for X" and "the police" do not.
        if body.entity is None and phrase.article != "bare" and is_plain(self._scene, phrase):
            return None
        return self._body_referent(body, f"body: {phrase.words}", phrase)

    def _country(self, phrase: Phrase) -> Referent | None:
        body = country_body(self._scene, phrase)
        return self._body_referent(body, f"country: {phrase.words}", phrase) if body else None

    def _is_crowd(self, phrase: Phrase) -> bool:
        return phrase.plural or "share" in phrase.kinds

    def _crowd(self, phrase: Phrase) -> Referent:
        """Many people: a group where the words name one, else nobody in particular."""
        if phrase.roles & _SPEAK_AS_BODY:
            body = find_body(self._scene, phrase)
            if body is not None and body.entity is not None and body.kind is not PERSON:
                return self._body_referent(body, "people of a body", phrase)
        if "police" in phrase.roles and not (phrase.complement or phrase.names):
            force = body_of_role(self._scene, phrase)
            if force is not None and force.entity is not None and phrase.article != "indefinite":
                return self._body_referent(force, "people of a body", phrase)
        if "share" in phrase.kinds and (phrase.names or phrase.countries):
            return Referent(SpeakerKind.GROUP, phrase.words, "share", phrase=phrase, plural=True)
        of_people = self._is_people(phrase) or bool(phrase.countries)
        of_people = of_people and not phrase.roles and "unnamed" not in phrase.kinds
        if ("group" not in phrase.kinds or "unnamed" in phrase.kinds) and not of_people:
            return self.nobody(phrase)
        name = self._fullest(phrase)
        return Referent(SpeakerKind.GROUP, name, "group", phrase=phrase, plural=True)

    def _is_people(self, phrase: Phrase) -> bool:
        """Whether the head is a people that no list has: "58 % des Karsiniens"."""
        word = self._scene.parsed.tokens[phrase.head].text
        return word[0].isupper() and word.endswith(self._scene.people.people_endings)

    def _person(self, phrase: Phrase) -> Referent | None:
        """One person by a common noun: described before, nobody, or (None) spoken of."""
        anybody = "unnamed" in phrase.kinds
        if phrase.article == "indefinite" or (anybody and phrase.article == "bare"):
            return (None if anybody else self._named_later(phrase)) or self.nobody(phrase)
        found = self._described(phrase)
        somebody = self._scene.parsed.tokens[phrase.head].lower in self._scene.people.noun_genders
        is_nobody = found is None and anybody and not (somebody or phrase.points)
        return self.nobody(phrase) if is_nobody else found
