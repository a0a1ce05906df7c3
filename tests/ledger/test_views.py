"""What is asked of a ledger, in both databases: filters, pages, and the two clocks."""

from collections.abc import Callable

import pytest

from onrecord.errors import LedgerError, UnknownIdError
from onrecord.ledger import Ledger
from onrecord.ledger.views import (
    Clocks,
    Part,
    Sort,
    Wanted,
    list_changes,
    list_claims,
    read_clocks,
    show_claim,
    show_party,
)
from onrecord.model import Stance, Standing
from onrecord.pipeline.adding import add_reading
from onrecord.pipeline.checking import check_reading
from tests.ledger.made import BRASK, BRIDGE, CALL, LORNE, MAYOR, REED, Says, make_reading

NOON = "the lighthouse of Cape Farrow will be sold at noon to the company Hydrane"
DAYS = [
    ("2025-03-04", "Harbour Post", [Says(LORNE, CALL), Says(MAYOR, BRIDGE)]),
    ("2025-03-05", "Northgate Wire", [Says(REED, CALL, Stance.NEITHER)]),
    ("2025-03-09", "Kellund Post", [Says(REED, CALL, Stance.DENIES), Says(MAYOR, NOON)]),
    (
        "2025-03-12",
        "Le Phare",
        [Says(BRASK, CALL, Stance.CONFIRMS), Says(REED, CALL, Stance.RETRACTS)],
    ),
]


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    for day, outlet, says in DAYS:
        add_reading(ledger, make_reading(says, outlet=outlet, published=day))
    return ledger


FILTERS: dict[str, tuple[Wanted, set[str]]] = {
    "all": (Wanted(), {CALL, BRIDGE, NOON}),
    "standing": (Wanted(standings=(Standing.CONFIRMED,)), {CALL}),
    "party": (Wanted(party="Tomas Velk"), {BRIDGE, NOON}),
    "party and outlet": (Wanted(party="Velk", outlet="Kellund Post"), {NOON}),
    "words": (Wanted(words="cracks BRIDGE"), {BRIDGE}),
    "no such words": (Wanted(words='"; DROP'), set()),
    "outlet": (Wanted(outlet="Le Phare"), {CALL}),
    "language": (Wanted(language="en"), {CALL, BRIDGE, NOON}),
    "another language": (Wanted(language="fr"), set()),
    "from": (Wanted(said_from="2025-03-09"), {CALL, NOON}),
    "to": (Wanted(said_to="2025-03-08"), {BRIDGE}),
}


@pytest.mark.parametrize("clocks", [Clocks(), Clocks("2026-01-01")], ids=["now", "by the clocks"])
def test_filters(filled: Ledger, clocks: Clocks) -> None:
    for name, (wanted, labels) in FILTERS.items():
        page = list_claims(filled, wanted, clocks=clocks)
        assert {each.label for each in page.items} == labels, name


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("clocks", [Clocks(), Clocks("2026-01-01")], ids=["now", "by the clocks"])
def test_pages_hold_every_claim_once(filled: Ledger, sort: Sort, clocks: Clocks) -> None:
    seen, after = [], None
    for _ in range(3):
        page = list_claims(filled, Wanted(sort=sort, most=1, after=after), clocks=clocks)
        seen += [each.id for each in page.items]
        after = page.next
    assert after is None
    whole = list_claims(filled, Wanted(sort=sort), clocks=clocks)
    assert seen == [each.id for each in whole.items]
    assert len(seen) == 3


def test_a_claim_is_seen_as_it_stood_on_a_day(filled: Ledger) -> None:
    days = {"2025-03-04": "single_source", "2025-03-05": "unanswered", "2025-03": "confirmed",
            "2025-03-09": "disputed"}  # fmt: skip
    for day, standing in days.items():
        clocks = read_clocks(day)
        claim = next(
            e for e in list_claims(filled, Wanted(), clocks=clocks).items if e.label == CALL
        )
        assert claim.standing == standing
        assert show_claim(filled, claim.id, clocks=clocks).standing == standing


