import re
from enum import StrEnum
from pathlib import Path

import pytest

import onrecord
from docs.generate_cli import PAGE, render_reference
from onrecord.cli.app import app
from onrecord.model import Act, Certainty, EvidenceKind, Form, SpeakerKind, Stance
from tests.cli.running import run_here

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
COMMANDS = [each.callback.__name__ for each in app.registered_commands if each.callback]


def test_the_command_line_page_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == render_reference(), (
        "docs/cli.md is stale: run `python docs/generate_cli.py`"
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_has_an_example_and_the_exit_codes(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = run_here(capsys, command, "--help").out
    assert re.search(r"Examples?:\n +onrecord ", shown)
    assert "Exit codes:" in shown
    assert f"## `onrecord {command}`" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        place, _, anchor = target.partition("#")
        if place.startswith(("http://", "https://", "mailto:")):
            continue
        linked = (page.parent / place).resolve() if place else page
        assert linked.exists(), f"{page.name}: {target}"
        if anchor:
            assert anchor in _anchors(linked), f"{page.name}: {target}"


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each).strip().lower().replace(" ", "-") for each in headings}


@pytest.mark.parametrize("values", [Stance, Act, Form, Certainty, SpeakerKind, EvidenceKind])
def test_the_vocabulary_page_has_every_value(values: type[StrEnum]) -> None:
    page = (ROOT / "docs/vocabulary.md").read_text(encoding="utf-8")
    for value in values:
        assert f"`{value}`" in page, value


def test_the_json_page_names_every_key() -> None:
    page = (ROOT / "docs/json.md").read_text(encoding="utf-8")
    line = (ROOT / "tests/formats/golden/sample.jsonl").read_text(encoding="utf-8")
    for key in re.findall(r'"(\w+)":', line):
        assert f"`{key}`" in page, key


def test_the_public_names_are_documented() -> None:
    page = (ROOT / "docs/reading.md").read_text(encoding="utf-8")
    for name in ("read", "Reader", "to_json", "from_json", "render_page"):
        assert name in onrecord.__all__
        assert re.search(rf"\b{name}\b", page), name
