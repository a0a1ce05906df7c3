"""Where the words of the cue lexicon stand in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.attribution.context import Context
from onrecord.languages.cues import Cue
from onrecord.parsing import Token

# How far apart the words of a phrase like "issue … statement" may stand.
_REACH = 4
_PERSON = re.compile(r"Person=\d")
_BETWEEN = frozenset({"DET", "ADV", "ADJ", "AUX", "PRON", "PART", "ADP", "NUM"})


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
        if token.upos not in upos and not (
            "VERB" in upos and (_governs_clause(context, token) or stands_as_verb(context, token))
        ):
            continue
        hit = match(context, token, lexicon)
        if hit is not None and not _is_other_verb(context, hit):
            yield hit


def _is_other_verb(context: Context, hit: Hit) -> bool:
    """Whether a reflexive makes another verb of it ("se trouver" is not "trouver")."""
    if hit.head == 0 or hit.cues[0].before or hit.head - 1 not in context.sentence(hit.head):
        return False
    for at in range(hit.head - 1, max(hit.head - 4, -1), -1):
        token = context.tokens[at]
        if token.lower in context.language.words.itself:
            return token.head in (hit.head, at + 1) or at == hit.head - 1
        if token.upos not in ("AUX", "ADV"):
            return False
    return False


def match(context: Context, token: Token, lexicon: dict[str, tuple[Cue, ...]]) -> Hit | None:
    """The longest cues at one token, or None."""
    best: list[Cue] = []
    members: tuple[int, ...] = (token.i,)
    for cue in _entries(context, token, lexicon):
        if best and cue.words < best[0].words:
            break
        found = _companions(context, token, cue)
        if found is not None:
            best.append(cue)
            members = tuple(sorted({token.i, *members, *found}))
    return Hit(token.i, members, tuple(best)) if best else None


def _entries(
    context: Context, token: Token, lexicon: dict[str, tuple[Cue, ...]]
) -> tuple[Cue, ...]:
    """The cues of a token's lemma, or, where the lemma is unknown, of what its form may be."""
    found = lexicon.get(token.lemma)
    if found is not None:
        return found
    if lexicon is not context.language.cues.verbs:
        return ()
    for ending, lemma in context.language.endings.get(token.lower[-1:], ()):
        if token.lower.endswith(ending):
            found = lexicon.get(token.lower[: len(token.lower) - len(ending)] + lemma)
            if found is not None:
                return found
    return ()


def stands_as_verb(context: Context, token: Token) -> bool:
    """Whether a word of saying stands where a verb does, in a language without inflection.

    Its tagger errs where no ending tells. What is also a noun needs a helper, a name or a
    pronoun before it.
    """
    order, cues = context.language.order, context.language.cues
    if order is None or token.lower not in cues.verbs or token.text[:1].isupper():
        return False
    if token.i - 1 not in context.sentence(token.i):
        return False
    before = context.tokens[token.i - 1]
    named = before.text[:1].isupper()  # a name that was taken for a verb
    if before.lower in order.nominal_before or (before.upos in ("VERB", "ADP") and not named):
        return False
    if token.lower not in cues.nouns:
        return True
    helped = before.lower in context.language.words.auxiliaries | context.language.words.negation
    return helped or before.upos in ("PROPN", "PRON") or before.lower in order.passive


def _governs_clause(context: Context, token: Token) -> bool:
    """Whether a word taken for an adjective or noun has a clause as a verb has."""
    order = context.language.order
    if order is not None and token.i + 1 in context.sentence(token.i):
        that = context.language.words.that - order.copula
        if context.tokens[token.i + 1].lower in that:
            return True
    if token.upos not in ("ADJ", "X", "NOUN", "PROPN"):
        return False
    relations = {context.tokens[child].relation for child in context.parsed.children[token.i]}
    return "cop" not in relations and bool(relations & {"ccomp", "nsubj"})


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


def _is_form(context: Context, token: Token, word: str) -> bool:
    """Whether the token is an inflected form of an adjective whose lemma was missed."""
    if not token.lower.startswith(word):
        return False
    return token.lower[len(word) :] in context.language.words.inflections


def _agrees(context: Context, verb: int, pronoun: Token) -> bool:
    """Whether a reflexive can be its verb's own: "je vous demande" asks somebody else."""
    subjects = [
        *context.parsed.dependents(verb, "nsubj", "expl:subj"),
        *context.parsed.dependents(context.tokens[verb].head, "nsubj"),
    ][:1]
    persons = {_PERSON.search(each.feats) for each in (*subjects, pronoun)}
    return len({each.group() for each in persons if each is not None}) < 2


def _look(context: Context, start: int, word: str, *, step: int) -> int | None:
    sentence = context.sentence(start)
    words = context.language.words
    wanted = words.reflexive if word in words.itself else frozenset({word})
    for distance in range(1, _REACH + 1):
        at = start + step * distance
        if at not in sentence:
            return None
        token = context.tokens[at]
        if token.lower in wanted or token.lemma == word or _is_form(context, token, word):
            return at if wanted is not words.reflexive or _agrees(context, start, token) else None
        if token.upos not in _BETWEEN:
            return None
    return None
