"""Whom a pronoun means: the best of those named or heard before it, by agreement and place."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from math import inf, log

from onrecord.attribution.speakers.ownership import joined_names, list_names
from onrecord.attribution.speakers.scene import BODIES, PERSON, Referent, Scene
from onrecord.model import Span, SpeakerKind

# How far back a pronoun reaches, in names and in sources.
_NAMES_BACK, _SOURCES_BACK = 30, 8
_SENTENCE, _SUBJECT, _SOURCE, _QUOTED, _MODIFIER, _OFTEN = 1.0, 1.2, 1.6, 1.6, 0.8, 0.25
_SPEAKS, _NESTED, _UNSURE, _AGREES = 0.8, 0.6, 0.7, 0.7
# In a language whose bodies have gender a body is still less likely than a person.
_BODY_AGREES, _BODY, _OUTLET = 1.5, 2.5, 3.5
_SUBJECTS = frozenset({"nsubj", "csubj", "root"})
_MODIFIES = frozenset({"nmod", "obl", "appos", "compound"})


@dataclass(frozen=True, slots=True)
class Sought:
    """What a pronoun (or an empty description) asks of its antecedent.

    `person` is None where the language's pronoun may stand for a body as well.
    """

    token: int
    gender: str | None = None
    plural: bool = False
    person: bool | None = None
    inside: int | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """A source resolved before: where it stands, whom it means, in whose statement it is."""

    token: int
    referent: Referent
    inside: int | None


class Antecedents:
    """Ranks possible antecedents; `said` are the character spans of what is quoted or said."""

    def __init__(self, scene: Scene, said: Sequence[Span]) -> None:
        self._scene = scene
        self._firsts = [name.first for name in scene.names]
        self._pairs = joined_names(scene)
        self._said = sorted(said)
        self._said_starts = [start for start, _ in self._said]

    def find(
        self,
        sought: Sought,
        heard: Sequence[Heard],
        *,
        barred: Referent | None = None,
        wanted: frozenset[SpeakerKind] | None = None,
    ) -> Referent | None:
        """The best antecedent, or None; `barred` cannot be meant, `wanted` are kinds."""
        best, found = -inf, None
        candidates = self._groups if sought.plural else self._names
        for referent, score in chain(candidates(sought), self._sources(sought, heard)):
            if barred is not None and _same(referent, barred):
                continue
            if wanted is not None and referent.kind not in wanted:
                continue
            score -= self._misfit(sought, referent)
            if score > best:
                best, found = score, referent
        return found

    def _names(self, sought: Sought) -> Iterator[tuple[Referent, float]]:
        at = bisect_left(self._firsts, sought.token)
        for k in range(max(0, at - _NAMES_BACK), at):
            name, entity = self._scene.names[k], self._scene.entity_of[k]
            kind = entity.kind or PERSON
            referent = Referent(kind, entity.name, "", entity=entity, gender=entity.gender)
            score = self._score(name.first, sought.token) + self._grammar(name.first, name.last)
            score += _OFTEN * log(len(entity.mentions)) + _SPEAKS * (entity.sources > 0)
            yield referent, score

    def _groups(self, sought: Sought) -> Iterator[tuple[Referent, float]]:
        for token, entities in self._pairs:
            if token < sought.token:
                name = list_names(self._scene, entities)
                group = Referent(SpeakerKind.GROUP, name, "", plural=True)
                yield group, self._score(token, sought.token)

    def _sources(self, sought: Sought, heard: Sequence[Heard]) -> Iterator[tuple[Referent, float]]:
        for each in heard[-_SOURCES_BACK:]:
            if each.token >= sought.token:
                continue
            score = self._score(each.token, sought.token) + _SUBJECT + _SOURCE
            nested = each.inside is not None and each.inside != sought.inside
            yield each.referent, score - _NESTED * nested

    def _misfit(self, sought: Sought, referent: Referent) -> float:
        """How badly number, gender and kind disagree; infinite where they exclude."""
        kind, entity = referent.kind, referent.entity
        any_number = sought.plural and kind in BODIES and sought.person is None
        if kind is SpeakerKind.UNKNOWN or (sought.plural != referent.plural and not any_number):
            return inf
        agrees = sought.gender is not None and sought.gender == referent.gender
        if sought.gender and referent.gender and not agrees:
            return inf
        if sought.plural:
            return 0.0
        is_body = kind in BODIES or kind is SpeakerKind.DOCUMENT
        unsure = _UNSURE if entity is not None and not entity.is_sure else 0.0
        if sought.person is not None:
            return (unsure or inf) if sought.person == is_body else -_AGREES * agrees
        if kind is SpeakerKind.DOCUMENT:
            return inf
        if not is_body or unsure:
            return unsure - _AGREES * agrees
        return _BODY_AGREES if agrees else _OUTLET if kind is SpeakerKind.OUTLET else _BODY

    def _score(self, token: int, sought: int) -> float:
        sentence_of = self._scene.parsed.sentence_of
        distance = sentence_of[sought] - sentence_of[token]
        score = -_SENTENCE * distance - 0.004 * (sought - token)
        if self._is_said(token) and not self._share_said(token, sought):
            score -= _QUOTED
        return score

    def _grammar(self, first: int, last: int) -> float:
        tokens = self._scene.parsed.tokens
        heads = [tokens[i] for i in range(first, last + 1) if not first <= tokens[i].head <= last]
        head = heads[0] if heads else tokens[first]
        if head.relation in _SUBJECTS:
            return _SUBJECT
        before = tokens[first - 1].lower if first else ""
        after = tokens[last + 1].lower if last + 1 < len(tokens) else ""
        people = self._scene.people
        if head.relation in _MODIFIES or after in people.possessives:
            return -_MODIFIER
        return -_MODIFIER if before in people.prepositions["any"] else 0.0

    def _said_at(self, token: int) -> int:
        start = self._scene.parsed.tokens[token].start
        k = bisect_left(self._said_starts, start + 1) - 1
        return k if k >= 0 and start < self._said[k][1] else -1

    def _is_said(self, token: int) -> bool:
        return self._said_at(token) >= 0

    def _share_said(self, one: int, other: int) -> bool:
        return self._said_at(one) == self._said_at(other)


def _same(one: Referent, other: Referent) -> bool:
    return one.entity is not None and one.entity is other.entity
