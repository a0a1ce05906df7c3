"""Links an article to the one it copies or translates, or to whom it credits."""

from collections.abc import Sequence

from onrecord.ledger.articles import find_by_url
from onrecord.ledger.candidates import Candidate, Candidates
from onrecord.ledger.names import name_outlet
from onrecord.ledger.recording import Reason, Recorder
from onrecord.linking import (
    LINK,
    Signature,
    find_parallels,
    find_relayed,
    match_origins,
    sign_article,
)
from onrecord.model import Reading


def link_origin(recorder: Recorder, candidates: Candidates, *, is_known: bool) -> tuple[str, ...]:
    """Keep what the article's copies are found by, and record where it comes from itself.

    An article that `is_known` keeps the origin that it has. Gives the ids of the articles that
    it was translated from or into.
    """
    signature = sign_article(recorder.reading)
    found = candidates.articles(signature.keys)
    found = [each for each in found if each.target != recorder.article]
    recorder.keep_fingerprint(signature.data, signature.keys)
    if not is_known:
        _record_origin(recorder, signature, found)
    return find_parallels(signature.data, [each.data for each in found])


def _record_origin(recorder: Recorder, signature: Signature, found: Sequence[Candidate]) -> None:
    """Record the one origin: the text tells more than a link, and that more than a name."""
    matches = match_origins(signature.data, [each.data for each in found])
    if matches and matches[0].score >= LINK:
        best = matches[0]
        reason = Reason(best.score, best.because)
        recorder.link_origin(found[best.index].target, None, best.kind, reason)
        return
    url = recorder.reading.article.origin_url
    if url and url != recorder.reading.article.url:
        recorder.link_origin(
            find_by_url(recorder.connection, url),
            name_outlet(None, url),
            "credit",
            Reason(1.0, url),
        )
        return
    for name in _find_dateline(recorder.reading):
        recorder.link_origin(None, name, "credit", Reason(1.0, name))


def _find_dateline(reading: Reading) -> list[str]:
    """The agency that the article's first line names, if any.

    An outlet that only single statements are taken from is told by these, statement by statement.
    """
    spoken = {each.speaker.name for each in reading.statements}
    return [name for name in find_relayed(reading) if name not in spoken][:1]
