"""Quotations that a saying between dashes interrupts: «Мост закрыт, — сказала она. — Ждите»."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from onrecord.attribution.quotations import Quotation
from onrecord.languages import Language
from onrecord.model import Spans
from onrecord.parsing import ParsedText, Token

_DASHES = frozenset({"–", "—", "-"})
_BEFORE = frozenset({",", "!", "?", "…", "...", "»"})
_ENDS = frozenset({".", ",", "!", "?", "…", ";"})
# The verb of saying stands right behind the dash, or has so many words before it.
_VERB_REACH = 3


def split_interrupted(
    parsed: ParsedText, language: Language, quotations: Sequence[Quotation]
) -> Iterator[Quotation]:
    """Each quotation, or the two parts of one that breaks off for words of saying."""
    for quotation in quotations:
        found = _find_interruption(parsed, language, quotation)
        if found is None:
            yield quotation
            continue
        stop, resume = found
        yield _part(quotation, quotation.span[0], stop)
        if resume < quotation.inner[1]:
            yield _part(quotation, resume, quotation.span[1])


def _find_interruption(
    parsed: ParsedText, language: Language, quotation: Quotation
) -> tuple[int, int] | None:
    """Where a quotation breaks off and where it goes on, in characters."""
    first, stop = (bisect_left(parsed.starts, at) for at in quotation.span)
    members = parsed.tokens[first:stop]
    for at in range(1, len(members) - 1):
        if members[at].text not in _DASHES or members[at - 1].text not in _BEFORE:
            continue
        verb = next(
            (
                n
                for n in range(at + 1, min(at + 1 + _VERB_REACH, len(members)))
                if _says(language, members[n])
            ),
            None,
        )
        if verb is None:
            continue
        comma = members[at - 1].text == ","
        stop = members[at - 1].start if comma else members[at - 1].end
        return stop, _resume(members, verb, quotation.span[1])
    return None


def _says(language: Language, token: Token) -> bool:
    if token.upos not in ("VERB", "AUX"):
        return False
    lemmas = [token.lemma]
    for ending, lemma in language.endings.get(token.lower[-1:], ()):
        if token.lower.endswith(ending):
            lemmas.append(token.lower.removesuffix(ending) + lemma)
    verbs = language.cues.verbs
    return any("quote" in cue.frames for each in lemmas for cue in verbs.get(each, ()))


def _resume(members: Sequence[Token], verb: int, end: int) -> int:
    """The character at which the quotation goes on behind the next dash, or its end."""
    for at in range(verb + 1, len(members) - 1):
        if members[at].text in _DASHES and members[at - 1].text in _ENDS:
            return members[at + 1].start
    return end


def _part(quotation: Quotation, start: int, stop: int) -> Quotation:
    pieces: Spans = tuple(
        (max(low, start), min(high, stop))
        for low, high in quotation.pieces
        if max(low, start) < min(high, stop)
    )
    inner = max(quotation.inner[0], start), min(quotation.inner[1], stop)
    return Quotation((start, stop), inner, pieces, closed=True)
