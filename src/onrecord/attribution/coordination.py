"""Verbs of saying that go on after a clause, and that parsers join to the wrong one."""

from onrecord.attribution.context import Context
from onrecord.parsing import Token


def is_misplaced(context: Context, token: Token, top: int) -> bool:
    """Whether a coordinated verb was hung into the reported clause, but is like the cue.

    "He said he would come and has also promised …": the second verb has the form of the
    first, and not that of the verb it was joined to.
    """
    if token.relation != "conj" or token.upos != "VERB" or token.head == top:
        return False
    if any(True for _ in context.parsed.dependents(token.i, "nsubj")):
        return False
    form = _form(context, token.i)
    return form == _form(context, top) and form != _form(context, token.head)


def _form(context: Context, i: int) -> tuple[str, ...]:
    feats = context.tokens[i].feats.split("|")
    shape = [each for each in feats if each.startswith(("VerbForm", "Mood", "Tense"))]
    return (*shape, *(each.lemma for each in context.parsed.dependents(i, "aux")))


def is_next_saying(context: Context, token: Token) -> bool:
    """Whether a participle of saying goes on after the clause (", adding that …")."""
    gerund = token.has("VerbForm=Ger") or token.has("VerbForm=Conv")
    return (
        context.tokens[token.i - 1].text == ","
        and token.upos == "VERB"
        and (gerund or (token.has("VerbForm=Part") and token.has("Tense=Pres")))
        and token.lemma in context.language.cues.verbs
        and not any(True for _ in context.parsed.dependents(token.i, "aux", "nsubj"))
        and token.relation in ("advcl", "acl", "conj", "parataxis", "xcomp", "ccomp")
    )
