import io

import pytest
from rich.console import Console

from onrecord.formats.table import print_reading, print_summary
from onrecord.model import Article, Reading, Stance
from tests.formats.golden_files import check_golden
from tests.formats.hostile import FORBIDDEN, HOSTILE
from tests.formats.sample import READING


def draw(reading: Reading, *, width: int = 80, terminal: bool = False, **asked: object) -> str:
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=terminal,
        color_system="standard" if terminal else None,
    )
    print_reading(console, reading, stances=asked.get("stances", ()))  # type: ignore[arg-type]
    return out.getvalue()


@pytest.mark.parametrize("width", [50, 80, 140])
def test_form(width: int) -> None:
    check_golden(f"sample.{width}.txt", draw(READING, width=width))


def test_summary() -> None:
    out = io.StringIO()
    print_summary(Console(file=out, width=80), [READING, READING])
    check_golden("summary.txt", out.getvalue())


@pytest.mark.parametrize("width", [30, 50, 80, 140, 300])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert all(len(line) <= width for line in draw(READING, width=width).splitlines())


def test_stances_have_words_and_marks_without_colour() -> None:
    plain = draw(READING, width=140)
    assert "\x1b" not in plain
    assert "◐ neither confirms nor denies" in plain.replace("\n", " ") or "◐ neither" in plain


def test_only_the_stances_asked_for_with_their_numbers() -> None:
    shown = draw(READING, stances={Stance.NEITHER})
    assert "  3  Jon Reed" in shown
    assert "Two aides" not in shown


def test_nothing_found_is_said() -> None:
    nothing = Reading(Article("Quiet day.", "en"), (), READING.reader)
    assert "No statements found." in draw(nothing)
    assert "No statement of the stances asked for." in draw(READING, stances={Stance.RETRACTS})


@pytest.mark.parametrize("char", FORBIDDEN)
def test_hostile_characters_never_reach_the_terminal(char: str) -> None:
    assert char not in draw(HOSTILE, width=300)


def test_hostile_sequences_do_not_mix_with_colours() -> None:
    coloured = draw(HOSTILE, width=300, terminal=True)
    assert "\x1b[2J" not in coloured
    assert "\x1b]8" not in coloured
    assert "\x9b" not in coloured


def test_markup_is_not_interpreted() -> None:
    shown = draw(HOSTILE, width=300)
    assert "[bold]loud[/bold]" in shown
    assert ":smile:" in shown
