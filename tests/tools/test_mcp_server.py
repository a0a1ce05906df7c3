"""The tools as a client sees them, over standard input and output of the real command."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import anyio
import pytest

from onrecord.ledger import open_ledger
from tests.web.stories import record_stories

_TEXT = "Ilona Brask confirmed that she had spoken with Oskar Velland by telephone."


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What each tool answers, asked in one session."""
    path = tmp_path_factory.mktemp("mcp") / "stories.db"
    with open_ledger(str(path), create=True) as ledger:
        record_stories(ledger)
    return anyio.run(_ask_all, path)


async def _ask_all(path: Path) -> dict[str, Any]:
    from mcp import ClientSession, StdioServerParameters
    from mcp.client.stdio import stdio_client

    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "onrecord", "mcp", "--ledger", str(path)],
        env=dict(os.environ),
    )
    async with stdio_client(command) as streams, ClientSession(*streams) as session:
        await session.initialize()
        listed = await session.list_tools()
        party = await session.call_tool("who", {"name": "Oskar Velland"})
        told = _read(party)
        claim = told["said"]["items"][0]["claim"]["id"]
        return {
            "tools": [each.name for each in listed.tools],
            "who": told,
            "claim": _read(await session.call_tool("claim", {"claim_id": claim})),
            "read": _read(await session.call_tool("read", {"text": _TEXT})),
            "check": await session.call_tool("check", {"text": _TEXT}),
            "nobody": await session.call_tool("who", {"name": "nobody at all"}),
            "file": await session.call_tool("read", {"text": str(path)}),
        }


def _read(result: Any) -> Any:
    return json.loads(result.content[0].text)


def test_there_are_four_tools(answers: dict[str, Any]) -> None:
    assert sorted(answers["tools"]) == ["check", "claim", "read", "who"]


def test_who_and_claim_tell_the_record(answers: dict[str, Any]) -> None:
    assert answers["who"]["name"] == "Oskar Velland"
    assert answers["claim"]["sentence"]
    assert answers["claim"]["positions"]


def test_a_text_is_read(answers: dict[str, Any]) -> None:
    assert [each["stance"] for each in answers["read"]["statements"]] == ["confirms"]


def test_a_text_is_checked(answers: dict[str, Any]) -> None:
    result = answers["check"]
    assert not getattr(result, "is_error", getattr(result, "isError", False))


def test_what_goes_wrong_is_told(answers: dict[str, Any]) -> None:
    result = answers["nobody"]
    assert getattr(result, "is_error", None) or getattr(result, "isError", None)
    assert "nobody at all" in result.content[0].text


def test_no_file_is_opened(answers: dict[str, Any]) -> None:
    shown = answers["file"].content[0].text
    assert "SQLite" not in shown
