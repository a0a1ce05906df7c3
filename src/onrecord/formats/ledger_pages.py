"""One claim, party or article of a ledger in full, for the terminal."""

from collections.abc import Iterable, Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.formats.ledger_lists import mark_standing, new_table
from onrecord.formats.ledger_wording import (
    SHORT_ID,
    describe_days,
    describe_place,
    shorten,
)
from onrecord.formats.printing import print_drawing
from onrecord.formats.table import STANCE_STYLES
from onrecord.formats.visible import make_visible
from onrecord.formats.wording import STANCE_MARKS, count, spell
from onrecord.ledger.ratings import Rating
from onrecord.ledger.statements import ShownStatement
from onrecord.ledger.views import ArticleView, ClaimView, PartyLine, PartyView
from onrecord.model import Stance

_QUIET = "dim"
_LONGEST = 300


def print_claim(console: Console, view: ClaimView) -> None:
    """Print where a claim stands and why: positions, timeline, evidence, origins, suggestions."""
    head = Text(make_visible(view.label), style="bold")
    head.append(f"\n{view.id}", style="not bold dim")
    about = [
        count(view.statements, "statement"),
        count(len(view.outlets), "outlet"),
        f"{count(view.origins, 'independent origin')}",
        describe_days(view.first_said, view.last_said),
    ]
    parts: list[RenderableType] = [
        head,
        Text(" · ".join(about), style=_QUIET),
        "",
        mark_standing(view.standing),
        Text(make_visible(view.sentence)),
        *_other_labels(view),
        *_section("Positions", _positions(view)),
        *_section("Timeline", _timeline(view)),
        *_section("Evidence", _evidence(view)),
        *_section("How it came to stand so", _history(view)),
        *_section("Where it comes from", _sources(view)),
        *_section("Perhaps the same", _suggestions(view)),
        *_section("Judged", _judgements(view)),
    ]
    print_drawing(console, Group(*parts))


def print_party(console: Console, view: PartyView) -> None:
    """Print what a party said, by stance, where it turned, and its last statements."""
    head = Text(make_visible(view.name), style="bold")
    head.append(f"\n{view.id} · {spell(view.kind)}", style="not bold dim")
    names = [name for name in view.names if name != view.name]
    if names:
        head.append(f"\nalso: {', '.join(map(make_visible, names))}", style="not bold")
    if view.roles:
        head.append(f"\n{', '.join(map(make_visible, view.roles))}", style="not bold dim")
    counts = Text()
    for stance, number in view.counts.items():
        counts.append(f"{STANCE_MARKS[stance]} {number} {spell(stance)}  ", STANCE_STYLES[stance])
    parts: list[RenderableType] = [
        head,
        Text(f"{count(view.statements, 'statement')} on {count(view.claims, 'claim')}", _QUIET),
        counts,
        *_section("Changes of position", _turns(view)),
        *_section("Said", _said(view)),
    ]
    if view.said.next:
        parts.append(Text(f"There are more: --after {view.said.next}", style=_QUIET))
    if view.others:
        parts += _section("Others of this name", [_tell_party(each) for each in view.others])
    print_drawing(console, Group(*parts))


def print_article(console: Console, view: ArticleView) -> None:
    """Print an article's facts, and each statement with the claim that it is about."""
    line = view.line
    head = Text(make_visible(line.title or line.outlet or line.id), style="bold")
    facts = [line.id, line.outlet, line.language, line.published, line.url]
    head.append("\n" + " · ".join(make_visible(each) for each in facts if each), "not bold dim")
    if view.origin:
        told = f"\n{view.origin.kind} of {make_visible(view.origin.name)}"
        head.append(f"{told} ({shorten(view.origin.because, 100)})", style="not bold")
    if line.until:
        head.append(f"\nno longer so since {line.until[:16]}", style="not bold red")
    table = new_table("Stance", "What")
    for each in view.statements:
        what = _tell_statement(each.statement)
        if each.claim is not None:
            label = shorten(each.claim.label, 120)
            what.append(f"\n→ {each.claim.id[:SHORT_ID]} {spell(each.claim.standing)}: {label}")
        stance = mark_stance(each.stance) if each.stance else Text("judged wrong", style=_QUIET)
        if each.is_unsure:
            stance = Text("unsure: waits\nto be judged", style=_QUIET)
        table.add_row(each.statement.id[:SHORT_ID], stance, what)
    versions = [
        Text(f"{each.id[:SHORT_ID]} recorded {each.recorded[:16]}") for each in view.versions
    ]
    print_drawing(console, Group(head, "", table, *_section("Other versions", versions)))


def mark_stance(stance: Stance) -> Text:
    """`✗ denies` in its colour."""
    return Text(f"{STANCE_MARKS[stance]} {spell(stance)}", style=STANCE_STYLES[stance])


def _section(title: str, lines: Iterable[RenderableType]) -> Iterator[RenderableType]:
    some = list(lines)
    if some:
        yield ""
        yield Text(title, style="underline")
        for each in some:
            yield Padding(each, (0, 0, 0, 2))


def _other_labels(view: ClaimView) -> Iterator[RenderableType]:
    for language, words in view.labels.items():
        if words != view.label:
            yield Text(f"{language}: {make_visible(words)}", style=_QUIET)


