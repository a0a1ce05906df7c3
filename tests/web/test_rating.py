"""A rating on the pages: its author's, from a form that its author signed."""

import json
import re

import pytest
from fastapi.testclient import TestClient

from onrecord.ledger import Ledger
from onrecord.ledger.views import show_claim
from onrecord.web import create_app
from tests.web.conftest import WRITING
from tests.web.test_writing import find_form_token

RATING = {"text": "misleading", "value": "2", "url": "https://checks.example/1", "note": "a <b>"}


@pytest.fixture
def page(judge: TestClient, addresses: dict[str, str]) -> str:
    """The address of the form."""
    return f"{addresses['claim']}/rate"


def rate(judge: TestClient, page: str, **given: str) -> str:
    token = find_form_token(judge.get(page).text)
    answer = judge.post(page, data={"form_token": token, **RATING, **given})
    return answer.text


def test_a_rating_stands_on_the_claim_s_page_as_its_author_s(
    judge: TestClient, page: str, addresses: dict[str, str]
) -> None:
    shown = rate(judge, page)
    assert "rated by Ines Duval" in shown
    assert "2 on a scale from 1 to 5" in shown
    assert 'href="https://checks.example/1"' in shown
    assert "a &lt;b&gt;" in shown
    french = judge.get(f"{addresses['claim']}?lang=fr").text
    assert "noté par Ines Duval" in french
    exported = json.loads(judge.get(f"{addresses['claim']}/export/jsonld").text)
    (review,) = [each for each in exported["@graph"] if each["@type"] == "ClaimReview"]
    assert review["author"]["name"] == "Ines Duval"
    assert "Ines Duval" in judge.get(f"{addresses['claim']}/export/html").text


def test_without_a_number_there_is_no_scale(judge: TestClient, page: str) -> None:
    shown = rate(judge, page, value="", url="", note="")
    assert "misleading" in shown
    assert "on a scale" not in shown


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"text": " "}, "has no words"),
        ({"value": "9"}, "not on the scale"),
        ({"url": "javascript:alert(1)"}, "no address"),
    ],
)
def test_what_is_no_rating_is_told_beside_the_form(
    desk: Ledger, judge: TestClient, page: str, wrong: dict[str, str], told: str
) -> None:
    shown = rate(judge, page, **wrong)
    assert told in shown
    assert 'value="a &lt;b&gt;"' in shown
    assert not show_claim(desk, page.split("/")[2]).ratings


def test_a_rating_is_withdrawn_by_its_author(desk: Ledger, judge: TestClient, page: str) -> None:
    rate(judge, page)
    form = re.search(r'<form action="[^"]+/withdraw".*?</form>', judge.get(page).text, re.DOTALL)
    assert form
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[0]))
    assert judge.post(f"{page}/withdraw", data=fields).status_code == 200
    assert not show_claim(desk, page.split("/")[2]).ratings


def test_a_visitor_reads_ratings_and_is_asked_to_sign_in(
    desk: Ledger, judge: TestClient, page: str
) -> None:
    rate(judge, page)
    visitor = TestClient(create_app(desk, settings=WRITING), base_url="http://localhost")
    shown = visitor.get(page).text
    assert "rated by Ines Duval" in shown
    assert "Sign in to judge" in shown
    assert "Withdraw" not in shown
    read_only = TestClient(create_app(desk), base_url="http://localhost")
    assert read_only.get(page).status_code == 403
    assert "Rate this claim" not in read_only.get(page.removesuffix("/rate")).text
