"""A pasted article is stored when somebody with the token asks for it, and never else."""

import pytest
from fastapi.testclient import TestClient

from onrecord.ledger import Ledger
from onrecord.ledger.views import count_all, list_articles, show_article
from onrecord.web import create_app
from tests.web.conftest import BEARER, WRITING
from tests.web.test_writing import failure, find_form_token

TEXT = "The mayor of Montclare, Tomas Velk, said the bridge was closed.\r\nHe denied any danger."
FACTS = {
    "title": "Bridge closed <b>",
    "outlet": "Harbour Post",
    "published": "2025-02-09",
    "url": "https://harbour.example/bridge",
}


@pytest.fixture
def api(desk: Ledger) -> TestClient:
    return TestClient(create_app(desk, settings=WRITING), base_url="http://localhost")


def test_reading_stores_nothing(desk: Ledger, judge: TestClient) -> None:
    before = count_all(desk)
    page = judge.post("/read", data={"text": TEXT, "language": "en"}).text
    assert 'formaction="/read/store"' in page
    assert count_all(desk) == before


def test_an_article_is_stored_with_what_is_known_of_it(desk: Ledger, judge: TestClient) -> None:
    page = judge.post("/read", data={"text": TEXT, "language": "en"}).text
    given = {"text": TEXT, "language": "en", "form_token": find_form_token(page), **FACTS}
    answer = judge.post("/read/store", data=given)
    assert answer.status_code == 200
    view = show_article(desk, str(answer.url).rpartition("/")[2])
    assert (view.line.title, view.line.outlet, view.line.published, view.line.url) == tuple(
        FACTS.values()
    )
    assert view.text == TEXT.replace("\r\n", "\n")
    assert len(view.statements) >= 2
    assert "Bridge closed &lt;b&gt;" in answer.text
    before = count_all(desk)
    assert judge.post("/read/store", data=given).url == answer.url
    assert count_all(desk) == before


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"published": "9 February"}, "the date is none"),
        ({"published": "2025-02-30"}, "the date is none"),
        ({"url": "javascript:alert(1)"}, "the address is none of the web"),
        ({"text": "  "}, "holds no words"),
        ({"text": "https://harbour.example/bridge"}, "gets no pages"),
        ({"language": "xx"}, "xx"),
    ],
)
def test_what_cannot_be_stored_is_told_and_comes_back(
    desk: Ledger, judge: TestClient, wrong: dict[str, str], told: str
) -> None:
    before = count_all(desk)
    token = find_form_token(judge.get("/sign-in").text)
    given = {"text": TEXT, "language": "en", "form_token": token, **FACTS, **wrong}
    answer = judge.post("/read/store", data=given)
    assert answer.status_code == 422
    assert told in answer.text
    assert count_all(desk) == before
    if given["text"].strip():
        assert 'value="Harbour Post"' in answer.text


def test_a_program_stores_an_article(desk: Ledger, api: TestClient) -> None:
    given = {"text": TEXT, "language": "en", **FACTS, "published": "2025-02-09T08:00+01:00"}
    answer = api.post("/articles.json", json=given, headers=BEARER)
    assert answer.status_code == 201
    (added,) = answer.json()["rows"]
    assert (added["outcome"], added["article"]) == ("added", list_articles(desk).items[0].id)
    again = api.post("/articles.json", json=given, headers=BEARER).json()["rows"][0]
    assert (again["outcome"], again["article"]) == ("known", added["article"])
    wrong = api.post("/articles.json", json=given | {"url": "x"}, headers=BEARER)
    assert failure(wrong)[0] == 422


def test_a_visitor_is_offered_no_storing(api: TestClient, client: TestClient) -> None:
    for visitor in (api, client):
        page = visitor.post("/read", data={"text": TEXT, "language": "en"}).text
        assert "/read/store" not in page
    assert "Sign in to store articles" in api.get("/read").text
    assert "Sign in" not in client.get("/read").text
