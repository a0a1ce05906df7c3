"""Whom a pronoun means: the best of those named or heard before it, by agreement and place."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from math import inf, log
from operator import itemgetter

from onrecord.attribution.speakers.ownership import joined_names, list_names
from onrecord.attribution.speakers.scene import (
    BODIES,
    PERSON,
    Entity,
    Phrase,
    Referent,
    Scene,
    refer_to,
)
from onrecord.model import Span, SpeakerKind

# How far back a pronoun reaches, in names and in sources.
_NAMES_BACK, _SOURCES_BACK = 20, 8
# The weights, tried by `evaluation.speakers` on annotated articles in two languages: each
# may move by a third and change no more than one answer in two hundred. What speaks against
# an antecedent: each sentence between, standing in what somebody else says, being a mere
# modifier, a source inside another's statement, a name that may be a body's.
_SENTENCE, _QUOTED, _MODIFIER, _NESTED, _UNSURE = 1.3, 1.6, 0.8, 0.3, 0.7
# What speaks for it: a subject, a source just heard, a speaker anywhere, known gender, and
# how often it is named (by the logarithm; more so where the article's topic is sought).
_SUBJECT, _SOURCE, _SPEAKS, _AGREES, _OFTEN, _TOPIC = 1.2, 1.4, 0.7, 0.7, 0.25, 1.5
# In a language whose bodies have gender a body is still less likely than a person.
_BODY_AGREES, _BODY, _OUTLET = 1.5, 2.5, 3.5
# Nobody named is taken up less often than somebody named.
_NAMELESS = 1.2
# A sentence whose subject is named for the first time is about him from there on.
_NEW = 0.5
# Who is asked is likely to answer.
_ASKED = 2.0
# What looks like a person's full name may be a body's: "it" may mean "Bright Harbour".
_GUESS = 1.2
# "The company" takes up a body with a name rather than "the industry", a source just before.
_COMMON = 2.5
_SAID_BETWEEN = 0.5
_SUBJECTS = frozenset({"nsubj", "csubj", "root"})
_HANGING = frozenset({"flat", "compound", "nmod", "obl", "obj", "iobj", "acl"})
_MODIFIES = frozenset({"nmod", "obl", "appos", "compound"})


@dataclass(frozen=True, slots=True)
class Sought:
    """What a pronoun (or an empty description) asks of its antecedent.

    `person` is None where the language's pronoun may stand for a body as well; `kinds` are
    the kinds that alone can be meant. `stem` is the head's of a description, which nobody
    unnamed fits but who was spoken of by that noun; `by_role` tells that it says what he is.
    """

    token: int
    gender: str | None = None
    plural: bool = False
    person: bool | None = None
    inside: int | None = None
    kinds: frozenset[SpeakerKind] | None = None
    stem: str | None = None
    by_role: bool = False

    @property
    def is_topical(self) -> bool:
        """Whether "the company", "the rapper" is sought: whom the article is about counts, not
        who is near."""
        return self.kinds is not None or self.by_role


@dataclass(frozen=True, slots=True)
class Heard:
    """A source resolved before: where it stands, whom it means, in whose statement it is.

    Or else, where `is_source` is false, a subject that takes up somebody.
    """

    token: int
    referent: Referent
    inside: int | None
    is_source: bool = True


class Antecedents:
    """Ranks possible antecedents; `said` are the character spans of what is quoted or said,
    `asked` the positions of the names of those asked something."""

    def __init__(self, scene: Scene, said: Sequence[Span], asked: frozenset[int]) -> None:
        self._scene = scene
        self._asked = asked
        self._firsts = [name.first for name in scene.names]
        self._pairs = joined_names(scene)
        self._referents = {each: refer_to(each, "") for each in scene.entities}
        self._grammars: dict[int, float] = {}
        self._said = sorted(said)
        self._said_starts = [start for start, _ in self._said]
        self._told = list(accumulate(map(self._told_by, scene.parsed.sentences)))

    def find(
        self,
        sought: Sought,
        heard: Sequence[Heard],
        *,
        barred: Referent | None = None,
    ) -> Referent | None:
        """The best antecedent, or None; `barred` cannot be meant."""
        best, found = -inf, None
        others = self._beside(sought)
        candidates = self._groups if sought.plural else self._names
        for referent, score in chain(candidates(sought), self._sources(sought, heard)):
            if score + _AGREES <= best or (barred is not None and _same(referent, barred)):
                continue
            if referent.entity in others:
                continue
            if sought.kinds is not None and not _is_wanted(sought.kinds, referent):
                continue
            if sought.stem is not None and not _may_be_described(sought.stem, referent):
                continue
            score -= self._misfit(sought, referent)
            if score > best:
                best, found = score, referent
        return found

    def settle(self, referent: Referent, sought: Sought) -> None:
        """Let a pronoun tell whether a name is a person's or a body's, where nothing else does."""
        entity = referent.entity
        if entity is None or sought.person is None or sought.plural:
            return
        told = PERSON if sought.person else SpeakerKind.ORGANISATION
        if told is not entity.kind and (entity.is_guess or not entity.is_sure):
            entity.told = told

    def find_later(self, sought: Sought) -> Referent | None:
        """Of the people named only later the one the article speaks of most."""
        entities = [e for e in self._scene.entities if e.is_person and e.sources]
        later = [e for e in entities if self._scene.names[e.mentions[0]].first > sought.token]
        fits = [e for e in later if not (e.gender and sought.gender and e.gender != sought.gender)]
        if sought.plural or sought.person is False or not fits:
            return None
        most = max(fits, key=lambda e: len(e.mentions))
        return self._referents[most]

    def _names(self, sought: Sought) -> Iterator[tuple[Referent, float]]:
        at = bisect_left(self._firsts, sought.token)
        for k in range(max(0, at - _NAMES_BACK), at):
            name, entity = self._scene.names[k], self._scene.entity_of[k]
            score = self._score(name.first, sought) + self._grammar(k) + _ASKED * (k in self._asked)
            often = _TOPIC if sought.is_topical else _OFTEN
            score += often * log(len(entity.mentions)) + _SPEAKS * (entity.sources > 0)
            yield self._referents[entity], score

    def _groups(self, sought: Sought) -> Iterator[tuple[Referent, float]]:
        at = bisect_left(self._pairs, sought.token, key=itemgetter(0))
        for token, entities in self._pairs[max(0, at - _SOURCES_BACK) : at]:
            name = list_names(self._scene, entities)
            group = Referent(SpeakerKind.GROUP, name, "", plural=True)
            yield group, self._score(token, sought)

    def _sources(self, sought: Sought, heard: Sequence[Heard]) -> Iterator[tuple[Referent, float]]:
        for each in heard[-_SOURCES_BACK:]:
            if each.token >= sought.token:
                continue
            score = self._score(each.token, sought) + _SUBJECT + _SOURCE * each.is_source
            if sought.kinds is not None and each.referent.entity is None:
                score -= _COMMON
            nested = each.inside is not None and each.inside != sought.inside
            yield each.referent, score - _NESTED * nested

    def _misfit(self, sought: Sought, referent: Referent) -> float:
        """How badly number, gender and kind disagree; infinite where they exclude."""
        kind, entity = referent.kind, referent.entity
        any_number = sought.plural and kind in BODIES and sought.person is None
        if kind is SpeakerKind.UNKNOWN or (sought.plural != referent.plural and not any_number):
            return inf
        gender = entity.gender if entity is not None and entity.gender else referent.gender
        through = _heard_through(referent)
        gender = through.gender if through is not None else gender
        agrees = sought.gender is not None and sought.gender == gender
        if sought.gender and gender and not agrees:
            return inf
        if sought.plural:
            return 0.0
        if kind is SpeakerKind.UNNAMED:
            return _NAMELESS - _AGREES * agrees
        is_body = kind in BODIES or kind is SpeakerKind.DOCUMENT
        # "A company spokesman said ... he added": the body was heard through a person.
        if is_body and through is not None:
            is_body = sought.person is False
        unsure = _UNSURE if entity is not None and not entity.is_sure else 0.0
        if sought.person is False and entity is not None and entity.is_guess:
            return _GUESS
        if sought.person is not None:
            return (unsure or inf) if sought.person == is_body else -_AGREES * agrees
        if kind is SpeakerKind.DOCUMENT:
            return inf
        if not is_body or unsure:
            return unsure - _AGREES * agrees
        return _BODY_AGREES if agrees else _OUTLET if kind is SpeakerKind.OUTLET else _BODY

    def _score(self, token: int, sought: Sought) -> float:
        sentence_of = self._scene.parsed.sentence_of
        distance = self._told[sentence_of[sought.token]] - self._told[sentence_of[token]]
        score = -_SENTENCE * distance - 0.004 * (sought.token - token)
        if sought.is_topical:
            return score / 3
        if self._is_said(token) and not self._share_said(token, sought.token):
            score -= _QUOTED
        return score

    def _beside(self, sought: Sought) -> list[Entity]:
        """Who stands beside a subject in its own clause: "in a message to Tavel she added"."""
        scene = self._scene
        start = scene.parsed.sentences[scene.parsed.sentence_of[sought.token]].start
        if sought.is_topical or scene.parsed.tokens[sought.token].relation != "nsubj":
            return []
        names = range(bisect_left(self._firsts, start), bisect_left(self._firsts, sought.token))
        return [scene.entity_of[k] for k in names if self._is_beside(k, sought.token, start)]

    def _is_beside(self, at: int, pronoun: int, opening: int) -> bool:
        """Whether a name hangs by a preposition on the verb whose subject the pronoun is."""
        tokens, name = self._scene.parsed.tokens, self._scene.names[at].last
        if tokens[opening].upos == "ADP" and name == pronoun - 2 and tokens[name + 1].text == ",":
            return True
        i, verb = name, tokens[pronoun].head
        while tokens[i].relation in _HANGING and tokens[i].head != i:
            i = tokens[i].head
            if i == verb:
                return True
        return False

    def _grammar(self, at: int) -> float:
        if at not in self._grammars:
            name = self._scene.names[at]
            grammar = self._judge_grammar(name.first, name.last)
            is_new = grammar == _SUBJECT and self._scene.entity_of[at].mentions[0] == at
            self._grammars[at] = grammar + _NEW * is_new
        return self._grammars[at]

    def _judge_grammar(self, first: int, last: int) -> float:
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

    def _told_by(self, sentence: range) -> float:
        """How far a sentence parts those before and after it: less, where all of it is quoted."""
        whole = self._is_said(sentence.start) and self._is_said(
            max(sentence.stop - 2, sentence.start)
        )
        return _SAID_BETWEEN if whole else 1.0

    def _said_at(self, token: int) -> int:
        start = self._scene.parsed.tokens[token].start
        k = bisect_left(self._said_starts, start + 1) - 1
        return k if k >= 0 and start < self._said[k][1] else -1

    def _is_said(self, token: int) -> bool:
        return self._said_at(token) >= 0

    def _share_said(self, one: int, other: int) -> bool:
        return self._said_at(one) == self._said_at(other)


def _heard_through(referent: Referent) -> Phrase | None:
    """The words for the person through whom a body was heard."""
    phrase = referent.phrase
    return phrase if phrase is not None and phrase.roles and referent.kind in BODIES else None


def _is_wanted(kinds: frozenset[SpeakerKind], referent: Referent) -> bool:
    entity = referent.entity
    if entity is not None and not entity.is_sure and not entity.sources:
        return False
    # A capital is its country's seat; "the country" is the country.
    is_seat = referent.kind is SpeakerKind.COUNTRY and entity is not None and not entity.country
    return referent.kind in kinds and not is_seat


def _may_be_described(stem: str, referent: Referent) -> bool:
    """Whether a person's description that nothing bears out can mean him."""
    if referent.kind is SpeakerKind.UNNAMED:
        return referent.phrase is not None and referent.phrase.head_stem == stem
    entity = referent.entity
    may_be_person = entity is not None and not entity.is_sure and entity.sources > 0
    return may_be_person or referent.kind not in BODIES


def _same(one: Referent, other: Referent) -> bool:
    return one.entity is not None and one.entity is other.entity
