"""What `onrecord add` does: articles go into the ledger, and at the end it is told how many."""

import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.cli.progress import Progress
from onrecord.cli.reading import check_language
from onrecord.formats.views_json import view_to_json
from onrecord.formats.visible import make_visible
from onrecord.formats.wording import count
from onrecord.intake import IntakeSettings, find_places
from onrecord.languages import known_languages
from onrecord.ledger import open_ledger
from onrecord.pipeline import Reader, Skipped
from onrecord.pipeline.adding import Added, Outcome, add_places


@dataclass(frozen=True, slots=True)
class Adding:
    """What was asked for on the command line."""

    places: tuple[str, ...]
    ledger: str
    as_json: bool
    language: str | None
    pipelines: Mapping[str, str]
    allow_private: bool
    least_confidence: float
    quiet: bool


@dataclass(slots=True)
class _Tally:
    """How many articles came to which end, and what they brought."""

    outcomes: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    statements: int = 0
    claims: int = 0

    def count(self, each: Added | Skipped) -> None:
        """Add one article."""
        if isinstance(each, Skipped):
            self.skipped[type(each.error).__name__] += 1
            return
        self.outcomes[each.outcome] += 1
        self.statements += each.statements
        self.claims += each.claims

    def tell(self) -> str:
        """`3 added, 1 known: 57 statements, 34 new claims; 1 skipped (1 EmptyError)`."""
        told = [
            f"{self.outcomes[each]} {each.replace('_', ' ')}"
            for each in Outcome
            if self.outcomes[each]
        ]
        line = ", ".join(told) or "nothing added"
        if self.statements:
            line += f": {count(self.statements, 'statement')}, {count(self.claims, 'new claim')}"
        if self.skipped:
            reasons = ", ".join(f"{number} {name}" for name, number in self.skipped.items())
            line += f"; {self.skipped.total()} skipped ({reasons})"
        return line


def add_and_tell(wishes: Adding) -> tuple[int, int]:
    """Add every place; how many are in the ledger now, and how many were skipped."""
    places = list(find_places(wishes.places))
    settings = IntakeSettings(
        language=check_language(wishes.language),
        allow_private=wishes.allow_private,
        known_languages=frozenset(known_languages()),
    )
    reader = Reader(wishes.pipelines)
    tally = _Tally()
    with (
        open_ledger(wishes.ledger, create=True) as ledger,
        Progress(len(places), wanted=not wishes.quiet) as progress,
    ):
        added = add_places(
            ledger, reader, places, settings=settings, least_confidence=wishes.least_confidence
        )
        for each in added:
            tally.count(each)
            with progress.aside():
                _tell(each, wishes)
            progress.advance()
    if not wishes.quiet and not wishes.as_json:
        print(f"{make_visible(wishes.ledger)}: {tally.tell()}")
    return tally.outcomes.total(), tally.skipped.total()


def _tell(each: Added | Skipped, wishes: Adding) -> None:
    if isinstance(each, Skipped):
        print(f"onrecord: {each.error}", file=sys.stderr, flush=True)
    elif wishes.as_json:
        print(view_to_json(each), flush=True)
