"""What a complement is, and the dependents of a cue in which it is looked for."""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.attribution.context import Context
from onrecord.attribution.groups import Group
from onrecord.languages.cues import Cue
from onrecord.model import Spans
from onrecord.parsing import Token


@dataclass(frozen=True, slots=True)
class Complement:
    """Content in the given `frame`; `head` is the token that governs it, if one does."""

    frame: str
    content: Spans
    head: int | None = None


def find_oblique(context: Context, group: Group, cue: Cue) -> Complement | None:
    """The phrase opened by one of the cue's own prepositions."""
    for token in dependents(context, group, "obl", "advcl", "nmod", "iobj", "obj", "xcomp"):
        if token.i <= group.last:
            continue
        first, last = context.parsed.edges(token.i)
        if context.tokens[first].lower in cue.oblique:
            return Complement("oblique", context.content(first, last), token.i)
        if first - 1 == group.last and context.tokens[group.last].lower in cue.oblique:
            return Complement("oblique", context.content(first, last), token.i)
    return None


def dependents(context: Context, group: Group, *relations: str) -> Iterator[Token]:
    """Dependents of the group's words, in order of the text."""
    found = {
        token.i: token
        for head in {group.head, *range(group.first, group.last + 1)}
        if head == group.head or context.tokens[head].upos in ("VERB", "NOUN", "ADJ", "ADV")
        for token in context.parsed.dependents(head, *relations)
        if not group.first <= token.i <= group.last
    }
    for i in sorted(found):
        yield found[i]
