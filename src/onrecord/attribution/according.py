"""According-to phrases: the clause around them is credited to the noun phrase they hold."""

from collections.abc import Iterator

from onrecord.attribution.context import Context
from onrecord.attribution.found import Found
from onrecord.attribution.noun_phrases import noun_phrase
from onrecord.attribution.ordered_phrases import phrase_after
from onrecord.languages.cues import According
from onrecord.model import Spans

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "ADJ", "SYM"})
# Where a phrase has the possessive that names the source («по его словам»).
GAP = "*"


def find_according(context: Context) -> Iterator[Found]:
    """Every according-to phrase of the text with its clause."""
    by_first: dict[str, list[According]] = {}
    for phrase in context.language.cues.according:
        by_first.setdefault(phrase.words[0], []).append(phrase)
    for token in context.tokens:
        for phrase in by_first.get(token.lower, ()):
            if len(phrase.words) > 1 and not _begins(context, token.i, phrase):
                continue
            last = _matches(context, token.i, phrase)
            if last is not None:
                found = _read_phrase(context, token.i, last, phrase)
                if found is not None:
                    yield found
                break


def _begins(context: Context, first: int, phrase: According) -> bool:
    """Whether the phrase's second word follows: a cheap look before the whole one."""
    second = phrase.words[1]
    return first + 1 < len(context.tokens) and (
        second == GAP or context.tokens[first + 1].lower == second
    )


def _matches(context: Context, first: int, phrase: According) -> int | None:
    """The last token of the phrase where it stands at `first`, else None."""
    last = first + len(phrase.words) - 1
    sentence = context.sentence(first)
    if last not in sentence:
        return None
    for i, word in zip(range(first, last + 1), phrase.words, strict=True):
        token = context.tokens[i]
        if token.upos not in ("DET", "PRON") if word == GAP else token.lower != word:
            return None
    if phrase.after_pause and not _follows_pause(context, first):
        return None
    if phrase.only_first and not _is_alone_in_front(context, first):
        return None
    return last


def _follows_pause(context: Context, first: int) -> bool:
    """Whether a phrase that may also mean a manner opens its sentence or follows a mark."""
    if first == context.sentence(first).start:
        return True
    before = context.tokens[first - 1]
    return before.upos in ("PUNCT", "CCONJ") or before.relation == "cc"


def _is_alone_in_front(context: Context, first: int) -> bool:
    """Whether a phrase with other meanings opens its sentence with a person and a comma."""
    sentence = context.sentence(first)
    before = context.tokens[first - 1].text if first - 1 in sentence else ""
    if first != sentence.start and before not in (":", "«", ","):
        return False
    head = _head_after(context, first)
    if head is None or context.tokens[head].upos not in ("PROPN", "PRON", "NOUN"):
        return False
    if context.tokens[head].upos == "NOUN" and not _is_named(context, head):
        return False
    spans = noun_phrase(context, head)
    return bool(spans) and context.mark_after(spans[-1][1]) == ","


def _is_named(context: Context, head: int) -> bool:
    return any(context.tokens[i].upos == "PROPN" for i in context.parsed.subtree(head))


def _head_after(context: Context, last: int) -> int | None:
    """The noun that the phrase's last word stands before."""
    token = context.tokens[last]
    sentence = context.sentence(last)
    if token.head > last and context.tokens[token.head].upos in _NOMINAL and token.dep == "case":
        return token.head
    for at in range(last + 1, min(last + 6, sentence.stop)):
        candidate = context.tokens[at]
        if candidate.upos in ("NOUN", "PROPN", "PRON", "NUM", "X"):
            while (
                context.tokens[candidate.head].i > candidate.i
                and candidate.relation in ("compound", "nummod", "det", "amod", "flat", "nmod")
                and context.tokens[candidate.head].upos in _NOMINAL
            ):
                candidate = context.tokens[candidate.head]
            return candidate.i
        if candidate.upos in ("VERB", "PUNCT") and candidate.text not in ("«", '"', "“"):
            return None
    return None


def _read_phrase(context: Context, first: int, last: int, phrase: According) -> Found | None:
    gap = first + phrase.words.index(GAP) if GAP in phrase.words else None
    head = gap or _head_after(context, last)
    if head is None or head not in context.sentence(first):
        return None
    token = context.tokens[head]
    if token.lower in context.language.words.relative or _is_own(context, head):
        return None
    source = ((token.start, token.end),) if gap else _source(context, last, head)
    if not source:
        return None
    behind = max(source[-1][1], context.tokens[last].end)
    behind = behind if gap else _behind_relative(context, head, behind)
    content = _clause_around(context, first, behind, max(head, last))
    if not content:
        return None
    return Found(
        rule="according-to phrase",
        cue=(context.span(first, last),),
        cue_head=first,
        cue_class=phrase.cue_class,
        source=source,
        source_head=head,
        content=content,
    )


