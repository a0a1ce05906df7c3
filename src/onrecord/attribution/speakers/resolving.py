"""Resolves every source of an article to its speaker, in the order of the text."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.attribution.found import Found
from onrecord.attribution.speakers.asking import asked_name
from onrecord.attribution.speakers.behalf import spoken_for
from onrecord.attribution.speakers.entities import set_scene
from onrecord.attribution.speakers.introductions import introduce
from onrecord.attribution.speakers.mentions import find_mentions
from onrecord.attribution.speakers.nominals import Nominals
from onrecord.attribution.speakers.ownership import own_entities
from onrecord.attribution.speakers.phrases import read_phrase
from onrecord.attribution.speakers.pronouns import Antecedents, Heard, Sought
from onrecord.attribution.speakers.ranges import pronoun_head, token_range
from onrecord.attribution.speakers.relatives import Relatives
from onrecord.attribution.speakers.running import Running
from onrecord.attribution.speakers.scene import (
    BODIES,
    FEMININE,
    MASCULINE,
    Entity,
    Phrase,
    Referent,
    Scene,
    refer_to,
    unnamed,
)
from onrecord.attribution.speakers.taking_up import find_latter, is_of_body, is_thing, take_up
from onrecord.attribution.speakers.unsaid import (
    inverted_subject,
    lacks_subject,
    understood_subject,
)
from onrecord.languages.people import PeopleLexicon
from onrecord.model import UNKNOWN, Speaker, SpeakerKind, covers
from onrecord.parsing import ParsedText

# Who is never "he" inside a statement of his own.
_NOT_HE = frozenset(
    {SpeakerKind.DOCUMENT, SpeakerKind.OUTLET, SpeakerKind.UNKNOWN, SpeakerKind.UNNAMED}
)
# Whom "I" never means.
_NEVER_I = frozenset({SpeakerKind.DOCUMENT, SpeakerKind.OUTLET})
_SETTLED = frozenset({SpeakerKind.PERSON, SpeakerKind.ORGANISATION})
_NOBODY = Referent(SpeakerKind.UNKNOWN, UNKNOWN.name, "no source in the text")


@dataclass(frozen=True, slots=True)
class Resolved:
    """The speaker of a statement and, in a few words, what decided it."""

    speaker: Speaker
    rule: str


def resolve_speakers(
    parsed: ParsedText, found: Sequence[Found], *, people: PeopleLexicon, outlet: str | None
) -> list[Resolved]:
    """The speaker of each statement found in one article; `outlet` is who published it."""
    if not found:
        return []
    scene = set_scene(parsed, people)
    introduce(scene)
    resolving = _Resolving(scene, found, outlet)
    return [resolving.result(k) for k in range(len(found))]


class _Resolving:
    """One article's sources, each resolved once."""

    def __init__(self, scene: Scene, found: Sequence[Found], outlet: str | None) -> None:
        self._scene = scene
        self._count = len(found)
        self._found = found = [*found, *find_mentions(scene, found)]
        self._outlet = outlet
        self._silent = [lacks_subject(scene, each) for each in found]
        self._ranges = [
            inverted_subject(scene, each)
            or (understood_subject(scene, each) if silent else token_range(scene, each))
            for each, silent in zip(found, self._silent, strict=True)
        ]
        self._ranges = [
            pronoun_head(scene, where, each.source_head) or where
            for where, each in zip(self._ranges, found, strict=True)
        ]
        self._pronouns = [self._pronoun_kind(*where) if where else None for where in self._ranges]
        self._phrases = [
            read_phrase(scene, *where, head=each.source_head)
            if where and pronoun in {None, "latter"}
            else None
            for where, pronoun, each in zip(self._ranges, self._pronouns, found, strict=True)
        ]
        phrases = self._phrases[: self._count]
        for phrase in phrases:
            for entity in own_entities(scene, phrase) if phrase else ():
                entity.sources += 1
        self._nominals = Nominals(scene, [p for p in phrases if p is not None])
        self._asked = [asked_name(scene, each) for each in found]
        self._antecedents = Antecedents(
            scene,
            [span for each in found for span in each.content],
            frozenset(at for at in self._asked if at is not None),
        )
        self._done: list[Referent | None] = [None] * len(found)
        self._heard: list[Heard] = []
        self._relatives = Relatives(scene)
        self._running = Running(scene.parsed)
        self._run()

    def result(self, k: int) -> Resolved:
        """The speaker of statement `k`."""
        referent = self._done[k] or _NOBODY
        if referent.kind is SpeakerKind.UNKNOWN:
            return Resolved(UNKNOWN, referent.rule)
        role, behalf = spoken_for(self._scene, referent, self._phrases[k])
        if behalf == referent.name:
            behalf = None
        kind: SpeakerKind = referent.kind
        if referent.entity is not None and kind in _SETTLED:
            kind = referent.entity.told or kind
        return Resolved(Speaker(referent.name, kind, role, behalf), referent.rule)

    def _run(self) -> None:
        order = sorted(range(len(self._found)), key=self._place)
        for k in order:
            self._resolve(k)
        spoken = [k for k in order if k < self._count and self._speaks(k)]
        ends = sorted((_end(self._found[k]), k) for k in spoken)
        for k in order:
            if self._ranges[k] is None:
                self._done[k] = self._without_source(k, ends)

    def _speaks(self, k: int) -> bool:
        """Whether statement `k` tells who goes on in a quotation behind it."""
        return self._ranges[k] is not None or self._asked[k] is not None

    def _place(self, k: int) -> int:
        where = self._ranges[k]
        return where[0] if where else self._found[k].cue_head

    def _resolve(self, k: int) -> Referent:
        done = self._done[k]
        if done is not None:
            return done
        where = self._ranges[k]
        if where is None:
            return _NOBODY
        self._done[k] = _NOBODY  # stands in while a circle of statements is followed
        referent = self._referent(k, where)
        self._done[k] = referent
        is_source = k < self._count
        self._heard.append(Heard(where[0], referent, self._found[k].inside, is_source=is_source))
        if len(self._heard) > 1 and self._heard[-2].token > where[0]:
            self._heard.sort(key=lambda each: each.token)
        return referent

    def _referent(self, k: int, where: tuple[int, int]) -> Referent:
        first, _ = where
        phrase, kind = self._phrases[k], self._pronouns[k]
        if kind == "first":
            return self._first_person(k)
        if kind == "relative":
            antecedent = self._relatives.antecedent(first)
            if isinstance(antecedent, Entity):
                return refer_to(antecedent, "relative pronoun")
            return self._nominals.resolve(antecedent) or self._take_up(k, antecedent)
        if kind == "impersonal":
            return unnamed("pronoun for anybody", plural=True)
        if phrase is None:
            return self._pronoun(k, first, kind or "possessor")
        if kind == "latter":
            return find_latter(self._scene, phrase)
        if self._scene.people.articles.get(self._lower(first)) == "possessive":
            return self._owned(k, phrase)
        if self._is_outlet(phrase):
            if self._outlet is None:
                return unnamed("the outlet itself, not told")
            return Referent(SpeakerKind.OUTLET, self._outlet, "the outlet itself", phrase=phrase)
        referent = self._nominals.resolve(phrase)
        if referent is None:
            return self._take_up(k, phrase)
        if referent.entity is not None and referent.entity.is_person and phrase.roles:
            self._scene.describe(referent.entity, phrase)  # the next "the minister" fits him
        return referent

    def _pronoun_kind(self, first: int, last: int) -> str | None:
        tokens, people = self._scene.parsed.tokens, self._scene.people
        words = [t.lower for t in tokens[first : last + 1] if t.upos != "PUNCT"]
        while len(words) > 1 and words[0] in people.articles:
            words = words[1:]
        if len(words) == 1 or (len(words) == 2 and words[1] in people.pronouns):
            return people.pronouns.get(words[0]) or people.pronouns.get(words[0].lstrip("-"))
        return None

    def _is_outlet(self, phrase: Phrase) -> bool:
        text = self._scene.parsed.text
        tokens = self._scene.parsed.tokens
        words = text[tokens[phrase.first].start : tokens[phrase.last].end].lower()
        return "self" in self._scene.people.nouns.get(words, ())

    def _lower(self, i: int) -> str:
        return self._scene.parsed.tokens[i].lower

    def _pronoun(self, k: int, token: int, kind: str) -> Referent:
        sought = self._sought(k, token, kind)
        outer = self._outer_speaker(k)
        quoted = outer is not None and self._in_quotation(k)
        if outer is not None and not quoted and self._fits(outer, sought):
            return _again(outer, "pronoun, speaker of the statement around it")
        anybody = unnamed("pronoun for nobody named", plural=sought.plural)
        if sought.plural and quoted:
            return anybody
        referent = self._antecedents.find(sought, self._heard, barred=outer if quoted else None)
        if referent is None and outer is None:
            referent = self._antecedents.find_later(sought)
        if referent is None:
            return anybody
        self._antecedents.settle(referent, sought)
        if sought.gender and referent.entity is not None and referent.entity.is_person:
            referent.entity.gender = referent.entity.gender or sought.gender
        return _again(referent, "pronoun, nearest that agrees")

    def _sought(self, k: int, token: int, kind: str) -> Sought:
        gender = {"masculine": MASCULINE, "feminine": FEMININE}.get(kind)
        person: bool | None = kind != "neuter"
        grammatical = self._scene.people.bodies_have_gender
        if kind == "possessor" or (kind == "plural") != grammatical:
            person = None
        return Sought(token, gender, kind == "plural", person, self._found[k].inside)

    def _fits(self, outer: Referent, sought: Sought) -> bool:
        if outer.plural != sought.plural or outer.kind in _NOT_HE:
            return False
        if outer.kind in BODIES and sought.person:
            return outer.entity is not None and not outer.entity.is_sure
        return not (sought.gender and outer.gender and sought.gender != outer.gender)

    def _owned(self, k: int, phrase: Phrase) -> Referent:
        """Somebody's minister, office or spokesman."""
        found = self._nominals.resolve(phrase)
        if found is not None and found.entity is not None:
            return found
        kind = self._scene.people.pronouns.get(self._lower(phrase.first), "possessor")
        owner = self._pronoun(k, phrase.first, kind)
        if "document" in phrase.kinds and not phrase.roles:
            return Referent(SpeakerKind.DOCUMENT, phrase.words, "document", phrase=phrase)
        if owner.kind is SpeakerKind.UNNAMED:
            return found or self._nominals.nobody(phrase)
        if phrase.roles or "organisation" not in phrase.kinds:
            if "spokesperson" in phrase.roles:
                return _again(owner, "spokesperson of a possessor")
            for_owner = owner.name if phrase.roles & self._scene.people.speaks_for else None
            return self._nominals.nobody(phrase, behalf=for_owner)
        name = self._scene.people.possessed.format(owner=owner.name, thing=phrase.words)
        return Referent(SpeakerKind.ORGANISATION, name, "body of a possessor", phrase=phrase)

    def _take_up(self, k: int, phrase: Phrase) -> Referent:
        found = take_up(
            self._scene,
            phrase,
            antecedents=self._antecedents,
            heard=self._heard,
            inside=self._found[k].inside,
            barred=self._outer_speaker(k),
        )
        if found is not None:
            return _again(found, f"taken up: {phrase.words}")
        if is_thing(self._scene, phrase) and not phrase.plural:
            rule = f"thing: {phrase.words}"
            return Referent(SpeakerKind.DOCUMENT, phrase.words, rule, phrase=phrase)
        if not is_of_body(phrase):
            return self._nominals.nobody(phrase)
        rule = f"body: {phrase.words}"
        return Referent(SpeakerKind.ORGANISATION, phrase.words, rule, phrase=phrase)

    def _first_person(self, k: int) -> Referent:
        outer = self._outer_speaker(k)
        if outer is not None and outer.kind in _NEVER_I and not self._is_plural(k):
            # An outlet that tells what somebody said is not the "I" of it.
            sought = Sought(self._found[k].cue_head, person=True)
            outer = self._antecedents.find(sought, self._heard, barred=outer) or outer
        if outer is not None and outer.kind is not SpeakerKind.UNKNOWN:
            return _again(outer, "first person in a quotation")
        where = self._ranges[k]
        token = where[0] if where else self._found[k].cue_head
        heard = self._running.speaker(token, self._heard)
        if heard is not None and heard.kind not in _NEVER_I:
            return _again(heard, "first person, heard right before")
        if self._outlet is not None:
            return Referent(SpeakerKind.OUTLET, self._outlet, "first person of the outlet")
        return unnamed("first person, nobody named")

    def _is_plural(self, k: int) -> bool:
        where = self._ranges[k]
        return where is not None and self._scene.parsed.tokens[where[0]].has("Number=Plur")

    def _outer_speaker(self, k: int) -> Referent | None:
        """The speaker of the nearest statement around this one that has one."""
        inside = self._found[k].inside
        for _ in range(len(self._found)):
            if inside is None:
                return None
            outer = self._resolve(inside)
            if outer.kind is not SpeakerKind.UNKNOWN:
                return outer
            inside = self._found[inside].inside
        return None

    def _in_quotation(self, k: int) -> bool:
        inside = self._found[k].inside
        if inside is None:
            return False
        return covers(self._found[inside].quoted, self._found[k].source)

    def _without_source(self, k: int, ends: Sequence[tuple[int, int]]) -> Referent:
        """A quotation with no source of its own goes on from the statement that ends before."""
        each = self._found[k]
        # «надеюсь»: the verb itself says "I".
        if each.cue and self._scene.parsed.tokens[each.cue_head].has("Person=1"):
            heard = self._running.speaker(each.cue_head, self._heard)
            if heard is not None:
                return _again(heard, "first person of the verb")
        if self._silent[k]:
            sought = Sought(each.cue_head, person=True, inside=each.inside)
            before = [h for h in self._heard if h.token < each.cue_head]
            found = self._antecedents.find(sought, before)
            return _again(found, "subject understood") if found is not None else _NOBODY
        if each.cue or not each.content or not covers(each.quoted, each.content):
            return _NOBODY
        at = bisect_right(ends, (each.content[0][0], len(self._found)))
        asked = self._asked[ends[at - 1][1]] if at else None
        if asked is not None:
            return refer_to(self._scene.entity_of[asked], "answer of who was asked")
        last = self._done[ends[at - 1][1]] if at else None
        return _again(last, "quotation goes on") if last is not None else _NOBODY


def _end(each: Found) -> int:
    """Where the last span of a statement ends, in code points."""
    return max(end for spans in (each.source, each.cue, each.content) for _, end in spans)


def _again(referent: Referent, rule: str) -> Referent:
    """The same referent found by another rule."""
    return replace(referent, rule=rule)
