"""Refusals to speak and silences: declined to comment, could not be reached, gave no answer."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.attribution.conditions import is_unreal
from onrecord.attribution.context import Context
from onrecord.attribution.found import Found
from onrecord.attribution.groups import Group, verb_group
from onrecord.attribution.hits import match
from onrecord.attribution.noun_phrases import noun_phrase, without_tail
from onrecord.attribution.ordered_sources import source_of
from onrecord.attribution.rest import asked_about, rest_of
from onrecord.attribution.stances import could_not_tell_someone
from onrecord.attribution.verbal import Groups
from onrecord.model import Spans, Stance
from onrecord.parsing import Token

_OBJECT_REACH = 5  # tokens


def find_refusals(context: Context, groups: Groups) -> Iterator[Found]:
    """Refusals whose verb of speaking is no cue by itself ("declined to comment")."""
    refusals = context.language.cues.refusals
    for token in context.tokens:
        if token.upos == "NOUN" and token.lemma in refusals.nouns:
            found = _refusal_noun(context, token)
        elif token.upos in ("VERB", "ADJ") and token.lemma in refusals.speaking:
            found = _refused_verb(context, token, groups)
        elif token.upos == "VERB" and token.lemma in refusals.verbs:
            found = _refused_object(context, token)
        else:
            continue
        if found is not None:
            yield found


def _refused_verb(context: Context, token: Token, groups: Groups) -> Found | None:
    group = groups[token.i][1] if token.i in groups else verb_group(context, token.i)
    if not refuses(context, token, group):
        return None
    content = rest_of(context, group)
    return _found(context, group, Stance.DECLINES, "refused to speak", content)


def refuses(context: Context, token: Token, group: Group) -> bool:
    """Whether the group refuses to speak, its verb being `token` ("would not discuss")."""
    refusals = context.language.cues.refusals
    if token.lemma not in refusals.speaking or not group.unwilling or group.passive:
        return False
    if could_not_tell_someone(context, group):
        return False
    if not group.refused and token.lemma not in refusals.plain:
        return False
    return token.lemma not in refusals.light or _is_of_speaking(context, token)


def _is_of_speaking(context: Context, token: Token) -> bool:
    """Whether a verb of giving gives words, or speaks by itself ("s'exprimer sur")."""
    refusals = context.language.cues.refusals
    things = list(context.parsed.dependents(token.i, "obj", "obl", "advmod"))
    if any(thing.lemma in refusals.objects for thing in things):
        return True
    if any(thing.relation == "obj" for thing in things):
        return False
    children = [context.tokens[c] for c in context.parsed.children[token.i]]
    return any(each.lower in context.language.words.itself for each in children) or any(
        context.tokens[context.parsed.edges(thing.i)[0]].lower in refusals.topics
        for thing in things
    )


def _refused_object(context: Context, token: Token) -> Found | None:
    """`refused comment`, `declined an interview`."""
    refusals = context.language.cues.refusals
    if match(context, token, refusals.verbs) is None:
        return None
    for thing in context.parsed.dependents(token.i, "obj", "nsubj:pass", "obl", "iobj", "nmod"):
        asked = {thing.lemma, *(t.lemma for t in context.parsed.dependents(thing.i, "nmod"))}
        is_object = thing.relation in ("obj", "nsubj") or _is_joined(context, thing, refusals.of)
        if not is_object and not _is_what_is_refused(context, token, thing):
            continue
        if asked & refusals.objects and thing.i > token.i:
            group = verb_group(context, token.i, (token.i, thing.i))
            content = rest_of(context, group)
            return _found(context, group, Stance.DECLINES, "refused to speak", content)
    if any(True for _ in context.parsed.dependents(token.i, "obj", "xcomp", "ccomp")):
        return None
    group = verb_group(context, token.i)
    asked_for = () if group.negated else asked_about(context, group)
    if not asked_for:
        return None
    return _found(context, group, Stance.DECLINES, "refused to speak", asked_for)


def _is_what_is_refused(context: Context, token: Token, thing: Token) -> bool:
    """Whether an oblique is the object of a reflexive refusal ("se refuser à tout commentaire")."""
    children = [context.tokens[c] for c in context.parsed.children[token.i]]
    return thing.dep != "obl:agent" and any(
        each.lower in context.language.words.reflexive for each in children
    )


def _is_joined(context: Context, token: Token, prepositions: frozenset[str]) -> bool:
    return any(each.lower in prepositions for each in context.parsed.dependents(token.i, "case"))


def _refusal_noun(context: Context, token: Token) -> Found | None:
    refusals = context.language.cues.refusals
    for verb in _below(context, token, "acl", "xcomp", "nmod", "ccomp"):
        if verb.lemma not in refusals.speaking or verb.i < token.i:
            continue
        group = verb_group(context, verb.i)
        owner = _owner(context, token)
        apart = owner is not None and token.i < owner.i < verb.i
        cue: Spans = (context.span(token.i, token.i if apart else max(group.last, verb.i)),)
        if apart:
            cue = (*cue, context.span(group.first, group.last))
        return Found(
            rule="noun of refusal",
            cue=cue,
            cue_head=token.i,
            cue_class="decline",
            source=without_tail(context, noun_phrase(context, owner.i), group.first, token.i)
            if owner
            else (),
            source_head=owner.i if owner else None,
            content=rest_of(context, group),
            stance=Stance.DECLINES,
            stance_words="refused to speak",
        )
    return None


def _below(context: Context, token: Token, *relations: str) -> Iterator[Token]:
    """Dependents of a noun, and those that the parser hung on the noun of its owner."""
    yield from context.parsed.dependents(token.i, *relations)
    for owner in context.parsed.dependents(token.i, "nmod"):
        yield from context.parsed.dependents(owner.i, *relations)


def _owner(context: Context, token: Token) -> Token | None:
    """Whose refusal it is: a possessive, or a noun joined by a preposition."""
    for owner in context.parsed.dependents(token.i, "nmod:poss", "det", "nmod"):
        if owner.dep == "nmod:poss" or owner.upos in ("PROPN", "NOUN") or (owner.has("Poss=Yes")):
            return owner
    return None


def find_silences(context: Context) -> Iterator[Found]:
    """Nobody answered, nobody could be reached, no comment was made."""
    silences = context.language.cues.silences
    for token in context.tokens:
        if token.lemma not in silences.words and token.lower not in silences.unreachable:
            continue
        group = find_silence(context, token)
        if group is not None and not is_unreal(context, group):
            found = _silence(context, group, token)
            unanswered = token.lemma in silences.words_unreachable
            head = found.source_head
            if unanswered or head is None or can_answer(context, head):
                yield found


def can_answer(context: Context, head: int) -> bool:
    """Whether a source can speak: figures and findings that are not available cannot."""
    classes = context.language.people.nouns.get(context.tokens[head].lower, frozenset())
    return not classes or not classes <= {"document", "findings"}


def find_silence(context: Context, token: Token) -> Group | None:
    """The group of a word that says that somebody did not answer or was not reached."""
    silences = context.language.cues.silences
    if token.lemma in silences.words_unreachable or token.lemma in silences.available:
        group = verb_group(context, token.i)
        return group if group.negated or token.lemma not in silences.available else None
    if token.lemma in silences.unreachable or token.lower in silences.unreachable:
        group = _with_failure(context, token)
        reaches = group.negated and (group.passive or group.governors)
        return group if reaches and not _is_reflexive(context, token) else None
    if token.upos not in ("VERB", "AUX"):
        return None
    return _with_object(context, token) if _is_unanswered(context, token) else None


def _is_reflexive(context: Context, token: Token) -> bool:
    children = (context.tokens[c] for c in context.parsed.children[token.i])
    return any(each.lower in context.language.words.itself for each in children)


def _with_failure(context: Context, token: Token) -> Group:
    """The group, with a verb of failing behind it («связаться с X не удалось»)."""
    words = context.language.words
    governor = context.tokens[token.head]
    able = governor.lemma in words.willing | words.able
    if not able or not token.i < governor.i <= token.i + 8:
        return verb_group(context, token.i)
    above = verb_group(context, governor.i)
    own = verb_group(context, token.i)
    return replace(own, last=above.last, negated=above.negated, governors=(governor.lemma,))


def _silence(context: Context, group: Group, token: Token) -> Found:
    words = context.language.words
    unwilling = set(group.governors) & (words.willing - words.modal)
    stance = Stance.DECLINES if unwilling else Stance.NO_RESPONSE
    content = rest_of(context, group) or _asked_before(context, group, token)
    found = _found(context, group, stance, "no response", content)
    sought = token.lemma in context.language.cues.silences.unreachable
    reached = next(context.parsed.dependents(token.i, "obj"), None) if sought else None
    reached = reached or (_whom(context, token) if sought else None)
    if reached is not None and not group.passive:
        found.source, found.source_head = noun_phrase(context, reached.i), reached.i
        found.content = ()
    elif sought or group.passive:
        subject = next(context.parsed.dependents(token.i, "nsubj", "nsubj:pass"), None)
        if subject is None and group.top != group.head:
            subject = next(context.parsed.dependents(group.top, "nsubj", "nsubj:pass"), None)
        if subject is not None:
            found.source = noun_phrase(context, subject.i)
            found.source_head = subject.i
    return found


def _asked_before(context: Context, group: Group, token: Token) -> Spans:
    """What was not answered, where it stands before the verb («на вопрос … не ответили»)."""
    for each in context.parsed.dependents(token.i, "obl", "iobj", "obj"):
        if each.i < group.first and each.lemma in context.language.cues.silences.objects:
            first, last = context.parsed.edges(each.i)
            return context.content(first, min(last, group.first - 1))
    return ()


def _whom(context: Context, token: Token) -> Token | None:
    """Who could not be reached, where a preposition says so («не удалось связаться с X»)."""
    reaching = context.language.cues.silences.reaching
    for each in context.parsed.dependents(token.i, "obl", "iobj", "nmod"):
        if reaching and _is_joined(context, each, reaching):
            return each
    return None


def _is_unanswered(context: Context, token: Token) -> bool:
    """Whether the verb says that no answer or comment was given."""
    silences = context.language.cues.silences
    answers = (
        token.lemma in silences.verbs
        or token.lemma in silences.comment_verbs
        or match(context, token, silences.phrases) is not None
    )
    if not answers and token.lemma not in silences.comment_givers:
        return False
    things = [
        each.lemma
        for each in context.parsed.dependents(token.i, "obj", "nsubj:pass", "obl", "iobj")
    ]
    things += [each.lemma for each in _objects_in_order(context, token)]
    gives = token.lemma in silences.comment_givers and silences.comment_objects & set(things)
    if not (gives or answers):
        return False
    group = _with_object(context, token)
    if group.refused or not (group.negated or (gives and _has_no(context, token))):
        return False
    if token.lemma in silences.comment_verbs and group.governors:
        return False
    needs = token.lemma in silences.needs_object
    return bool(gives or not needs or silences.objects & set(things))


def _objects_in_order(context: Context, token: Token) -> Sequence[Token]:
    """The words close behind a verb, where only their order shows its object."""
    if context.language.order is None:
        return ()
    stop = min(token.i + _OBJECT_REACH, context.sentence(token.i).stop)
    return context.tokens[token.i + 1 : stop]


def _has_no(context: Context, token: Token) -> bool:
    return any(
        context.is_negation(det)
        for thing in context.parsed.dependents(token.i, "obj", "nsubj:pass")
        for det in context.parsed.dependents(thing.i, "det", "advmod")
    )


def _with_object(context: Context, token: Token) -> Group:
    """The group, with the comment that was not made taken into the cue."""
    silences = context.language.cues.silences
    members = [token.i]
    objects = (*context.parsed.dependents(token.i, "obj"), *_objects_in_order(context, token))
    for thing in objects:
        if thing.lemma in silences.comment_objects and token.i - 4 <= thing.i < token.i:
            members.append(max(context.parsed.edges(thing.i)[0], thing.i - 2))
        elif thing.lemma in silences.comment_objects and thing.i > token.i:
            last = thing.i
            while (
                last + 1 < len(context.tokens)
                and context.tokens[last + 1].head == thing.i
                and (context.tokens[last + 1].upos == "ADJ")
            ):
                last += 1
            members.append(last)
    return verb_group(context, token.i, tuple(members))


def _found(context: Context, group: Group, stance: Stance, rule: str, content: Spans) -> Found:
    source = source_of(context, group)
    content = content or asked_about(context, group)
    return Found(
        rule=rule,
        cue=(context.span(group.first, group.last),),
        cue_head=group.head,
        cue_class="decline" if stance is Stance.DECLINES else "no_response",
        source=source.spans if source else (),
        source_head=source.head if source else None,
        content=content,
        stance=stance,
        stance_words=rule,
    )
