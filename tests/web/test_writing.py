"""Only who shows the token may write, in the own name, and from the own pages."""

import re

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from onrecord.ledger import Ledger
from onrecord.ledger.views import list_articles, show_article
from onrecord.web import WebSettings, create_app
from onrecord.web.app import ROUTERS
from tests.web.conftest import BEARER, TOKEN, WRITING

_OF_NOTHING = {"/read", "/sign-in"}  # forms that change nothing


@pytest.fixture
def api(desk: Ledger) -> TestClient:
    return TestClient(create_app(desk, settings=WRITING), base_url="http://localhost")


def wrong(ledger: Ledger) -> dict[str, str]:
    """A judgement that fits the ledger."""
    article = list_articles(ledger).items[0].id
    statement = show_article(ledger, article).statements[0].statement.id
    return {"verdict": "wrong", "subject": statement, "who": "Ines Duval"}


def find_form_token(page: str) -> str:
    found = re.search(r'name="form_token" value="([0-9a-f]{64})"', page)
    assert found, page
    return found[1]


def failure(answer: object) -> tuple[int, dict[str, object]]:
    assert hasattr(answer, "status_code")
    assert hasattr(answer, "json")
    told = answer.json()
    assert told == {"ok": False, "error": told["error"], "status": answer.status_code}
    return answer.status_code, told


def test_a_program_with_the_token_judges(desk: Ledger, api: TestClient) -> None:
    answer = api.post("/judgements.json", json=wrong(desk), headers=BEARER)
    assert answer.status_code == 201
    (judged,) = answer.json()["rows"]
    article = list_articles(desk).items[0].id
    assert show_article(desk, article).statements[0].stance is None
    taken_back = {"verdict": "withdrawn", "subject": judged["id"], "who": "Ada"}
    assert api.post("/judgements.json", json=taken_back, headers=BEARER).status_code == 201
    assert show_article(desk, article).statements[0].stance is not None


def test_a_rating_by_a_program(desk: Ledger, api: TestClient) -> None:
    claim = api.get("/claims.json?size=1").json()["rows"][0]["id"]
    given = {"verdict": "rating", "subject": claim, "who": "Ines", "rating": {"text": "false"}}
    assert api.post("/judgements.json", json=given, headers=BEARER).status_code == 201
    (rating,) = api.get(f"/claims/{claim}.json").json()["rows"][0]["ratings"]
    assert (rating["who"], rating["rating"]["text"]) == ("Ines", "false")
    del given["rating"]
    assert failure(api.post("/judgements.json", json=given, headers=BEARER))[0] == 400


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"authorization": "Bearer "},
        {"authorization": f"Bearer {TOKEN}x"},
        {"authorization": f"Bearer {TOKEN[:-1]}"},
        {"authorization": f"Basic {TOKEN}"},
        {"authorization": "Bearer \u00e9".encode()},
    ],
)
def test_without_the_token_nothing_is_written(
    desk: Ledger, api: TestClient, headers: dict[str, str]
) -> None:
    answer = api.post("/judgements.json", json=wrong(desk), headers=headers)
    assert failure(answer)[0] == 401
    assert answer.headers["www-authenticate"] == "Bearer"


def test_a_session_is_no_token(desk: Ledger, judge: TestClient) -> None:
    assert failure(judge.post("/judgements.json", json=wrong(desk)))[0] == 401


def test_without_a_token_the_server_is_read_only(ledger: Ledger, client: TestClient) -> None:
    status, told = failure(client.post("/judgements.json", json=wrong(ledger), headers=BEARER))
    assert (status, "only shows" in str(told["error"])) == (403, True)
    assert client.get("/sign-in").status_code == 403
    assert client.post("/sign-in", data={"token": "", "who": "Ines"}).status_code == 403


@pytest.mark.parametrize("who", ["", "   "])
def test_nobody_judges_without_a_name(desk: Ledger, api: TestClient, who: str) -> None:
    answer = api.post("/judgements.json", json=wrong(desk) | {"who": who}, headers=BEARER)
    assert failure(answer)[0] == 400
    answer = api.post("/sign-in", data={"token": TOKEN, "who": who})
    assert (answer.status_code, "set-cookie" in answer.headers) == (422, False)


