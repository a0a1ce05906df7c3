"""Statements whose cue is a verb: said that, denied, was accused of, refused to say."""

from collections.abc import Iterator
from dataclasses import replace

from onrecord.attribution.complements import find_complement
from onrecord.attribution.conditions import (
    is_attribute,
    is_bare_infinitive,
    is_impersonal,
    is_infinitive_of_noun,
    is_object_of_saying,
    is_of_person,
    is_undone,
    is_unreal,
    is_withheld,
    matters,
    suits,
    tells_nothing,
)
from onrecord.attribution.context import EDGE, Context
from onrecord.attribution.found import Found
from onrecord.attribution.frames import Complement
from onrecord.attribution.groups import Group, verb_group
from onrecord.attribution.hits import Hit, find_hits
from onrecord.attribution.ordered_contents import complement_in_order
from onrecord.attribution.ordered_sources import (
    is_noun_in_order,
    is_supposed_in_order,
    is_to_come_in_order,
    source_of,
)
from onrecord.attribution.quoting import Quoting, is_speech
from onrecord.attribution.rest import asked_about, rest_of
from onrecord.attribution.sources import Source, find_place, follows_pause
from onrecord.attribution.stances import Decided, decide_stance
from onrecord.attribution.trailing import find_inserted, find_trailing
from onrecord.languages.cues import Cue
from onrecord.model import Spans, Stance, trim

_REJECTING = frozenset({"deny", "confirm", "admit", "doubt", "retract"})
Groups = dict[int, tuple[Hit, Group]]


def find_groups(context: Context) -> Groups:
    """Every verb of the cue lexicon with its group, by the token of the verb."""
    groups: Groups = {}
    companions: set[int] = set()
    for hit in find_hits(context, context.language.cues.verbs, "VERB", "AUX"):
        if hit.head in companions or is_noun_in_order(context, hit.head):
            continue
        companions.update(hit.members)
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
        joins = token.upos in ("CCONJ", "ADV", "PART", "SCONJ", "AUX", "PRON", "ADP")
        if not joins and token.text != ",":
            return None
    return None


def find_verbal(context: Context, groups: Groups, quotings: list[Quoting]) -> Iterator[Found]:
    """The statement of each verb group that makes one."""
    quoted = {each.group.head: each for each in quotings if each.group is not None}
    for head, (hit, group) in groups.items():
        found = _quoted(context, hit, group, quoted.get(head)) or _unquoted(context, hit, group)
        if found is not None:
            yield found


def _quoted(context: Context, hit: Hit, group: Group, quoting: Quoting | None) -> Found | None:
    if quoting is None:
        return None
    if quoting.rule == "cue before" and is_bare_infinitive(context, group):
        return None
    cue = next((each for each in hit.cues if "quote" in each.frames), None)
    if cue is None or (group.negated and cue.cue_class == "say"):
        return None
    content = quoting.content(context)
    if _names_in_marks(context, hit, quoting):
        return None
    if quoting.rule == "cue before":
        content = (*_lead(context, group, cue, before=content[0][0]), *content)
    said = Complement("quote", content)
    source = find_place(context, group, cue) or source_of(context, group)
    return _statement(context, group, cue, said, quoting.rule, source=source)


def _names_in_marks(context: Context, hit: Hit, quoting: Quoting) -> bool:
    """Whether the marks only hold what something is called ("called the report “a joke”")."""
    return (
        context.language.people.names_in_marks
        and quoting.rule == "cue before"
        and any("as" in cue.frames for cue in hit.cues)
        and not any(is_speech(context, context.quotations[n]) for n in quoting.quotations)
    )


def _lead(context: Context, group: Group, cue: Cue, *, before: int) -> Spans:
    """The clause or, of a rejection, the thing rejected that stands before a quotation."""
    led = {"clause", "object"} if cue.cue_class in _REJECTING else {"clause"}
    if not cue.frames & led:
        return ()
    complement = find_complement(context, group, cue)
    if complement is None or complement.frame not in led or not complement.content:
        return ()
    start, end = complement.content[0]
    lead = trim(context.parsed.text, (start, min(end, before)), drop=EDGE)
    return (lead,) if lead[0] < lead[1] <= before else ()


def _unquoted(context: Context, hit: Hit, group: Group) -> Found | None:
    if is_unreal(context, group) or is_undone(context, group) or is_attribute(context, group):
        return None
    if is_to_come_in_order(context, group) or is_infinitive_of_noun(context, group):
        return None
    if tells_nothing(context, group):
        return None
    subject = source_of(context, group)
    if is_supposed_in_order(context, subject):
        return None
    if subject is None and not group.unwilling and is_bare_infinitive(context, group):
        return None
    for cue in hit.cues:
        source = find_place(context, group, cue) or subject
        if not suits(context, cue, group, source):
            continue
        complement = _complement(context, hit, group, cue, source)
        if complement is None and cue.cue_class == "decline":
            asked = asked_about(context, group)
            complement = Complement("bare", asked) if asked else None
        bare = "bare" in cue.frames or group.pair is not None
        if complement is None and (bare or is_withheld(context, group, cue)):
            complement = Complement("bare", rest_of(context, group))
        if complement is None or not _fits(context, group, cue, complement, source):
            continue
        rule = f"verb with {complement.frame}"
        return _statement(context, group, cue, complement, rule, source=source)
    return None


