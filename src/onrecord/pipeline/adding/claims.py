"""Links the statements of one article to claims, those that it brings in itself among them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.ledger.candidates import Candidate, Candidates
from onrecord.ledger.corrections import NONE, Corrections
from onrecord.ledger.names import is_named_in
from onrecord.ledger.recording import Reason, Recorder, Taken
from onrecord.linking import LINK, Match, Signature, match_claims, sign_statements
from onrecord.model import Reading, SpeakerKind, Statement, cut
from onrecord.pipeline.adding.merging import Near
from onrecord.pipeline.adding.parties import Who

_FIRST = Reason(1.0, "first statement")
_MOST_SUGGESTED = 3


@dataclass(slots=True)
class Linked:
    """How many claims are new, and which claims statements of the article bring near others."""

    new: int = 0
    near: list[Near] = field(default_factory=list)


def link_statements(
    recorder: Recorder,
    candidates: Candidates,
    who: Mapping[str, Who],
    *,
    parallels: Sequence[str] = (),
) -> Linked:
    """Record the statements, the claims they are about and the positions taken.

    `parallels` are the articles that this one was translated from or into.
    """
    reading = recorder.reading
    signatures = sign_statements(reading, party_keys(who), parallels=parallels)
    known = candidates.claims({name: each.keys for name, each in signatures.items()})
    here: list[Candidate] = []  # the statements before, the nearest first
    linked = Linked()
    for statement in reading.statements:
        whose = who[statement.id]
        row = recorder.add_statement(
            statement,
            speaker=whose.speaker,
            behalf=whose.behalf,
            relayed_from=_find_relay(reading, statement),
        )
        signature = signatures[statement.id]
        possible = [*here, *known.get(statement.id, ())]
        claim, is_new = _link(recorder, statement, signature, possible, whose, linked.near)
        linked.new += is_new
        recorder.keep_signature(statement, signature.data, signature.keys)
        here.insert(0, Candidate(claim, row, signature.data))
    return linked


def party_keys(who: Mapping[str, Who]) -> Mapping[str, str]:
    """By statement id what names its party to linking: the party's row."""
    return {name: str(each.party) for name, each in who.items() if each.party is not None}


def _link(
    recorder: Recorder,
    statement: Statement,
    signature: Signature,
    possible: Sequence[Candidate],
    whose: Who,
    near: list[Near],
) -> tuple[int, bool]:
    """Link one statement; its claim, and whether that is a new one; notes what it is `near`."""
    possible = [each for each in possible if recorder.may_link(statement, each.target)]
    matches = match_claims(signature.data, [each.data for each in possible])
    claim, reason = _choose(recorder, statement, matches, possible)
    is_new = claim is None
    if claim is None:
        claim = recorder.add_claim(statement)
    words = cut(recorder.reading.article.text, statement.content)
    taken = Taken(
        party=whose.party,
        voice=whose.voice,
        participant=is_named_in(whose.name, (words, *recorder.labels_of(claim))),
    )
    recorder.link_claim(statement, claim, reason, taken=taken)
    for other, why in _list_suggestions(matches, possible, claim):
        recorder.suggest(statement, other, why)
        near.append(Near(why.score, claim, other))
    return claim, is_new


def _choose(
    recorder: Recorder,
    statement: Statement,
    matches: Sequence[Match],
    possible: Sequence[Candidate],
) -> tuple[int | None, Reason]:
    corrections: Corrections = recorder.corrections.get(recorder.hash_of(statement), NONE)
    if corrections.claim is not None:
        return corrections.claim.row, Reason(1.0, "judged", corrections.claim.judgement)
    if matches and matches[0].score >= LINK:
        best = matches[0]
        return possible[best.index].target, Reason(best.score, best.because)
    # A statement that is only read anew stays with its claim, so that the claim keeps its id.
    before = recorder.claim_before(statement)
    if before is not None and before not in corrections.not_claims:
        return before, Reason(1.0, "linked before")
    return None, _FIRST


def _list_suggestions(
    matches: Sequence[Match], possible: Sequence[Candidate], claim: int
) -> Iterator[tuple[int, Reason]]:
    """The other claims that it may be about, the likeliest first."""
    seen = {claim}
    for match in matches:
        target = possible[match.index].target
        if target in seen:
            continue
        if len(seen) > _MOST_SUGGESTED:
            return
        seen.add(target)
        yield target, Reason(match.score, match.because)


def _find_relay(reading: Reading, statement: Statement) -> str | None:
    """The other outlet that the statement is taken from, the nearest to its speaker."""
    by_id = {each.id: each for each in reading.statements}
    seen: set[str] = set()
    at: Statement | None = statement
    while at is not None and at.id not in seen:
        seen.add(at.id)
        if at.speaker.kind == SpeakerKind.OUTLET and at.speaker.name != reading.article.outlet:
            return at.speaker.name
        at = by_id.get(at.via) if at.via else None
    return None