def _positions(view: ClaimView) -> Iterator[RenderableType]:
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0))
    table.add_column(width=30)
    table.add_column(width=22)
    table.add_column(ratio=1)
    for each in view.positions:
        who = Text(make_visible(each.name), style="bold" if each.is_named else _QUIET)
        beside = [make_visible(each.voice)] if each.voice else []
        if each.through and each.through != each.name:
            beside.append(f"← {make_visible(each.through)}")
        if beside:
            who.append(f" ({', '.join(beside)})", style="not bold")
        stance = mark_stance(each.stance)
        if each.before:
            stance.append(f"\nbefore: {', '.join(spell(one) for one in each.before)}", _QUIET)
        if not each.counts:
            stance.append("\ndoes not count: from a copy, or another's word", _QUIET)
        when = Text(f"{each.said} “{shorten(each.statement.words, 140)}”")
        table.add_row(who, stance, when)
    if view.positions:
        yield table


def _timeline(view: ClaimView) -> Iterator[RenderableType]:
    for each in view.timeline.items:
        text = Text(f"{each.statement.said} ", style=_QUIET)
        text.append(STANCE_MARKS[each.stance] + " ", style=STANCE_STYLES[each.stance])
        yield text.append_text(_tell_statement(each.statement))
    if view.timeline.next:
        yield Text(f"There are more: --after {view.timeline.next}", style=_QUIET)


def _tell_statement(each: ShownStatement) -> Text:
    text = Text(make_visible(each.speaker), style="bold")
    if each.on_behalf_of:
        text.append(f" for {make_visible(each.on_behalf_of)}", style="not bold")
    text.append(f" “{shorten(each.words or each.cue, _LONGEST)}”", style="not bold")
    text.append(f"\n{each.id[:SHORT_ID]} · {describe_place(each)}", style="not bold dim")
    return text


def _evidence(view: ClaimView) -> Iterator[RenderableType]:
    for each in view.evidence:
        what = "shown" if each.shown else "withheld"
        style = "green" if each.shown else "yellow"
        yield Text(f"{what}: ", style=style).append(
            f"{spell(each.kind)} “{shorten(each.words, 160)}”", style="default"
        )


def _history(view: ClaimView) -> Iterator[RenderableType]:
    for each in view.history:
        reasons = dict.fromkeys(f"{one.name} {spell(one.stance)}" for one in each.reasons)
        text = Text(f"{each.said} ").append_text(mark_standing(each.standing))
        yield text.append(f": {shorten('; '.join(reasons), 200)}", style="default")


def _sources(view: ClaimView) -> Iterator[RenderableType]:
    for each in view.sources:
        text = Text(f"{make_visible(each.outlet)} ({each.language})")
        for step in each.steps:
            text.append(f" ← {step.kind} of {make_visible(step.name)}")
        if each.relayed_from:
            text.append(f", relaying {', '.join(map(make_visible, each.relayed_from))}")
        facts = [each.article[:SHORT_ID], each.published, each.url]
        text.append(" " + " · ".join(make_visible(one) for one in facts if one), style=_QUIET)
        yield text


def _suggestions(view: ClaimView) -> Iterator[RenderableType]:
    for each in view.suggestions:
        text = Text(f"{each.claim[:SHORT_ID]} {spell(each.standing)}: {shorten(each.label, 120)}")
        yield text.append(f" ({each.score:.2f}, {shorten(each.because, 80)})", style=_QUIET)


def _judgements(view: ClaimView) -> Iterator[RenderableType]:
    for each in view.judgements:
        about = " ".join(one[:SHORT_ID] for one in (each.subject, each.other) if one)
        text = Text(f"{each.since[:10]} {make_visible(each.who)}: {spell(each.verdict)} {about}")
        if each.rating:
            text.append(f" {_describe_rating(each.rating)}")
        if each.value:
            text.append(f" {each.value}")
        if each.note:
            text.append(f" “{make_visible(each.note)}”")
        if each.withdrawn_by:
            text.append(f" (withdrawn by {make_visible(each.withdrawn_by)})", style=_QUIET)
        elif each.until is not None:
            text.append(" (no longer)", style=_QUIET)
        yield text


def _describe_rating(given: Rating) -> str:
    """`misleading (2 on a scale from 1 to 5) https://…`."""
    parts = [make_visible(given.text)]
    if given.value is not None:
        parts.append(f"({given.value:g} on a scale from {given.worst:g} to {given.best:g})")
    if given.url:
        parts.append(make_visible(given.url))
    return " ".join(parts)


def _turns(view: PartyView) -> Iterator[RenderableType]:
    for each in view.turns:
        text = Text(f"{each.said} ").append_text(mark_stance(each.before)).append(" → ")
        text.append_text(mark_stance(each.after))
        yield text.append(
            f" {each.claim.id[:SHORT_ID]} {shorten(each.claim.label, 120)}", "default"
        )


def _said(view: PartyView) -> Iterator[RenderableType]:
    for each in view.said.items:
        text = Text(f"{each.said} ").append_text(mark_stance(each.stance)).append("  ")
        if each.spoke_for:
            text.append(f"for {make_visible(each.spoke_for)} ", style=_QUIET)
        text.append(f"“{shorten(each.statement.words or each.statement.cue, 160)}”", "default")
        text.append(f"\n→ {each.claim.id[:SHORT_ID]} ", style="default")
        yield text.append(f"{spell(each.claim.standing)}: {shorten(each.claim.label, 120)}", _QUIET)


def _tell_party(each: PartyLine) -> Text:
    return Text(
        f"{each.id[:SHORT_ID]} {make_visible(each.name)} · {count(each.statements, 'statement')}"
    )
