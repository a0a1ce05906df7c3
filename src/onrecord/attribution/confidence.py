"""Confidence: how often a statement found like this one is right, learned and calibrated.

A logistic model over a few dozen yes-no properties, learned from annotated articles by
`python -m training.confidence`; the card beside the weights tells from which and how well.
"""

import json
import math
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

from onrecord.attribution.context import Context
from onrecord.attribution.found import Found
from onrecord.model import Stance

LEARNED = "learned"  # the rule of a statement that only the learned reader sees
ANSWER = "verb with answer"  # the rule of yes and no, whose stance is settled by what was asked
_LENGTHS = (3, 6, 12, 24)
_CHANCES = (0.0, 0.3, 0.5, 0.7, 0.85, 0.95, 0.99)
_CLEAR = (0.6, 0.75, 0.85, 0.95)
_AGREEMENTS = (0.0, 0.3, 0.6, 0.9)


@cache
def load_weights() -> dict[str, float]:
    """The learned weights, by property; `bias` and the two thresholds among them."""
    table = resources.files("onrecord.attribution").joinpath("confidence.json").read_text("utf-8")
    return {name: float(value) for name, value in json.loads(table).items()}


def estimate_confidence(context: Context, found: Found) -> float:
    """The probability that the statement is right: that it is one, with this stance."""
    weights = load_weights()
    total = weights["bias"] + sum(weights.get(each, 0.0) for each in describe(context, found))
    return round(1.0 / (1.0 + math.exp(-total)), 3)


def is_kept(found: Found) -> bool:
    """Whether a statement, its confidence estimated, is likely enough to be shown at all.

    Few articles hold a denial or a refusal, so the model knows these least; losing one costs
    a reader more than a doubtful one does. Those that a construction found are always kept.
    """
    # "Did not object" asserts with the word of a denial, and is as rare.
    # A confirmation is no such thing: one that is not there makes of a claim what it is not.
    rare = found.stance not in (Stance.ASSERTS, Stance.CONFIRMS) or found.cue_class == "deny"
    if found.rule != LEARNED and (rare or found.rule == ANSWER):
        return True
    return is_likely(found)


def is_likely(found: Found) -> bool:
    """Whether its confidence alone, whatever its stance, is enough to show it."""
    weights = load_weights()
    least = weights["threshold learned" if found.rule == LEARNED else "threshold"]
    return found.confidence >= least


def describe(context: Context, found: Found) -> Iterator[str]:
    """The properties of a statement that the model weighs."""
    head = context.tokens[found.cue_head]
    quoted = context.quotation_of[found.cue_head] >= 0
    yield f"rule={found.rule}"
    yield f"class={found.cue_class}"
    yield f"rule={found.rule} class={found.cue_class}"
    yield f"stance={found.stance.value}"
    yield f"relation={head.relation}"
    yield f"upos={head.upos}"
    yield f"verb={_verb_form(context, found.cue_head)}"
    yield f"source={_source_sort(context, found)}"
    if quoted:
        yield "in quotation"
        yield f"in quotation class={found.cue_class} source={_source_sort(context, found)}"
    if found.inside is not None:
        yield "nested"
    members = [i for span in found.content for i in context.tokens_in(span)]
    yield f"content={_length(len(members))}"
    yield from _as_learned(found)
    if any(context.tokens[i].has("VerbForm=Fin") for i in members):
        yield "content has a finite verb"
    if any(context.quotation_of[i] >= 0 for i in members):
        yield "content has a quotation"


def _as_learned(found: Found) -> Iterator[str]:
    """How the learned reader sees it, in steps."""
    chance = _step(found.chance, _CHANCES)
    sort = LEARNED if found.rule == LEARNED else "constructed"
    yield f"{sort} chance={chance}"
    if found.chance:
        yield f"{sort} clear={_step(found.clear, _CLEAR)}"
        yield f"{sort} agreement={_step(found.agreement, _AGREEMENTS)}"


def _step(share: float, steps: Sequence[float]) -> str:
    return next((f"to {most}" for most in steps if share <= most), "more")


def _verb_form(context: Context, i: int) -> str:
    token = context.tokens[i]
    if token.upos not in ("VERB", "AUX"):
        return "none"
    helpers = context.parsed.dependents(i, "aux")
    if any(each.upos == "AUX" for each in helpers):
        return "compound"
    for form in ("Fin", "Part", "Ger", "Inf"):
        if token.has(f"VerbForm={form}"):
            return form
    return "other"


def _source_sort(context: Context, found: Found) -> str:
    if found.source_head is None:
        return "none"
    token = context.tokens[found.source_head]
    if token.upos == "PRON":
        for person in ("1", "2"):
            if token.has(f"Person={person}"):
                return f"pronoun {person}"
        return "relative" if token.has("PronType=Rel") else "pronoun"
    return token.upos


def _length(size: int) -> str:
    return next((f"up to {most}" for most in _LENGTHS if size <= most), "long")
