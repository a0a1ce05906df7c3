"""Checks a text against a ledger: which known claims it touches; nothing of it is stored."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from onrecord.ledger import Ledger
from onrecord.ledger.candidates import Candidate, Candidates
from onrecord.ledger.views import NOW, Checked, ClaimLine, Clocks, Touched
from onrecord.ledger.views.lines import load_lines
from onrecord.linking import (
    LINK,
    Match,
    find_parallels,
    match_claims,
    match_party,
    sign_article,
    sign_statements,
)
from onrecord.model import (
    UNKNOWN,
    Act,
    Because,
    Certainty,
    Form,
    Reading,
    Stance,
    Statement,
    cut,
    overlaps,
    trim,
)
from onrecord.pipeline.adding.parties import sign_speakers, spoken_for

_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…»”\"]*")
_SHORTEST = 12  # characters of a sentence that can tell something
_MOST = 5


def check_reading(ledger: Ledger, reading: Reading, *, clocks: Clocks = NOW) -> tuple[Checked, ...]:
    """What of a reading touches known claims, in the order of the text."""
    sentences = list(_find_sentences(reading))
    whole = Reading(reading.article, (*reading.statements, *sentences), reading.reader)
    with ledger.reading() as connection:
        candidates = Candidates(connection, known_at=clocks.known_at)
        parallels = _find_parallels(candidates, reading)
        signed = sign_statements(whole, _find_parties(candidates, reading), parallels=parallels)
        known = candidates.claims({name: each.keys for name, each in signed.items()})
        matched = {
            each.id: _match(signed[each.id].data, known.get(each.id, ()))
            for each in whole.statements
        }
        rows = {row for some in matched.values() for row in some}
        lines = load_lines(connection, sorted(rows), clocks=clocks)
    checked = [_make(reading, each, _touch(matched[each.id], lines)) for each in whole.statements]
    return tuple(sorted((each for each in checked if each.claims), key=lambda each: each.span))


def _match(signature: str, possible: Sequence[Candidate]) -> dict[int, Match]:
    """The likeliest claims, by row, each with its best match."""
    best: dict[int, Match] = {}
    for match in match_claims(signature, [each.data for each in possible]):
        best.setdefault(possible[match.index].target, match)
    return dict(islice(best.items(), _MOST))


def _touch(matched: Mapping[int, Match], lines: Mapping[int, ClaimLine]) -> tuple[Touched, ...]:
    return tuple(
        Touched(lines[row], match.score, match.because, match.score >= LINK)
        for row, match in matched.items()
        if row in lines
    )


def _make(reading: Reading, statement: Statement, claims: tuple[Touched, ...]) -> Checked:
    cited = bool(statement.cue or statement.source)
    spans = statement.content or statement.cue
    return Checked(
        words=cut(reading.article.text, spans),
        speaker=statement.speaker.name if cited else None,
        stance=statement.stance if cited else None,
        span=(spans[0][0], spans[-1][1]) if spans else (0, 0),
        claims=claims,
    )


def _find_parties(candidates: Candidates, reading: Reading) -> Mapping[str, str]:
    """By statement id the row of the party that it would count for, where that is known."""
    kinds = {each.speaker.name: each.speaker.kind for each in reading.statements}
    answering = {
        each.id: spoken_for(each.speaker, kinds) or each.speaker for each in reading.statements
    }
    signed = sign_speakers(dict.fromkeys(answering.values()), reading.article.language)
    names = {each: str(number) for number, each in enumerate(signed)}
    known = candidates.parties({names[each]: one.keys for each, one in signed.items()})
    found = {}
    for name, speaker in answering.items():
        possible = known.get(names[speaker], ()) if speaker in signed else ()
        match = (
            match_party(signed[speaker].data, [each.data for each in possible])
            if possible
            else None
        )
        if match:
            found[name] = str(possible[match.index].target)
    return found


def _find_parallels(candidates: Candidates, reading: Reading) -> tuple[str, ...]:
    """The articles that the text was translated from or into."""
    signature = sign_article(reading)
    found = candidates.articles(signature.keys)
    return find_parallels(signature.data, [each.data for each in found])


def _find_sentences(reading: Reading) -> Iterator[Statement]:
    """Sentences that no statement covers, as statements of nobody."""
    text = reading.article.text
    told = [span for each in reading.statements for span in (*each.content, *each.cue)]
    for found in _SENTENCE.finditer(text):
        span = trim(text, found.span())
        if span[1] - span[0] >= _SHORTEST and not overlaps([span], told):
            yield Statement(
                id=f"sentence {span[0]}",
                source=(),
                cue=(),
                content=(span,),
                speaker=UNKNOWN,
                form=Form.INDIRECT,
                act=Act.CLAIM,
                stance=Stance.ASSERTS,
                certainty=Certainty.UNSTATED,
                said_on=None,
                via=None,
                hedges=(),
                evidence=(),
                confidence=1.0,
                because=Because(cue="", rule="", stance="", act="", speaker=""),
            )
