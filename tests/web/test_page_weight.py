"""Every kind of page whose speed is measured, on the demonstration ledger: there, and light."""

import pytest
from fastapi.testclient import TestClient

from benchmarks.page_addresses import gather_addresses
from benchmarks.page_speed import take_out_text
from onrecord.ledger import Ledger

_MOST = 150_000  # bytes, without the article's own text


@pytest.fixture(scope="module")
def pages(ledger: Ledger, client: TestClient) -> dict[str, list[bytes]]:
    found = {}
    for kind, addresses in gather_addresses(ledger).items():
        answers = [client.get(each) for each in addresses[:20]]
        assert {each.status_code for each in answers} == {200}, kind
        found[kind] = [each.content for each in answers]
    return found


def test_every_page_is_light(pages: dict[str, list[bytes]]) -> None:
    heaviest = {
        kind: max(len(take_out_text(each)) for each in some) for kind, some in pages.items()
    }
    assert {kind: size for kind, size in heaviest.items() if size > _MOST} == {}


def test_an_articles_text_alone_is_not_weighed(pages: dict[str, list[bytes]]) -> None:
    page = pages["article"][0]
    rest = take_out_text(page)
    assert 0 < len(rest) < len(page)
    assert b'class="text"' not in rest
    assert b'class="card' in rest
