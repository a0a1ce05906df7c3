"""Statements whose cue is a noun: the claim that, calls for, Washington's opposition to."""

from collections.abc import Iterator

from onrecord.attribution.context import Context
from onrecord.attribution.found import Found
from onrecord.attribution.hits import find_hits
from onrecord.attribution.noun_phrases import noun_phrase, without_tail
from onrecord.attribution.sources import Source
from onrecord.languages.cues import Cue
from onrecord.model import Spans, Stance
from onrecord.parsing import Token

_STANCE = {
    "deny": Stance.DENIES,
    "confirm": Stance.CONFIRMS,
    "retract": Stance.RETRACTS,
    "doubt": Stance.QUESTIONS,
    "no_response": Stance.NO_RESPONSE,
}


def find_nominal(context: Context) -> Iterator[Found]:
    """The statement of each noun of the cue lexicon whose complement is there."""
    for hit in find_hits(context, context.language.cues.nouns, "NOUN"):
        token = context.tokens[hit.head]
        for cue in hit.cues:
            negated = [
                each
                for each in context.parsed.dependents(token.i, "det", "advmod")
                if context.is_negation(each)
            ]
            if "needs_negation" in cue.flags and not negated:
                continue
            content = _content(context, token, cue)
            if not content and "bare" not in cue.frames:
                continue
            source = _source(context, token, cue)
            if source is None and negated:
                source = _whence(context, token, cue)
            if source is None and "bare" in cue.frames:
                continue
            # "No confirmation of the merger" needs nobody who would have given it.
            nobody = bool(negated) and cue.cue_class in ("confirm", "deny")
            if source is None and "needs_source" in cue.flags and not nobody:
                continue
            if "needs_name" in cue.flags and (source is None or _is_pronoun(context, source)):
                continue
            if source is not None and content:
                first = context.tokens_in(content[0]).start
                source = Source(source.head, without_tail(context, source.spans, first, token.i))
            yield Found(
                rule="noun with its content",
                cue=(context.span(negated[0].i if negated else token.i, token.i),),
                cue_head=token.i,
                cue_class=cue.cue_class,
                source=source.spans if source else (),
                source_head=source.head if source else None,
                content=content,
                stance=stance_of_noun(cue.cue_class, negated=bool(negated)),
                stance_words="class of the noun",
            )
            break


def _is_pronoun(context: Context, source: Source) -> bool:
    token = context.tokens[source.head]
    return token.upos in ("PRON", "DET") or token.has("Poss=Yes")


def stance_of_noun(cue_class: str, *, negated: bool = False) -> Stance:
    """What a noun of a class says; with "no" before it none of confirmation is neither."""
    if negated and cue_class in ("confirm", "deny"):
        return Stance.NEITHER
    return _STANCE.get(cue_class, Stance.ASSERTS)


def _content(context: Context, token: Token, cue: Cue) -> Spans:
    words = context.language.words
    for child in _below(context, token, "acl", "ccomp", "nmod", "advcl", "xcomp", "obl"):
        first, last = context.parsed.edges(child.i)
        if first <= token.i:
            continue
        opening = context.tokens[first].lower
        points = "clause" in cue.frames and _points_ahead(context, first)
        if points or ("clause" in cue.frames and _is_clause(context, child, first)):
            governor = context.tokens[token.head]
            if governor.i < token.i and governor.upos == "VERB":
                last = max(last, _object_end(context, governor.i, token.i))
            return context.content(first, last)
        if "infinitive" in cue.frames and child.has("VerbForm=Inf") and child.relation != "nmod":
            return context.content(first, last)
        if "oblique" in cue.frames and opening in cue.oblique and child.relation in ("nmod", "obl"):
            return context.content(first, last)
        if "interrogative" in cue.frames and child.relation in ("acl", "ccomp", "advcl", "nmod"):
            after = context.tokens[first + 1].lower if first < last else ""
            if opening in words.interrogative or after in words.interrogative:
                return context.content(first, last)
    return _behind(context, token, cue) if "oblique" in cue.frames else ()


