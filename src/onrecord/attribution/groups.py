"""Verb groups: a cue verb with its auxiliaries, negation and the verbs that govern it."""

from dataclasses import dataclass

from onrecord.attribution.context import Context
from onrecord.attribution.hits import match
from onrecord.parsing import Token

_FILLERS = frozenset({"ADV", "PART", "PRON", "ADP", "SCONJ"})
_VERBAL = frozenset({"AUX", "VERB"})


@dataclass(frozen=True, slots=True)
class Group:
    """Tokens `first` to `last` around the verb `head`.

    `top` is the verb that bears the subject: of "refused to say", "refused". `governors`
    are the lemmas of willing, being able or refusing above the head, `refused` tells
    whether one of them refuses; `passive` whether the head is in the passive. `pair` is the
    second verb of "neither confirmed nor denied".
    """

    head: int
    first: int
    last: int
    top: int
    negated: bool
    refused: bool
    passive: bool
    governors: tuple[str, ...]
    pair: int | None = None

    @property
    def unwilling(self) -> bool:
        """Whether somebody would not, could not or refused to do what the head says."""
        return self.refused or (self.negated and bool(self.governors))


def verb_group(context: Context, head: int, members: tuple[int, ...] = ()) -> Group:
    """The group around the verb `head` and the companions that its cue needs."""
    walk = _walk_left(context, min((head, *members)))
    last = _walk_right(context, max((head, *members)))
    first = min(walk.first, head, *(members or (head,)))
    apart = _split_auxiliary(context, head, first)
    if apart != first:
        resumed = _walk_left(context, apart)
        first = min(resumed.first, apart)
        if context.tokens[apart].head != head and context.tokens[apart].is_root:
            walk.top = apart
    short = _falls_short(context, first)
    if short is not None:
        resumed = _walk_left(context, short)
        first, walk.top = min(resumed.first, short), resumed.top
    negated = (
        short is not None
        or _is_negated(context, first, last, members)
        or has_negative_subject(context, walk.top)
    )
    return Group(
        head=head,
        first=first,
        last=last,
        top=walk.top if walk.top != min((head, *members)) else head,
        negated=negated,
        refused=walk.refused,
        passive=is_passive(context, head),
        governors=tuple(walk.governors),
    )


def is_passive(context: Context, i: int) -> bool:
    """Whether the verb at `i` stands in the passive."""
    if context.tokens[i].lemma in context.language.words.active:
        return False
    order = context.language.order
    if order is not None:
        nearby = (context.tokens[i - 1], *context.parsed.dependents(i, "aux"))
        return any(each.lower in order.passive and each.i < i for each in nearby)
    if any(context.tokens[i].has(feature) for feature in context.language.words.passive):
        return True
    children = [context.tokens[c] for c in context.parsed.children[i]]
    if any(each.lower in context.language.words.itself for each in children):
        return False
    helpers = [each for each in children if each.relation == "aux" and each.upos in _VERBAL]
    if helpers:
        return any(each.dep == "aux:pass" for each in helpers)
    token = context.tokens[i]
    if token.dep == "acl" and token.has("VerbForm=Part") and token.has("Tense=Past"):
        return True
    return any(each.dep == "nsubj:pass" for each in children)


@dataclass(slots=True)
class _Walk:
    first: int
    top: int
    refused: bool
    governors: list[str]


def _walk_left(context: Context, start: int) -> _Walk:
    """From the cue leftwards through auxiliaries, negation, clitics and governing verbs."""
    walk = _Walk(start, start, refused=False, governors=[])
    words = context.language.words
    sentence = context.sentence(start)
    at = start - 1
    while at in sentence and start - at <= 12:
        token = context.tokens[at]
        if _governs(context, token, walk):
            walk.first = walk.top = at
        elif (
            token.upos == "AUX"
            or token.dep in ("aux", "aux:pass", "cop")
            or token.lemma in words.auxiliaries
        ):
            walk.first = at
            if token.lemma in words.willing:
                walk.governors.append(token.lemma)
        elif _belongs_left(context, token):
            if context.is_negation(token) or token.lower in words.reflexive or token.text[0] == "-":
                walk.first = at
        else:
            break
        at -= 1
    return walk


def _governs(context: Context, token: Token, walk: _Walk) -> bool:
    """Note a verb of willing, being able or refusing that the verbs to its right hang on."""
    words = context.language.words
    if token.upos in ("VERB", "ADJ", "NOUN", "AUX"):
        refusal = match(context, token, context.language.cues.refusals.verbs)
        if refusal is not None:
            walk.refused = True
            walk.governors.append(token.lemma)
            return True
        lemma = token.lemma
        wills = lemma in words.willing or lemma in words.able or lemma in words.unable
        if wills and token.upos != "AUX":
            walk.governors.append(lemma)
            return True
    return False