def test_the_session_cookie_is_strict(api: TestClient) -> None:
    given = {"token": f" {TOKEN}\n", "who": "Ines", "to": "/claims?q=x"}
    answer = api.post("/sign-in", data=given, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/claims?q=x")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert TOKEN not in cookie
    secure = TestClient(api.app, base_url="https://localhost")
    assert "secure" in secure.post("/sign-in", data=given).history[0].headers["set-cookie"].lower()


def test_a_wrong_token_opens_no_session(api: TestClient) -> None:
    answer = api.post("/sign-in", data={"token": TOKEN[:-1], "who": "Ines"})
    assert (answer.status_code, "set-cookie" in answer.headers) == (401, False)
    assert TOKEN[:-1] not in answer.text


@pytest.mark.parametrize(
    "to",
    ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/\n"],
)
def test_nobody_is_led_elsewhere(api: TestClient, to: str) -> None:
    given = {"token": TOKEN, "who": "Ines", "to": to}
    answer = api.post("/sign-in", data=given, follow_redirects=False)
    assert answer.headers["location"] == "/review"
    assert 'name="to" value=""' in api.get("/sign-in", params={"to": to}).text


def test_every_form_that_changes_something_is_signed(judge: TestClient) -> None:
    forms = _paths(ending="")
    assert "/sign-out" in forms
    for path in forms - _OF_NOTHING:
        address = re.sub(r"\{\w+\}", "0" * 16, path)
        for given in ({}, {"form_token": "0" * 64}):
            answer = judge.post(address, data=given, follow_redirects=False)
            assert answer.status_code == 403, address
        judge_cookie = judge.cookies.pop("onrecord_session")
        assert judge.post(address, data={}, follow_redirects=False).status_code == 401, address
        judge.cookies["onrecord_session"] = judge_cookie


def test_every_address_that_changes_something_asks_for_the_token(api: TestClient) -> None:
    addresses = _paths(ending=".json") - {"/read.json", "/check.json"}
    assert "/judgements.json" in addresses
    for path in addresses:
        assert failure(api.post(path, json={}))[0] == 401, path


def _paths(*, ending: str) -> set[str]:
    routes = [each for router in ROUTERS for each in router.routes]
    found = {
        each.path
        for each in routes
        if isinstance(each, APIRoute) and "POST" in (each.methods or ())
    }
    return {each for each in found if each.endswith(".json") == bool(ending)}


@pytest.mark.parametrize("cookie", ["", "x", "a.b.c", "WyJJbmVzIiwieCJd.aQ.AAAA"])
def test_a_made_up_session_is_none(api: TestClient, cookie: str) -> None:
    api.cookies["onrecord_session"] = cookie
    assert api.post("/sign-out", data={}).status_code == 401


def test_a_session_ends(desk: Ledger) -> None:
    settings = WebSettings(write_token=TOKEN, session_seconds=-1)
    late = TestClient(create_app(desk, settings=settings), base_url="http://localhost")
    late.post("/sign-in", data={"token": TOKEN, "who": "Ines"}, follow_redirects=False)
    assert late.post("/sign-out", data={}).status_code == 401


def test_another_token_ends_every_session(desk: Ledger, judge: TestClient) -> None:
    settings = WebSettings(write_token=TOKEN[::-1])
    other = TestClient(create_app(desk, settings=settings), base_url="http://localhost")
    other.cookies["onrecord_session"] = judge.cookies["onrecord_session"]
    assert other.post("/sign-out", data={}).status_code == 401


def test_signing_out(judge: TestClient) -> None:
    page = judge.get("/sign-in")
    assert page.headers["cache-control"] == "no-store"
    assert "Ines Duval" in page.text
    token = find_form_token(page.text)
    answer = judge.post("/sign-out", data={"form_token": token}, follow_redirects=False)
    assert answer.status_code == 303
    assert "onrecord_session" not in judge.cookies


def test_another_session_s_form_is_refused(desk: Ledger, judge: TestClient) -> None:
    token = find_form_token(judge.get("/sign-in").text)
    other = TestClient(judge.app, base_url="http://localhost")
    other.post("/sign-in", data={"token": TOKEN, "who": "Tom"}, follow_redirects=False)
    assert other.post("/sign-out", data={"form_token": token}).status_code == 403


def test_wrong_tokens_are_counted(desk: Ledger) -> None:
    settings = WebSettings(write_token=TOKEN, wrong_tokens_per_minute=3)
    api = TestClient(create_app(desk, settings=settings), base_url="http://localhost")
    tries = [
        api.post("/sign-in", data={"token": "wrong", "who": "Ines"}).status_code for _ in range(4)
    ]
    assert tries == [401, 401, 401, 429]
    answer = api.post("/judgements.json", json=wrong(desk), headers=BEARER)
    assert (failure(answer)[0], answer.headers["retry-after"]) == (429, "60")


def test_changes_are_counted(desk: Ledger) -> None:
    settings = WebSettings(write_token=TOKEN, writes_per_minute=2)
    api = TestClient(create_app(desk, settings=settings), base_url="http://localhost")
    made = [api.post("/judgements.json", json=wrong(desk), headers=BEARER) for _ in range(3)]
    assert [each.status_code for each in made] == [201, 201, 429]


def test_the_token_is_in_no_text_about_the_server(desk: Ledger, api: TestClient) -> None:
    assert TOKEN not in repr(WRITING)
    for path in ("/openapi.json", "/sign-in", "/claims"):
        assert TOKEN not in api.get(path).text
