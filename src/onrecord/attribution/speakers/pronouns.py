"""Whom a pronoun means: the best of those named or heard before it, by agreement and place."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from onrecord.attribution.speakers.scene import BODIES, PERSON, Referent, Scene
from onrecord.model import Span, SpeakerKind

# How far back a pronoun reaches, in names and in sources.
_NAMES_BACK, _SOURCES_BACK = 30, 8
_SENTENCE, _SUBJECT, _SOURCE, _QUOTED, _MODIFIER, _OFTEN = 1.0, 1.2, 1.6, 1.6, 0.8, 0.25
_SUBJECTS = frozenset({"nsubj", "csubj", "root"})
_MODIFIES = frozenset({"nmod", "obl", "appos", "compound"})


@dataclass(frozen=True, slots=True)
class Sought:
    """What a pronoun (or an empty description) asks of its antecedent."""

    token: int
    gender: str | None = None
    plural: bool = False
    person: bool | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """A source resolved before: where it stands and whom it means."""

    token: int
    referent: Referent


class Antecedents:
    """Ranks possible antecedents; `said` are the character spans of what is quoted or said."""

    def __init__(self, scene: Scene, said: Sequence[Span]) -> None:
        self._scene = scene
        self._firsts = [name.first for name in scene.names]
        self._said = sorted(said)
        self._said_starts = [start for start, _ in self._said]

    def find(
        self, sought: Sought, heard: Sequence[Heard], *, barred: Referent | None = None
    ) -> Referent | None:
        """The best antecedent, or None; `barred` is somebody who cannot be meant."""
        best, found = float("-inf"), None
        for referent, score in self._candidates(sought, heard):
            if barred is not None and _same(referent, barred):
                continue
            if score > best and _agrees(sought, referent):
                best, found = score, referent
        return found

    def _candidates(
        self, sought: Sought, heard: Sequence[Heard]
    ) -> Iterator[tuple[Referent, float]]:
        at = bisect_left(self._firsts, sought.token)
        for k in range(max(0, at - _NAMES_BACK), at):
            name, entity = self._scene.names[k], self._scene.entity_of[k]
            kind = entity.kind or PERSON
            referent = Referent(kind, entity.name, "", entity=entity, gender=entity.gender)
            score = self._score(name.first, sought.token) + self._grammar(name.first, name.last)
            score += _OFTEN * log(len(entity.mentions))
            yield referent, score
        for each in heard[-_SOURCES_BACK:]:
            if each.token < sought.token:
                yield each.referent, self._score(each.token, sought.token) + _SUBJECT + _SOURCE

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


def _agrees(sought: Sought, referent: Referent) -> bool:
    if sought.plural != referent.plural and not (sought.plural and referent.kind in BODIES):
        return False
    is_body = referent.kind in BODIES or referent.kind is SpeakerKind.DOCUMENT
    if sought.person is not None and not sought.plural and sought.person == is_body:
        return False
    if sought.plural and referent.kind is PERSON:
        return False
    return not (sought.gender and referent.gender and sought.gender != referent.gender)


def _same(one: Referent, other: Referent) -> bool:
    return one.entity is not None and one.entity is other.entity
