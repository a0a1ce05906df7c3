"""Why a statement was missed, cut or read wrongly: the first cause that fits, told by rule."""

from collections.abc import Sequence

from evaluation.gold import Annotated, GoldArticle
from evaluation.scoring import role_overlap
from onrecord.attribution.context import Context
from onrecord.model import Spans, Statement
from onrecord.parsing import Token

_HEADLINE = 25  # words of a line without a full stop
_LONG = 40  # words of a sentence
_CLOSED = ("ADP", "SCONJ", "ADV", "DET", "PRON")


def why_missed(context: Context, gold: GoldArticle, each: Annotated) -> str:
    """Why an annotated statement was not read at all."""
    if not each.cue:
        return "quotation without a cue"
    if _is_headline(context, each.spans["cue"]):
        return "headline or subhead"
    head = _governor(context, each.spans["cue"])
    if head is None:
        return "cue is a mark"
    known = _is_known(context, head)
    if head.upos in ("NOUN", "PROPN", "ADJ"):
        return f"cue is a noun or adjective, {known}"
    if head.upos in _CLOSED:
        return f"cue is a preposition or adverb, {known}"
    if not _is_in_lexicon(context, head):
        return "cue is a verb that the lexicon lacks"
    if not each.source:
        return "known verb, nobody named as its source"
    if not _governs(context, head, each.spans["content"]):
        return "known verb, content does not hang on it in the parse"
    if _holder(gold, each) is not None:
        return "known verb, inside another statement"
    return "known verb, no construction fits"


def why_cut(context: Context, annotated: Annotated, statement: Statement) -> str:
    """Why the parts of a statement that was read are not those annotated."""
    if role_overlap(annotated, statement, "content") < 0.5:
        return _why_content(context, annotated, statement)
    if role_overlap(annotated, statement, "source") < 0.5:
        if not annotated.source:
            return "source: one read where none is"
        return "source: none read" if not statement.source else "source: other words"
    return "cue: other words"


def _why_content(context: Context, annotated: Annotated, statement: Statement) -> str:
    mine = {i for start, end in statement.content for i in range(start, end)}
    if not mine:
        return "content: none read"
    if not annotated.content:
        return "content: one read where none is"
    if len(annotated.spans["content"]) > 1 and mine < annotated.content:
        return "content: goes on after a break, only a part read"
    if mine < annotated.content:
        long = _words_of_sentence(context, annotated.spans["content"]) > _LONG
        return f"content: cut short{', long sentence' if long else ''}"
    if mine > annotated.content:
        return "content: too much"
    return "content: elsewhere"


def why_spurious(context: Context, statement: Statement) -> str:
    """What misled us into reading a statement where none is annotated."""
    if not statement.cue:
        return "quotation that is nobody's statement"
    if _is_headline(context, statement.cue):
        return "in a headline or subhead"
    head = _governor(context, statement.cue)
    if head is not None and head.upos in ("NOUN", "PROPN", "ADJ"):
        return "noun or adjective that attributes nothing here"
    if not statement.source:
        return "cue without a source"
    return f"rule {statement.because.rule}"


def why_speaker(annotated: Annotated, statement: Statement, text: str) -> str:
    """Which sort of source was resolved to somebody else."""
    if not annotated.source:
        return "no source in the text"
    if role_overlap(annotated, statement, "source") < 0.5:
        return "other source span"
    words = " ".join(text[a:b] for a, b in annotated.spans["source"]).split()
    if len(words) == 1 and words[0][:1].islower():
        return "pronoun"
    if any(word[:1].isupper() for word in words[1:]) or (len(words) == 1):
        return "name in the source"
    return "description without a name"


def _is_headline(context: Context, spans: Spans) -> bool:
    text = context.parsed.text
    start = text.rfind("\n", 0, spans[0][0]) + 1
    end = text.find("\n", spans[0][0])
    line = text[start : end if end >= 0 else len(text)].strip()
    return bool(line) and line[-1] not in ".!?…»”\"'" and len(line.split()) <= _HEADLINE


def _governor(context: Context, spans: Spans) -> Token | None:
    """The word of a cue that governs its others."""
    members = [i for span in spans for i in context.tokens_in(span)]
    tokens = [context.tokens[i] for i in members if context.tokens[i].upos != "PUNCT"]
    outer = [each for each in tokens if each.head not in members or each.is_root]
    return next(iter(outer or tokens), None)


def _is_in_lexicon(context: Context, token: Token) -> bool:
    cues = context.language.cues
    return (
        token.lemma in cues.verbs
        or token.lemma in cues.refusals.verbs
        or token.lemma in cues.silences.verbs
    )


def _is_known(context: Context, token: Token) -> str:
    cues = context.language.cues
    first = {each.words[0] for each in cues.according}
    known = (
        token.lemma in cues.nouns
        or token.lemma in cues.refusals.nouns
        or token.lower in cues.adverbs
        or token.lower in first
        or _is_in_lexicon(context, token)
    )
    return "known to the lexicon" if known else "not in the lexicon"


def _governs(context: Context, head: Token, content: Spans) -> bool:
    """Whether most of the content hangs on the cue, or the cue on the content."""
    members = [i for span in content for i in context.tokens_in(span)]
    if not members:
        return True
    below = set(context.parsed.subtree(head.i))
    inside = sum(i in below for i in members)
    return inside * 2 >= len(members) or head.head in members


def _holder(gold: GoldArticle, each: Annotated) -> Annotated | None:
    return next(
        (other for other in gold.statements if other is not each and each.cue <= other.content),
        None,
    )


def _words_of_sentence(context: Context, spans: Spans) -> int:
    members: Sequence[int] = context.tokens_in(spans[0])
    return len(context.sentence(members[0])) if members else 0
