"""Clauses with the cue behind or in between: "The road is open, the mayor said"."""

from onrecord.attribution.context import Context
from onrecord.attribution.frames import Complement
from onrecord.attribution.groups import Group
from onrecord.attribution.sources import PAUSES, Source
from onrecord.attribution.verdicts import judge_answer

_FEWEST_TOKENS = 3


def find_trailing(context: Context, group: Group, source: Source | None) -> Complement | None:
    """What stands before the cue in its sentence, and after it where the clause goes on."""
    if source is None and not context.tokens[group.last].text.count("-"):
        return None
    sentence = context.sentence(group.head)
    first, last = _extent(context, group, source)
    before = first - 1
    if before not in sentence or context.tokens[before].text not in PAUSES:
        return None
    if not _is_inserted(context, group, source, first) or _only_tells(context, group, source):
        return None
    if context.quotation_of[group.head] >= 0 > context.quotation_of[max(before - 1, 0)]:
        return None
    start = _start(context, sentence.start, before)
    content = context.content(start, before - 1)
    if judge_answer(context, content) is not None and before - start < _FEWEST_TOKENS:
        return Complement("trailing cue", content)
    after = last + 1
    goes_on = after in sentence and context.tokens[after].text in PAUSES
    head = context.tokens[context.tokens[group.top].head]
    goes_on = goes_on and head.i > after and not context.tokens[group.top].is_root
    if not goes_on:
        few = before - start < _FEWEST_TOKENS and not any(
            each.relation == "nsubj" for each in context.tokens[start:before]
        )
        if few or not _has_clause(context, start, before):
            return None
        return Complement("trailing cue", content)
    content = (*content, *context.content(after + 1, context.parsed.edges(head.i)[1]))
    return Complement("trailing cue", content)


def find_inserted(context: Context, group: Group, source: Source | None) -> Complement | None:
    """The sentence around an inserted saying, or behind one that opens it ("As X reports, …")."""
    sentence = context.sentence(group.head)
    first, last = _extent(context, group, source)
    if context.tokens[first].lower not in context.language.words.inserting:
        return None
    opening = context.tokens[sentence.start : first]
    opens = all(each.upos in ("PUNCT", "CCONJ") for each in opening)
    if not opens and opening[-1].text != ",":
        return None
    before = () if opens else context.content(sentence.start, first - 2)
    for at in range(last + 1, sentence.stop - 1):
        if context.tokens[at].text == ",":
            behind = context.content(at + 1, sentence.stop - 1)
            return Complement("inserted cue", (*before, *behind))
        if context.tokens[at].upos in ("VERB", "PUNCT"):
            return None
    return None


def _extent(context: Context, group: Group, source: Source | None) -> tuple[int, int]:
    """First and last token of the inserted words: the source and the group."""
    first, last = group.first, group.last
    if source is not None and source.spans:
        tokens = context.tokens_in((source.spans[0][0], source.spans[-1][1]))
        if len(tokens) and abs(tokens.start - last) < 40:
            first = (
                min(first, tokens.start) if tokens.start in context.sentence(group.head) else first
            )
            last = max(last, tokens.stop - 1) if tokens.start > group.last else last
    inserting = context.language.words.inserting
    while first - 1 >= 0 and context.tokens[first - 1].lower in inserting:
        first -= 1
    return first, last


def _is_inserted(context: Context, group: Group, source: Source | None, first: int) -> bool:
    """Whether the words are an insertion, and not a clause that goes on with the sentence."""
    token = context.tokens[group.top]
    if source is None:
        return True
    inverted = source.head > group.head or group.first <= source.head <= group.last
    if token.relation == "parataxis" or inverted:
        return True
    subject_near = first <= source.head < group.first or source.head > group.last
    if not subject_near:
        return False
    if token.is_root:
        return any(
            each.relation in ("ccomp", "parataxis", "dep", "csubj") and each.i < first
            for each in (context.tokens[c] for c in context.parsed.children[token.i])
        )
    governor = context.tokens[token.head]
    if governor.i >= first:
        return token.relation in ("ccomp", "parataxis", "advcl")
    return token.relation != "acl:relcl" and source.spans[0][0] < context.tokens[group.first].start


def _only_tells(context: Context, group: Group, source: Source | None) -> bool:
    """Whether the cue only tells of a noun or of how something is done, and credits nothing.

    "…, who understands him", "…, having rejected offers", "…, to ask for help".
    """
    if source is not None:
        subject = context.tokens[source.head]
        if subject.has("PronType=Rel") or subject.lower in context.language.words.relative:
            return True
    forms = [context.tokens[i] for i in range(group.first, group.last + 1)]
    verbs = [each for each in forms if each.has("VerbForm=")]
    return bool(verbs) and not any(each.has("VerbForm=Fin") for each in verbs)


def _has_clause(context: Context, start: int, before: int) -> bool:
    """Whether a main clause, not only a subordinate one, stands before the cue."""
    for at in range(start, before):
        token = context.tokens[at]
        has_subject = any(True for _ in context.parsed.dependents(at, "nsubj"))
        if token.upos not in ("VERB", "AUX") and not has_subject:
            continue
        clause = context.tokens[token.head] if token.relation in ("aux", "cop") else token
        if clause.relation != "advcl" and clause.relation != "acl":
            return True
    return context.quotation_of[before] >= 0


def _start(context: Context, start: int, before: int) -> int:
    for at in range(before - 1, start - 1, -1):
        if context.tokens[at].text == ";":
            return at + 1
    return start
