"""The words in which a language tells where a claim stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from onrecord.errors import LanguageError
from onrecord.languages.language import read_table
from onrecord.model import EvidenceKind, Stance, Standing

_FOLDER = Path(__file__).parent
_FILE = "standing.toml"


@dataclass(frozen=True, slots=True)
class Explanations:
    """Templates: what differs between one and several has two forms, in this order."""

    lead: Mapping[Standing, str]
    after_lead: str
    between_clauses: str
    stances: Mapping[Stance, tuple[str, str]]
    between: str
    last: str
    others: tuple[str, str]
    unnamed: tuple[str, str]
    through: str
    shown: str
    withheld: str
    evidence: Mapping[EvidenceKind, str]
    one_outlet: str
    one_outlet_many: str
    many_outlets_one: str
    many_outlets: str


def explained_languages() -> tuple[str, ...]:
    """Codes of the languages in which a standing can be told, in alphabetical order."""
    return tuple(sorted(each.parent.name for each in _FOLDER.glob(f"*/{_FILE}")))


@cache
def load_explanations(code: str) -> Explanations:
    """The words of a language; raises LanguageError where there are none."""
    if code not in explained_languages():
        known = ", ".join(explained_languages())
        raise LanguageError(code, "nothing is explained in it", f"choose one of: {known}")
    table = read_table(_FOLDER / code / _FILE)
    names, evidence = table["names"], table["evidence"]
    return Explanations(
        lead={each: table["lead"][each] for each in Standing},
        **table["joining"],
        stances={each: _pair(table["stances"][each]) for each in Stance},
        between=names["between"],
        last=names["last"],
        others=_pair(names["others"]),
        unnamed=_pair(names["unnamed"]),
        through=names["through"],
        shown=evidence["shown"],
        withheld=evidence["withheld"],
        evidence={each: table["evidence_kinds"][each] for each in EvidenceKind},
        **table["origins"],
    )


def _pair(given: list[str]) -> tuple[str, str]:
    one, several = given
    return one, several
