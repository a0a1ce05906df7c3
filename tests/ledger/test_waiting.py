"""What waits for a person, claims' days and titles: the same from both databases."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from onrecord.errors import LedgerError, UnknownIdError
from onrecord.ledger import Ledger, schema
from onrecord.ledger.judging import Judgement
from onrecord.ledger.views import Clocks, Wanted, list_claims, show_claim
from onrecord.ledger.views.days import list_days
from onrecord.ledger.views.titles import load_titles
from onrecord.ledger.views.waiting import Doubt, count_waiting, list_waiting
from onrecord.ledger.writer import Writer
from onrecord.model import Stance, Standing, Verdict
from onrecord.pipeline.adding import add_reading
from onrecord.pipeline.judging import judge
from tests.ledger.made import BRASK, BRIDGE, CALL, LORNE, MAYOR, Says, make_reading

READING = make_reading(
    [
        Says(LORNE, CALL, said_on="2025-02-01"),
        Says(MAYOR, BRIDGE),
        Says(BRASK, CALL, Stance.DENIES, said_on="2025-02-05"),
    ]
)
CONFIDENCES = (0.9, 0.4, 0.2)


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    pairs = zip(READING.statements, CONFIDENCES, strict=True)
    statements = tuple(replace(each, confidence=sure) for each, sure in pairs)
    add_reading(ledger, replace(READING, statements=statements))
    return ledger


def suggest(ledger: Ledger, *scores: float) -> None:
    """Suggest the bridge's statement for the other claim, once for each score."""
    with ledger.writing() as connection:
        statement = schema.statement
        query = select(statement.c.id).where(statement.c.words == f"that {BRIDGE}")
        link = schema.claim_link.c
        row = connection.execute(query).scalar_one()
        other = select(link.claim).where(link.statement != row).limit(1)
        claim = connection.execute(other).scalar_one()
        writer = Writer(connection)
        for score in scores:
            values = {"statement": row, "claim": claim, "because": "x", "judgement": None}
            writer.add(schema.suggestion, score=score, **values)
        writer.flush()


def test_links_wait_in_order_page_by_page(filled: Ledger) -> None:
    suggest(filled, 0.5, 0.7, 0.6)
    whole = list_waiting(filled, Doubt.LINK)
    assert [each.score for each in whole.items] == [0.7, 0.6, 0.5]
    first = list_waiting(filled, Doubt.LINK, most=2)
    rest = list_waiting(filled, Doubt.LINK, after=first.next, most=2)
    assert ((*first.items, *rest.items), rest.next) == (whole.items, None)
    assert list_waiting(filled, Doubt.LINK, after=whole.items[0].place).items == whole.items[1:]
    item = whole.items[0]
    assert item.claim is not None
    assert item.other is not None
    assert item.proof is not None
    assert (item.claim.label, item.other.label) == (BRIDGE, CALL)
    assert item.proof.words == f"that {CALL}"


def test_doubtful_statements_wait_until_they_are_judged(filled: Ledger) -> None:
    waiting = list_waiting(filled, Doubt.STATEMENT).items
    assert [each.score for each in waiting] == [0.4, 0.2]
    assert count_waiting(filled) == {Doubt.LINK: 0, Doubt.STATEMENT: 2}
    given = Judgement(Verdict.WRONG, waiting[0].statement.id, who="Ines")
    judge(filled, given)
    assert [each.score for each in list_waiting(filled, Doubt.STATEMENT).items] == [0.2]


@pytest.mark.parametrize("mark", ["x", "x~1", "0.5~", "~", "0.5~x"])
def test_what_is_no_place_in_the_queue(filled: Ledger, mark: str) -> None:
    with pytest.raises(LedgerError, match="no place"):
        list_waiting(filled, Doubt.LINK, after=mark)


def test_a_claim_s_days_are_all_there_whatever_the_clock(filled: Ledger) -> None:
    call = next(each for each in list_claims(filled, Wanted()).items if each.label == CALL)
    days = ("2025-02-01", "2025-02-05")
    assert list_days(filled, call.id) == days
    then = Clocks(as_of=days[0])
    assert list_days(filled, call.id, clocks=then) == days
    view = show_claim(filled, call.id, clocks=then)
    assert [(each.said, each.standing) for each in view.days] == [
        (days[0], Standing.SINGLE_SOURCE),
        (days[1], Standing.DISPUTED),
    ]
    assert view.days == show_claim(filled, call.id).days
    with pytest.raises(UnknownIdError):
        list_days(filled, "ffffffffffff")


def test_a_claim_is_titled_in_any_language_it_has(filled: Ledger) -> None:
    lines = list_claims(filled, Wanted()).items
    for language in ("en", "fr"):
        titles = load_titles(filled, [each.id for each in lines], language)
        assert {titles[each.id].words for each in lines} == {CALL, BRIDGE}
        assert {each.language for each in titles.values()} == {"en"}
