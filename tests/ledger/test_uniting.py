"""Claims that a later article shows to be one, in both databases; people have the last word."""

from dataclasses import replace
from itertools import permutations

import pytest

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger
from onrecord.ledger.judging import Judgement, withdraw
from onrecord.ledger.views import Clocks, Wanted, list_changes, list_claims, show_claim
from onrecord.model import ReaderVersion, Verdict
from onrecord.pipeline.adding import add_reading
from onrecord.pipeline.judging import judge
from tests.ledger.made import LORNE, MAYOR, Says, make_reading

CLOSED = "the Montclare bridge over the Orsene was closed on Friday because of forty cracks"
FOUND = "the bridge at Montclare was closed because engineers found cracks in its pillars"
BOTH = "engineers closed the Montclare bridge because of forty cracks in its pillars"
READINGS = [
    make_reading([Says(MAYOR, CLOSED)], outlet="Harbour Post", published="2025-02-09"),
    make_reading([Says(LORNE, FOUND)], outlet="Northgate Wire", published="2025-02-10"),
    make_reading([Says(MAYOR, BOTH)], outlet="Kellund Post", published="2025-02-11"),
]


def labels(ledger: Ledger, clocks: Clocks | None = None) -> dict[str, str]:
    page = list_claims(ledger, Wanted(), clocks=clocks or Clocks())
    return {each.label: each.id for each in page.items}


def part(ledger: Ledger, one: str, other: str) -> None:
    judge(ledger, Judgement(Verdict.NOT_SAME_CLAIM, one, other, who="Ines"))


@pytest.fixture
def two(ledger: Ledger) -> dict[str, str]:
    """A ledger with the first two articles: two claims, by their labels."""
    for reading in READINGS[:2]:
        add_reading(ledger, reading)
    found = labels(ledger)
    assert set(found) == {CLOSED, FOUND}
    return found


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_adding_makes_no_difference(ledger: Ledger, order: tuple[int, ...]) -> None:
    for number in order:
        add_reading(ledger, READINGS[number])
    (claim,) = list_claims(ledger, Wanted()).items
    assert (claim.statements, claim.parties, claim.outlets) == (3, 2, 3)


def test_it_is_told_who_made_them_one_and_why(ledger: Ledger, two: dict[str, str]) -> None:
    add_reading(ledger, READINGS[2])
    view = show_claim(ledger, two[FOUND])
    assert view.id == two[CLOSED]
    (judgement,) = view.judgements
    assert (judgement.who, judgement.subject) == ("onrecord 1.0", two[FOUND])
    assert judgement.note
    assert "on average" in judgement.note
    merged = [each.merged for each in list_changes(ledger, "2000").items if each.merged]
    assert [(each.id, each.who) for each in merged] == [(two[FOUND], "onrecord 1.0")]


def test_changes_are_paged_with_what_became_one(ledger: Ledger, two: dict[str, str]) -> None:
    add_reading(ledger, READINGS[2])
    page = list_changes(ledger, "2000", most=1)
    paged = [*page.items]
    while page.next:
        page = list_changes(ledger, "2000", most=1, after=page.next)
        paged += page.items
    assert tuple(paged) == list_changes(ledger, "2000").items
    assert two[FOUND] in [each.merged.id for each in paged if each.merged]


def test_the_ledger_knows_that_they_were_two(ledger: Ledger, two: dict[str, str]) -> None:
    known_at = show_claim(ledger, two[FOUND]).log[-1].recorded
    add_reading(ledger, READINGS[2])
    assert labels(ledger, Clocks(known_at=known_at)) == two


@pytest.mark.parametrize("is_turned", [False, True])
def test_a_person_parts_them_for_good(
    ledger: Ledger, two: dict[str, str], *, is_turned: bool
) -> None:
    add_reading(ledger, READINGS[2])
    one, other = sorted(two.values(), reverse=is_turned)
    part(ledger, one, other)
    assert set(labels(ledger)) == {CLOSED, FOUND}
    for reading in READINGS:
        add_reading(ledger, replace(reading, reader=ReaderVersion("2.0", "en-by-hand")))
    again = make_reading([Says(LORNE, BOTH)], outlet="Le Phare", published="2025-02-12")
    add_reading(ledger, again)
    assert len(labels(ledger)) == 2
    machine = [each for each in show_claim(ledger, two[CLOSED]).judgements if each.who != "Ines"]
    assert all(each.until for each in machine)


def test_what_a_person_kept_apart_stays_so(ledger: Ledger, two: dict[str, str]) -> None:
    part(ledger, two[CLOSED], two[FOUND])
    add_reading(ledger, READINGS[2])
    assert set(labels(ledger)) == {CLOSED, FOUND}


def test_a_person_can_make_one_again_what_was_parted(ledger: Ledger, two: dict[str, str]) -> None:
    part(ledger, two[CLOSED], two[FOUND])
    add_reading(ledger, READINGS[2])
    judge(ledger, Judgement(Verdict.SAME_CLAIM, two[FOUND], two[CLOSED], who="Ines"))
    assert len(labels(ledger)) == 1


def test_nobody_judges_in_the_name_of_the_machine(ledger: Ledger, two: dict[str, str]) -> None:
    given = Judgement(Verdict.SAME_CLAIM, two[FOUND], two[CLOSED], who="onrecord 1.0")
    with pytest.raises(LedgerError, match="what the machine is called"):
        judge(ledger, given)


def test_what_the_machine_made_one_is_parted_not_withdrawn(
    ledger: Ledger, two: dict[str, str]
) -> None:
    add_reading(ledger, READINGS[2])
    (judgement,) = show_claim(ledger, two[CLOSED]).judgements
    with pytest.raises(LedgerError, match="judge the contrary"):
        withdraw(ledger, judgement.id, who="Ines")


def test_a_person_who_parted_them_can_take_that_back(ledger: Ledger, two: dict[str, str]) -> None:
    add_reading(ledger, READINGS[2])
    parted = judge(ledger, Judgement(Verdict.NOT_SAME_CLAIM, two[FOUND], two[CLOSED], who="Ines"))
    withdraw(ledger, parted.id, who="Ines")
    (claim,) = list_claims(ledger, Wanted()).items
    held = [each.who for each in show_claim(ledger, claim.id).judgements if not each.until]
    assert "onrecord 1.0" in held
