"""Every address of the API, asked for with what fits its description and with what does not."""

from typing import Any, cast

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from onrecord.ledger import Ledger
from onrecord.web import create_app

_NAME = {"host": "localhost"}
# A day that no month has, a mark that no page gave, a text without words: right in form only.
_EXCLUDED = [positive_data_acceptance]
_EXAMPLES = 10
ADDRESSES = (
    "GET /claims.json",
    "GET /claims/{claim}.json",
    "GET /parties.json",
    "GET /parties/{party}.json",
    "GET /articles.json",
    "GET /articles/{article}.json",
    "GET /changes.json",
    "POST /read.json",
    "POST /check.json",
)


@pytest.fixture(scope="module")
def operations(ledger: Ledger) -> dict[str, Any]:
    """What the API describes, by method and path."""
    app = create_app(ledger)
    described = schemathesis.openapi.from_asgi("/openapi.json", app, headers=_NAME)
    found: Any = (each.ok() for each in cast(Any, described.get_all_operations()))
    return {each.label: each for each in found}


def test_every_address_is_tried(operations: dict[str, Any]) -> None:
    assert set(operations) == set(ADDRESSES)


@pytest.mark.parametrize("address", ADDRESSES)
def test_answers_are_as_described(operations: dict[str, Any], address: str) -> None:
    @settings(
        max_examples=_EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operations[address].as_strategy())
    def ask(case: Any) -> None:
        case.call_and_validate(headers=_NAME, excluded_checks=_EXCLUDED)

    ask()