def _fits(
    context: Context, group: Group, cue: Cue, complement: Complement, source: Source | None
) -> bool:
    """Whether the complement is of the sort that the cue attributes."""
    if not matters(context, cue, complement):
        return False
    if "needs_thing" in cue.flags and is_of_person(context, complement):
        return False
    if complement.frame != "object":
        return True
    # "40,000 cases were reported" tells of the cases; nobody is there who would report.
    untold = cue.cue_class == "say" and group.passive and source is None
    return not untold and is_object_of_saying(context, group, cue, complement)


def _complement(
    context: Context, hit: Hit, group: Group, cue: Cue, source: Source | None
) -> Complement | None:
    """What the cue attributes; behind a pause and before its subject it looks backwards."""
    order = context.language.order
    if order is not None:
        return complement_in_order(context, order, group, cue, source=source)
    speaks = bool(cue.frames & {"quote", "clause"})
    inserted = find_inserted(context, group, source) if speaks else None
    if inserted is not None:
        return inserted
    inverted = source is not None and source.head >= group.first
    if speaks and inverted and follows_pause(context, group):
        trailing = find_trailing(context, group, source)
        if trailing is not None:
            return trailing
    found = find_complement(context, group, cue)
    speaks = speaks and not group.unwilling
    if found is None and speaks and not _has_object(context, hit, group):
        trailing = find_trailing(context, group, source)
        # "Talks have continued, heading for a decision": only quoted words are continued.
        if trailing is not None and ("clause" in cue.frames or _has_quoted(context, trailing)):
            found = trailing
    return found


def _has_object(context: Context, hit: Hit, group: Group) -> bool:
    """Whether another cue of the verb attributes a thing behind it ("…, he announced a plan")."""
    for cue in hit.cues:
        found = find_complement(context, group, cue) if "object" in cue.frames else None
        if found is not None and found.frame == "object" and matters(context, cue, found):
            return found.head is not None and found.head > group.last
    return False


def _has_quoted(context: Context, complement: Complement) -> bool:
    return any(context.quotations_near(*span) for span in complement.content)


def _statement(
    context: Context, group: Group, cue: Cue, said: Complement, rule: str, *, source: Source | None
) -> Found | None:
    asks = _is_asked(context, said)
    decided = decide_stance(context, group, cue.cue_class, asks=asks, flags=cue.flags)
    if decided is None or (decided.rule == "would not say" and _tells_words(context, said)):
        return None
    if _is_own_view(context, decided, said, source):
        decided = Decided(Stance.ASSERTS, decided.rule)
    doubtful = _doubtful_word(context, group)
    if doubtful and decided.stance is Stance.ASSERTS:
        decided = Decided(Stance.QUESTIONS, f"called {doubtful}")
    may_be_nobody = "impersonal" in cue.flags or group.passive
    if source is not None and may_be_nobody and is_impersonal(context, source, group):
        source = None
    if said.frame == "subject":
        source = None
    return Found(
        rule=rule,
        cue=(context.span(group.first, group.last),),
        cue_head=group.head,
        cue_class=cue.cue_class,
        source=source.spans if source else (),
        source_head=source.head if source else None,
        content=said.content,
        stance=decided.stance,
        stance_words=decided.rule,
    )


def _is_own_view(
    context: Context, decided: Decided, said: Complement, source: Source | None
) -> bool:
    """Whether a negation is of one's own view: "I don't think so", "would not call it a win"."""
    if decided.rule == "would not say":
        return said.frame == "as"
    mine = source is not None and context.is_first_person(source.head)
    return decided.rule == "not thought" and mine


def _tells_words(context: Context, said: Complement) -> bool:
    """Whether the words that "could not say" are given: then it is told, not refused."""
    if not said.content:
        return False
    first = context.tokens_in(said.content[0]).start
    return context.tokens[first].text[:1] in {each for pair in _marks(context) for each in pair}


def _marks(context: Context) -> tuple[tuple[str, str], ...]:
    return context.language.quotation_marks


def _doubtful_word(context: Context, group: Group) -> str:
    """The word by which a judgement calls its clause doubtful ("juge peu probable que")."""
    doubtful = context.language.cues.matter.doubtful
    for token in context.parsed.dependents(group.head, "xcomp", "amod", "advmod"):
        for each in (token, *context.parsed.dependents(token.i, "advmod")):
            if each.i > group.last and each.i - group.last <= 3 and each.lemma in doubtful:
                return each.text
    return ""


def _is_asked(context: Context, complement: Complement) -> bool:
    """Whether the content is an indirect question ("did not say whether")."""
    if complement.frame != "clause" or not complement.content:
        return complement.frame == "interrogative"
    first = context.tokens_in(complement.content[0]).start
    words = context.language.words
    lower = context.tokens[first].lower
    return lower in words.interrogative and lower not in words.that
