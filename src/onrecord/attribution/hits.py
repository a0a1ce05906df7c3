"""Where the words of the cue lexicon stand in a text."""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.attribution.context import Context
from onrecord.languages.cues import Cue
from onrecord.parsing import Token

# How far apart the words of a phrase like "issue … statement" may stand.
_REACH = 4
_BETWEEN = frozenset({"DET", "ADV", "ADJ", "AUX", "PRON", "PART", "ADP", "NUM"})
_REFLEXIVE = frozenset({"s'", "se", "m'", "me", "nous", "vous", "himself", "herself", "itself"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue of the lexicon found at `head`; `members` are all tokens that matched."""

    head: int
    members: tuple[int, ...]
    cues: tuple[Cue, ...]


def find_hits(context: Context, lexicon: dict[str, tuple[Cue, ...]], *upos: str) -> Iterator[Hit]:
    """Every token whose lemma is in the lexicon and whose companions are there, in order.

    Cues of equal length at one place come together: they differ in frames and class.
    """
    for token in context.tokens:
        if token.upos not in upos:
            continue
        hit = match(context, token, lexicon)
        if hit is not None:
            yield hit


def match(context: Context, token: Token, lexicon: dict[str, tuple[Cue, ...]]) -> Hit | None:
    """The longest cues at one token, or None."""
    best: list[Cue] = []
    members: tuple[int, ...] = (token.i,)
    for cue in lexicon.get(token.lemma, ()) or lexicon.get(token.lower, ()):
        if best and cue.words < best[0].words:
            break
        found = _companions(context, token, cue)
        if found is not None:
            best.append(cue)
            members = tuple(sorted({token.i, *members, *found}))
    return Hit(token.i, members, tuple(best)) if best else None


def _companions(context: Context, token: Token, cue: Cue) -> tuple[int, ...] | None:
    found: list[int] = []
    at = token.i
    for word in reversed(cue.before):
        place = _look(context, at, word, step=-1)
        if place is None:
            return None
        found.append(place)
        at = place
    at = token.i
    for word in cue.after:
        place = _look(context, at, word, step=1)
        if place is None:
            return None
        found.append(place)
        at = place
    return tuple(found)


def _look(context: Context, start: int, word: str, *, step: int) -> int | None:
    sentence = context.sentence(start)
    for distance in range(1, _REACH + 1):
        at = start + step * distance
        if at not in sentence:
            return None
        token = context.tokens[at]
        if word in (token.lemma, token.lower) or (
            word in ("s'", "se") and token.lower in _REFLEXIVE
        ):
            return at
        if token.upos not in _BETWEEN:
            return None
    return None
