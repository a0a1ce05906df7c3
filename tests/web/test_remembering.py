"""Pages that were made since the ledger's last change are given again, and only those."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from onrecord.ledger import Ledger, open_ledger
from onrecord.pipeline.adding import add_reading
from onrecord.web import WebSettings, create_app
from onrecord.web.remembering import Remembering
from tests.ledger.made import BRIDGE, MAYOR, Says, make_reading

_ADD = """
import sys
from onrecord.ledger import open_ledger
from onrecord.pipeline.adding import add_reading
from tests.ledger.made import CALL, LORNE, Says, make_reading
with open_ledger(sys.argv[1], write=True) as ledger:
    add_reading(ledger, make_reading([Says(LORNE, CALL)]))
"""


class Counting:
    """An application that counts how often it is asked, and answers with the number."""

    def __init__(self) -> None:
        self.asked = 0
        self.headers: dict[str, str] = {}
        self.size = 10

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked += 1
        body = f"{self.asked}".ljust(self.size)
        answer: Response = Response(body, headers=self.headers)
        if Request(scope).url.path == "/streamed":
            answer = StreamingResponse(iter([body]))
        await answer(scope, receive, send)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "desk.db"
    with open_ledger(str(made), create=True) as ledger:
        add_reading(ledger, make_reading([Says(MAYOR, BRIDGE)]))
    return made


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with open_ledger(str(path)) as opened:
        yield opened


@pytest.fixture
def counting() -> Counting:
    return Counting()


def _stand_before(counting: Counting, ledger: Ledger, **settings: int) -> TestClient:
    app = Remembering(counting, ledger=ledger, settings=WebSettings(**settings))  # type: ignore[arg-type]
    return TestClient(app, base_url="http://localhost")


def test_a_page_is_made_once(counting: Counting, ledger: Ledger) -> None:
    client = _stand_before(counting, ledger)
    first, second = client.get("/claims?q=a"), client.get("/claims?q=a")
    assert (first.content, first.headers) == (second.content, second.headers)
    assert counting.asked == 1


@pytest.mark.parametrize(
    "other",
    [
        {"url": "/claims?q=b"},
        {"url": "/claims?q=a", "headers": {"accept-language": "fr"}},
        {"url": "/claims?q=a", "headers": {"host": "127.0.0.1"}},
    ],
)
def test_what_is_asked_otherwise_is_another_page(
    counting: Counting, ledger: Ledger, other: dict[str, object]
) -> None:
    client = _stand_before(counting, ledger)
    client.get("/claims?q=a")
    client.get(**other)  # type: ignore[arg-type]
    assert counting.asked == 2


@pytest.mark.parametrize(
    ("url", "headers"),
    [
        ("/claims", {"cookie": "token=secret"}),
        ("/claims", {"authorization": "Bearer secret"}),
        ("/read", {}),
        ("/static/style.css", {}),
        ("/streamed", {}),
    ],
)
def test_what_is_not_for_everybody_is_made_anew(
    counting: Counting, ledger: Ledger, url: str, headers: dict[str, str]
) -> None:
    client = _stand_before(counting, ledger)
    assert client.get(url, headers=headers).content != client.get(url, headers=headers).content
    client.get(url)
    assert counting.asked == 3


@pytest.mark.parametrize("header", [("set-cookie", "a=b"), ("cache-control", "no-store")])
def test_what_must_not_be_kept_is_not(
    counting: Counting, ledger: Ledger, header: tuple[str, str]
) -> None:
    client = _stand_before(counting, ledger)
    counting.headers = dict([header])
    client.get("/claims")
    client.cookies.clear()
    client.get("/claims")
    assert counting.asked == 2


def test_only_so_many_bytes_are_kept(counting: Counting, ledger: Ledger) -> None:
    client = _stand_before(counting, ledger, remembered=1000)
    counting.size = 60
    for number in range(20):
        client.get(f"/claims?q={number}")
    client.get("/claims?q=19")
    assert counting.asked == 20
    client.get("/claims?q=0")
    assert counting.asked == 21


def test_a_page_tells_of_what_another_process_has_just_added(path: Path, ledger: Ledger) -> None:
    client = TestClient(create_app(ledger), base_url="http://localhost")
    before = client.get("/claims")
    assert client.get("/claims").headers["etag"] == before.headers["etag"]
    subprocess.run([sys.executable, "-c", _ADD, str(path)], check=True)
    after = client.get("/claims", headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    assert before.text.count('<article class="line">') == 1
    assert after.text.count('<article class="line">') == 2


def test_a_page_that_is_known_need_not_be_sent(ledger: Ledger) -> None:
    client = TestClient(create_app(ledger), base_url="http://localhost")
    tags = [client.get("/claims").headers["etag"] for _ in range(2)]
    answer = client.get("/claims", headers={"if-none-match": tags[1]})
    assert (answer.status_code, answer.content) == (304, b"")
