"""The constructions' statements and the learned reader's, put together."""

from collections.abc import Container, Iterable, Mapping, Sequence

from onrecord.attribution.addressees import without_circumstance
from onrecord.attribution.confidence import LEARNED
from onrecord.attribution.context import Context
from onrecord.attribution.find import nest, quoted_parts
from onrecord.attribution.found import Found
from onrecord.attribution.learned import Tagged
from onrecord.attribution.learned.features import cue_head
from onrecord.attribution.lone_cues import decide_for_cue
from onrecord.model import Span, Spans, Stance, size, trim

_COMMAS = " ,;\u00a0"
_AGREED = 0.9  # overlap of two contents from which on they are the same
_SHARE = 0.5  # of a quotation without cue that a learned statement must hold to replace it
_SPOKEN_OF = frozenset({"nsubj:pass", "csubj:pass", "expl", "expl:subj", "expl:pass"})
_RELATED = 0.05  # overlap of two contents under which they are of two statements
# Who says nothing leaves nothing to be the content; what is asked about stands elsewhere.
_SILENT = frozenset({Stance.NEITHER, Stance.DECLINES, Stance.NO_RESPONSE})
_ACCORDING, _OBJECT, _BEFORE = "according-to phrase", "verb with object", "cue before"
_TRAILING = "verb with trailing cue"
# Constructions that take a content's ends from the parse of a clause or phrase, where the network
# was right more often; those that take them from marks and the cue's place do better themselves.
_ENDS_BY_PARSE = frozenset(
    {
        "verb with clause", _OBJECT, "verb with rest", "verb with bare", "verb with person",
        "verb with as", "verb with interrogative", "noun with its content",
    }
)  # fmt: skip

# Of these, those whose content may begin before the cue, with the one who is judged.
_OF_SUBJECT = frozenset({"verb with person", "verb with as"})


def combine(context: Context, found: Sequence[Found], tagged: Iterable[Tagged]) -> list[Found]:
    """All statements: each construction's, told how the network sees it, and those it adds."""
    by_token = {i: each for each in found for span in each.cue for i in context.tokens_in(span)}
    added: list[Found] = []
    for one in tagged:
        members = [i for a, b in one.cue for i in range(a, b)]
        same = next((by_token[i] for i in (one.cue_head, *members) if i in by_token), None)
        if same is not None:
            if one.chance > same.chance:
                _take_over(context, same, one, by_token)
            continue
        new = _as_found(context, one)
        if new is not None and not _only_tells_how(new, found):
            added.append(new)
    for each in (*found, *added):
        each.source = without_circumstance(context, each.source, each.cue_head)
    kept = [each for each in found if each.cue or not _is_held(each.content, added)]
    together = sorted((*kept, *added), key=lambda each: (each.cue or each.content)[0])
    nest(together)
    return together


def _take_over(context: Context, same: Found, one: Tagged, cues: Mapping[int, Found]) -> None:
    """Tell a construction's statement how the network sees it, and take what that sees better.

    Of statements that both saw, in articles held out, the construction's cue was right more
    often, and its content but where `_ENDS_BY_PARSE` (of other stances than `asserts`, where a
    noun of saying may stand in the content, too few to tell); the network's source was, where
    they agree on the content. A construction without a source mostly stands where the text gives
    none, but for those that look for it in the parse. One that reads it behind a preposition knows
    better which words it is, though not where they end.
    """
    content = _behind(context, _complete(context, one, same.content), same.cue)
    source = _source_of(context, one)
    same.chance, same.clear = one.chance, one.clear
    same.agreement = _overlap(same.content, content)
    by_parse = same.rule in _ENDS_BY_PARSE
    fills = not same.content and same.stance not in _SILENT
    # Of a passive it knows that who is judged is told, too ("X was hailed as …").
    moves = by_parse and same.stance is Stance.ASSERTS and same.agreement > _RELATED
    behind = same.rule == _TRAILING and _lies_behind(same, content)
    moves = moves or behind
    moves = moves and not _breaks_off(context, content)
    moves = moves and not (same.rule in _OF_SUBJECT and len(same.content) > len(content))
    if same.rule == _BEFORE and _holds(content, same.content):
        same.content = _widened(context, same.content, content)
        same.quoted = quoted_parts(context, same.content)
    elif content and (fills or (moves and not _loses(context, same, content, cues))):
        same.content, same.quoted = content, quoted_parts(context, content)
    if same.source:
        other = same.rule == _ACCORDING and not _shared(source, same.source)
        wider = _is_told(context, same, one) or _is_cited(context, same, one, cues)
        takes = (behind or same.agreement > _AGREED) and not (other or wider)
    else:
        takes = behind or (by_parse and same.agreement > _SHARE)
        takes = takes and not _is_spoken_of(context, one)
    if source and takes:
        # Whom the construction took for the speaker still is where it is one of several.
        if not any(same.source_head in range(*piece) for piece in one.source):
            same.source_head = _head(context, one.source)
        same.source = source


def _behind(context: Context, content: Spans, cue: Spans) -> Spans:
    """A content without the words of the cue that it begins with."""
    if not content or not cue or not cue[-1][0] <= content[0][0] < cue[-1][1]:
        return content
    tokens = context.tokens_in((cue[-1][1], content[0][1]))
    first = ((context.tokens[tokens.start].start, content[0][1]),) if len(tokens) else ()
    return (*first, *content[1:])


def _only_tells_how(new: Found, found: Iterable[Found]) -> bool:
    """Whether a learned cue only tells how its source says what a cue right behind it does."""
    start = new.content[0][0] if new.content and new.source else -1
    return any(
        each.cue and each.cue[0][0] == start and _overlap(new.source, each.source) > _SHARE
        for each in found
    )


