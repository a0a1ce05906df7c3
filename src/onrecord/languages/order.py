"""Word order of languages without inflection: what stands where tells what belongs together."""

from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Order:
    """Words that bound phrases where only their order tells who says what.

    `nominal_before` and `nominal_after` make a noun of the verb beside them, `nominalisers`
    belong to the noun they make, `closing` end its phrase, `passive` is before a verb done to its
    subject, `copula` is a complementiser only right behind a cue, `adjuncts` begin an addressee, a
    time or a place, `stops` bound a noun phrase, `turning` join a clause that is no longer
    reported, `manner` may part a subject from its verb.
    """

    nominal_before: frozenset[str]
    nominal_after: frozenset[str]
    nominalisers: frozenset[str]
    closing: frozenset[str]
    passive: frozenset[str]
    copula: frozenset[str]
    adjuncts: frozenset[str]
    stops: frozenset[str]
    turning: frozenset[str]
    manner: frozenset[str]


def read_order(table: Mapping[str, str]) -> Order:
    """The table `[order]` of a `language.toml`."""
    return Order(
        **{
            each.name: frozenset(word.replace("_", " ") for word in table[each.name].split())
            for each in fields(Order)
        }
    )
