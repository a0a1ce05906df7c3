"""Makes claims one that an article shows to be the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.ledger.judging.signing import name_machine
from onrecord.ledger.recording import Reason, Recorder
from onrecord.ledger.uniting import Uniting
from onrecord.linking import COMPARED, match_whole_claims


@dataclass(frozen=True, slots=True)
class Near:
    """Two claims, by their rows, of which one statement may be, and how well it fits the other."""

    score: float
    claim: int
    other: int


def merge_claims(recorder: Recorder, near: Sequence[Near]) -> set[int]:
    """Make those claims one that are, the nearest first; the claims that changed by it.

    What was recorded before must have been written.
    """
    uniting = Uniting(recorder.writer, who=name_machine(recorder.reading.reader.version))
    compared: set[tuple[int, int]] = set()
    for each in sorted(near, key=lambda each: -each.score):
        one, other = sorted((uniting.follow(each.claim), uniting.follow(each.other)))
        if one == other or (one, other) in compared:
            continue
        compared.add((one, other))
        match = match_whole_claims(
            uniting.read_signatures(one, COMPARED), uniting.read_signatures(other, COMPARED)
        )
        if match and uniting.unite(one, other, Reason(match.score, match.because)):
            # What has grown is compared anew.
            compared = {pair for pair in compared if one not in pair}
    return uniting.finish()
