"""How many statements of the same article are found in all its languages.

The versions of a statement have the same number, proposition and speaker in every language.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.gold import Annotated, GoldArticle
from evaluation.scoring import pair
from onrecord.model import Reading


@dataclass(frozen=True, slots=True)
class Parallel:
    """Of the statements annotated in all languages, in how many of them each was found."""

    languages: tuple[str, ...]
    found_in: tuple[int, ...]

    @property
    def total(self) -> int:
        """How many statements are annotated in all languages."""
        return len(self.found_in)

    def share(self, at_least: int) -> float:
        """The share that is found in so many languages or more."""
        return sum(n >= at_least for n in self.found_in) / max(self.total, 1)


def compare_languages(
    read: Sequence[tuple[GoldArticle, Reading]], languages: Sequence[str]
) -> Parallel:
    """Count over the articles that are there in every one of `languages`."""
    annotated: dict[str, dict[str, set[tuple[int, str, str]]]] = defaultdict(dict)
    found: dict[str, dict[str, set[tuple[int, str, str]]]] = defaultdict(dict)
    for gold, reading in read:
        annotated[gold.name][gold.language] = {_key(each) for each in gold.statements}
        found[gold.name][gold.language] = {
            _key(each) for each, _ in pair(gold.statements, reading.statements)
        }
    counts = []
    for name, versions in annotated.items():
        if not set(languages) <= set(versions):
            continue
        shared = set.intersection(*(versions[code] for code in languages))
        counts += [sum(each in found[name][code] for code in languages) for each in shared]
    return Parallel(tuple(languages), tuple(counts))


def _key(statement: Annotated) -> tuple[int, str, str]:
    return (statement.id, statement.about, statement.speaker)
