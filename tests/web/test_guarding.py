import pytest
from fastapi.testclient import TestClient

from onrecord.ledger import Ledger
from onrecord.web import WebSettings, create_app


def test_every_answer_tells_the_browser_to_be_strict(
    client: TestClient, addresses: dict[str, str]
) -> None:
    for address in (*addresses.values(), "/static/style.css", "/claims.json"):
        headers = client.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert "access-control-allow-origin" not in headers


def test_an_answer_that_is_known_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/claims.json")
    again = client.get("/claims.json", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_head_is_answered_without_a_body(client: TestClient) -> None:
    answer = client.head("/claims")
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil"])
def test_a_name_that_is_not_ours_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/claims.json", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_our_own_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/read", headers={"host": host}).status_code == 200


def test_another_site_may_not_post(client: TestClient) -> None:
    answer = client.post("/read", data={"text": "x"}, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403


def test_a_request_that_is_too_large_is_refused(ledger: Ledger) -> None:
    app = create_app(ledger, settings=WebSettings(largest_request=1000))
    answer = TestClient(app, base_url="http://localhost").post("/read", data={"text": "x" * 2000})
    assert answer.status_code == 413


def test_a_body_of_unknown_length_is_refused(client: TestClient) -> None:
    answer = client.post("/read.json", content=iter([b"{}"]))
    assert answer.status_code == 411


def test_nothing_but_reading_is_served(client: TestClient) -> None:
    for path in ("/claims", "/claims.json", "/articles"):
        assert client.post(path, json={}).status_code == 405
        assert client.delete(path, headers={"content-length": "0"}).status_code == 405


def test_no_page_is_fetched_where_that_is_not_allowed(client: TestClient) -> None:
    answer = client.post("/read.json", json={"text": "https://example.org/story"})
    assert answer.status_code == 422
    assert "gets no pages" in answer.json()["error"]
