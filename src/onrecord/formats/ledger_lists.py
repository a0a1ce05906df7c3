"""Lists of claims, changes and checked sentences as tables for the terminal."""

from collections.abc import Sequence

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.formats.ledger_wording import (
    SHORT_ID,
    STANDING_MARKS,
    STANDING_STYLES,
    describe_line,
    shorten,
)
from onrecord.formats.printing import print_drawing
from onrecord.formats.visible import make_visible
from onrecord.formats.wording import spell
from onrecord.ledger.views import Changed, Checked, ClaimLine, Page
from onrecord.model import Standing

_LONGEST = 220
_QUIET = "dim"


def print_claims(console: Console, page: Page[ClaimLine]) -> None:
    """Print one row for each claim: where it stands, what it is, how much there is."""
    if not page.items:
        print_drawing(console, Text("No such claims.", style=_QUIET))
        return
    table = new_table("Standing", "Claim")
    for line in page.items:
        table.add_row(line.id[:SHORT_ID], mark_standing(line.standing), tell_line(line))
    print_drawing(console, Group(table, *_more(page.next)))


def print_changes(console: Console, page: Page[Changed]) -> None:
    """Print one row for each change of a standing, the last first."""
    if not page.items:
        print_drawing(console, Text("Nothing has changed since.", style=_QUIET))
        return
    table = new_table("Change", "Claim")
    for each in page.items:
        what = Text(shorten(each.claim.label, _LONGEST), style="bold")
        if each.statement is not None:
            who = make_visible(each.statement.speaker)
            said = f"\n{each.recorded[:16].replace('T', ' ')} · {who}, {each.statement.said}"
            what.append(said, style="not bold dim")
        if each.merged is not None:
            part = f"{each.merged.id[:SHORT_ID]} became part of it: {make_visible(each.merged.who)}"
            what.append(f"\n{each.recorded[:16].replace('T', ' ')} · {part}", "not bold dim")
        change = mark_standing(each.after)
        if each.before is not None:
            change = Text(f"{spell(each.before)} →\n", style=_QUIET).append_text(change)
        table.add_row(each.claim.id[:SHORT_ID], change, what)
    print_drawing(console, Group(table, *_more(page.next)))


def print_checked(console: Console, checked: Sequence[Checked]) -> None:
    """Print each passage with the claims that it touches and where these stand."""
    if not checked:
        print_drawing(console, Text("No known claim is touched.", style=_QUIET))
        return
    for each in checked:
        said = f"“{shorten(each.words, _LONGEST)}”"
        if each.speaker:
            said = f"{make_visible(each.speaker)}: {said}"
        table = new_table("Standing", "Claim")
        for touched in each.claims:
            line = touched.claim
            what = tell_line(line)
            sure = "the same" if touched.is_sure else "perhaps the same"
            what.append(f"\n{sure} ({touched.score:.2f}): {shorten(touched.because, 120)}", _QUIET)
            table.add_row(line.id[:SHORT_ID], mark_standing(line.standing), what)
        print_drawing(console, Group(Text(said, style="italic"), table, ""))


def new_table(second: str, third: str) -> Table:
    """A table whose first column has ids."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), leading=1)
    table.add_column("Id", width=SHORT_ID, style=_QUIET)
    table.add_column(second, width=15)
    table.add_column(third, ratio=1)
    return table


def mark_standing(standing: Standing) -> Text:
    """`◐ unanswered` in its colour."""
    return Text(f"{STANDING_MARKS[standing]} {spell(standing)}", style=STANDING_STYLES[standing])


def tell_line(line: ClaimLine) -> Text:
    """A claim's label, and below how much there is."""
    told = Text(shorten(line.label, _LONGEST), style="bold")
    return told.append(f"\n{describe_line(line)}", style="not bold dim")


def _more(after: str | None) -> list[RenderableType]:
    return [Text(f"There are more: --after {after}", style=_QUIET)] if after else []
