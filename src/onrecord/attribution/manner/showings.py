"""Places in a text where something is shown, or expressly not shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.attribution.manner.clauses import is_any
from onrecord.languages.wording import EvidenceWords, Verbs
from onrecord.model import EvidenceKind, Span
from onrecord.parsing import ParsedText, Token

_UNREAL = ("Mood=Cnd", "Mood=Sub", "Mood=Imp", "Tense=Fut")
# Foreign names are tagged X.
NAMING = frozenset({"PROPN", "NOUN", "X"})
# Parsers take objects for these where the noun phrase is unusual ("aucun extrait").
_OBJECTS = frozenset({"obj", "xcomp", "iobj", "ccomp", "obl"})
_AGENTS = ("obl:agent", "obl")
# A verb in one of these relations has the subject of the verb above it.
_SUBJECTLESS = frozenset({"xcomp", "conj", "advcl", "ccomp", "obl"})
# What hangs on the thing shown by one of these is no longer part of its name.
_BESIDE = frozenset({"acl", "advcl", "conj", "parataxis", "punct", "appos", "cc", "dep"})


@dataclass(frozen=True, slots=True)
class Showing:
    """A thing shown or withheld: its kind, its words, and the tokens that tell whose it is.

    `verb` is what shows (or the word that "without proof" hangs on), `seen` whether it is
    a verb of seeing; `names` are lemmas of who shows it, empty for a pronoun or nobody,
    `proper` those of them that are proper names.
    """

    kind: EvidenceKind
    shown: bool
    span: Span
    noun: Token
    verb: Token
    seen: bool
    names: frozenset[str]
    proper: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Frame:
    """A noun of evidence with its verb; `passive` where the noun is the verb's subject."""

    noun: Token
    verb: Token
    passive: bool
    refused: bool


def find_showings(parsed: ParsedText, *, words: EvidenceWords) -> Iterator[Showing]:
    """Every place where evidence is shown, seen, or expressly withheld."""
    for noun in parsed.tokens:
        if noun.upos not in NAMING:
            continue
        kind = words.kinds.get(noun.lemma) or words.kinds.get(noun.lower)
        if kind is None:
            continue
        frame = _frame_of(parsed, noun, words)
        if frame is not None and _is_real(parsed, frame, words):
            shown = not (frame.refused or _is_negated(parsed, frame, words))
            if _is_clear(frame, words, shown=shown):
                yield _showing(parsed, frame, words, kind=kind, shown=shown)


def _frame_of(parsed: ParsedText, noun: Token, words: EvidenceWords) -> _Frame | None:
    first = _first_conjunct(parsed, noun)
    verb = parsed.tokens[first.head]
    if _is_without(parsed, first, words) and is_any(noun, words.none_shown):
        return _Frame(noun, verb, passive=False, refused=True)
    if _is_object(parsed, first) or first.dep == "nsubj:pass":
        passive = first.dep == "nsubj:pass"
        return _known(_Frame(noun, verb, passive, _is_refused(parsed, verb, words)), words)
    for below in parsed.dependents(noun.i, "acl"):
        if below.has("VerbForm=Part") and _shows(below, words):
            return _Frame(noun, below, passive=True, refused=False)
    return None


def _is_object(parsed: ParsedText, noun: Token) -> bool:
    if noun.relation in _OBJECTS:
        return noun.relation == "obj" or (
            noun.i > noun.head and not any(True for _ in parsed.dependents(noun.i, "case", "cop"))
        )
    return False


def _known(frame: _Frame, words: EvidenceWords) -> _Frame | None:
    return frame if _shows(frame.verb, words) else None


def _shows(token: Token, words: EvidenceWords) -> bool:
    return _is(token, words.show) or _is(token, words.see)


def _is(token: Token, verbs: Verbs) -> bool:
    return token.upos in ("VERB", "ADJ", "AUX") and verbs.has(token.lemma, token.lower)


def _first_conjunct(parsed: ParsedText, token: Token) -> Token:
    while token.relation == "conj" and parsed.tokens[token.head].upos in NAMING:
        token = parsed.tokens[token.head]
    return token


def _is_without(parsed: ParsedText, token: Token, words: EvidenceWords) -> bool:
    return any(is_any(below, words.without) for below in parsed.dependents(token.i, "case", "mark"))