def _belongs_left(context: Context, token: Token) -> bool:
    words = context.language.words
    return (
        context.is_negation(token)
        or token.upos == "ADV"
        or (token.upos == "PRON" and token.text[0] == "-")
        or (token.upos in _FILLERS and token.lower in words.clitics)
        or (token.relation != "nsubj" and token.lower in words.reflexive)
    )


def _walk_right(context: Context, last: int) -> int:
    """Take in a negation or particle that follows the verb directly."""
    sentence = context.sentence(last)
    if context.language.order is not None:
        return last  # there what follows is what is said: "cho biết chưa có …"
    while last + 1 in sentence:
        token = context.tokens[last + 1]
        is_particle = token.dep == "compound:prt" and token.head <= last
        negates = token.upos in ("ADV", "PART") and context.is_negation(token)
        # A negation that hangs on a later word is of the content ("said not to have met him").
        if not is_particle and not (negates and token.head <= last):
            break
        last += 1
    return last


def _is_negated(context: Context, first: int, last: int, members: tuple[int, ...]) -> bool:
    words = context.language.words
    rest = [context.tokens[i] for i in range(first, last + 1) if i not in members]
    if any(each.lemma in words.unable and each.i < last for each in rest):
        return True
    negations = [
        each for each in rest if context.is_negation(each) and not _is_not_only(context, each.i)
    ]
    if negations and all(each.lower in words.half_negation for each in negations):
        return not _only_excepts(context, first, last)
    return bool(negations) or _has_short_phrase(context, first, last)


def _only_excepts(context: Context, first: int, last: int) -> bool:
    """Whether half a negation and what follows it say "only" ("n'a confirmé que vendredi")."""
    words = context.language.words
    if last + 1 not in context.sentence(last) or context.tokens[last + 1].lower not in words.that:
        return False
    return not any(context.tokens[i].lemma in words.willing for i in range(first, last + 1))


def _has_short_phrase(context: Context, first: int, last: int) -> bool:
    """Whether a phrase inside the group says that it did not happen ("has yet to confirm")."""
    for at in range(first + 1, last):
        for phrase in context.language.cues.refusals.short.get(context.tokens[at].lower, ()):
            start = at - len(phrase) + 1
            if len(phrase) > 1 and start > first and _stands_at(context, phrase, start):
                return True
    return False


def _split_auxiliary(context: Context, head: int, first: int) -> int:
    """The auxiliary of a verb that a longer adverbial parts from it ("a par ailleurs dit")."""
    aside = _auxiliary_before_aside(context, head, first)
    if aside is not None:
        return aside
    for child in context.parsed.dependents(head, "aux"):
        between = context.tokens[child.i + 1 : first]
        if 0 < len(between) <= 5 and not any(
            each.upos in ("VERB", "PUNCT", "PROPN") or each.relation == "nsubj" for each in between
        ):
            return child.i
    return first


def _auxiliary_before_aside(context: Context, head: int, first: int) -> int | None:
    """The auxiliary of a participle behind words between commas ("n'a, lundi, démenti que")."""
    sentence = context.sentence(head)
    if first != head or first - 1 not in sentence or context.tokens[first - 1].text != ",":
        return None
    if not context.tokens[head].has("VerbForm=Part"):
        return None
    for at in range(first - 2, max(first - 9, sentence.start), -1):
        token = context.tokens[at]
        if token.text == ",":
            before = context.tokens[at - 1]
            return before.i if before.lemma in context.language.words.auxiliaries else None
        if token.upos in _VERBAL:
            return None
    return None


def _falls_short(context: Context, first: int) -> int | None:
    """The first token of a phrase before the group that undoes it ("has yet to confirm").

    The phrase ends right before the group, or with the group's own first word.
    """
    sentence = context.sentence(first)
    for last in (first - 1, first):
        if last not in sentence:
            continue
        for phrase in context.language.cues.refusals.short.get(context.tokens[last].lower, ()):
            start = last - len(phrase) + 1
            if start not in sentence or start == first or not _stands_at(context, phrase, start):
                continue
            verb = start - 1
            is_verb = verb in sentence and context.tokens[verb].upos in ("VERB", "AUX")
            return verb if is_verb and last < first else start
    return None


def _stands_at(context: Context, phrase: tuple[str, ...], start: int) -> bool:
    return all(context.tokens[start + n].lower == word for n, word in enumerate(phrase))


def _is_not_only(context: Context, i: int) -> bool:
    following = context.tokens[i + 1].lower if i + 1 < len(context.tokens) else ""
    return following in context.language.words.only


def has_negative_subject(context: Context, top: int) -> bool:
    """Whether nobody did it: "no official confirmed", "aucun ministre n'a confirmé"."""
    for subject in context.parsed.dependents(top, "nsubj"):
        if context.is_negation(subject):
            return True
        for child in context.parsed.dependents(subject.i, "det", "advmod", "cc", "cc:preconj"):
            if context.is_negation(child) and child.i < top:
                return True
        opening = context.tokens[context.parsed.edges(subject.i)[0]]
        if opening.lower in context.language.words.neither:
            return True
    return False
