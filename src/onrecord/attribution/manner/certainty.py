"""How sure the speaker makes the content, by the hedging words of this statement alone."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from onrecord.attribution.found import Found
from onrecord.attribution.manner.clauses import is_any, plain
from onrecord.attribution.manner.view import View
from onrecord.languages.wording import Hedges, Wording
from onrecord.model import Act, Certainty, Span, Spans, covers, overlaps
from onrecord.parsing import ParsedText, Token

# Of several hedges the weakest decides: "could certainly" is no more than possible.
_WEAKEST_FIRST = (Certainty.POSSIBLE, Certainty.PROBABLE, Certainty.CERTAIN)
# A statement nested in another stands near it in the list.
_REACH = 40
_STATED_ACTS = frozenset({Act.CLAIM, Act.PROMISE})


def judge_certainty(
    view: View,
    founds: Sequence[Found],
    index: int,
    *,
    wording: Wording,
    act: Act = Act.CLAIM,
) -> tuple[Certainty, Spans]:
    """How sure statement `index`, which `view` is of, is made, and its hedging words.

    Words of statements nested in it do not count; `act` tells whether a word such as
    "devrait" expects or obliges.
    """
    hedges = wording.hedges
    parsed, found = view.parsed, view.found
    own = _own_tokens(view, founds, index)
    said = list(_hedges_in(parsed, own, hedges, act=act))
    if found.cue_class == "reportedly" and found.cue:
        said.extend((span, Certainty.POSSIBLE) for span in found.cue)
    elif hedges.hearsay_mood:
        said.extend((span, Certainty.POSSIBLE) for span in _hearsay(view, own, hedges))
    said = list(dict.fromkeys(said))
    level = _level(parsed, own, said)
    return level, tuple(sorted({span for span, _ in said}))


def _own_tokens(view: View, founds: Sequence[Found], index: int) -> list[Token]:
    """Tokens of the cue and of the content's main clauses, less what is nested in it."""
    found = view.found
    first, last = _edges(found)
    near = [
        other
        for other in founds[max(0, index - _REACH) : index + _REACH]
        if other.cue and first <= other.cue[0][0] < last and other is not found
    ]
    nested = [
        span
        for other in near
        if other.inside == index or covers(found.content, other.cue)
        for span in (*other.content, *other.cue)
    ]
    members = {token.i: token for token in view.cue}
    for token in view.main:
        if not nested or not overlaps([(token.start, token.end)], nested):
            members[token.i] = token
    return [members[i] for i in sorted(members)]


def _edges(found: Found) -> Span:
    starts = [start for start, _ in found.content]
    ends = [end for _, end in found.content]
    return min(starts, default=0), max(ends, default=0)


def _hedges_in(
    parsed: ParsedText, own: Sequence[Token], hedges: Hedges, *, act: Act
) -> Iterator[tuple[Span, Certainty]]:
    for run in _runs(own):
        end = 0
        for token in run:
            match = hedges.phrases.match(parsed.text, token.start) if token.start >= end else None
            if match is None or match.end() > run[-1].end:
                continue
            end = match.end()
            level = _level_of(match, parsed, token, hedges, act)
            if level is not None:
                yield match.span(), level


def _runs(own: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens in stretches, broken where more than a word was left out."""
    run: list[Token] = []
    for token in own:
        if run and token.i > run[-1].i + 2:
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _level_of(
    match: re.Match[str], parsed: ParsedText, token: Token, hedges: Hedges, act: Act
) -> Certainty | None:
    phrase = " ".join(plain(match.group()).lower().split())
    level = hedges.levels.get(phrase)
    if phrase in hedges.duty and act not in _STATED_ACTS:
        return None
    if phrase in hedges.modal:
        if token.upos != "AUX":
            return None
        if is_any(parsed.tokens[token.head], hedges.ability):
            return None
    return level


def _hearsay(view: View, own: Sequence[Token], hedges: Hedges) -> Iterator[Span]:
    """Conditionals that no condition and no past cue explains: "il aurait proposé"."""
    parsed, quoted = view.parsed, view.found.quoted
    past = any(token.has("Tense=Past") for token in view.cue)
    for token in own:
        if not token.has(hedges.hearsay_mood) or is_any(token, hedges.ability):
            continue
        helps = token.relation == "aux"
        verb = parsed.tokens[token.head] if helps else token
        # After a past cue a simple conditional is its future ("a dit qu'il viendrait").
        compound = token.dep != "aux:pass" and helps and verb.has("VerbForm=Part")
        if past and not compound:
            continue
        conditioned = any(True for _ in parsed.dependents(verb.i, "advcl"))
        if not (
            conditioned
            or is_any(verb, hedges.ability)
            or overlaps([(token.start, token.end)], quoted)
        ):
            yield token.start, token.end


def _level(
    parsed: ParsedText, own: Sequence[Token], said: Sequence[tuple[Span, Certainty]]
) -> Certainty:
    """The weakest level, where hedges stand in at least half of the sentences."""
    if not said:
        return Certainty.UNSTATED
    sentences = {parsed.sentence_of[token.i] for token in own}
    hedged = {
        parsed.sentence_of[min(bisect_left(parsed.starts, span[0]), len(parsed.tokens) - 1)]
        for span, _ in said
    }
    if 2 * len(hedged) < len(sentences):
        return Certainty.UNSTATED
    levels = {level for _, level in said}
    return next(level for level in _WEAKEST_FIRST if level in levels)
