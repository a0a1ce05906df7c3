"""From a parsed article to its statements: found, resolved, judged, and named."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.attribution.combining import combine
from onrecord.attribution.confidence import estimate_confidence, is_kept, is_likely
from onrecord.attribution.context import Context
from onrecord.attribution.echoes import settle_stances
from onrecord.attribution.find import find_all, nest
from onrecord.attribution.found import Found
from onrecord.attribution.learned import find_tagged
from onrecord.attribution.manner import (
    View,
    date_statement,
    find_evidence,
    judge_act,
    judge_certainty,
)
from onrecord.attribution.speakers import Resolved, resolve_speakers
from onrecord.languages import Language
from onrecord.model import Article, Because, Evidence, Form, Spans, SpeakerKind, Statement, cut
from onrecord.parsing import ParsedText


def find_statements(
    article: Article, parsed: ParsedText, language: Language
) -> tuple[Statement, ...]:
    """Every statement of the article in the order of the text; empty where there is none.

    `parsed` is the parse of `article.text`; all spans are code points into that text.
    """
    if not parsed.tokens:
        return ()
    context = Context.of(parsed, language)
    found = _find_likely(context)
    speakers = resolve_speakers(parsed, found, people=language.people, outlet=article.outlet)
    settle_stances(context, found, _SameSpeaker(context, found, speakers))
    found, speakers = _drop_unlikely_quoted(context, found, speakers)
    evidence = find_evidence(parsed, found, wording=language.wording)
    ids = [_identify(article, each) for each in found]
    read = _Read(article, context, found, ids, speakers, evidence)
    return tuple(_build(read, k) for k in range(len(found)))


def _find_likely(context: Context) -> list[Found]:
    found = combine(context, find_all(context), find_tagged(context))
    for each in found:
        each.confidence = estimate_confidence(context, each)
    kept = [each for each in found if is_kept(each)]
    if len(kept) < len(found):
        nest(kept)
    return kept


def _drop_unlikely_quoted(
    context: Context, found: Sequence[Found], speakers: Sequence[Resolved]
) -> tuple[list[Found], list[Resolved]]:
    """Without what is hardly a statement of its own in the quoted words of another one.

    Only now: the outer one may owe it its stance ("“We would not comment,” she said").
    """
    kept = [
        k
        for k, each in enumerate(found)
        if each.inside is None
        or context.quotation_of[each.cue_head] < 0
        or each.cue_class == "retract"  # "I take it back" does so by being said
        or is_likely(each)
    ]
    left = [found[k] for k in kept]
    if len(left) < len(found):
        nest(left)
    return left, [speakers[k] for k in kept]


class _SameSpeaker:
    """Whether two statements have one speaker; unknown speakers equal nobody."""

    def __init__(
        self, context: Context, found: Sequence[Found], speakers: Sequence[Resolved]
    ) -> None:
        self._context, self._found, self._speakers = context, found, speakers

    def __call__(self, one: int, other: int) -> bool:
        if self._is_own(one, other):
            return True
        first, second = self._speakers[one].speaker, self._speakers[other].speaker
        nobody = (SpeakerKind.UNKNOWN, SpeakerKind.UNNAMED)
        return first.name == second.name and first.kind not in nobody

    def _is_own(self, one: int, other: int) -> bool:
        """Whether the inner statement's source is the outer's, or "I" in the outer's words."""
        heads = self._found[one].source_head, self._found[other].source_head
        if None in heads:
            return False
        if heads[0] == heads[1]:
            return True
        inside = self._found[other].inside == one
        return inside and heads[1] is not None and self._context.is_first_person(heads[1])


@dataclass(frozen=True, slots=True)
class _Read:
    """An article's statements in parts, one list a part."""

    article: Article
    context: Context
    found: Sequence[Found]
    ids: Sequence[str]
    speakers: Sequence[Resolved]
    evidence: Sequence[tuple[Evidence, ...]]


def _build(read: _Read, k: int) -> Statement:
    each, parsed, language = read.found[k], read.context.parsed, read.context.language
    view = View(parsed, each, language.wording.content)
    act, act_words = judge_act(view, wording=language.wording)
    certainty, hedges = judge_certainty(view, read.found, k, wording=language.wording, act=act)
    return Statement(
        id=read.ids[k],
        source=each.source,
        cue=each.cue,
        content=each.content,
        speaker=read.speakers[k].speaker,
        form=_form(read.context, each),
        act=act,
        stance=each.stance,
        certainty=certainty,
        said_on=date_statement(
            parsed, each, calendar=language.calendar, published=read.article.published
        ),
        via=read.ids[each.inside] if each.inside is not None else None,
        hedges=hedges,
        evidence=read.evidence[k],
        confidence=each.confidence,
        because=Because(
            cue=cut(parsed.text, each.cue),
            rule=each.rule,
            stance=each.stance_words,
            act=act_words,
            speaker=read.speakers[k].rule,
        ),
    )


def _identify(article: Article, each: Found) -> str:
    """Hash of what makes it the same statement: the text, and where in it the parts stand."""
    key = f"{article.sha256}|{each.source}|{each.cue}|{each.content}|{each.rule}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _form(context: Context, each: Found) -> Form:
    """Direct where all words of the content stand in quotation marks, mixed where some do."""
    if not each.quoted:
        return Form.INDIRECT
    outer = _enclosing(context, each.content)
    if outer is not None:
        head = each.source_head
        own = head is None or context.is_first_person(head)
        return Form.DIRECT if own else Form.INDIRECT
    words = [
        i
        for span in each.content
        for i in context.tokens_in(span)
        if context.tokens[i].upos != "PUNCT"
    ]
    quoted = [
        i
        for i in words
        if context.quotation_of[i] >= 0 and context.quotation_of[i] not in context.titles
    ]
    if not quoted:
        return Form.INDIRECT
    return Form.DIRECT if len(quoted) == len(words) else Form.MIXED


def _enclosing(context: Context, content: Spans) -> int | None:
    """Where the quotation begins that all of the content stands inside of, without its marks."""
    start, end = content[0]
    for quotation in context.quotations_near(start, end):
        low, high = quotation.span
        if low < start and content[-1][1] < high and end <= high:
            return low
    return None