def _loses(context: Context, same: Found, other: Spans, cues: Container[int]) -> bool:
    """Whether what is told of an object would not stand in another content: of an interview "in
    which he said …" what he said belongs to it."""
    left = {i for span in other for i in context.tokens_in(span)}
    return same.rule == _OBJECT and any(
        i in cues and i not in left for span in same.content for i in context.tokens_in(span)
    )


def _lies_behind(same: Found, content: Spans) -> bool:
    """Whether a content stands behind the cue, and not before it as the construction has it."""
    return same.agreement == 0 and bool(content) and content[0][0] >= same.cue[-1][1]


def _breaks_off(context: Context, content: Spans) -> bool:
    """Whether a content ends with the word that opens a clause («qu’il était « triste » que»)."""
    last = context.tokens_in(content[-1]) if content else range(0)
    return bool(last) and context.tokens[last[-1]].lower in context.language.words.that


def _holds(outer: Spans, inner: Spans) -> bool:
    """Whether all of one content stands in the other ("explained | it “slows” the growth")."""
    return bool(inner) and all(any(a <= c and d <= b for a, b in outer) for c, d in inner)


def _widened(context: Context, inner: Spans, outer: Spans) -> Spans:
    """A content with the words around it that another holds, its pieces kept apart."""
    low, high = outer[0][0], outer[-1][1]
    if not any(map(str.isalnum, context.parsed.text[low : inner[0][0]])):
        low = inner[0][0]
    if not any(map(str.isalnum, context.parsed.text[inner[-1][1] : high])):
        high = inner[-1][1]
    pieces = [(low, inner[0][1])]
    for start, end in inner[1:]:
        if context.parsed.text[pieces[-1][1] : start].strip(" "):
            pieces.append((start, end))
        else:
            pieces[-1] = (pieces[-1][0], end)
    return (*pieces[:-1], (pieces[-1][0], high))


def _is_spoken_of(context: Context, one: Tagged) -> bool:
    """Whether the source is the subject of a passive, as "it" in "it was announced"."""
    head = _head(context, one.source)
    return head is not None and context.tokens[head].dep in _SPOKEN_OF


def _is_told(context: Context, same: Found, one: Tagged) -> bool:
    """Whether the network's source takes in whom it is told to.

    "à l'AFP | X", and a foreign name, which shows no case, behind a person («сказал Ларин | CNBC»).
    """
    first = one.source[0][0] if one.source else 0
    told = first > 0 and context.tokens[first - 1].lower in context.language.words.addressee
    if told and context.tokens[first].start < same.source[0][0]:
        return True
    last = context.tokens_in(same.source[-1]).stop - 1
    more = [context.tokens[i] for a, b in one.source for i in range(max(a, last + 1), b)]
    behind = next((each for each in more if each.upos != "PUNCT"), None)
    foreign = behind is not None and behind.has("Foreign=Yes")
    return foreign and not context.tokens[last].has("Foreign=Yes")


def _is_cited(context: Context, same: Found, one: Tagged, cues: Mapping[int, Found]) -> bool:
    """Whether the network's source begins with somebody else, who cites it ("tờ X dẫn lời Y")."""
    first = context.tokens_in(same.source[0]).start
    before = (i for a, b in one.source for i in range(a, min(b, first)))
    return any(i in cues and cues[i].cue_class == "cite" for i in before)


def _complete(context: Context, one: Tagged, constructed: Spans = ()) -> Spans:
    """A content with what goes on behind the paragraph, or part of one, that the network saw.

    That is what a construction found there, else the rest of the quotation that it ends in.
    """
    content = spans_of(context, one.content)
    if not content:
        return content
    text, last = context.parsed.text, one.content[-1][1] - 1
    end = context.tokens[one.end - 1].end
    within = context.quotation_of[last]
    # What is said inside a quotation ("I think we had to go. …") ends before the quotation does.
    within = within if within != context.quotation_of[one.cue_head] else -1
    low, high = context.quotations[within].span if within >= 0 else (end, 0)
    if high > end or (low >= content[-1][0] and high > content[-1][1]):
        content = (*content[:-1], (content[-1][0], high))
        end = max(end, high)
    behind = ((max(a, end), b) for a, b in constructed if b > end)
    trimmed = ((b - len(text[a:b].lstrip()), b) for a, b in behind)
    return (*content, *((a, b) for a, b in trimmed if a < b))


def spans_of(context: Context, pieces: Sequence[tuple[int, int]]) -> Spans:
    """Characters of token spans."""
    return tuple(context.parsed.span(a, b - 1) for a, b in pieces)


def _source_of(context: Context, one: Tagged) -> Spans:
    """A source that the network saw, without the commas around it."""
    spans = spans_of(context, one.source)
    return tuple(trim(context.parsed.text, span, drop=_COMMAS) for span in spans)


def _as_found(context: Context, one: Tagged) -> Found | None:
    """A statement that only the network sees, None where its cue states nothing."""
    members = [i for a, b in one.cue for i in range(a, b)]
    content = _complete(context, one)
    decided = decide_for_cue(context, members, one.cue_head, content=content)
    if decided is None:
        return None
    return Found(
        rule=LEARNED,
        cue=spans_of(context, one.cue),
        cue_head=one.cue_head,
        cue_class=decided.cue_class or LEARNED,
        source=_source_of(context, one),
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
    """The token of the longest piece that governs the others."""
    longest = max(pieces, key=lambda piece: piece[1] - piece[0], default=None)
    return cue_head(context.parsed, range(*longest)) if longest else None


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
