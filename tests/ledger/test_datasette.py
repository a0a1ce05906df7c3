"""A ledger's file opens in plain Datasette, with its readable views and its search."""

import asyncio
from pathlib import Path

import pytest

from onrecord.ledger import open_ledger
from onrecord.pipeline.adding import add_reading
from tests.ledger.made import BRIDGE, MAYOR, Says, make_reading

datasette = pytest.importorskip("datasette.app")


def test_datasette_shows_what_was_said(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with open_ledger(str(path), create=True) as ledger:
        add_reading(ledger, make_reading([Says(MAYOR, BRIDGE)]))
    rows = asyncio.run(_ask(path, "/desk/what_was_said.json?_shape=array"))
    assert [(row["speaker"], row["stance"], row["claim_label"]) for row in rows] == [
        ("Tomas Velk", "asserts", BRIDGE)
    ]
    rows = asyncio.run(_ask(path, "/desk/where_claims_stand.json?_shape=array"))
    assert [row["standing"] for row in rows] == ["single_source"]


async def _ask(path: Path, url: str) -> list[dict[str, object]]:
    app = datasette.Datasette([str(path)])
    response = await app.client.get(url)
    assert response.status_code == 200, response.text
    found: list[dict[str, object]] = response.json()
    return found
