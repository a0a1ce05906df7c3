"""Everything that resolving one article's speakers looks at, gathered once."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.attribution.speakers.citing import Citing
from onrecord.attribution.speakers.names import Name
from onrecord.languages.people import PeopleLexicon
from onrecord.model import SpeakerKind
from onrecord.parsing import ParsedText

# What more is said of somebody named a thousand times adds nothing.
_MOST_PHRASES = 30
MASCULINE, FEMININE = "masculine", "feminine"
PERSON, ORGANISATION = SpeakerKind.PERSON, SpeakerKind.ORGANISATION
BODIES = frozenset({ORGANISATION, SpeakerKind.OUTLET, SpeakerKind.COUNTRY})


@dataclass(slots=True)
class Phrase:
    """A noun phrase read for what it says of its referent; `first` to `last` are tokens.

    `lead` is where the head or its role begins, `role` its words as printed, `roles` and
    `kinds` are the lexicon's classes of the head noun, `stems` the folded beginnings of its
    content words, `complement` of those behind the head, `countries` the codes it names,
    `names` the positions of proper names that stand in it. It `points` with "this".
    """

    first: int
    last: int
    head: int
    lead: int
    head_stem: str
    words: str
    role: str | None
    article: str
    points: bool
    plural: bool
    gender: str | None
    roles: frozenset[str]
    kinds: frozenset[str]
    stems: frozenset[str]
    complement: frozenset[str]
    countries: frozenset[str]
    names: tuple[int, ...]


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something that the article names, with all that it says of it.

    `is_sure` is false where nothing tells whether a person or a body bears the name, `is_guess`
    is true where only its several words speak for a person, `told` the kind that a pronoun shows;
    `sources` counts the statements whose source holds the name, `affiliation` is the
    position of the name of a body that he is said to be of.
    """

    words: tuple[str, ...]
    parts: tuple[str, ...]
    kind: SpeakerKind | None = None
    gender: str | None = None
    country: str | None = None
    is_sure: bool = True
    is_guess: bool = False
    told: SpeakerKind | None = None
    aliases: set[tuple[str, ...]] = field(default_factory=set)
    mentions: list[int] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    affiliation: int | None = None
    display: str | None = None
    sources: int = 0

    @property
    def name(self) -> str:
        """The fullest form of the name that the article prints."""
        return self.display or " ".join(self.words)

    @property
    def is_person(self) -> bool:
        """Whether a person is meant, so far as is known."""
        return self.kind is PERSON


@dataclass(slots=True)
class Scene:
    """A parsed article, its proper names and who bears them; `citing` undoes declension.

    `name_of` gives for each token the position of the name it stands in, or -1,
    `entity_of` the entity of each name; `places` names of one word by their stem, for the
    nationality words that no list has ("Velorian" of Veloria), `countries` countries by
    their codes, `introduced` the entity that the noun at a token introduces, `apposed` the one
    whose name it follows.
    """

    parsed: ParsedText
    people: PeopleLexicon
    citing: Citing
    names: list[Name]
    name_of: list[int]
    entities: list[Entity]
    entity_of: list[Entity]
    places: dict[str, Entity] = field(default_factory=dict)
    countries: dict[str, Entity] = field(default_factory=dict)
    introduced: dict[int, Entity] = field(default_factory=dict)
    apposed: dict[int, Entity] = field(default_factory=dict)
    _described: dict[str, dict[Entity, None]] = field(default_factory=dict)

    def describe(self, entity: Entity, phrase: Phrase) -> None:
        """Record that the article says `phrase` of `entity`."""
        self.introduced[phrase.head] = entity
        if len(entity.phrases) >= _MOST_PHRASES or any(
            p.words == phrase.words for p in entity.phrases
        ):
            return
        entity.phrases.append(phrase)
        for key in (phrase.head_stem, *phrase.stems, *map(_role_key, phrase.roles)):
            self.recall(entity, key)

    def recall(self, entity: Entity, key: str) -> None:
        """Let the entity be found by the stem of a word that describes it."""
        self._described.setdefault(key, {})[entity] = None

    def described(self, phrase: Phrase) -> Iterator[Entity]:
        """Entities that share the head noun or a role with `phrase`, each once."""
        found: dict[Entity, None] = {}
        for key in (phrase.head_stem, *map(_role_key, phrase.roles)):
            found.update(self._described.get(key, {}))
        return iter(found)

    def names_within(self, first: int, last: int) -> list[int]:
        """Positions of the proper names that touch tokens `first` to `last`, in order."""
        found = []
        i = first
        while i <= last:
            at = self.name_of[i]
            if at >= 0:
                found.append(at)
                i = self.names[at].last
            i += 1
        return found


def _role_key(role: str) -> str:
    return f"role {role}"


@dataclass(slots=True, eq=False)
class Referent:
    """Whom one source means: an entity, or somebody the article does not name."""

    kind: SpeakerKind
    name: str
    rule: str
    entity: Entity | None = None
    phrase: Phrase | None = None
    gender: str | None = None
    plural: bool = False
    behalf: str | None = None


def refer_to(entity: Entity, rule: str) -> Referent:
    """A referent that is this entity."""
    kind = entity.kind or PERSON
    return Referent(kind, entity.name, rule, entity=entity, gender=entity.gender)


def unnamed(rule: str, *, plural: bool = False) -> Referent:
    """Somebody whom the article does not name."""
    return Referent(SpeakerKind.UNNAMED, SpeakerKind.UNNAMED.value, rule, plural=plural)
