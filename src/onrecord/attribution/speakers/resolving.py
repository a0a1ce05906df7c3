"""Resolves every source of an article to its speaker, in the order of the text."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.attribution.found import Found
from onrecord.attribution.speakers.behalf import spoken_for
from onrecord.attribution.speakers.entities import set_scene
from onrecord.attribution.speakers.introductions import introduce
from onrecord.attribution.speakers.nominals import Nominals
from onrecord.attribution.speakers.phrases import read_phrase
from onrecord.attribution.speakers.pronouns import Antecedents, Heard, Sought
from onrecord.attribution.speakers.scene import (
    BODIES,
    FEMININE,
    MASCULINE,
    Phrase,
    Referent,
    Scene,
)
from onrecord.languages.people import PeopleLexicon
from onrecord.model import UNKNOWN, Speaker, SpeakerKind, covers
from onrecord.parsing import ParsedText

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
        self._found = found
        self._outlet = outlet
        self._ranges = [_token_range(scene.parsed, each) for each in found]
        self._phrases = [
            read_phrase(scene, *where, head=each.source_head) if where else None
            for where, each in zip(self._ranges, found, strict=True)
        ]
        self._nominals = Nominals(scene, [p for p in self._phrases if p is not None])
        self._antecedents = Antecedents(scene, [span for f in found for span in f.content])
        self._done: list[Referent | None] = [None] * len(found)
        self._heard: list[Heard] = []
        self._run()

    def result(self, k: int) -> Resolved:
        """The speaker of statement `k`."""
        referent = self._done[k] or _NOBODY
        if referent.kind is SpeakerKind.UNKNOWN:
            return Resolved(UNKNOWN, referent.rule)
        role, behalf = spoken_for(self._scene, referent, self._phrases[k])
        if behalf == referent.name:
            behalf = None
        return Resolved(Speaker(referent.name, referent.kind, role, behalf), referent.rule)

    def _run(self) -> None:
        order = sorted(range(len(self._found)), key=self._place)
        for k in order:
            self._resolve(k)
        for k in order:
            if self._ranges[k] is None:
                self._done[k] = self._without_source(k, order)

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
        self._heard.append(Heard(where[0], referent))
        if len(self._heard) > 1 and self._heard[-2].token > where[0]:
            self._heard.sort(key=lambda each: each.token)
        return referent

    def _referent(self, k: int, where: tuple[int, int]) -> Referent:
        first, last = where
        phrase = self._phrases[k]
        assert phrase is not None
        kind = self._pronoun_kind(first, last)
        if kind == "first":
            return self._first_person(k)
        if kind == "relative":
            return self._relative(first, k)
        if kind == "impersonal":
            return Referent(SpeakerKind.UNNAMED, "unnamed", "pronoun for anybody", plural=True)
        if kind == "latter":
            return self._latter(phrase)
        if kind is not None:
            return self._pronoun(k, first, kind)
        if self._is_outlet(phrase):
            assert self._outlet is not None
            return Referent(SpeakerKind.OUTLET, self._outlet, "the outlet itself", phrase=phrase)
        return self._nominals.resolve(phrase) or self._take_up(k, phrase)

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
        return self._outlet is not None and "self" in self._scene.people.nouns.get(words, ())

    def _pronoun(self, k: int, token: int, kind: str) -> Referent:
        people = self._scene.people
        gender = {"masculine": MASCULINE, "feminine": FEMININE}.get(kind)
        plural = kind == "plural"
        person = None if plural else kind != "neuter"
        if people.bodies_have_gender and kind != "neuter":
            person = None
        sought = Sought(token, gender, plural, person)
        outer = self._outer_speaker(k)
        quoted = outer is not None and self._in_quotation(k)
        if outer is not None and not quoted and self._fits(outer, gender, plural):
            return _again(outer, "pronoun, speaker of the statement around it")
        if plural and quoted:
            return Referent(SpeakerKind.UNNAMED, "unnamed", "pronoun, plural", plural=True)
        referent = self._antecedents.find(sought, self._heard, barred=outer if quoted else None)
        if referent is not None:
            return _again(referent, "pronoun, nearest that agrees")
        return Referent(SpeakerKind.UNNAMED, "unnamed", "pronoun for nobody named", plural=plural)

    def _fits(self, outer: Referent, gender: str | None, plural: bool) -> bool:
        if outer.plural != plural or outer.kind in {SpeakerKind.DOCUMENT, SpeakerKind.OUTLET}:
            return False
        if outer.kind in BODIES and not self._scene.people.bodies_have_gender and gender:
            return False
        return not (gender and outer.gender and gender != outer.gender)

    def _take_up(self, k: int, phrase: Phrase) -> Referent:
        """A description of whoever is spoken of, borne out by nothing but its place."""
        body = bool({"organisation", "outlet", "country"} & phrase.kinds) and not phrase.roles
        sought = Sought(phrase.first, None if body else phrase.gender, False, not body)
        referent = self._antecedents.find(sought, self._heard)
        if referent is not None and not phrase.plural:
            return _again(referent, f"taken up: {phrase.words}")
        kind = SpeakerKind.ORGANISATION if body else SpeakerKind.UNNAMED
        name = phrase.words if body else "unnamed"
        return Referent(kind, name, f"unnamed: {phrase.words}", phrase=phrase)

    def _latter(self, phrase: Phrase) -> Referent:
        """The nearest name before that agrees, subject or not."""
        scene = self._scene
        at = bisect_left([n.first for n in scene.names], phrase.first)
        for k in range(at - 1, -1, -1):
            entity = scene.entity_of[k]
            agrees = not (phrase.gender and entity.gender and phrase.gender != entity.gender)
            if phrase.plural or (entity.is_person and agrees):
                return self._entity_again(k, "the latter")
        return Referent(SpeakerKind.UNNAMED, "unnamed", "the latter, nobody named")

    def _entity_again(self, at: int, rule: str) -> Referent:
        entity = self._scene.entity_of[at]
        kind = entity.kind or SpeakerKind.PERSON
        return Referent(kind, entity.name, rule, entity=entity, gender=entity.gender)

    def _relative(self, token: int, k: int) -> Referent:
        """What the relative clause hangs on, by the parse, else what stands before it."""
        scene, tokens = self._scene, self._scene.parsed.tokens
        antecedent = next(
            (
                tokens[each.head].i
                for each in (tokens[token], *scene.parsed.ancestors(token))
                if each.dep.startswith("acl") and each.head < token
            ),
            None,
        )
        if antecedent is None:
            antecedent = token - 1
            while antecedent > 0 and tokens[antecedent].upos in {"PUNCT", "ADP", "PRON"}:
                antecedent -= 1
        at = scene.name_of[antecedent]
        if at >= 0:
            return self._entity_again(at, "relative pronoun")
        first = max(min(scene.parsed.edges(antecedent)[0], antecedent), antecedent - 12, 0)
        phrase = read_phrase(scene, first, max(antecedent, token - 1), head=antecedent)
        return self._nominals.resolve(phrase) or self._take_up(k, phrase)

    def _first_person(self, k: int) -> Referent:
        outer = self._outer_speaker(k)
        if outer is not None and outer.kind is not SpeakerKind.UNKNOWN:
            return _again(outer, "first person in a quotation")
        if self._outlet is not None:
            return Referent(SpeakerKind.OUTLET, self._outlet, "first person of the outlet")
        return Referent(SpeakerKind.UNNAMED, "unnamed", "first person, nobody named")

    def _outer_speaker(self, k: int) -> Referent | None:
        inside = self._found[k].inside
        return None if inside is None else self._resolve(inside)

    def _in_quotation(self, k: int) -> bool:
        inside = self._found[k].inside
        if inside is None:
            return False
        return covers(self._found[inside].quoted, self._found[k].source)

    def _without_source(self, k: int, order: Sequence[int]) -> Referent:
        """A quotation with no source of its own goes on from the statement before."""
        each = self._found[k]
        if each.cue or not each.content or not covers(each.quoted, each.content):
            return _NOBODY
        before = [j for j in order[: order.index(k)] if self._ranges[j] is not None]
        if not before:
            return _NOBODY
        last = self._done[before[-1]]
        return _again(last, "quotation goes on") if last is not None else _NOBODY


def _again(referent: Referent, rule: str) -> Referent:
    """The same referent found by another rule."""
    return replace(referent, rule=rule)


def _token_range(parsed: ParsedText, each: Found) -> tuple[int, int] | None:
    """First and last token of the source."""
    if not each.source or not parsed.tokens:
        return None
    start, end = each.source[0][0], each.source[-1][1]
    first = max(bisect_right(parsed.starts, start) - 1, 0)
    if parsed.tokens[first].end <= start:
        first += 1
    last = bisect_left(parsed.starts, end) - 1
    return (first, last) if first <= last and first < len(parsed.tokens) else None