def _behind(context: Context, token: Token, cue: Cue) -> Spans:
    """The phrase right behind a noun that one of its prepositions opens, whatever it hangs on."""
    first = token.i + 1
    if first not in context.sentence(token.i) or context.tokens[first].lower not in cue.oblique:
        return ()
    low, high = context.parsed.edges(context.tokens[first].head)
    return context.content(first, high) if low == first else ()


def _below(context: Context, token: Token, *relations: str) -> Iterator[Token]:
    """Dependents of a noun, then those that the parser hung on another noun behind it."""
    yield from context.parsed.dependents(token.i, *relations)
    for between in context.parsed.dependents(token.i, "nmod"):
        if between.i < token.i:
            continue
        for child in _below(context, between, *relations):
            if child.i > between.i and child.dep != "nmod:poss" and child.upos != "DET":
                yield child


def _points_ahead(context: Context, first: int) -> bool:
    """Whether the phrase is a preposition and a word that points to a clause («о том, что»)."""
    if context.tokens[first].upos != "ADP":
        return False
    words, after = context.language.words, first + 1
    if after < len(context.tokens) and context.tokens[after].upos == "NOUN":
        after += 1  # a preposition of two words («по поводу того, что»)
    behind = context.tokens[after : after + 3]
    return len(behind) == 3 and (
        behind[0].lower in words.correlative and any(each.lower in words.that for each in behind)
    )


def _object_end(context: Context, verb: int, noun: int) -> int:
    """Where the clause of a noun that ends its sentence ends, whatever was hung elsewhere."""
    last = context.parsed.edges(verb)[1]
    for token in context.parsed.dependents(verb, "conj", "parataxis", "advcl", "cc", "punct"):
        if token.i > noun:
            last = min(last, context.parsed.edges(token.i)[0] - 1)
    return last


def _is_clause(context: Context, child: Token, first: int) -> bool:
    """Whether the dependent is a that-clause, or one that says "according to which"."""
    words = context.language.words
    opening = context.tokens[first]
    joins = opening.upos == "SCONJ" or opening.relation == "mark"
    if joins and child.relation in ("acl", "ccomp", "advcl") and opening.lower in words.that:
        return True
    if child.dep == "acl:relcl" or child.relation == "acl":
        follows = context.tokens[first + 1].lower if first + 1 < len(context.tokens) else ""
        phrases = (each.words for each in context.language.cues.according if not each.only_first)
        return follows in words.relative and (opening.lower,) in phrases
    return False


def _source(context: Context, token: Token, cue: Cue) -> Source | None:
    """Whose word it is: a possessive, or a noun joined by one of the cue's prepositions."""
    relations = ("nmod:poss", "det", "nmod", "acl", "compound")
    for child in _below(context, token, *relations):
        if child.dep == "nmod:poss" or child.has("Poss=Yes"):
            return Source(child.i, _possessive(context, child))
        if child.relation == "acl" and child.i > token.i:
            agent = next(context.parsed.dependents(child.i, "obl:agent", "obl"), None)
            if agent is not None and _case(context, agent) in context.language.words.agent:
                return Source(agent.i, noun_phrase(context, agent.i))
        fits = child.relation == "nmod" and child.upos in ("PROPN", "NOUN", "PRON")
        case = _case(context, child)
        owns = not case and any(child.has(each) for each in context.language.people.genitive)
        if fits and (owns or case in cue.source - cue.oblique):
            return Source(child.i, noun_phrase(context, child.i))
    return None


def _whence(context: Context, token: Token, cue: Cue) -> Source | None:
    """From whom nothing came ("no denial came from the palace")."""
    if token.relation != "nsubj":
        return None
    for child in context.parsed.dependents(token.head, "obl"):
        if child.i > token.i and _case(context, child) in cue.source:
            return Source(child.i, noun_phrase(context, child.i))
    return None


def _case(context: Context, token: Token) -> str:
    cases = list(context.parsed.dependents(token.i, "case"))
    return cases[0].lower if cases else ""


def _possessive(context: Context, token: Token) -> Spans:
    if token.upos in ("DET", "PRON"):
        return ((token.start, token.end),)
    return noun_phrase(context, token.i)
