"""What the commands that ask a ledger do: open it, ask, and print a table or JSON."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from onrecord.cli.outputs import open_console
from onrecord.errors import LedgerError
from onrecord.formats.views_json import view_to_json
from onrecord.intake import IntakeSettings, read_place
from onrecord.languages import known_languages
from onrecord.ledger import Ledger, open_ledger, views
from onrecord.ledger.views import Clocks, Sort, Wanted
from onrecord.model import Reading, Stance

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Asking:
    """A ledger's place, the clocks as they were given, and how the answer is to be printed."""

    place: str
    as_json: bool
    as_of: str | None = None
    known_at: str | None = None

    def claims(self, wanted: Wanted) -> None:
        """Print a page of claims."""
        page = self._ask(lambda ledger, clocks: views.list_claims(ledger, wanted, clocks=clocks))
        if not self._printed(page):
            from onrecord.formats.ledger_lists import print_claims

            print_claims(open_console(), page)

    def claim(self, given: str, *, language: str, after: str | None, most: int) -> None:
        """Print one claim in full."""
        view = self._ask(
            lambda ledger, clocks: views.show_claim(
                ledger, given, clocks=clocks, language=language, part=views.Part(after, most)
            )
        )
        if not self._printed(view):
            from onrecord.formats.ledger_pages import print_claim

            print_claim(open_console(), view)

    def who(self, name: str, *, stances: Sequence[Stance], after: str | None, most: int) -> None:
        """Print one party."""
        view = self._ask(
            lambda ledger, clocks: views.show_party(
                ledger, name, clocks=clocks, stances=stances, after=after, most=most
            )
        )
        if not self._printed(view):
            from onrecord.formats.ledger_pages import print_party

            print_party(open_console(), view)

    def changes(self, since: str, *, after: str | None, most: int) -> None:
        """Print a page of changes."""
        moment = views.read_time("--since", since, end_of_day=False)
        page = self._ask(
            lambda ledger, clocks: views.list_changes(
                ledger, moment, clocks=clocks, after=after, most=most
            )
        )
        if not self._printed(page):
            from onrecord.formats.ledger_lists import print_changes

            print_changes(open_console(), page)

    def article(self, given: str) -> None:
        """Print one article."""
        view = self._ask(lambda ledger, clocks: views.show_article(ledger, given, clocks=clocks))
        if not self._printed(view):
            from onrecord.formats.ledger_pages import print_article

            print_article(open_console(), view)

    def check(self, read: Callable[[], Reading]) -> None:
        """Print what a text touches; `read` reads it, once the ledger is known to be there."""
        from onrecord.pipeline.checking import check_reading

        checked = self._ask(lambda ledger, clocks: check_reading(ledger, read(), clocks=clocks))
        if not self._printed(checked):
            from onrecord.formats.ledger_lists import print_checked

            print_checked(open_console(), checked)

    def _ask(self, ask: Callable[[Ledger, Clocks], _T]) -> _T:
        clocks = views.read_clocks(self.as_of, self.known_at)
        with open_ledger(self.place) as ledger:
            return ask(ledger, clocks)

    def _printed(self, view: object) -> bool:
        if self.as_json:
            sys.stdout.buffer.write(view_to_json(view).encode() + b"\n")
        return self.as_json


def read_sort(given: str) -> Sort:
    """What claims are sorted by; raises LedgerError where it is no such thing."""
    try:
        return Sort(given)
    except ValueError as error:
        known = ", ".join(Sort)
        raise LedgerError(f"--sort {given}", "is no order", f"choose one of: {known}") from error


def read_given(
    given: str, *, language: str | None, pipelines: Mapping[str, str], allow_private: bool
) -> Reading:
    """The reading of a text, a file, a web page or, for `-`, standard input."""
    from onrecord.pipeline import Reader, read

    if given != "-":
        return read(given, language=language, pipelines=pipelines, allow_private=allow_private)
    settings = IntakeSettings(
        language=language, allow_private=allow_private, known_languages=frozenset(known_languages())
    )
    return Reader(pipelines).read(read_place(given, settings=settings))
