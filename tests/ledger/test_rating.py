"""Ratings of claims by people: on record in their name, and never the claim's standing."""

import pytest

from onrecord.errors import LedgerError, UnknownIdError
from onrecord.ledger import Ledger
from onrecord.ledger.judging import Judgement, rate, withdraw
from onrecord.ledger.ratings import Rating
from onrecord.ledger.views import Clocks, Wanted, list_claims, show_claim
from onrecord.ledger.views.stream import stream_record
from onrecord.model import Verdict
from onrecord.pipeline.adding import add_reading
from onrecord.pipeline.judging import judge
from tests.ledger.made import BRIDGE, CALL, LORNE, MAYOR, Says, make_reading

FALSE = Rating("misleading", 2, url="https://checks.example/bridge")


@pytest.fixture
def claims(ledger: Ledger) -> dict[str, str]:
    add_reading(ledger, make_reading([Says(LORNE, CALL), Says(MAYOR, BRIDGE)]))
    return {each.label: each.id for each in list_claims(ledger, Wanted()).items}


def test_a_rating_is_shown_as_its_author_s(ledger: Ledger, claims: dict[str, str]) -> None:
    before = show_claim(ledger, claims[BRIDGE])
    judged = rate(ledger, claims[BRIDGE], FALSE, who=" Ines Duval ", note="counted them")
    view = show_claim(ledger, claims[BRIDGE])
    (signed,) = view.ratings
    assert (signed.id, signed.who, signed.note) == (judged.id, "Ines Duval", "counted them")
    assert (signed.rating.text, signed.rating.value) == ("misleading", 2)
    assert signed.rating.words == BRIDGE
    assert (view.standing, view.log) == (before.standing, before.log)
    assert view.judgements[-1].rating == signed.rating
    assert not show_claim(ledger, claims[CALL]).ratings


def test_a_later_rating_takes_the_place_of_one_s_own(
    ledger: Ledger, claims: dict[str, str]
) -> None:
    rate(ledger, claims[BRIDGE], FALSE, who="Ines Duval")
    rate(ledger, claims[BRIDGE], Rating("true"), who="Tom Reed")
    rate(ledger, claims[BRIDGE], Rating("half true"), who="ines duval")
    view = show_claim(ledger, claims[BRIDGE])
    assert [each.rating.text for each in view.ratings] == ["true", "half true"]
    then = Clocks(known_at=view.judgements[0].since)
    assert [each.rating.text for each in show_claim(ledger, view.id, clocks=then).ratings] == [
        "misleading"
    ]


def test_a_rating_goes_with_its_claim(ledger: Ledger, claims: dict[str, str]) -> None:
    rate(ledger, claims[BRIDGE], FALSE, who="Ines Duval")
    judge(ledger, Judgement(Verdict.SAME_CLAIM, claims[CALL], claims[BRIDGE], who="Ines"))
    (signed,) = show_claim(ledger, claims[CALL]).ratings
    assert signed.rating.words == BRIDGE
    assert {each.ratings for each in stream_record(ledger)} == {(signed,)}


def test_a_rating_can_be_withdrawn(ledger: Ledger, claims: dict[str, str]) -> None:
    rate(ledger, claims[BRIDGE], Rating("true"), who="Ines Duval")
    judged = rate(ledger, claims[BRIDGE], FALSE, who="Ines Duval")
    withdraw(ledger, judged.id, who="Ines Duval")
    (signed,) = show_claim(ledger, claims[BRIDGE]).ratings
    assert signed.rating.text == "true"


@pytest.mark.parametrize(
    ("rating", "reason"),
    [
        (Rating(" "), "no words"),
        (Rating("x" * 201), "longer than"),
        (Rating("false", 7), "not on the scale"),
        (Rating("false", float("nan")), "not on the scale"),
        (Rating("false", 1, worst=5, best=1), "is none"),
        (Rating("false", url="javascript:alert(1)"), "no address"),
        (Rating("false", url='https://x.example/"onclick'), "no address"),
    ],
)
def test_what_is_no_rating(
    ledger: Ledger, claims: dict[str, str], rating: Rating, reason: str
) -> None:
    with pytest.raises(LedgerError, match=reason):
        rate(ledger, claims[BRIDGE], rating, who="Ines")


def test_a_rating_needs_a_claim_and_a_name(ledger: Ledger, claims: dict[str, str]) -> None:
    with pytest.raises(LedgerError, match="nobody answers"):
        rate(ledger, claims[BRIDGE], FALSE, who=" ")
    for who, note in (("Ines\x00", None), ("Ines", "a\x00"), ("\ud800", None)):
        with pytest.raises(LedgerError, match="cannot be kept"):
            rate(ledger, claims[BRIDGE], FALSE, who=who, note=note)
    with pytest.raises(UnknownIdError):
        rate(ledger, "ffffffffffff", FALSE, who="Ines")
