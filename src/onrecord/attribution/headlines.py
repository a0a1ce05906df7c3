"""Headlines: a stance in a line whose verb parsers take for a noun or an adjective.

"Minister retracts tunnel claim", "Halvane rejects blame for dead fish": of a line without a
full stop only verbs that take a stance are looked for, between a noun and what follows it.
"""

from collections.abc import Iterator

from onrecord.attribution.context import Context
from onrecord.attribution.found import Found
from onrecord.attribution.noun_phrases import noun_phrase
from onrecord.attribution.stances import of_class
from onrecord.languages.cues import Cue
from onrecord.model import Spans
from onrecord.parsing import Token

_TAKING = frozenset({"deny", "confirm", "admit", "doubt", "retract"})
_LONGEST = 24  # tokens of a headline
_NOMINAL = frozenset({"NOUN", "PROPN"})
_DIVIDING = frozenset({",", ":", ";", "–", "—", "|"})
_VERBAL = frozenset({"VERB", "AUX"})


def find_headlines(context: Context) -> Iterator[Found]:
    """The stances of lines that are headlines, where the verb was parsed as something else."""
    for sentence in context.parsed.sentences:
        if _is_headline(context, sentence):
            for token in context.tokens[sentence.start + 1 : sentence.stop - 1]:
                cue = _misread_cue(context, token)
                if cue is not None:
                    yield from _read(context, sentence, token, cue)


def _is_headline(context: Context, sentence: range) -> bool:
    last = context.tokens[sentence.stop - 1]
    paragraph = context.parsed.paragraphs[context.parsed.paragraph_of[last.i]]
    return (
        len(sentence) <= _LONGEST
        and paragraph.stop == sentence.stop
        and last.text[-1:] not in '.!?…:»”"'
    )


def _misread_cue(context: Context, token: Token) -> Cue | None:
    """The cue of a finite verb that is not the verb of its clause in the parse."""
    if token.is_root and token.upos in _VERBAL:
        return None
    if token.upos in _VERBAL and token.relation not in ("compound", "amod", "nsubj", "obj"):
        return None
    if context.tokens[token.i - 1].upos not in _NOMINAL or context.quotation_of[token.i] >= 0:
        return None
    for ending, lemma in context.language.endings.get(token.lower[-1:], ()):
        if token.lower.endswith(ending):
            stem = token.lower[: len(token.lower) - len(ending)] + lemma
            for cue in context.language.cues.verbs.get(stem, ()):
                if cue.cue_class in _TAKING and "object" in cue.frames and cue.words == 1:
                    return cue
    return None


def _read(context: Context, sentence: range, token: Token, cue: Cue) -> Iterator[Found]:
    first, last = _part(context, sentence, token.i)
    content = context.content(token.i + 1, last) if token.i < last else ()
    matter = context.language.cues.matter.nouns
    behind = context.tokens[token.i + 1 : last + 1]
    told = any(each.lemma in matter or each.lower in matter for each in behind)
    if not content or ("needs_matter" in cue.flags and not told):
        return
    head = token.i - 1
    yield Found(
        rule="headline",
        cue=(context.span(token.i, token.i),),
        cue_head=token.i,
        cue_class=cue.cue_class,
        source=_source(context, first, head),
        source_head=head,
        content=content,
        stance=of_class(cue.cue_class),
        stance_words="class of the cue",
    )


def _part(context: Context, sentence: range, at: int) -> tuple[int, int]:
    """First and last token of the part of the line that holds token `at`."""
    first, last = sentence.start, sentence.stop - 1
    for token in context.tokens[sentence.start : sentence.stop]:
        if token.text in _DIVIDING and token.i < at:
            first = token.i + 1
        elif token.text in _DIVIDING and token.i > at:
            return first, token.i - 1
    return first, last


def _source(context: Context, first: int, last: int) -> Spans:
    span = context.span(first, last)
    return (span,) if span[0] < span[1] else noun_phrase(context, last)
