"""Plain rules of acts over their signs, first fit first; they decide alone or as one sign more."""

from collections.abc import Sequence

from onrecord.attribution.manner.sign import Sign
from onrecord.model import Act

_RULES: tuple[tuple[tuple[str, ...], Act], ...] = (
    (("inquires",), Act.QUESTION),
    (("stance:denies", "cue:deny"), Act.CLAIM),
    (("asks:only",), Act.QUESTION),
    (("requests",), Act.DEMAND),
    (("wishes:own",), Act.PROMISE),
    (("cue:demand",), Act.DEMAND),
    (("imperative",), Act.DEMAND),
    (("cue:promise",), Act.PROMISE),
    (("future:own",), Act.PROMISE),
    (("announces:own",), Act.PROMISE),
    (("cue:praise",), Act.OPINION),
    (("cue:blame",), Act.OPINION),
    (("cue:feel",), Act.OPINION),
    (("cue:hope",), Act.OPINION),
    (("cue:liken",), Act.OPINION),
    (("obliges",), Act.OPINION),
    (("thinks",), Act.OPINION),
    (("predicate:evaluates",), Act.OPINION),
    (("quoted", "evaluates:main"), Act.OPINION),
)


def apply_rules(signs: Sequence[Sign]) -> Sign | None:
    """The sign `rule:ACT` of the first rule that fits, with the words of its last sign."""
    seen = {sign.name: sign for sign in signs}
    for names, act in _RULES:
        if names[0] in seen and all(name in seen for name in names):
            return Sign(f"rule:{act}", 1.0, seen[names[-1]].words)
    return None


def with_rule(signs: Sequence[Sign]) -> list[Sign]:
    """The signs and, where a rule fits, its own."""
    fitting = apply_rules(signs)
    return [*signs, fitting] if fitting is not None else list(signs)
