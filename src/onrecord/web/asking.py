"""What can be asked for in an address, and how it becomes what the views take."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, Field, field_validator

from onrecord.errors import LedgerError
from onrecord.ledger.dating import last_day
from onrecord.ledger.views import Clocks, Sort, Wanted, read_clocks
from onrecord.model import Stance, Standing

_MOST = 100  # items a page can have
_Text = Annotated[str | None, Field(max_length=200)]
_Day = Annotated[str | None, Field(max_length=40, examples=["2025-03-09"])]


class Clocked(BaseModel):
    """The two clocks, which every question takes."""

    as_of: _Day = Field(None, description="What was said by this day.")
    known_at: _Day = Field(None, description="As this ledger knew it at this time.")

    @field_validator("*", mode="before")
    @classmethod
    def _leave_out(cls, given: object) -> object:
        """A form sends the fields that nobody filled in as empty."""
        if isinstance(given, list):
            return [each for each in given if each != ""]
        return None if given == "" else given

    @property
    def clocks(self) -> Clocks:
        """The clocks as views take them; raises LedgerError where one is no date."""
        return read_clocks(self.as_of, self.known_at)


class Paged(Clocked):
    """A list, page by page."""

    next: _Text = Field(None, description="Where to go on: `next` of the page before.")
    size: int | None = Field(None, ge=1, le=_MOST, description="How many at once.")

    def most(self, usual: int) -> int:
        """How many items were asked for, else as many as usual."""
        return self.size or usual


class AskedClaims(Paged):
    """Which claims."""

    q: _Text = Field(None, description="Words that stand in one statement.")
    standing: Sequence[Standing] = Field((), max_length=8)
    party: _Text = Field(None, description="A party's id or name.")
    language: _Text = Field(None, description="A language code.")
    outlet: _Text = None
    said_from: _Day = Field(None, description="Last spoken of on this day or later.")
    said_to: _Day = Field(None, description="Last spoken of on this day or before.")
    sort: Sort | None = None

    @property
    def wanted(self) -> Wanted:
        """What the view takes; raises LedgerError where a day is no date."""
        return Wanted(
            standings=tuple(self.standing),
            party=self.party,
            words=self.q,
            language=self.language,
            outlet=self.outlet,
            said_from=_read_day("said_from", self.said_from, first=True),
            said_to=_read_day("said_to", self.said_to, first=False),
            sort=self.sort or Sort.CHANGED,
            after=self.next,
            most=self.most(25),
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is set."""
        filters = (self.q, self.standing, self.party, self.language, self.outlet)
        return any((*filters, self.said_from, self.said_to))


class AskedSome(Paged):
    """What is said of a claim or by a party, page by page, with some stances alone."""

    stance: Sequence[Stance] = Field((), max_length=8)


class AskedArticles(Paged):
    """Which articles."""

    outlet: _Text = None
    language: _Text = None


Claims = Annotated[AskedClaims, Query()]
Narrowed = Annotated[AskedSome, Query()]
Articles = Annotated[AskedArticles, Query()]
OnePage = Annotated[Paged, Query()]
AtClocks = Annotated[Clocked, Query()]


def _read_day(name: str, given: str | None, *, first: bool) -> str | None:
    if not given:
        return None
    day = last_day(given)
    if day is None:
        raise LedgerError(f"{name} {given}", "is no date", "write it as 2025-02-09")
    return f"{given}-01-01"[:10] if first else day
