"""A ledger tells when it has changed, whoever changed it."""

from onrecord.ledger import Ledger, open_ledger
from onrecord.pipeline.adding import add_reading
from tests.ledger.made import BRIDGE, CALL, LORNE, MAYOR, Says, make_reading


def test_the_mark_is_the_same_until_something_is_added(place: str, ledger: Ledger) -> None:
    add_reading(ledger, make_reading([Says(MAYOR, BRIDGE)]))
    with open_ledger(place) as reader:
        before = reader.tell_state()
        assert reader.tell_state() == before
        add_reading(ledger, make_reading([Says(LORNE, CALL)]))
        after = reader.tell_state()
        assert after != before
        assert reader.tell_state() == after


def test_what_is_not_kept_is_seen_neither(ledger: Ledger) -> None:
    before = ledger.tell_state()
    with ledger.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM claim")
    assert ledger.tell_state() == before
