"""How much work a question makes does not grow with the ledger: counted in SQLite's steps."""

import sqlite3
from collections.abc import Callable

import pytest
from sqlalchemy import select

from benchmarks.copying import copy_seed, read_seed
from benchmarks.generated import generate
from benchmarks.ledger_faults import check
from onrecord.ledger import Ledger, open_ledger, schema
from onrecord.ledger.views import (
    Wanted,
    find_parties,
    list_changes,
    list_claims,
    show_claim,
    show_party,
)
from onrecord.model import Stance
from onrecord.pipeline.adding import add_reading

_SEED = 25  # articles
_UNIT = 100  # steps that are counted at once

Ask = Callable[[Ledger, str, str], object]
ASKED: dict[str, Ask] = {
    "claims": lambda ledger, party, claim: list_claims(ledger, Wanted()),
    "claims of a party": lambda ledger, party, claim: list_claims(ledger, Wanted(party=party)),
    "a claim": lambda ledger, party, claim: show_claim(ledger, claim),
    "a party": lambda ledger, party, claim: show_party(ledger, party),
    "what a party denied": lambda ledger, party, claim: show_party(
        ledger, party, stances=(Stance.DENIES,)
    ),
    "parties": lambda ledger, party, claim: find_parties(ledger, party),
    "changes": lambda ledger, party, claim: list_changes(ledger, "2000"),
}


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, int]]:
    """The steps that each question takes, in a ledger of 6,000 statements and in one of 18,000."""
    path = tmp_path_factory.mktemp("growth") / "growth.db"
    counted = []
    with open_ledger(str(path), create=True) as ledger:
        for reading in generate(_SEED):
            add_reading(ledger, reading)
        with ledger.reading() as connection:
            seed = read_seed(connection)
        line = next(iter(list_claims(ledger, Wanted()).items))
        party = _find_largest(ledger)
        for numbers in (range(1, 30), range(30, 90)):
            copy_seed(ledger, seed, numbers, str(path))
            counted.append(
                {name: _count(ledger, ask, party, line.id) for name, ask in ASKED.items()}
            )
    assert check(path) == 90 * _SEED
    return counted


def _find_largest(ledger: Ledger) -> str:
    table = schema.party_board
    query = select(schema.party.c.hash).join(table, table.c.party == schema.party.c.id)
    with ledger.reading() as connection:
        found = connection.execute(query.order_by(table.c.statements.desc()).limit(1))
        return str(found.scalar_one())


def _count(ledger: Ledger, ask: Ask, party: str, claim: str) -> int:
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += _UNIT
        return 0

    with ledger.reading() as connection:
        driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # the pool's only one, which `ask` gets too
    driver.set_progress_handler(count, _UNIT)
    ask(ledger, party, claim)
    driver.set_progress_handler(None, 0)
    return steps


@pytest.mark.parametrize("name", ASKED)
def test_a_question_takes_no_more_steps(steps: list[dict[str, int]], name: str) -> None:
    small, large = (each[name] for each in steps)
    assert small > 0
    assert large <= 1.25 * small + _UNIT
