"""The sentence that tells where a claim stands, in the words of a language; pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.languages import Explanations, load_explanations
from onrecord.model import EvidenceKind, Stance, Standing

_MOST_NAMED = 3
_ORDER = (
    Stance.ASSERTS,
    Stance.CONFIRMS,
    Stance.RETRACTS,
    Stance.DENIES,
    Stance.NEITHER,
    Stance.DECLINES,
    Stance.NO_RESPONSE,
    Stance.QUESTIONS,
)


@dataclass(frozen=True, slots=True)
class Take:
    """A party's position as the sentence tells it.

    `voice` spoke for the party, `through` is the other outlet that it is known from; a source
    that `is_unnamed` is told as such, one that only relays stands back behind named parties.
    """

    name: str
    stance: Stance
    is_named: bool = True
    is_unnamed: bool = False
    voice: str | None = None
    through: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the sentence tells beside positions: evidence by kind, and how many report it."""

    shown: tuple[EvidenceKind, ...] = ()
    withheld: tuple[EvidenceKind, ...] = ()
    outlets: int = 0
    origins: int = 0


def explain(standing: Standing, takes: Sequence[Take], facts: Facts, *, language: str) -> str:
    """The whole sentence; raises LanguageError where nothing is explained in the language."""
    words = load_explanations(language)
    clauses = [_tell(stance, takes, words) for stance in _ORDER]
    told = words.between_clauses.join(each for each in clauses if each)
    parts = [f"{words.lead[standing]}{words.after_lead}{told}."]
    for kinds, template in ((facts.shown, words.shown), (facts.withheld, words.withheld)):
        if kinds:
            what = words.between.join(words.evidence[each] for each in dict.fromkeys(kinds))
            parts.append(template.format(what=what))
    if facts.outlets:
        template = _choose_origins(facts, words)
        parts.append(template.format(outlets=facts.outlets, origins=facts.origins))
    return " ".join(parts)


def _tell(stance: Stance, takes: Sequence[Take], words: Explanations) -> str:
    of_stance = [each for each in takes if each.stance == stance]
    named = [each for each in of_stance if each.is_named]
    if stance.puts_forward and not named and _somebody_is_named(takes):
        return ""
    chosen = named or of_stance
    if not chosen:
        return ""
    names, count = _name_all(chosen, words)
    return words.stances[stance][count > 1].format(names=names)


def _somebody_is_named(takes: Sequence[Take]) -> bool:
    """Whether a named party has put it forward: then who relays it need not be told."""
    return any(each.is_named and each.stance.puts_forward for each in takes)


def _name_all(takes: Sequence[Take], words: Explanations) -> tuple[str, int]:
    """The names joined, and whether they are one or several (a number above one)."""
    names = list(dict.fromkeys(_name(each, words) for each in takes if not each.is_unnamed))
    unnamed = sum(each.is_unnamed for each in takes)
    count = len(names) + unnamed
    if len(names) > _MOST_NAMED:
        left = len(names) - _MOST_NAMED + 1
        names = names[: _MOST_NAMED - 1]
        names.append(words.others[left > 1].format(count=left))
    if unnamed:
        names.append(words.unnamed[unnamed > 1])
    if len(names) == 1:
        return names[0], count
    return words.between.join(names[:-1]) + words.last + names[-1], count


def _name(take: Take, words: Explanations) -> str:
    beside = [take.voice] if take.voice else []
    if take.through:
        beside.append(words.through.format(outlet=take.through))
    return f"{take.name} ({', '.join(beside)})" if beside else take.name


def _choose_origins(facts: Facts, words: Explanations) -> str:
    if facts.outlets == 1:
        return words.one_outlet if facts.origins <= 1 else words.one_outlet_many
    return words.many_outlets_one if facts.origins <= 1 else words.many_outlets
