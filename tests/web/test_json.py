import pytest
from fastapi.testclient import TestClient


def test_pages_of_rows_hold_every_claim_once(client: TestClient) -> None:
    whole = client.get("/claims.json?size=100&sort=statements").json()
    found: list[str] = []
    address = "/claims.json?size=40&sort=statements"
    while address:
        answer = client.get(address).json()
        assert answer["ok"] is True
        found += [each["id"] for each in answer["rows"]]
        address = answer["next_url"]
    assert len(found) == len(set(found))
    assert [each["id"] for each in whole["rows"]] == found[:100]


@pytest.mark.parametrize("page", ["claim", "party", "article"])
def test_one_thing_is_one_row(client: TestClient, addresses: dict[str, str], page: str) -> None:
    answer = client.get(f"{addresses[page]}.json").json()
    assert answer["ok"] is True
    assert len(answer["rows"]) == 1


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/claims/0000000000000000.json", 404),
        ("/claims.json?next=garbage", 400),
        ("/claims.json?standing=nothing", 400),
        ("/claims.json?size=0", 400),
        ("/claims.json?as_of=someday", 400),
        ("/claims.json?party=nobody-at-all", 404),
        ("/nothing.json", 404),
    ],
)
def test_failures_have_one_form(client: TestClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    told = answer.json()
    assert told == {"ok": False, "error": told["error"], "status": status}


def test_the_api_is_described(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert {"/claims.json", "/claims/{claim}.json", "/read.json"} <= set(paths)
    assert all(path.endswith(".json") for path in paths)
