"""The scripts of the pages: files of ours, and one of others as it is pinned."""

import json
import re
from pathlib import Path

from fastapi.testclient import TestClient

from onrecord.web.guarding import HEADERS

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "src/onrecord/web/static"


def test_htmx_is_the_one_that_is_pinned() -> None:
    lock = json.loads((ROOT / "vendor/package-lock.json").read_text())
    pinned = lock["packages"]["node_modules/htmx.org"]["version"]
    script = (STATIC / "htmx.min.js").read_text()
    assert f'version:"{pinned}"' in script


def test_scripts_ask_nothing_elsewhere_and_evaluate_nothing(client: TestClient) -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "connect-src 'self'" in policy
    assert "unsafe" not in policy
    settings = re.search(r"name=\"htmx-config\" content='([^']+)'", client.get("/claims").text)
    assert settings
    told = json.loads(settings[1])
    assert (told["allowEval"], told["allowScriptTags"]) == (False, False)
    assert (told["selfRequestsOnly"], told["historyCacheSize"]) == (True, 0)


def test_files_are_packed_and_not_sent_twice(client: TestClient) -> None:
    answer = client.get("/static/htmx.min.js", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < 20_000
    assert answer.text == (STATIC / "htmx.min.js").read_text()
    known = {"accept-encoding": "gzip", "if-none-match": answer.headers["etag"]}
    assert client.get("/static/htmx.min.js", headers=known).status_code == 304
    plain = client.get("/static/htmx.min.js", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == answer.content
    assert "content-encoding" not in client.get("/claims").headers


def test_a_page_asks_only_for_scripts_that_are_there(
    client: TestClient, addresses: dict[str, str]
) -> None:
    asked = set()
    for address in (*addresses.values(), "/review"):
        asked |= set(re.findall(r'<script src="([^"]+)"', client.get(address).text))
    assert asked == {f"/static/{each.name}" for each in STATIC.glob("*.js")}
    for each in asked:
        answer = client.get(each)
        assert answer.status_code == 200
        assert "javascript" in answer.headers["content-type"]
