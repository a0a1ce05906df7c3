"""The constructions' statements and the learned reader's, put together."""

from collections.abc import Iterable, Sequence

from onrecord.attribution.confidence import LEARNED
from onrecord.attribution.context import Context
from onrecord.attribution.find import nest, quoted_parts
from onrecord.attribution.found import Found
from onrecord.attribution.learned import Tagged
from onrecord.attribution.learned.features import cue_head
from onrecord.attribution.lone_cues import decide_for_cue
from onrecord.model import Span, Spans, size

_AGREED = 0.9  # overlap of two contents from which on they are the same
_SHARE = 0.5  # of a quotation without cue that a learned statement must hold to replace it


def combine(context: Context, found: Sequence[Found], tagged: Iterable[Tagged]) -> list[Found]:
    """All statements: each construction's, told how the network sees it, and those it adds."""
    by_token = {i: each for each in found for span in each.cue for i in context.tokens_in(span)}
    added: list[Found] = []
    for one in tagged:
        members = [i for a, b in one.cue for i in range(a, b)]
        same = next((by_token[i] for i in (one.cue_head, *members) if i in by_token), None)
        if same is not None:
            if one.chance > same.chance:
                _take_over(context, same, one)
            continue
        new = _as_found(context, one)
        if new is not None:
            added.append(new)
    kept = [each for each in found if each.cue or not _is_held(each.content, added)]
    together = sorted((*kept, *added), key=lambda each: (each.cue or each.content)[0])
    nest(together)
    return together


def _take_over(context: Context, same: Found, one: Tagged) -> None:
    """Tell a construction's statement how the network sees it, and take what that sees better.

    Of statements that both saw, in articles held out, the construction's content and cue were
    right more often; the network's source was, where they agree on the content. A construction
    that has no source mostly stands where the text gives none.
    """
    content, source = spans_of(context, one.content), spans_of(context, one.source)
    same.chance, same.clear = one.chance, one.clear
    same.agreement = _overlap(same.content, content)
    if content and not same.content:
        same.content, same.quoted = content, quoted_parts(context, content)
    if source and same.source and same.agreement > _AGREED:
        same.source, same.source_head = source, _head(context, one.source)


def spans_of(context: Context, pieces: Sequence[tuple[int, int]]) -> Spans:
    """Characters of token spans."""
    return tuple(context.parsed.span(a, b - 1) for a, b in pieces)


def _as_found(context: Context, one: Tagged) -> Found | None:
    """A statement that only the network sees, None where its cue states nothing."""
    members = [i for a, b in one.cue for i in range(a, b)]
    content = spans_of(context, one.content)
    decided = decide_for_cue(context, members, one.cue_head, content=content)
    if decided is None:
        return None
    return Found(
        rule=LEARNED,
        cue=spans_of(context, one.cue),
        cue_head=one.cue_head,
        cue_class=decided.cue_class or LEARNED,
        source=spans_of(context, one.source),
        source_head=_head(context, one.source),
        content=content,
        quoted=quoted_parts(context, content),
        stance=decided.stance,
        stance_words=decided.rule,
        chance=one.chance,
        clear=one.clear,
        agreement=1.0,
    )


def _head(context: Context, pieces: Sequence[tuple[int, int]]) -> int | None:
    """The token of the first piece that governs the others."""
    return cue_head(context.parsed, range(*pieces[0])) if pieces else None


def _overlap(one: Spans, other: Spans) -> float:
    """Characters shared, as a share of all that either covers."""
    if not one and not other:
        return 1.0
    shared = _shared(one, other)
    return shared / (size(one) + size(other) - shared)


def _is_held(content: Spans, added: Iterable[Found]) -> bool:
    return any(_shared(content, each.content) >= _SHARE * size(content) for each in added)


def _shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)
