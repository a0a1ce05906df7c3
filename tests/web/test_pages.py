import re

import pytest
from fastapi.testclient import TestClient

from onrecord.ledger import open_ledger
from onrecord.model import Standing
from onrecord.web import create_app

_MOST = 150_000  # bytes of a page


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "page", ["board", "claim", "changes", "parties", "party", "articles", "article", "read"]
)
def test_every_page_is_there_in_every_language(
    client: TestClient, addresses: dict[str, str], page: str, language: str
) -> None:
    answer = client.get(addresses[page], headers={"accept-language": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert len(answer.content) < _MOST
    # Scripts are files of ours: none stands in a page.
    assert all(
        re.fullmatch(r' src="/static/[\w.]+\.js" defer></script>', each)
        for each in re.findall(r"<script(.*?</script>)", answer.text, re.DOTALL)
    )
    assert "style=" not in answer.text


def test_the_claim_page_tells_its_standing_and_proves_it(
    client: TestClient, addresses: dict[str, str]
) -> None:
    page = client.get(addresses["claim"]).text
    assert "Disputed: Oskar Velland" in page
    assert "Ilona Brask confirms it" in page
    assert re.search(r'<span class="content confirms">[^<]+</span>', page)
    assert "Evidence withheld: a recording" in page


def test_a_claim_stood_elsewhere_before(client: TestClient, addresses: dict[str, str]) -> None:
    page = client.get(f"{addresses['claim']}?as_of=2025-03-05").text
    assert "Unanswered: " in page
    assert "Only what was said by 2025-03-05." in page


def test_the_board_is_filtered_by_standing(client: TestClient) -> None:
    page = client.get("/claims?standing=disputed&q=&party=&said_from=").text
    standings = set(re.findall(r'<p><span class="standing (\w+)">', page))
    assert standings == {Standing.DISPUTED}


def test_a_board_with_nothing_on_record_says_how_to_begin(tmp_path: object) -> None:
    with open_ledger(f"{tmp_path}/empty.db", create=True) as empty:
        page = TestClient(create_app(empty), base_url="http://localhost").get("/").text
    assert "onrecord add" in page


def test_the_article_page_has_its_text_to_the_character(
    client: TestClient, addresses: dict[str, str]
) -> None:
    page = client.get(addresses["article"]).text
    text = client.get(f"{addresses['article']}.json").json()["rows"][0]["text"]
    shown = re.findall(r'<p class="text"[^>]*>(.*?)</p>', page, flags=re.DOTALL)
    bare = [re.sub(r'<a class="badge".*?</a>|<[^>]+>', "", each) for each in shown]
    lines = [line for line in text.splitlines() if line.strip()]
    assert [each.replace("&#39;", "'") for each in bare] == lines


def test_what_is_not_there(client: TestClient, addresses: dict[str, str]) -> None:
    answer = client.get(addresses["missing"])
    assert answer.status_code == 404
    assert "This is not on record" in answer.text


def test_a_chosen_language_is_kept(client: TestClient) -> None:
    answer = client.get("/read?lang=fr", headers={"accept-language": "en"})
    assert "Lire et vérifier" in answer.text
    assert "onrecord_language=fr" in answer.headers["set-cookie"]
    client.cookies.clear()


def test_a_step_of_the_slider_leads_to_its_day(
    client: TestClient, addresses: dict[str, str]
) -> None:
    address = addresses["claim"]
    days = [each["said"] for each in client.get(f"{address}.json").json()["rows"][0]["days"]]

    def leads(**query: str | int) -> str:
        answer = client.get(f"{address}/as-of", params=query, follow_redirects=False)
        assert answer.status_code == 303
        return str(answer.headers["location"])

    assert leads(step=0) == f"{address}?as_of={days[0]}"
    assert leads(step=1, known_at="2025-12-01") == (
        f"{address}?as_of={days[1]}&known_at=2025-12-01"
    )
    assert leads(step=len(days) - 1) == address
    assert leads(step=9_999) == address
    for wrong in ("x", "-1", ""):
        assert client.get(f"{address}/as-of?step={wrong}").status_code == 400
