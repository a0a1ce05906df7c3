"""Statements whose cue is a verb: said that, denied, was accused of, refused to say."""

from collections.abc import Iterator
from dataclasses import replace

from onrecord.attribution.complements import Complement, find_complement
from onrecord.attribution.context import EDGE, Context
from onrecord.attribution.found import Found
from onrecord.attribution.groups import Group, verb_group
from onrecord.attribution.hits import Hit, find_hits, match
from onrecord.attribution.quoting import Quoting
from onrecord.attribution.sources import Source, find_source, follows_pause
from onrecord.attribution.stances import Decided, decide_stance
from onrecord.attribution.rest import rest_of
from onrecord.attribution.trailing import find_trailing
from onrecord.languages.cues import Cue
from onrecord.model import Spans, Stance, trim

Groups = dict[int, tuple[Hit, Group]]


def find_groups(context: Context) -> Groups:
    """Every verb of the cue lexicon with its group, by the token of the verb."""
    groups: Groups = {}
    for hit in find_hits(context, context.language.cues.verbs, "VERB", "AUX"):
        group = verb_group(context, hit.head, hit.members)
        before = _paired_with(context, hit, groups)
        if before is None:
            groups[hit.head] = (hit, group)
        else:
            first, earlier = groups[before]
            groups[before] = (first, replace(earlier, last=group.last, pair=hit.head))
    return groups


def _paired_with(context: Context, hit: Hit, groups: Groups) -> int | None:
    """The verb of confirming (or denying) that this one is joined to: "confirmed nor denied"."""
    kinds = {"confirm", "deny"}
    mine = {cue.cue_class for cue in hit.cues} & kinds
    for at in range(hit.head - 1, max(hit.head - 6, -1), -1):
        if at in groups:
            theirs = {cue.cue_class for cue in groups[at][0].cues} & kinds
            joined = bool(mine and theirs and mine != theirs)
            return at if joined and (groups[at][1].negated or groups[at][1].refused) else None
        token = context.tokens[at]
        if token.upos not in ("CCONJ", "ADV", "PART", "SCONJ", "AUX", "PRON", "ADP"):
            return None
    return None


def find_verbal(context: Context, groups: Groups, quotings: list[Quoting]) -> Iterator[Found]:
    """The statement of each verb group that makes one."""
    quoted = {each.group.head: each for each in quotings if each.group is not None}
    for head, (hit, group) in groups.items():
        found = _quoted(context, hit, group, quoted.get(head)) or _unquoted(context, hit, group)
        if found is not None:
            yield found


def _quoted(
    context: Context, hit: Hit, group: Group, quoting: Quoting | None
) -> Found | None:
    if quoting is None:
        return None
    if quoting.rule == "cue before" and _is_bare_infinitive(context, group):
        return None
    cue = next((each for each in hit.cues if "quote" in each.frames), None)
    if cue is None or group.negated and cue.cue_class == "say":
        return None
    content = quoting.content(context)
    if quoting.rule == "cue before" and "clause" in cue.frames:
        clause = find_complement(context, group, cue)
        if clause is not None and clause.frame == "clause" and clause.content:
            start, end = clause.content[0]
            end = min(end, content[0][0])
            lead = trim(context.parsed.text, (start, end), drop=EDGE)
            if lead[0] < lead[1] <= content[0][0]:
                content = (lead, *content)
    return _statement(context, group, cue, quoting.rule, content=content)


def _unquoted(context: Context, hit: Hit, group: Group) -> Found | None:
    if is_unreal(context, group) or _is_undone(context, group):
        return None
    source = find_source(context, group)
    if source is None and not group.unwilling and _is_bare_infinitive(context, group):
        return None
    for cue in hit.cues:
        if not _suits(context, cue, group, source):
            continue
        complement = _complement(context, group, cue, source)
        if complement is None and ("bare" in cue.frames or _is_withheld(context, group, cue)):
            complement = Complement("bare", rest_of(context, group))
        if complement is None or not _matters(context, cue, complement):
            continue
        if complement.frame == "object" and not _is_object_of_saying(context, group, cue, complement):
            continue
        return _statement(
            context, group, cue, f"verb with {complement.frame}", content=complement.content,
            source=source, asks=complement.frame == "interrogative" or _is_asked(context, complement),
        )
    return None


