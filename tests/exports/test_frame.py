from onrecord.ledger import Ledger
from onrecord.ledger.views import read_clocks


def test_a_frame_has_what_was_said_by_then(ledger: Ledger) -> None:
    whole = ledger.to_frame()
    before = ledger.to_frame(clocks=read_clocks("2025-03-05"))
    assert 0 < len(before) < len(whole)
    assert before["said"].max() < whole["said"].max()
    assert set(whole["stance"]) >= {"asserts", "denies", "confirms"}