def _is_refused(parsed: ParsedText, verb: Token, words: EvidenceWords) -> bool:
    if _is_without(parsed, verb, words):
        return True
    return verb.relation in ("xcomp", "ccomp", "obl", "advcl") and _is(
        parsed.tokens[verb.head], words.refuse
    )


def _is_real(parsed: ParsedText, frame: _Frame, words: EvidenceWords) -> bool:
    """Whether the showing is told as a fact: no plan, wish, condition or question."""
    verb = frame.verb
    helpers = list(parsed.dependents(verb.i, "aux"))
    if any(each.has(mark) for each in (verb, *helpers) for mark in _UNREAL):
        return False
    if any(is_any(each, words.unreal) for each in helpers):
        return False
    sentence = parsed.sentences[parsed.sentence_of[verb.i]]
    if "?" in {parsed.tokens[i].text for i in sentence[-2:]}:
        return False
    return frame.refused or bool(helpers) or not verb.has("VerbForm=Inf")


def _is_negated(parsed: ParsedText, frame: _Frame, words: EvidenceWords) -> bool:
    first = _first_conjunct(parsed, frame.noun)
    return any(
        parsed.tokens[child].lower in words.negation
        for token in (frame.verb, frame.noun, first)
        for child in parsed.children[token.i]
    )


def _is_clear(frame: _Frame, words: EvidenceWords, *, shown: bool) -> bool:
    """Whether verb and noun together mean evidence: a loose one needs a strict other."""
    if not _shows(frame.verb, words):
        return not shown
    if not is_any(frame.noun, words.loose):
        return True
    seen = frame.passive and _is(frame.verb, words.see)
    return seen or not (shown or is_any(frame.verb, words.loose))


def _showing(
    parsed: ParsedText, frame: _Frame, words: EvidenceWords, *, kind: EvidenceKind, shown: bool
) -> Showing:
    seen = _is(frame.verb, words.see)
    if not shown and is_any(frame.noun, words.none_shown):
        kind = EvidenceKind.NONE_SHOWN
    names = () if seen else _names(parsed, frame)
    return Showing(
        kind=kind,
        shown=shown,
        span=_span(parsed, frame, words),
        noun=frame.noun,
        verb=frame.verb,
        seen=seen,
        names=frozenset(name.lemma for name in names),
        proper=frozenset(name.lemma for name in names if name.upos != "NOUN"),
    )


def _span(parsed: ParsedText, frame: _Frame, words: EvidenceWords) -> Span:
    """From the verb with its helpers and negation through the noun with what names it."""
    members = set(_noun_phrase(parsed, frame.noun))
    if _shows(frame.verb, words):
        members |= _verb_group(parsed, frame.verb, words)
        above = parsed.tokens[frame.verb.head]
        if frame.refused and _is(above, words.refuse):
            members |= _verb_group(parsed, above, words)
    return parsed.span(min(members), max(members))


def _verb_group(parsed: ParsedText, verb: Token, words: EvidenceWords) -> set[int]:
    group = {verb.i}
    for each in parsed.dependents(verb.i, "aux", "advmod", "mark"):
        if each.relation == "aux" or each.lower in words.negation | words.without:
            group.add(each.i)
    return group


def _noun_phrase(parsed: ParsedText, noun: Token) -> Iterator[int]:
    stack = [noun.i]
    while stack:
        top = stack.pop()
        yield top
        stack.extend(
            child for child in parsed.children[top] if parsed.tokens[child].relation not in _BESIDE
        )


def _names(parsed: ParsedText, frame: _Frame) -> tuple[Token, ...]:
    """Names in the subject (of a passive, the agent), also of the verbs above it."""
    if frame.passive:
        return _names_under(parsed, next(parsed.dependents(frame.verb.i, *_AGENTS), None))
    for verb in (frame.verb, *parsed.ancestors(frame.verb.i)):
        subject = next(parsed.dependents(verb.i, "nsubj"), None)
        if subject is not None:
            return _names_under(parsed, subject)
        if verb.relation not in _SUBJECTLESS:
            break
    return ()


def _names_under(parsed: ParsedText, head: Token | None) -> tuple[Token, ...]:
    members = () if head is None else (parsed.tokens[i] for i in _noun_phrase(parsed, head))
    return tuple(token for token in members if token.upos in NAMING)
