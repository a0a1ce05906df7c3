import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient

from onrecord.ledger import Ledger, open_ledger
from onrecord.web import WebSettings, create_app
from tests.web.stories import record_stories

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TOKEN = "a-token-that-nobody-guesses"
WRITING = WebSettings(write_token=TOKEN)
BEARER = {"authorization": f"Bearer {TOKEN}"}


@pytest.fixture(scope="session")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a ledger of the demonstration articles."""
    path = tmp_path_factory.mktemp("web") / "stories.db"
    with open_ledger(str(path), create=True) as ledger:
        record_stories(ledger)
    return path


@pytest.fixture(scope="session")
def ledger(stories: Path) -> Iterator[Ledger]:
    with open_ledger(str(stories)) as opened:
        yield opened


@pytest.fixture
def desk(stories: Path, tmp_path: Path) -> Iterator[Ledger]:
    """A ledger of the same articles that may be written to."""
    with open_copy(stories, tmp_path / "desk.db") as opened:
        yield opened


def open_copy(stories: Path, path: Path) -> Ledger:
    """A copy of the ledger, which may be written to."""
    with closing(sqlite3.connect(stories)) as source, closing(sqlite3.connect(path)) as target:
        source.backup(target)
    return open_ledger(str(path), write=True)


@pytest.fixture
def judge(desk: Ledger) -> TestClient:
    """A browser that has shown the write token."""
    entered = TestClient(create_app(desk, settings=WRITING), base_url="http://localhost")
    given = {"token": TOKEN, "who": " Ines  Duval ", "to": "/claims"}
    assert entered.post("/sign-in", data=given, follow_redirects=False).status_code == 303
    return entered


@pytest.fixture(scope="session")
def client(ledger: Ledger) -> TestClient:
    return TestClient(create_app(ledger), base_url="http://localhost")


@pytest.fixture(scope="session")
def addresses(client: TestClient) -> dict[str, str]:
    """One page of each kind: that of the most told claim, of its first party and a copy of it."""
    claim = client.get("/claims.json?sort=statements&size=1").json()["rows"][0]["id"]
    view = client.get(f"/claims/{claim}.json").json()["rows"][0]
    party = next(each["party"] for each in view["positions"] if each["party"])
    article = next(each["article"] for each in view["sources"] if each["steps"])
    return {
        "board": "/claims",
        "claim": f"/claims/{claim}",
        "changes": "/changes",
        "parties": "/parties?name=velland",
        "party": f"/parties/{party}",
        "articles": "/articles",
        "article": f"/articles/{article}",
        "read": "/read",
        "missing": "/claims/0000000000000000",
    }


# While it is there, no other loop runs in this process: other modules need theirs.
@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """A browser without a window, for the tests that ask `tests.web.browsing` for one."""
    from playwright.sync_api import sync_playwright

    from tests.web.browsing import CHROMIUM

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def noted() -> list[str]:
    """What a browser complains of, and asks for elsewhere."""
    return []
