"""A reading as a table for the terminal; what the article says is never read as markup."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.formats.printing import print_drawing, width_of
from onrecord.formats.visible import make_visible
from onrecord.formats.wording import (
    STANCE_MARKS,
    count,
    describe_article,
    describe_certainty,
    describe_evidence,
    describe_speaker,
    name_article,
    name_speaker,
    quote,
    spell,
    title_article,
    trace_chains,
)
from onrecord.model import Act, Reading, Stance, Statement

# Colours of the terminal's own palette: they follow its light or dark theme.
STANCE_STYLES: dict[Stance, str] = {
    Stance.ASSERTS: "blue",
    Stance.CONFIRMS: "green",
    Stance.DENIES: "red",
    Stance.NEITHER: "magenta",
    Stance.DECLINES: "yellow",
    Stance.NO_RESPONSE: "yellow",
    Stance.QUESTIONS: "cyan",
    Stance.RETRACTS: "red",
}
_QUIET = "dim"
_NARROW = 64  # columns; below, the stance stands under the speaker


def print_reading(console: Console, reading: Reading, *, stances: Collection[Stance] = ()) -> None:
    """Print a heading and one row for each statement, or for those of the `stances` given.

    Statements keep the numbers they have in the whole reading.
    """
    print_drawing(console, _draw(reading, stances, width=width_of(console)))


def print_summary(console: Console, readings: Sequence[Reading]) -> None:
    """Print one row for each article, how many statements of which stance, and their sum."""
    everything = [each for reading in readings for each in reading.statements]
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), show_footer=True)
    numbers_width = len(str(len(everything))) + 2
    room = width_of(console) - numbers_width * (1 + len(_by_stance(everything)))
    table.add_column("Article", count(len(readings), "article"), no_wrap=True, max_width=room)
    table.add_column("All", str(len(everything)), justify="right")
    for stance, number in _by_stance(everything):
        table.add_column(STANCE_MARKS[stance], str(number), justify="right")
    for reading in readings:
        numbers = Counter(each.stance for each in reading.statements)
        shown = [str(numbers[stance] or "") for stance, _ in _by_stance(everything)]
        table.add_row(Text(title_article(reading.article)), str(len(reading.statements)), *shown)
    print_drawing(console, Group(table, "", *_count_stances(everything, width=width_of(console))))


def _draw(reading: Reading, stances: Collection[Stance], *, width: int) -> RenderableType:
    rows = [
        (number, statement)
        for number, statement in enumerate(reading.statements, start=1)
        if not stances or statement.stance in stances
    ]
    if rows:
        return Group(_heading(reading, width=width), _table(reading, rows, width=width), "")
    nothing = "No statement of the stances asked for." if stances else "No statements found."
    return Group(_heading(reading, width=width), Text(f"  {nothing}", style=_QUIET), "")


def _heading(reading: Reading, *, width: int) -> RenderableType:
    article = reading.article
    lines: list[RenderableType] = [Text(name_article(article), style="bold")]
    about = [*describe_article(article), count(len(reading.statements), "statement")]
    lines.append(Text(" · ".join(about), style=_QUIET))
    if article.url or (article.title and article.place != "-"):
        lines.append(Text(make_visible(article.url or article.place), style=_QUIET))
    if article.origin_url:
        lines.append(Text(f"taken from {make_visible(article.origin_url)}", style=_QUIET))
    if reading.statements:
        lines.extend(_count_stances(reading.statements, width=width))
    return Padding(Group(*lines), (0, 0, 1, 0))


def _by_stance(statements: Iterable[Statement]) -> list[tuple[Stance, int]]:
    numbers = Counter(each.stance for each in statements)
    return [(stance, numbers[stance]) for stance in Stance if numbers[stance]]


def _count_stances(statements: Iterable[Statement], *, width: int) -> list[Text]:
    """`● 12 asserts  ✗ 2 denies`, broken into lines between the stances only."""
    lines: list[Text] = []
    for stance, number in _by_stance(statements):
        label = f"{STANCE_MARKS[stance]} {number} {spell(stance)}"
        if not lines or len(lines[-1]) + len(label) + 2 > width:
            lines.append(Text())
        lines[-1].append("  " if lines[-1] else "").append(label, style=STANCE_STYLES[stance])
    return lines


def _table(reading: Reading, rows: list[tuple[int, Statement]], *, width: int) -> Table:
    narrow = width < _NARROW
    who = min(30, max(14, width // 4))
    stance = 0 if narrow else 13 if width < 110 else 20
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), leading=1)
    table.add_column("", justify="right", style=_QUIET, width=3)
    table.add_column("Who", width=who)
    if not narrow:
        table.add_column("Stance", width=stance)
    table.add_column("What", ratio=1)
    limit = max(90, 4 * (width - who - stance - 8))
    chains = trace_chains(reading)
    for number, statement in rows:
        mark = _mark_stance(statement.stance)
        speaker = _who(statement)
        cells = [Group(speaker, mark)] if narrow else [speaker, mark]
        what = _what(reading.article.text, statement, chains[number - 1], limit=limit)
        table.add_row(str(number), *cells, what)
    return table


def _mark_stance(stance: Stance) -> Text:
    return Text(f"{STANCE_MARKS[stance]} {spell(stance)}", style=STANCE_STYLES[stance])


def _who(statement: Statement) -> Text:
    who = Text(name_speaker(statement.speaker), style="bold")
    details = describe_speaker(statement.speaker)
    if details:
        who.append(f"\n{details}", style="not bold dim")
    return who


def _what(text: str, statement: Statement, chain: Sequence[str], *, limit: int) -> Text:
    what = Text(quote(text, statement.content, limit=limit))
    if chain:
        what.append(_new_line(what) + " ← ".join(chain), style="italic")
    for evidence in statement.evidence:
        shown = f"{describe_evidence(evidence)}: “{quote(text, [evidence.span], limit=90)}”"
        what.append(_new_line(what) + shown)
    what.append(_new_line(what) + " · ".join(_manner(statement, text)), style=_QUIET)
    return what


def _new_line(before: Text) -> str:
    return "\n" if before else ""


def _manner(statement: Statement, text: str) -> Iterator[str]:
    cue = quote(text, statement.cue) or make_visible(statement.because.cue)
    if cue:
        yield f"cue: “{cue}”"
    if statement.act != Act.CLAIM:
        yield spell(statement.act)
    certainty = describe_certainty(statement, text)
    if certainty:
        yield certainty
    if statement.said_on:
        yield f"on {make_visible(statement.said_on)}"