def _complement(
    context: Context, group: Group, cue: Cue, source: Source | None
) -> Complement | None:
    """What the cue attributes; behind a pause and before its subject it looks backwards."""
    speaks = bool(cue.frames & {"quote", "clause"})
    if speaks and source is not None and follows_pause(context, group):
        if source.head > group.last or group.first <= source.head:
            trailing = find_trailing(context, group, source)
            if trailing is not None:
                return trailing
    found = find_complement(context, group, cue)
    if found is None and speaks:
        found = find_trailing(context, group, source)
    return found


def _is_bare_infinitive(context: Context, group: Group) -> bool:
    """Whether the cue is an infinitive that nobody does ("it should be noted that")."""
    return context.tokens[group.head].has("VerbForm=Inf") and group.first == group.head


def _is_undone(context: Context, group: Group) -> bool:
    """Whether the saying is itself what somebody denies or will not say."""
    token = context.tokens[group.top]
    if token.relation not in ("ccomp", "xcomp", "advcl", "obj") or token.is_root:
        return False
    governor = context.tokens[token.head]
    if governor.i >= group.first:
        return False
    hit = match(context, governor, context.language.cues.verbs)
    if hit is None or governor.upos not in ("VERB", "AUX"):
        return False
    above = verb_group(context, governor.i, hit.members)
    denies = any(cue.cue_class == "deny" for cue in hit.cues) and not above.negated
    return denies or (above.negated and not above.governors) or above.refused


def _statement(
    context: Context,
    group: Group,
    cue: Cue,
    rule: str,
    *,
    content: Spans,
    source: Source | None = None,
    asks: bool = False,
) -> Found | None:
    decided = decide_stance(context, group, cue.cue_class, asks=asks)
    if decided is None:
        return None
    doubtful = _doubtful_word(context, group)
    if doubtful and decided.stance is Stance.ASSERTS:
        decided = Decided(Stance.QUESTIONS, f"called {doubtful}")
    source = source or find_source(context, group)
    return Found(
        rule=rule,
        cue=(context.span(group.first, group.last),),
        cue_head=group.head,
        cue_class=cue.cue_class,
        source=source.spans if source and not _is_impersonal(context, source, group) else (),
        source_head=source.head if source and not _is_impersonal(context, source, group) else None,
        content=content,
        stance=decided.stance,
        stance_words=decided.rule,
    )


def _doubtful_word(context: Context, group: Group) -> str:
    """The word by which a judgement calls its clause doubtful ("juge peu probable que")."""
    doubtful = context.language.cues.matter.doubtful
    for token in context.parsed.dependents(group.head, "xcomp", "amod", "advmod"):
        for each in (token, *context.parsed.dependents(token.i, "advmod")):
            if each.i > group.last and each.i - group.last <= 3 and each.lemma in doubtful:
                return each.text
    return ""


def _is_impersonal(context: Context, source: Source, group: Group) -> bool:
    """Whether the subject stands for nobody: "it emerged that", "on dit que"."""
    token = context.tokens[source.head]
    if token.lower.lstrip("-t") not in context.language.words.impersonal:
        return False
    return token.dep.startswith("expl") or group.passive or token.lower in ("on", "-on", "-t-on")


def _suits(context: Context, cue: Cue, group: Group, source: Source | None) -> bool:
    """Whether the cue's own conditions hold: passive, impersonal, a document as source."""
    if "passive_only" in cue.flags:
        return group.passive and source is None
    if "needs_document" in cue.flags and not _is_document(context, source):
        return False
    if source is not None and context.tokens[source.head].has("Person=2"):
        return False
    if group.negated and context.tokens[group.head].lemma in context.language.words.willing:
        return False
    if "impersonal" in cue.flags:
        return source is not None and _is_impersonal(context, source, group)
    if group.passive and cue.cue_class in ("think", "hope", "ask", "promise", "show"):
        return False
    return True


def _is_object_of_saying(
    context: Context, group: Group, cue: Cue, complement: Complement
) -> bool:
    """Whether the object is what was said, and not who was refused something or appointed."""
    if cue.cue_class not in ("confirm", "deny", "admit") or complement.head is None:
        return True
    things = list(context.parsed.dependents(group.head, "obj", "iobj", "nsubj:pass"))
    if cue.cue_class == "deny" and len([each for each in things if each.i != group.head]) > 1:
        return False
    return context.tokens[complement.head].upos != "PROPN"


