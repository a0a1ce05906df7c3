"""Where the words of the cue lexicon stand in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.attribution.context import Context
from onrecord.languages.cues import Cue
from onrecord.parsing import Token

# How far apart the words of a phrase like "issue … statement" may stand.
_REACH = 4
# "To be" opens dozens of phrases; of so many cues those are sorted out that cannot be here.
_MANY = 3
_PERSON = re.compile(r"Person=\d")
_NOMINAL = frozenset({"ADJ", "X", "NOUN", "PROPN"})
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
    verbal = "VERB" in upos
    for token in context.tokens:
        if token.upos not in upos and not (verbal and _is_as_verb(context, token)):
            continue
        hit = match(context, token, lexicon)
        if hit is not None and not _is_other_verb(context, hit):
            yield hit


def _is_as_verb(context: Context, token: Token) -> bool:
    """Whether a word that was tagged as none stands as a verb does."""
    if context.language.order is not None and stands_as_verb(context, token):
        return True
    return _governs_clause(context, token)


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
    cues = _entries(context, token, lexicon)
    if len(cues) > _MANY:
        cues = _within_reach(context, token, cues)
    best: list[Cue] = []
    members: tuple[int, ...] = (token.i,)
    for cue in cues:
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


def _within_reach(context: Context, token: Token, cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
    """Those of a token's cues whose nearest companions, if they have any, are beside it."""
    ahead, behind = (
        _words_beside(context, token.i, step=1),
        _words_beside(context, token.i, step=-1),
    )
    return tuple(
        cue
        for cue in cues
        if (not cue.after or cue.after[0] in ahead) and (not cue.before or cue.before[-1] in behind)
    )


def _words_beside(context: Context, start: int, *, step: int) -> set[str]:
    """Every word that can be found by looking from a token in one direction."""
    words = context.language.words
    found: set[str] = set()
    for token in _beside(context, start, step=step):
        lower = token.lower
        found.update((lower, token.lemma))
        found.update(lower.removesuffix(end) for end in words.inflections if lower.endswith(end))
        if lower in words.reflexive:
            found |= words.itself
    return found


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
    if order is not None and token.i + 1 < len(context.tokens):
        after = context.tokens[token.i + 1].lower
        is_that = after in context.language.words.that and after not in order.copula
        if is_that and token.i + 1 in context.sentence(token.i):
            return True
    children = context.parsed.children[token.i]
    if not children or token.upos not in _NOMINAL:
        return False
    relations = [context.parsed.relations[child] for child in children]
    return ("ccomp" in relations or "nsubj" in relations) and "cop" not in relations


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


def _agrees(context: Context, verb: int, pronoun: Token) -> bool:
    """Whether a reflexive can be its verb's own: "je vous demande" asks somebody else."""
    subjects = [
        *context.parsed.dependents(verb, "nsubj", "expl:subj"),
        *context.parsed.dependents(context.tokens[verb].head, "nsubj"),
    ][:1]
    persons = {_PERSON.search(each.feats) for each in (*subjects, pronoun)}
    return len({each.group() for each in persons if each is not None}) < 2


def _look(context: Context, start: int, word: str, *, step: int) -> int | None:
    """The nearest token that is the word, as lemma or form, with little between; or None."""
    words = context.language.words
    is_reflexive = word in words.itself
    for token in _beside(context, start, step=step):
        lower = token.lower
        is_it = token.lemma == word or (
            # An inflected form of an adjective whose lemma was missed counts as well.
            lower.startswith(word) and (lower == word or lower[len(word) :] in words.inflections)
        )
        if is_reflexive and (is_it or lower in words.reflexive):
            return token.i if _agrees(context, start, token) else None
        if is_it:
            return token.i
    return None


def _beside(context: Context, start: int, *, step: int) -> Iterator[Token]:
    """The tokens next to one in one direction, up to the first that nothing may stand behind."""
    sentence = context.sentence(start)
    for at in range(start + step, start + step * (_REACH + 1), step):
        if at not in sentence:
            return
        yield context.tokens[at]
        if context.tokens[at].upos not in _BETWEEN:
            return
