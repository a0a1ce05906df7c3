"""Conditions under which a cue makes no statement: unreal, undone, or of something else."""

from onrecord.attribution.context import Context
from onrecord.attribution.coordination import is_next_saying
from onrecord.attribution.frames import Complement
from onrecord.attribution.groups import Group, verb_group
from onrecord.attribution.hits import match
from onrecord.attribution.sources import Source
from onrecord.languages.cues import Cue

_NEVER_PASSIVE = ("think", "hope", "ask", "promise", "show")


def is_unreal(context: Context, group: Group) -> bool:
    """Whether the saying is only supposed, asked about, commanded, possible or due."""
    words = context.language.words
    for i in (group.top, group.head):
        for child in context.parsed.dependents(i, "mark"):
            if child.lower in words.hypothetical and child.i < i:
                return True
        if context.tokens[i].has("Mood=Imp"):
            return True
    possible = _is_merely_possible(context, group) or _is_to_come(context, group)
    if possible and not group.negated:
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


def _is_merely_possible(context: Context, group: Group) -> bool:
    """Whether a modal verb stands over the saying; as a past participle ("a pu confirmer") it
    tells that it was done."""
    words = context.language.words
    over = [context.tokens[i] for i in range(group.first, group.head)]
    done = any(each.lemma in words.modal and each.has("VerbForm=Part") for each in over)
    return not done and (
        any(each.lemma in words.modal for each in over) or bool(set(group.governors) & words.modal)
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


def is_undone(context: Context, group: Group) -> bool:
    """Whether the saying is itself what somebody denies or will not say."""
    token = context.tokens[group.top]
    if token.relation not in ("ccomp", "xcomp", "advcl", "obj") or token.is_root:
        return False
    governor = context.tokens[token.head]
    if governor.i >= group.first:
        return False
    if token.relation == "advcl" and (
        any(True for _ in context.parsed.dependents(token.i, "nsubj"))
        or is_next_saying(context, token)
    ):
        return False  # "did not confirm it, while the consul denied it", "denied it, saying that"
    hit = match(context, governor, context.language.cues.verbs)
    if hit is None or governor.upos not in ("VERB", "AUX"):
        return False
    above = verb_group(context, governor.i, hit.members)
    classes = {cue.cue_class for cue in hit.cues}
    told = any(True for _ in context.parsed.dependents(governor.i, "obj", "iobj"))
    if told and token.relation == "xcomp" and "demand" in classes:
        return True  # "urged the divers not to confirm it": asked for, not done
    denies = "deny" in classes and not above.negated
    return denies or (above.negated and not above.governors) or above.refused


def is_infinitive_of_noun(context: Context, group: Group) -> bool:
    """Whether the saying is only what a noun is for or about ("a way to persuade people")."""
    top = context.tokens[group.top]
    governor = context.tokens[top.head]
    if top.is_root or governor.upos != "NOUN" or governor.i >= group.first or group.negated:
        return False
    marked = any(each.i < top.i for each in context.parsed.dependents(top.i, "mark", "case"))
    cues = context.language.cues
    told = governor.lemma in cues.nouns or governor.lemma in cues.refusals.nouns
    return top.has("VerbForm=Inf") and marked and not told


def tells_nothing(context: Context, group: Group) -> bool:
    """Whether what is told is only as much as one can tell: "I have said all that I can say"."""
    tokens, words = context.tokens, context.language.words
    end = context.sentence(group.head).stop
    whole = next(
        (
            i
            for i in range(group.last + 1, min(group.last + 3, end))
            if tokens[i].lower in words.everything
        ),
        None,
    )
    if whole is None or any(tokens[i].upos != "PRON" for i in range(group.last + 1, whole)):
        return False
    for i in range(whole + 1, end):
        if context.is_first_person(i):
            return True
        if tokens[i].upos not in ("PRON", "SCONJ", "DET", "PUNCT"):
            return False
    return False


def is_attribute(context: Context, group: Group) -> bool:
    """Whether the cue only describes a noun ("confirmed cases"), with nobody in front of it.

    Behind a noun it is a verb that the parser took for an adjective ("Voss denies claims").
    """
    token = context.tokens[group.head]
    while token.relation == "conj" and token.head < token.i:
        token = context.tokens[token.head]  # "the full, verified withdrawal"
    if token.relation != "amod" or token.head < group.head:
        return False
    before = group.first - 1
    return before not in context.sentence(group.head) or context.tokens[before].upos not in (
        "NOUN",
        "PROPN",
        "PRON",
    )


def is_bare_infinitive(context: Context, group: Group) -> bool:
    """Whether the cue is an infinitive that nobody does ("it should be noted that")."""
    return context.tokens[group.head].has("VerbForm=Inf") and group.first == group.head


def suits(context: Context, cue: Cue, group: Group, source: Source | None) -> bool:
    """Whether the cue's own conditions hold: passive, impersonal, a document as source."""
    if "passive_only" in cue.flags:
        return group.passive and source is None
    if "needs_document" in cue.flags and not _is_document(context, source):
        return False
    if "needs_speaker" in cue.flags and not _speaks_itself(context, group, source):
        return False
    if source is not None and context.tokens[source.head].has("Person=2"):
        return False
    if group.negated and context.tokens[group.head].lemma in context.language.words.willing:
        return False
    if "impersonal" in cue.flags:
        return source is not None and is_impersonal(context, source, group)
    return not (group.passive and cue.cue_class in _NEVER_PASSIVE)


def _speaks_itself(context: Context, group: Group, source: Source | None) -> bool:
    """Whether a named subject does it with a verb of its own: facts contradict too."""
    verb = context.tokens[group.head]
    alone = group.first == group.head and not verb.has("VerbForm=Fin")
    if source is None or alone:
        return False
    return context.tokens[source.head].lower not in context.language.words.relative


def is_impersonal(context: Context, source: Source, group: Group) -> bool:
    """Whether the subject stands for nobody: "it emerged that", "on dit que"."""
    token = context.tokens[source.head]
    words, pronoun = context.language.words, context.pronoun(token)
    return pronoun in words.impersonal and (
        token.dep.startswith("expl") or group.passive or pronoun in words.anybody
    )


def _is_document(context: Context, source: Source | None) -> bool:
    if source is None:
        return False
    documents = context.language.cues.documents
    return context.tokens[source.head].lemma in documents or (
        context.tokens[source.head].lower in documents
    )


def is_withheld(context: Context, group: Group, cue: Cue) -> bool:
    """Whether somebody would not do what only speaking can do ("refused to confirm")."""
    if cue.cue_class not in ("say", "confirm", "deny", "admit"):
        return False
    refusals = context.language.cues.refusals
    lemma = context.tokens[group.head].lemma
    if group.refused:
        return lemma in refusals.speaking
    return group.unwilling and lemma in refusals.plain - refusals.light


def is_object_of_saying(context: Context, group: Group, cue: Cue, complement: Complement) -> bool:
    """Whether the object is what was said, and not who was refused something or appointed."""
    if cue.cue_class not in ("confirm", "deny", "admit") or complement.head is None:
        return True
    things = list(context.parsed.dependents(group.head, "obj", "iobj", "nsubj:pass"))
    if cue.cue_class == "deny" and len([each for each in things if each.i != group.head]) > 1:
        return False
    if cue.cue_class == "deny" and _is_refused_somebody(context, group, complement.head):
        return False
    return context.tokens[complement.head].upos != "PROPN"


def _is_refused_somebody(context: Context, group: Group, head: int) -> bool:
    """Whether somebody is denied a thing: "denied Mr Oram entry", taken for one noun phrase."""
    first = group.last + 1
    if first >= len(context.tokens):
        return False
    noun, opening = context.tokens[head], context.tokens[first]
    if noun.upos != "NOUN" or first >= noun.i or speaks_of_matter(context, head):
        return False
    between = context.tokens[first : noun.i]
    owned = any(each.dep in ("nmod:poss", "case") for each in between)
    return opening.upos == "PROPN" and not owned and not group.passive


def is_of_person(context: Context, complement: Complement) -> bool:
    """Whether the object is somebody: questioning a method doubts it, a witness is asked."""
    if complement.frame != "object" or complement.head is None:
        return False
    token = context.tokens[complement.head]
    people = context.language.people
    if token.upos == "PRON":
        return context.pronoun(token) not in context.language.cues.matter.pointing
    somebody = people.nouns.get(token.lower, frozenset()) - {"document", "findings", "anaphoric"}
    return token.upos == "PROPN" or token.lower in people.roles or bool(somebody)


def matters(context: Context, cue: Cue, complement: Complement) -> bool:
    """Whether what is rejected or withdrawn is something said, where the cue needs that."""
    if "needs_text" in cue.flags:
        return _is_told_text(context, complement)
    if "needs_matter" not in cue.flags:
        return True
    if complement.frame == "bare" or complement.head is None:
        asked = cue.cue_class == "decline" and bool(complement.content)
        return complement.frame != "bare" or cue.words > 1 or asked
    if "needs_word" in cue.flags and not is_word(context, complement.head):
        return False
    return speaks_of_matter(context, complement.head)


def is_word(context: Context, head: int) -> bool:
    """Whether the noun at `head` is something said, and no deed ("từ chối cáo buộc", "… việc")."""
    return context.tokens[head].lower in context.language.cues.nouns


def speaks_of_matter(context: Context, head: int) -> bool:
    """Whether the noun at `head`, or one joined to it, is something that others put forward."""
    matter = context.language.cues.matter
    heads = [head, *(t.i for t in context.parsed.dependents(head, "conj"))]
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
