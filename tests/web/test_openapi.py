"""Every address of the API, asked for with what fits its description and with what does not."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
import schemathesis
from hypothesis import HealthCheck, given
from hypothesis import settings as sized
from schemathesis.specs.openapi.checks import positive_data_acceptance

from onrecord.ledger import Ledger
from onrecord.web import create_app
from tests.web.conftest import BEARER, WRITING, open_copy

_NAME = {"host": "localhost", **BEARER}
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
    "GET /review.json",
    "POST /read.json",
    "POST /check.json",
    "POST /judgements.json",
    "POST /articles.json",
)


@pytest.fixture(scope="module")
def desk(stories: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_copy(stories, tmp_path_factory.mktemp("openapi") / "desk.db") as opened:
        yield opened


@pytest.fixture(scope="module")
def operations(desk: Ledger) -> dict[str, Any]:
    """What the API describes, by method and path."""
    # As many changes as hypothesis thinks of.
    settings = replace(WRITING, writes_per_minute=10_000, wrong_tokens_per_minute=10_000)
    app = create_app(desk, settings=settings)
    described = schemathesis.openapi.from_asgi("/openapi.json", app, headers=_NAME)
    found: Any = (each.ok() for each in cast(Any, described.get_all_operations()))
    return {each.label: each for each in found}


def test_every_address_is_tried(operations: dict[str, Any]) -> None:
    assert set(operations) == set(ADDRESSES)


@pytest.mark.parametrize("address", ADDRESSES)
def test_answers_are_as_described(operations: dict[str, Any], address: str) -> None:
    @sized(
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
