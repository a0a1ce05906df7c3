"""Speakers of a translation: who says the same at the same place of the other text."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from onrecord.ledger.candidates import Candidates
from onrecord.linking import match_claims, sign_statements
from onrecord.model import Reading, Speaker

_SURE = 0.6  # score of a statement and the one that it renders
_MOSTLY = 0.5  # of a speaker's statements, by score, for whom they point at


def find_twins(
    reading: Reading,
    candidates: Candidates,
    parallels: Sequence[str],
    spoken_for: Callable[[Speaker], Speaker | None],
) -> Mapping[Speaker, int]:
    """By speaker the party, by its row, that speaks in their place in the articles `parallels`.

    A translation may call somebody by another name altogether: "the airline", "la compagnie".
    """
    told = candidates.told_in(parallels)
    if not told:
        return {}
    votes: dict[Speaker, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    signed = sign_statements(reading, {}, parallels=parallels)
    data = [each.data for each in told]
    for statement in reading.statements:
        found = match_claims(signed[statement.id].data, data)
        if not found or found[0].score < _SURE:
            continue
        other = told[found[0].index]
        behalf = spoken_for(statement.speaker)
        if (behalf is None) != (other.behalf is None):
            continue  # who speaks and who is spoken for cannot be told apart
        for who, party in ((statement.speaker, other.party), (behalf, other.behalf)):
            if who is not None and party is not None:
                votes[who][party] += found[0].score
    chosen = {}
    for who, parties in votes.items():
        party, most = max(parties.items(), key=lambda pair: (pair[1], -pair[0]))
        if most > _MOSTLY * sum(parties.values()):
            chosen[who] = party
    return chosen
