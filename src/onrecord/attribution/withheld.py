"""Who said something and no more: did not elaborate, gave no details."""

from collections.abc import Iterator

from onrecord.attribution.conditions import is_unreal
from onrecord.attribution.context import Context
from onrecord.attribution.found import Found
from onrecord.attribution.groups import Group, verb_group
from onrecord.attribution.hits import match
from onrecord.attribution.ordered_sources import source_of
from onrecord.attribution.rest import rest_of
from onrecord.model import Stance
from onrecord.parsing import Token


def find_withheld(context: Context) -> Iterator[Found]:
    """The statement of each speaker who, the text says, went into no details."""
    unsaid = context.language.cues.refusals.unsaid
    for token in context.tokens:
        if token.upos != "VERB" or token.lemma not in unsaid:
            continue
        hit = match(context, token, unsaid)
        if hit is None:
            continue
        group = verb_group(context, token.i, hit.members)
        source = source_of(context, group)
        if source is None or not _is_untold(context, group, token):
            continue
        yield Found(
            rule="refused to speak",
            cue=(context.span(group.first, group.last),),
            cue_head=group.head,
            cue_class="decline",
            source=source.spans,
            source_head=source.head,
            content=rest_of(context, group),
            stance=Stance.DECLINES,
            stance_words="gave no details",
        )


def _is_untold(context: Context, group: Group, token: Token) -> bool:
    """Whether nothing more was told, by no refusal or wish that is read elsewhere."""
    if group.governors or group.refused or group.passive or is_unreal(context, group):
        return False
    return group.negated or any(
        context.is_negation(each)
        for thing in context.parsed.dependents(token.i, "obj")
        for each in context.parsed.dependents(thing.i, "det", "advmod")
    )
