"""Links the speakers of one article to parties, those that it brings in itself among them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.ledger.candidates import Candidate, Candidates
from onrecord.ledger.corrections import NONE, Choice, Corrections
from onrecord.ledger.names import name_keys
from onrecord.ledger.recording import Reason, Recorder
from onrecord.linking import Signature, match_party, sign_party
from onrecord.model import Speaker, SpeakerKind, Statement
from onrecord.pipeline.adding.twins import find_twins

_NAMELESS = (SpeakerKind.UNNAMED, SpeakerKind.UNKNOWN)
_FIRST = Reason(1.0, "first mention")
_TWIN = Reason(0.6, "says the same at the same place of a translation")
_JUDGED = "judged"


@dataclass(frozen=True, slots=True)
class Who:
    """Whose a statement is: rows of the speaker and of who is spoken for, and of the parties.

    `party` answers for the statement, None where nobody does by name; `voice` spoke for it.
    """

    speaker: int
    behalf: int | None
    party: int | None
    voice: int | None
    name: str


@dataclass(frozen=True, slots=True)
class _Mention:
    """A speaker's row in the article and the party that it was linked to."""

    speaker: int
    party: int | None


@dataclass(slots=True)
class _Linker:
    """The mentions of one article; those before are candidates for those after."""

    recorder: Recorder
    signatures: Mapping[Speaker, Signature]
    candidates: Mapping[str, list[Candidate]]
    twins: Mapping[Speaker, int]
    here: list[Candidate] = field(default_factory=list)

    def link(self, speaker: Speaker, corrections: Corrections) -> _Mention:
        """Record the mention, and the party that it means where it has a name."""
        row = self.recorder.add_speaker(
            speaker.name, speaker.kind, role=speaker.role, behalf=speaker.on_behalf_of
        )
        if speaker not in self.signatures:
            return _Mention(row, None)
        party, reason = self._choose(speaker, corrections)
        if party is None:
            party = self.recorder.add_party(speaker.name, speaker.kind, row)
        signature = self.signatures[speaker]
        keys = (*signature.keys, *name_keys(speaker.name))
        self.recorder.link_party(row, party, reason, signature=signature.data, keys=keys)
        self.here.append(Candidate(party, row, signature.data))
        return _Mention(row, party)

    def _choose(self, speaker: Speaker, corrections: Corrections) -> tuple[int | None, Reason]:
        if corrections.party is not None:
            return corrections.party.row, Reason(1.0, _JUDGED, corrections.party.judgement)
        possible = [
            each
            for each in (*self.here, *self.candidates.get(_name(speaker), ()))
            if each.target not in corrections.not_parties
        ]
        found = match_party(self.signatures[speaker].data, [each.data for each in possible])
        if found is None:
            return self._choose_twin(speaker, corrections)
        return possible[found.index].target, Reason(found.score, found.because)

    def _choose_twin(self, speaker: Speaker, corrections: Corrections) -> tuple[int | None, Reason]:
        """Who speaks in their place in a translation, unless somebody else here is that already."""
        twin = self.twins.get(speaker)
        if twin is None or twin in corrections.not_parties:
            return None, _FIRST
        if speaker.kind is SpeakerKind.PERSON and any(each.target == twin for each in self.here):
            return None, _FIRST
        return twin, _TWIN


def link_speakers(
    recorder: Recorder, candidates: Candidates, *, parallels: Sequence[str] = ()
) -> Mapping[str, Who]:
    """Record who speaks in the article and which parties they are; by statement id.

    `parallels` are the articles that this one was translated from or into.
    """
    statements = recorder.reading.statements
    speakers = _list_speakers(statements)
    signatures = sign_speakers(speakers, recorder.reading.article.language)
    keys = {_name(each): signed.keys for each, signed in signatures.items()}
    kinds = _kinds_by_name(statements)
    twins = find_twins(
        recorder.reading, candidates, parallels, lambda speaker: spoken_for(speaker, kinds)
    )
    linker = _Linker(recorder, signatures, candidates.parties(keys), twins)
    judged = _collect(recorder, statements)
    linked = {each: linker.link(each, judged.get(each, NONE)) for each in speakers}
    return {each.id: _tell_who(each.speaker, linked, kinds) for each in statements}


def sign_speakers(speakers: Iterable[Speaker], language: str) -> Mapping[Speaker, Signature]:
    """What the speakers that have names are compared by."""
    return {
        each: sign_party(
            each.name,
            each.kind,
            role=each.role,
            on_behalf_of=each.on_behalf_of,
            language=language,
        )
        for each in speakers
        if each.kind not in _NAMELESS
    }


def spoken_for(speaker: Speaker, kinds: Mapping[str, SpeakerKind]) -> Speaker | None:
    """Whom the speaker speaks for, as a speaker of its own."""
    behalf = speaker.on_behalf_of
    if not behalf or behalf == speaker.name:
        return None
    return Speaker(behalf, kinds.get(behalf, SpeakerKind.ORGANISATION))


def _list_speakers(statements: Sequence[Statement]) -> list[Speaker]:
    """Each speaker once, and who they speak for, in the order of the text."""
    kinds = _kinds_by_name(statements)
    listed: dict[Speaker, None] = {}
    for each in statements:
        listed.setdefault(each.speaker)
        behalf = spoken_for(each.speaker, kinds)
        if behalf is not None:
            listed.setdefault(behalf)
    return list(listed)


def _kinds_by_name(statements: Sequence[Statement]) -> Mapping[str, SpeakerKind]:
    return {
        each.speaker.name: each.speaker.kind
        for each in statements
        if each.speaker.kind not in _NAMELESS
    }


def _tell_who(
    speaker: Speaker, linked: Mapping[Speaker, _Mention], kinds: Mapping[str, SpeakerKind]
) -> Who:
    mention = linked[speaker]
    behalf = spoken_for(speaker, kinds)
    if behalf is None:
        return Who(mention.speaker, None, mention.party, None, speaker.name)
    other = linked[behalf]
    if other.party == mention.party:
        return Who(mention.speaker, other.speaker, mention.party, None, speaker.name)
    return Who(mention.speaker, other.speaker, other.party, mention.party, behalf.name)


def _collect(recorder: Recorder, statements: Sequence[Statement]) -> Mapping[Speaker, Corrections]:
    """What was judged of who answers for a statement holds for the others of the same here too."""
    kinds = _kinds_by_name(statements)
    judged: dict[Speaker, Corrections] = {}
    for each in statements:
        found = recorder.corrections.get(recorder.hash_of(each))
        if found is None:
            continue
        answers = spoken_for(each.speaker, kinds) or each.speaker
        before = judged.get(answers, NONE)
        party: Choice | None = found.party or before.party
        judged[answers] = Corrections(
            party=party, not_parties=before.not_parties | found.not_parties
        )
    return judged


def _name(speaker: Speaker) -> str:
    parts = (speaker.name, speaker.kind, speaker.role, speaker.on_behalf_of)
    return "\x1f".join(part or "" for part in parts)
