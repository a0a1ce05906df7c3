"""The review queue: one thing after the other is judged, and nothing twice."""

import re
from collections.abc import Mapping

import pytest
from fastapi.testclient import TestClient

from onrecord.ledger import Ledger
from onrecord.ledger.views import list_articles, show_article, show_claim
from onrecord.web import create_app
from tests.web.conftest import WRITING
from tests.web.test_writing import find_form_token
from tests.web.waiting import add_doubtful, suggest_some


def waiting(client: TestClient, doubt: str = "link") -> list[str]:
    """The ids of the statements that wait, in order."""
    rows = client.get(f"/review.json?doubt={doubt}").json()["rows"]
    return [each["statement"]["id"] for each in rows]


def fill(page: str) -> dict[str, str]:
    """The hidden fields of the form that judges."""
    form = re.search(r'<form class="judge".*?</form>', page, re.DOTALL)
    assert form, page
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form[0]))


def say(judge: TestClient, address: str, given: Mapping[str, str]) -> str:
    """Answer what is asked first; the page that comes then."""
    page = judge.get(address).text
    answer = judge.post("/review", data={**fill(page), **given})
    assert answer.status_code == 200, answer.text
    return answer.text


def test_the_surest_suggestion_is_asked_first(desk: Ledger, judge: TestClient) -> None:
    made = suggest_some(desk)
    rows = judge.get("/review.json").json()["rows"]
    assert [
        (each["statement"]["id"], each["claim"]["id"], each["other"]["id"]) for each in rows
    ] == made
    assert [each["score"] for each in rows] == [0.6, 0.59, 0.58]
    page = judge.get("/review").text
    assert "60 % sure" in page
    assert "both speak of it" in page
    assert page.count('class="passage"') == 2


@pytest.mark.parametrize("answer", ["same", "not_same", "only", "wrong"])
def test_an_answer_leads_to_the_next_and_can_be_undone(
    desk: Ledger, judge: TestClient, answer: str
) -> None:
    made = suggest_some(desk)
    asked = waiting(judge)
    before = {each[1]: show_claim(desk, each[1]).statements for each in made}
    page = say(judge, "/review", {"answer": answer, "note": "seen it"})
    assert waiting(judge) == asked[1:]
    assert "Recorded as your judgement." in page
    undo = re.search(r'<form class="notice done".*?</form>', page, re.DOTALL)
    assert undo
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', undo[0]))
    assert judge.post("/review/undo", data=fields).status_code == 200
    assert waiting(judge) == asked
    for claim, statements in before.items():
        if answer != "same" or claim != made[0][1]:
            assert show_claim(desk, claim).statements == statements


def test_a_corrected_stance_leaves_the_link_open(desk: Ledger, judge: TestClient) -> None:
    suggest_some(desk, 1)
    (asked,) = waiting(judge)
    page = say(judge, "/review", {"stance": "retracts"})
    assert fill(page)["statement"] == asked
    assert '<article class="card retracts"' in page


def test_the_same_claim_keeps_its_address(desk: Ledger, judge: TestClient) -> None:
    _, claim, other = suggest_some(desk, 1)[0]
    say(judge, "/review", {"answer": "same"})
    assert show_claim(desk, claim).id == show_claim(desk, other).id
    assert [each.who for each in show_claim(desk, claim).judgements] == ["Ines Duval"]


def test_skipping_changes_nothing_and_goes_on(desk: Ledger, judge: TestClient) -> None:
    suggest_some(desk, 2)
    asked = waiting(judge)
    for address in ("/review", "/review?doubt=link"):
        for statement in asked:
            page = judge.get(address).text
            assert fill(page)["statement"] == statement
            found = re.search(r'href="([^"]+)" data-key="k"', page)
            assert found
            address = found[1].replace("&amp;", "&").partition("#")[0]
        assert "Nothing waits behind this." in judge.get(address).text
    assert waiting(judge) == asked


def test_doubtful_statements_wait_until_they_are_judged(desk: Ledger, judge: TestClient) -> None:
    words = add_doubtful(desk, 0.2, 0.4, 0.9, 0.5)
    rows = judge.get("/review.json?doubt=statement").json()["rows"]
    assert [each["statement"]["words"] for each in rows] == [words[1], words[0]]
    page = say(judge, "/review?doubt=statement", {"stance": "asserts"})
    assert "20 % sure" in page
    say(judge, "/review?doubt=statement", {"stance": "denies"})
    assert waiting(judge, "statement") == []
    article = list_articles(desk).items[0].id
    shown = show_article(desk, article).statements
    assert [each.stance for each in shown[:2]] == ["denies", "asserts"]
    assert "Nothing waits." in judge.get("/review?doubt=statement").text


def test_who_has_not_signed_in_sees_and_cannot_judge(desk: Ledger) -> None:
    suggest_some(desk, 1)
    visitor = TestClient(create_app(desk, settings=WRITING), base_url="http://localhost")
    page = visitor.get("/review").text
    assert "Sign in to judge" in page
    assert '<form class="judge"' not in page
    assert len(waiting(visitor)) == 1
    read_only = TestClient(create_app(desk), base_url="http://localhost")
    assert "onrecord judge" in read_only.get("/review").text


@pytest.mark.parametrize(
    "wrong",
    [
        {"answer": "perhaps"},
        {"answer": ""},
        {"answer": "same", "other": "ffffffffffff"},
        {"answer": "same", "other": ""},
        {"answer": "wrong", "statement": "zzz"},
    ],
)
def test_what_cannot_be_recorded_is_told(
    desk: Ledger, judge: TestClient, wrong: dict[str, str]
) -> None:
    suggest_some(desk, 1)
    asked = waiting(judge)
    fields = fill(judge.get("/review").text)
    answer = judge.post("/review", data={**fields, **wrong})
    assert answer.status_code == 409
    assert "That was not recorded" in answer.text
    assert waiting(judge) == asked


def test_a_page_of_the_queue_ends_where_the_next_begins(desk: Ledger, judge: TestClient) -> None:
    suggest_some(desk, 5)
    asked = waiting(judge)
    found: list[str] = []
    address = "/review.json?size=2"
    while address:
        answer = judge.get(address).json()
        found += [each["statement"]["id"] for each in answer["rows"]]
        address = answer["next_url"]
    assert found == asked
    for wrong in ("x", "x~1", "1~x"):
        assert judge.get(f"/review.json?next={wrong}").status_code == 400


def test_the_pages_of_a_judge_are_kept_by_nobody(desk: Ledger, judge: TestClient) -> None:
    suggest_some(desk, 1)
    answer = judge.get("/review")
    assert answer.headers["cache-control"] == "no-store"
    assert find_form_token(answer.text)
