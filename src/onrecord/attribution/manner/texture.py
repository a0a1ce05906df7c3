"""The signs of a statement's act that lie in single words of its content."""

from collections.abc import Iterator

from onrecord.attribution.manner.sign import Sign
from onrecord.attribution.manner.view import View
from onrecord.parsing import Token

# Thanks, requests and plans are what a content is about only near its beginning.
PLAN_PLACES = 8
_PERSONS = {
    "person:I": "first_singular",
    "person:we": "first_plural",
    "person:you": "second",
    "person:any": "generic",
}


def read_texture(view: View, *, negation: frozenset[str]) -> Iterator[Sign]:
    """The signs that lie in single words of the content, wherever in it they stand."""
    yield from _judging(view)
    yield from _persons_and_names(view)
    yield from _telling(view)
    denied = view.first(view.spoken, negation)
    if denied is not None:
        yield Sign("negates", 1.0, denied.text)


def _judging(view: View) -> Iterator[Sign]:
    spoken = view.spoken
    if evaluative := _marked(view, "evaluative"):
        said = ", ".join(token.text for token in evaluative[:3])
        yield Sign("evaluates", min(3, len(evaluative)) / 3, said)
        main = {token.i for token in view.main}
        if any(token.i in main for token in evaluative):
            yield Sign("evaluates:main", 1.0, said)
    degree = {token.i: token for token in spoken if "Degree=Sup" in token.feats}
    degree |= {token.i: token for token in _marked(view, "degree")}
    if degree:
        yield Sign("degree", min(3, len(degree)) / 3, degree[min(degree)].text)


def _persons_and_names(view: View) -> Iterator[Sign]:
    spoken = view.spoken
    for name, group in _PERSONS.items():
        if found := _marked(view, group):
            yield Sign(name, 1.0, found[0].text)
    sorts = {token.upos for token in spoken}
    if "NUM" in sorts:
        yield Sign("numbers", 1.0)
    if "PROPN" in sorts:
        yield Sign("names", 1.0)
    for name in ("please", "thanks", "plan"):
        if (found := _marked(view, name)) and found[0] in spoken[:PLAN_PLACES]:
            yield Sign(name, 1.0, found[0].text)


def _telling(view: View) -> Iterator[Sign]:
    """What tells rather than judges: verbs of the past, adjectives that only describe."""
    past = [token for token in view.spoken if is_past(view, token)]
    verbs = sum(token.upos in ("VERB", "AUX") for token in view.spoken)
    if past:
        yield Sign("past:share", min(1.0, len(past) / max(1, verbs)), past[0].text)
    judging = {token.i for token in _marked(view, "evaluative")}
    plain = [each for each in view.spoken if each.upos == "ADJ" and each.i not in judging]
    if plain:
        yield Sign("describes", min(1.0, 3 * len(plain) / len(view.spoken)), plain[0].text)


def is_past(view: View, token: Token) -> bool:
    """Whether a word puts its clause into the past."""
    return token.has("Tense=Past") or token.has("Tense=Imp") or token.lower in view.words.past


def _marked(view: View, group: str) -> list[Token]:
    """The words of the content that belong to a group, in order."""
    return [token for token in view.marked.get(group, ()) if token.upos != "PUNCT"]