def _is_withheld(context: Context, group: Group, cue: Cue) -> bool:
    """Whether somebody would not do what only speaking can do ("refused to confirm")."""
    if cue.cue_class not in ("say", "confirm", "deny", "admit"):
        return False
    refusals = context.language.cues.refusals
    lemma = context.tokens[group.head].lemma
    if group.refused:
        return lemma in refusals.speaking
    return group.unwilling and lemma in refusals.plain - refusals.light


def _is_document(context: Context, source: Source | None) -> bool:
    if source is None:
        return False
    documents = context.language.cues.documents
    return context.tokens[source.head].lemma in documents or (
        context.tokens[source.head].lower in documents
    )


def _matters(context: Context, cue: Cue, complement: Complement) -> bool:
    """Whether what is rejected or withdrawn is something said, where the cue needs that."""
    if "needs_text" in cue.flags:
        return _is_told_text(context, complement)
    if "needs_matter" not in cue.flags:
        return True
    if complement.frame == "bare" or complement.head is None:
        return complement.frame != "bare" or cue.words > 1
    matter = context.language.cues.matter
    heads = [complement.head, *(t.i for t in context.parsed.dependents(complement.head, "conj"))]
    return any(
        context.tokens[i].lemma in matter.nouns or context.tokens[i].lower in matter.nouns
        for i in heads
    )


def _is_told_text(context: Context, complement: Complement) -> bool:
    """Whether what was published is a text whose content is told ("an interview in which …")."""
    if complement.head is None:
        return False
    if context.tokens[complement.head].lemma not in context.language.cues.documents:
        return False
    behind = context.tokens[complement.head : context.sentence(complement.head).stop]
    return any(each.lower in context.language.words.relative for each in behind) or any(
        each.relation in ("acl", "ccomp") and each.upos in ("VERB", "AUX")
        for each in (context.tokens[c] for c in context.parsed.subtree(complement.head))
    )


def _is_asked(context: Context, complement: Complement) -> bool:
    if complement.frame != "clause" or not complement.content:
        return False
    first = context.tokens_in(complement.content[0]).start
    words = context.language.words
    lower = context.tokens[first].lower
    return lower in words.interrogative and lower not in words.that


def is_unreal(context: Context, group: Group) -> bool:
    """Whether the saying is only supposed, asked about, commanded, possible or due."""
    words = context.language.words
    for i in {group.top, group.head}:
        for child in context.parsed.dependents(i, "mark"):
            if child.lower in words.hypothetical and child.i < i:
                return True
        if context.tokens[i].has("Mood=Imp"):
            return True
    if not group.negated:
        for i in range(max(group.first - 2, 0), group.head):
            token = context.tokens[i]
            if token.lemma in words.modal and token.lower in words.modal | {token.lemma}:
                if i >= group.first:
                    return True
        if set(group.governors) & words.modal or _is_to_come(context, group):
            return True
    if context.tokens[group.top].relation in ("advcl", "acl") and any(
        context.tokens[group.head].has(mood) for mood in words.reportative
    ):
        return True
    sentence = context.sentence(group.head)
    ends = context.tokens[sentence.stop - 1].text
    return (
        ends == "?"
        and context.tokens[group.top].is_root
        and context.quotation_of[group.head] < 0
        and not group.negated
    )


def _is_to_come(context: Context, group: Group) -> bool:
    """Whether the saying is still expected: "will announce", "is expected to deny"."""
    words = context.language.words
    token = context.tokens[group.head]
    helpers = list(context.parsed.dependents(group.head, "aux"))
    if any(each.lemma in words.modal and each.i < group.head for each in helpers):
        return True
    if context.quotation_of[group.head] < 0 and (
        token.has("Tense=Fut") or any(each.lower in words.future for each in helpers)
    ):
        return True
    top = context.tokens[group.top]
    return (
        top.relation in ("xcomp", "ccomp", "advcl")
        and top.has("VerbForm=Inf")
        and context.tokens[top.head].lemma in words.planned
        and top.head < group.first
    )