def test_a_claim_is_seen_as_the_ledger_knew_it(filled: Ledger) -> None:
    call = next(each for each in list_claims(filled, Wanted()).items if each.label == CALL)
    log = show_claim(filled, call.id).log
    assert [each.standing for each in log] == [
        "single_source",
        "unanswered",
        "disputed",
        "confirmed",
    ]
    for each in log:
        clocks = Clocks(known_at=each.recorded)
        assert show_claim(filled, call.id, clocks=clocks).standing == each.standing
    with pytest.raises(UnknownIdError, match="nothing was on record"):
        show_claim(filled, call.id, clocks=Clocks(known_at="2020"))


def test_the_timeline_comes_in_pages(filled: Ledger) -> None:
    call = next(each for each in list_claims(filled, Wanted()).items if each.label == CALL)
    first = show_claim(filled, call.id, part=Part(most=3)).timeline
    second = show_claim(filled, call.id, part=Part(first.next, 3)).timeline
    assert second.next is None
    stances = [each.stance for each in (*first.items, *second.items)]
    assert stances[:3] == ["asserts", "neither_confirms_nor_denies", "denies"]
    assert sorted(stances[3:]) == ["confirms", "retracts"]


def test_what_a_party_said_and_where_it_turned(filled: Ledger) -> None:
    palace = show_party(filled, "kellund palace")
    assert palace.counts == {Stance.DENIES: 1, Stance.NEITHER: 1, Stance.RETRACTS: 1}
    assert [(each.before, each.after) for each in palace.turns] == [
        (Stance.DENIES, Stance.RETRACTS),
        (Stance.NEITHER, Stance.DENIES),
    ]
    page = show_party(filled, "Kellund Palace", most=2).said
    rest = show_party(filled, "Kellund Palace", most=2, after=page.next).said
    assert [each.stance for each in (*page.items, *rest.items)] == [
        Stance.RETRACTS,
        Stance.DENIES,
        Stance.NEITHER,
    ]
    only = show_party(filled, "Kellund Palace", stances=(Stance.DENIES,)).said.items
    assert [each.stance for each in only] == [Stance.DENIES]
    early = show_party(filled, "Kellund Palace", clocks=Clocks("2025-03-06"))
    assert early.counts == {Stance.NEITHER: 1}


def test_changes_since(filled: Ledger) -> None:
    everything = list_changes(filled, "2000")
    assert [each.after for each in everything.items if each.claim.label == CALL] == [
        "confirmed",
        "disputed",
        "unanswered",
        "single_source",
    ]
    assert everything.items[-1].before is None
    last = list_changes(filled, everything.items[0].recorded)
    assert [(each.before, each.after) for each in last.items] == [("disputed", "confirmed")]
    first = list_changes(filled, "2000", most=4)
    rest = list_changes(filled, "2000", most=4, after=first.next)
    assert (*first.items, *rest.items) == everything.items


def test_a_text_is_checked_and_nothing_is_stored(filled: Ledger) -> None:
    before = list_claims(filled, Wanted())
    reading = make_reading([Says(BRASK, BRIDGE)], ending=f"\n{CALL}.")
    told = {each.words: each for each in check_reading(filled, reading)}
    assert told[f"that {BRIDGE}"].claims[0].claim.label == BRIDGE
    assert told[f"{CALL}."].speaker is None
    assert told[f"{CALL}."].claims[0].claim.label == CALL
    assert list_claims(filled, Wanted()) == before


def test_ids_by_their_beginning(filled: Ledger) -> None:
    line = list_claims(filled, Wanted()).items[0]
    assert show_claim(filled, line.id[:10]).id == line.id


WRONG: dict[str, Callable[[Ledger], object]] = {
    "no id": lambda ledger: show_claim(ledger, "zz"),
    "nobody": lambda ledger: show_party(ledger, "Nobody Here"),
    "no name": lambda ledger: show_party(ledger, "!"),
    "no cursor": lambda ledger: list_claims(ledger, Wanted(after="x")),
    "no date": lambda ledger: read_clocks("yesterday"),
}


@pytest.mark.parametrize("ask", WRONG.values(), ids=WRONG.keys())
def test_wrong_questions(filled: Ledger, ask: Callable[[Ledger], object]) -> None:
    with pytest.raises(LedgerError):
        ask(filled)
