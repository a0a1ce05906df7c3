"""Judgements taken back: everything stands as before, in both databases."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger, schema
from onrecord.ledger.judging import Judgement, withdraw
from onrecord.ledger.views import Wanted, list_articles, list_claims, show_article, show_claim
from onrecord.ledger.writer import Writer
from onrecord.model import ReaderVersion, Stance, Standing, Verdict
from onrecord.pipeline.adding import add_reading
from onrecord.pipeline.judging import judge
from tests.ledger.made import BRASK, BRIDGE, CALL, LORNE, MAYOR, Says, make_reading

READING = make_reading([Says(LORNE, CALL), Says(MAYOR, BRIDGE), Says(BRASK, CALL, Stance.DENIES)])


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    add_reading(ledger, READING)
    return ledger


def claims(ledger: Ledger) -> dict[str, str]:
    return {each.label: each.id for each in list_claims(ledger, Wanted()).items}


def statements(ledger: Ledger) -> list[str]:
    article = list_articles(ledger).items[0].id
    return [each.statement.id for each in show_article(ledger, article).statements]


def suggest(ledger: Ledger, statement: str, claim: str) -> None:
    with ledger.writing() as connection:
        found = select(schema.statement.c.id).where(schema.statement.c.hash == statement)
        about = select(schema.claim.c.id).where(schema.claim.c.hash == claim)
        writer = Writer(connection)
        writer.add(
            schema.suggestion,
            statement=connection.execute(found).scalar_one(),
            claim=connection.execute(about).scalar_one(),
            score=0.6,
            because="both speak of it",
            judgement=None,
        )
        writer.flush()


def standings(ledger: Ledger) -> list[tuple[str, Standing, int]]:
    lines = list_claims(ledger, Wanted()).items
    return sorted((each.label, each.standing, each.statements) for each in lines)


@pytest.mark.parametrize("verdict", [Verdict.SAME_CLAIM, Verdict.NOT_SAME_CLAIM])
def test_a_judged_suggestion_waits_again(filled: Ledger, verdict: Verdict) -> None:
    before, known = standings(filled), claims(filled)
    bridge = statements(filled)[1]
    suggest(filled, bridge, known[CALL])
    judged = judge(filled, Judgement(verdict, bridge, known[CALL], who="Ines"))
    assert not show_claim(filled, known[CALL]).suggestions
    withdraw(filled, judged.id, who="Ada")
    assert standings(filled) == before
    (again,) = show_claim(filled, known[CALL]).suggestions
    assert (again.statement, again.claim, again.score) == (bridge, known[BRIDGE], 0.6)


@pytest.mark.parametrize("stance", [None, Stance.CONFIRMS])
def test_a_statement_counts_as_it_was_read_again(filled: Ledger, stance: Stance | None) -> None:
    before = standings(filled)
    verdict = Verdict.STANCE if stance else Verdict.WRONG
    judged = judge(filled, Judgement(verdict, statements(filled)[2], stance=stance, who="Ines"))
    assert standings(filled) != before
    withdraw(filled, judged.id, who="Ada")
    assert standings(filled) == before


def test_merged_claims_are_two_again(filled: Ledger) -> None:
    before, known = standings(filled), claims(filled)
    suggest(filled, statements(filled)[1], known[CALL])
    judged = judge(filled, Judgement(Verdict.SAME_CLAIM, known[BRIDGE], known[CALL], who="Ines"))
    assert len(standings(filled)) == 1
    withdraw(filled, judged.id, who="Ada")
    assert standings(filled) == before
    assert len(show_claim(filled, known[CALL]).suggestions) == 1


def test_what_it_took_the_place_of_holds_again(filled: Ledger) -> None:
    denial = statements(filled)[2]
    judge(filled, Judgement(Verdict.STANCE, denial, stance=Stance.CONFIRMS, who="Ines"))
    corrected = standings(filled)
    judged = judge(filled, Judgement(Verdict.WRONG, denial, who="Ines"))
    withdraw(filled, judged.id, who="Ines")
    assert standings(filled) == corrected
    add_reading(filled, replace(READING, reader=ReaderVersion("2.0", "en-by-hand")))
    assert standings(filled) == corrected


def test_who_withdrew_it_stays_on_record(filled: Ledger) -> None:
    judged = judge(filled, Judgement(Verdict.WRONG, statements(filled)[2], who="Ines"))
    taken_back = withdraw(filled, judged.id, who="Ada", note="a slip")
    with filled.reading() as connection:
        rows = connection.execute(select(schema.judgement).order_by(schema.judgement.c.id)).all()
    assert [(row.hash, row.verdict, row.who, row.until is None) for row in rows] == [
        (judged.id, "wrong", "Ines", False),
        (taken_back.id, "withdrawn", "Ada", True),
    ]
    assert rows[1].subject == judged.id


def test_the_claim_tells_who_judged_and_who_withdrew(filled: Ledger) -> None:
    judged = judge(filled, Judgement(Verdict.WRONG, statements(filled)[2], who="Ines"))
    (shown,) = show_claim(filled, claims(filled)[CALL]).judgements
    assert (shown.who, shown.verdict, shown.withdrawn_by) == ("Ines", Verdict.WRONG, None)
    withdraw(filled, judged.id, who="Ada")
    (shown,) = show_claim(filled, claims(filled)[CALL]).judgements
    assert (shown.until is None, shown.withdrawn_by) == (False, "Ada")


def test_what_cannot_be_withdrawn(filled: Ledger) -> None:
    denial = statements(filled)[2]
    judged = judge(filled, Judgement(Verdict.WRONG, denial, who="Ines"))
    with pytest.raises(LedgerError, match="nobody answers"):
        withdraw(filled, judged.id, who=" ")
    taken_back = withdraw(filled, judged.id, who="Ines")
    with pytest.raises(LedgerError, match="no longer holds"):
        withdraw(filled, judged.id, who="Ines")
    with pytest.raises(LedgerError, match="'withdrawn' cannot be withdrawn"):
        withdraw(filled, taken_back.id, who="Ines")


def test_what_later_changes_rest_on_stays(filled: Ledger) -> None:
    denial = statements(filled)[2]
    given = Judgement(Verdict.STANCE, denial, stance=Stance.CONFIRMS, who="Ines")
    judged = judge(filled, given)
    add_reading(filled, replace(READING, reader=ReaderVersion("2.0", "en-by-hand")))
    before = standings(filled)
    with pytest.raises(LedgerError, match="later changes rest on it"):
        withdraw(filled, judged.id, who="Ines")
    assert standings(filled) == before