def _source(context: Context, last: int, head: int) -> Spans:
    if context.language.order is None:
        return _behind(context, noun_phrase(context, head), last)
    behind = phrase_after(context, last + 1) if last + 1 in context.sentence(last) else None
    if behind is None or context.tokens[behind[1]].lower in context.language.cues.matter.pointing:
        return ()  # "theo đó": by that, and nobody's word
    return (context.span(*behind),)


def _behind(context: Context, phrase: Spans, last: int) -> Spans:
    """The noun phrase without words of the according-to phrase that the parser put in it."""
    end = context.tokens[last].end
    return tuple((max(start, end + 1), stop) for start, stop in phrase if stop > end + 1)


def _behind_relative(context: Context, head: int, end: int) -> int:
    """Where the phrase ends with the relative clause that tells who is meant."""
    for clause in context.parsed.dependents(head, "acl:relcl"):
        first, last = context.parsed.edges(clause.i)
        opens = context.tokens[first + (context.tokens[first].text == ",")]
        if opens.lower in context.language.words.relative and end <= opens.start <= end + 2:
            return context.tokens[last].end
    return end


def _is_own(context: Context, head: int) -> bool:
    """Whether the phrase is the quoted speaker's own ("in my opinion", "selon moi")."""
    members = (context.tokens[head], *context.parsed.dependents(head, "det", "nmod:poss"))
    return any(
        each.has("Person=1")
        or each.has("Person[psor]=1")
        or each.lower in context.language.words.own
        for each in members
    )


def _clause_around(context: Context, first: int, behind: int, head: int) -> Spans:
    """The sentence without the phrase, which ends at character `behind`: beside it or around."""
    sentence = context.sentence(first)
    after = context.tokens_in((behind, len(context.parsed.text))).start
    while after in sentence and context.tokens[after].text in (",", ")", "-", "–", "—", ":"):
        after += 1
    before = first - 1
    while before in sentence and context.tokens[before].text in (",", "(", "-", "–", "—"):
        before -= 1
    start = _clause_start(context, sentence.start, before)
    stop = _clause_stop(context, sentence, after, head=head)
    left = context.content(start, before) if before >= start and before in sentence else ()
    if left and _is_connective(context, start, before):
        left = ()
    right = context.content(after, stop - 1) if after < stop else ()
    if left and (not right or not _goes_on(context, before, after)):
        return left
    return (*left, *right)


def _clause_start(context: Context, start: int, before: int) -> int:
    """Where the clause before the phrase begins: after the last relative word or semicolon."""
    relative = context.language.words.relative
    for at in range(before, start - 1, -1):
        token = context.tokens[at]
        if token.text == ";":
            return at + 1
        if at == before and token.lower in relative:
            return before + 1
    return start


def _clause_stop(context: Context, sentence: range, after: int, *, head: int) -> int:
    """Where the clause after the phrase ends."""
    for at in range(after, sentence.stop):
        if context.tokens[at].text == ";" and at > head:
            return at
    return sentence.stop


def _is_connective(context: Context, start: int, before: int) -> bool:
    """Whether all that stands before the phrase is a connecting word or two."""
    tokens = context.tokens[start : before + 1]
    return len(tokens) <= 3 and all(
        each.upos in ("CCONJ", "SCONJ", "ADV", "PUNCT", "ADP", "PRON") for each in tokens
    )


def _goes_on(context: Context, before: int, after: int) -> bool:
    """Whether the clause that began before the phrase goes on after it.

    It does where a word after the phrase governs one before it, or is governed by one,
    other than as a coordinated or adverbial clause of its own.
    """
    if after >= len(context.tokens):
        return False
    sentence = context.sentence(before)
    for at in range(after, sentence.stop):
        token = context.tokens[at]
        if token.upos == "PUNCT":
            continue
        if token.head <= before and not token.is_root:
            return token.relation not in ("conj", "parataxis", "advcl", "cc")
        if token.head < after:
            continue
        if token.is_root or token.head > at:
            governed = context.tokens[before]
            return any(each.i >= after for each in context.parsed.ancestors(governed.i)) or (
                governed.head >= after
            )
    return False
