"""Judgements by people, in both databases: they override the machine and outlive a reading."""

from dataclasses import replace

import pytest

from onrecord.errors import LedgerError, UnknownIdError
from onrecord.ledger import Ledger
from onrecord.ledger.judging import Judged, Judgement
from onrecord.ledger.views import (
    Clocks,
    Wanted,
    list_articles,
    list_claims,
    show_article,
    show_claim,
    show_party,
)
from onrecord.model import ReaderVersion, Stance, Standing, Verdict
from onrecord.pipeline.adding import add_reading
from onrecord.pipeline.judging import judge
from tests.ledger.made import BRASK, BRIDGE, CALL, LORNE, MAYOR, Says, make_reading

READING = make_reading([Says(LORNE, CALL), Says(MAYOR, BRIDGE), Says(BRASK, CALL, Stance.DENIES)])


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    add_reading(ledger, READING)
    return ledger


def rule(ledger: Ledger, verdict: Verdict, subject: str, other: str | None = None) -> Judged:
    return judge(ledger, Judgement(verdict, subject, other, who="Ines", note="I was there"))


def claims(ledger: Ledger, clocks: Clocks | None = None) -> dict[str, str]:
    page = list_claims(ledger, Wanted(), clocks=clocks or Clocks())
    return {each.label: each.id for each in page.items}


def statement(ledger: Ledger, number: int) -> str:
    article = list_articles(ledger).items[0].id
    return show_article(ledger, article).statements[number].statement.id


def read_again(ledger: Ledger) -> None:
    add_reading(ledger, replace(READING, reader=ReaderVersion("2.0", "en-by-hand")))


def test_two_claims_become_one_and_two_again(filled: Ledger) -> None:
    before = claims(filled)
    rule(filled, Verdict.SAME_CLAIM, before[BRIDGE], before[CALL])
    (merged,) = list_claims(filled, Wanted()).items
    assert merged.statements == 3
    assert show_claim(filled, before[BRIDGE]).id == merged.id
    read_again(filled)
    assert [each.id for each in list_claims(filled, Wanted()).items] == [merged.id]
    rule(filled, Verdict.NOT_SAME_CLAIM, before[BRIDGE], before[CALL])
    assert len(claims(filled)) == 2


def test_a_statement_leaves_its_claim_for_good(filled: Ledger) -> None:
    before = claims(filled)
    denial = statement(filled, 2)
    rule(filled, Verdict.NOT_SAME_CLAIM, denial, before[CALL])
    for _ in range(2):
        assert show_claim(filled, before[CALL]).standing == Standing.SINGLE_SOURCE
        assert len(list_claims(filled, Wanted()).items) == 3
        read_again(filled)


def test_a_statement_is_put_to_another_claim_for_good(filled: Ledger) -> None:
    before = claims(filled)
    rule(filled, Verdict.SAME_CLAIM, statement(filled, 2), before[BRIDGE])
    for _ in range(2):
        assert show_claim(filled, before[BRIDGE]).standing == Standing.DISPUTED
        read_again(filled)


def test_a_stance_is_corrected_for_good(filled: Ledger) -> None:
    call = claims(filled)[CALL]
    judge(filled, Judgement(Verdict.STANCE, statement(filled, 2), stance=Stance.CONFIRMS, who="I"))
    for _ in range(2):
        assert show_claim(filled, call).standing == Standing.CONFIRMED
        read_again(filled)


def test_a_wrong_statement_counts_for_nothing_and_can_come_back(filled: Ledger) -> None:
    call = claims(filled)[CALL]
    rule(filled, Verdict.WRONG, statement(filled, 2))
    read_again(filled)
    view = show_claim(filled, call)
    assert view.standing == Standing.SINGLE_SOURCE
    judge(filled, Judgement(Verdict.STANCE, statement(filled, 2), stance=Stance.DENIES, who="I"))
    assert show_claim(filled, call).standing == Standing.DISPUTED


def test_two_parties_become_one_and_two_again(filled: Ledger) -> None:
    lorne, mayor = (show_party(filled, name).id for name in ("Ada Lorne", "Tomas Velk"))
    rule(filled, Verdict.SAME_PARTY, mayor, lorne)
    read_again(filled)
    assert show_party(filled, "Tomas Velk").id == show_party(filled, "Ada Lorne").id
    assert show_party(filled, lorne).statements == 2
    rule(filled, Verdict.NOT_SAME_PARTY, mayor, lorne)
    assert show_party(filled, lorne).statements == 1


def test_a_speaker_is_another_party_for_good(filled: Ledger) -> None:
    lorne = show_party(filled, "Ada Lorne").id
    rule(filled, Verdict.NOT_SAME_PARTY, statement(filled, 0), lorne)
    for _ in range(2):
        assert show_party(filled, lorne).statements == 0
        read_again(filled)


def test_the_ledger_knows_what_it_held_before_the_judgement(filled: Ledger) -> None:
    before = claims(filled)
    known_at = show_claim(filled, before[CALL]).log[-1].recorded
    rule(filled, Verdict.SAME_CLAIM, before[BRIDGE], before[CALL])
    assert claims(filled, Clocks(known_at=known_at)) == before
    view = show_claim(filled, before[BRIDGE], clocks=Clocks(known_at=known_at))
    assert (view.label, view.judgements) == (BRIDGE, ())
    assert show_claim(filled, before[CALL]).judgements[0].who == "Ines"


def test_what_cannot_be_judged(filled: Ledger) -> None:
    call = claims(filled)[CALL]
    with pytest.raises(UnknownIdError):
        rule(filled, Verdict.SAME_CLAIM, call, "ffffffffffff")
    with pytest.raises(LedgerError, match="which claim"):
        rule(filled, Verdict.SAME_CLAIM, call)
    with pytest.raises(LedgerError, match="itself"):
        rule(filled, Verdict.SAME_CLAIM, call, call)
    with pytest.raises(LedgerError, match="which stance"):
        rule(filled, Verdict.STANCE, statement(filled, 0))
    with pytest.raises(LedgerError, match="nobody answers"):
        judge(filled, Judgement(Verdict.WRONG, statement(filled, 0), who=" "))
