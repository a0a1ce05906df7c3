"""Claims are called by their words in the page's language, where the ledger has such words."""

import re

import pytest
from fastapi.testclient import TestClient

from onrecord.ledger import Ledger
from onrecord.ledger.views.titles import Title, load_titles


@pytest.fixture(scope="module")
def labels(client: TestClient, addresses: dict[str, str]) -> dict[str, str]:
    view = client.get(f"{addresses['claim']}.json").json()["rows"][0]
    assert {"en", "fr", "ru"} <= set(view["labels"])
    return dict(view["labels"])


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("page", ["board", "claim", "changes", "party", "article"])
def test_a_page_titles_claims_in_its_language(
    client: TestClient, addresses: dict[str, str], labels: dict[str, str], page: str, language: str
) -> None:
    address = "/claims?sort=statements" if page == "board" else addresses[page]
    if page == "changes":
        address = "/changes?size=100"
    shown = client.get(address, headers={"accept-language": language}).text
    claim = addresses["claim"].rpartition("/")[2]
    places = re.findall(rf'href="/claims/{claim}(?:#[^"]*)?">(<bdi.*?</bdi>)', shown)
    if page == "claim":
        places = re.findall(r"<h1.*?</h1>", shown)
    assert places, page
    for each in places:
        assert f'lang="{language}"' in each
        assert labels[language] in each.replace("&#39;", "'").replace("&#34;", '"')


def test_a_claim_without_words_in_it_is_called_by_its_clearest(
    ledger: Ledger, addresses: dict[str, str], labels: dict[str, str]
) -> None:
    claim = addresses["claim"].rpartition("/")[2]
    clearest = list(labels.values())[-1]
    titles = load_titles(ledger, [claim], "vi" if "vi" not in labels else "xx")
    assert titles[claim] == Title(clearest, list(labels)[-1])
    assert load_titles(ledger, ["0" * 16], "en") == {}
