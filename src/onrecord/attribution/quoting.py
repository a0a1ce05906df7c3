"""Quotations and the words that credit them: before, after, between, or nowhere near."""

from dataclasses import dataclass, field

from onrecord.attribution.context import Context
from onrecord.attribution.groups import Group
from onrecord.attribution.quotations import Quotation
from onrecord.model import Spans

# A cue stands at most so many tokens from the quotation that it credits.
_AFTER_REACH = 14
_BEFORE_REACH = 24
# A quotation of fewer words without a verb is a name or a word held at arm's length.
_FEWEST_WORDS = 4
# What may stand before a quotation that begins its sentence.
_ENDS_BEFORE = ("", "\n", "\r", ".", "!", "?", "…", ":", "»", "”", '"')
_PHRASE_REACH = 24  # tokens that a group may reach beyond its head


@dataclass(slots=True)
class Quoting:
    """Quotations credited to one cue group, in the order of the text; `rule` says how."""

    group: Group | None
    rule: str
    quotations: list[int] = field(default_factory=list)

    def content(self, context: Context) -> Spans:
        """The pieces of all its quotations."""
        return tuple(
            piece for number in self.quotations for piece in context.quotations[number].pieces
        )


def link_quotations(context: Context, groups: dict[int, Group]) -> list[Quoting]:
    """Credit each quotation that is speech to a cue group (by the head token of each).

    A quotation with no cue of its own goes on the one before it, where they stand in the
    same or in neighbouring paragraphs; else it floats, with no group.
    """
    linked: list[Quoting] = []
    by_group: dict[int, Quoting] = {}
    named = context.titles if context.language.people.names_in_marks else ()
    for number, quotation in enumerate(context.quotations):
        if number in named:
            continue
        cue = _cue_after(context, quotation, groups) or _cue_before(context, quotation, groups)
        if cue is not None:
            group, rule = cue
            known = by_group.get(group.head)
            if known is None:
                known = by_group[group.head] = Quoting(group, rule)
                linked.append(known)
            known.quotations.append(number)
        elif is_speech(context, quotation) and stands_alone(context, quotation):
            previous = linked[-1] if linked else None
            if previous is not None and _goes_on(context, previous, quotation):
                previous.quotations.append(number)
            else:
                linked.append(Quoting(None, "floating quotation", [number]))
    return linked


def is_speech(context: Context, quotation: Quotation) -> bool:
    """Whether a quotation can be somebody's words: it has a verb, or is long and closes."""
    words = [
        context.tokens[i]
        for i in context.tokens_in(quotation.inner)
        if context.tokens[i].upos != "PUNCT"
    ]
    if any(each.upos in ("VERB", "AUX") and each.has("VerbForm=Fin") for each in words):
        return True
    ends = context.parsed.text[quotation.inner[1] - 1 : quotation.inner[1]]
    return len(words) >= _FEWEST_WORDS and ends in (".", "!", "?", "…", ",")


def stands_alone(context: Context, quotation: Quotation) -> bool:
    """Whether a quotation is not a part of the sentence around it."""
    before = context.mark_before(quotation.span[0])
    after = context.mark_after(quotation.span[1])
    inner_end = context.parsed.text[quotation.inner[1] - 1 : quotation.inner[1]]
    closes = after in ("", "\n", "\r", ".", "!", "?") or inner_end in (".", "!", "?", "…", ",")
    return closes and before in _ENDS_BEFORE


def _begins_sentence(context: Context, quotation: Quotation) -> bool:
    """Whether nothing of its sentence stands before a quotation, other than another one."""
    before = context.mark_before(quotation.span[0])
    return before in _ENDS_BEFORE or before in (",", "-", "–", "—")


def _goes_on(context: Context, previous: Quoting, quotation: Quotation) -> bool:
    last = context.quotations[previous.quotations[-1]].span[1]
    between = context.parsed.text[last : quotation.span[0]]
    if "\n" not in between:
        tokens = context.tokens_in((last, quotation.span[0]))
        is_between = previous.group is not None and (
            last <= context.tokens[previous.group.head].start
        )
        return len(tokens) <= (_BEFORE_REACH if is_between else 3)
    paragraphs = [line for line in between.split("\n")[1:-1] if line.strip()]
    lead = between.rsplit("\n", 1)[-1].strip()
    return not paragraphs and not lead


def _cue_after(
    context: Context, quotation: Quotation, groups: dict[int, Group]
) -> tuple[Group, str] | None:
    """`"…," she said` and `« … », a-t-il dit`: the first verb after the closing mark."""
    tokens = context.tokens_in((quotation.span[1], len(context.parsed.text)))
    text = context.parsed.text
    comma = text[quotation.inner[1] - 1 : quotation.inner[1]] in (",", "!", "?", "…")
    for at in tokens[:_AFTER_REACH]:
        token = context.tokens[at]
        if "\n" in text[quotation.span[1] : token.start] or context.quotation_of[at] >= 0:
            return None
        if at == tokens.start and token.text in (",", "-", "–", "—", "--"):
            comma = True
            continue
        if token.text in (".", ":", ";", "!", "?") or token.upos in ("CCONJ", "SCONJ"):
            return None
        group = groups.get(at)
        if group is not None:
            near = group.first <= tokens.start + 1 or comma or is_speech(context, quotation)
            if near and _begins_sentence(context, quotation):
                return None if _has_own_clause(context, group, quotation) else (group, "cue after")
            return None
        strange = token.upos == "VERB" and not _leads_to_group(at, groups)
        if strange and context.language.order is None:
            return None
    return None


def _leads_to_group(at: int, groups: dict[int, Group]) -> bool:
    near = (groups.get(head) for head in range(at - _PHRASE_REACH, at + 8))
    return any(each is not None and each.first <= at <= each.last for each in near)


def _has_own_clause(context: Context, group: Group, quotation: Quotation) -> bool:
    """Whether the verb after the quotation opens a clause of its own instead."""
    words = context.language.words
    for at in range(group.last + 1, min(group.last + 8, len(context.tokens))):
        token = context.tokens[at]
        if token.upos == "PUNCT":
            return False
        if token.lower in words.that and token.upos == "SCONJ":
            ends = context.parsed.text[quotation.inner[1] - 1 : quotation.inner[1]]
            return ends in (".", "!", "?") or not stands_alone(context, quotation)
    return False


def _cue_before(
    context: Context, quotation: Quotation, groups: dict[int, Group]
) -> tuple[Group, str] | None:
    """`She said: "…"`: the last cue before the opening mark with only its helpers between."""
    first = context.tokens_in(quotation.span).start
    if first == 0 or first >= len(context.tokens):
        return None
    paragraph = context.parsed.paragraphs[context.parsed.paragraph_of[first]]
    colon = context.tokens[first - 1].text == ":"
    if first - 1 not in paragraph and not colon:
        return None
    if context.tokens[first - 1].lower in context.language.words.that:
        return None
    low = max(first - _BEFORE_REACH, paragraph.start if not colon else 0)
    for at in range(first - 1, low - 1, -1):
        token = context.tokens[at]
        if token.text in (".", "!", "?", ";") or context.quotation_of[at] >= 0:
            return None
        group = groups.get(at)
        if group is not None:
            near = first - 1 - group.last
            direct = near == 0 or context.tokens[first - 1].text in (",", ":")
            if colon or direct or (near <= 3 and is_speech(context, quotation)):
                return group, "cue before"
            return None
        if token.upos in ("VERB", "AUX") and not colon and not _leads_to_group(at, groups):
            return None
        joins = token.lower in context.language.words.that and token.upos == "SCONJ"
        if joins and not colon:
            return None
    return None
