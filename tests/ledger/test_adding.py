"""Readings added to a ledger, in both databases."""

from dataclasses import replace

import pytest

from onrecord.errors import ArticleError
from onrecord.ledger import Ledger
from onrecord.ledger.judging import Judgement
from onrecord.ledger.views import (
    NOW,
    Wanted,
    count_all,
    list_articles,
    list_claims,
    show_article,
    show_claim,
    show_party,
)
from onrecord.ledger.views.waiting import Doubt, list_waiting
from onrecord.model import (
    EvidenceKind,
    ReaderVersion,
    Reading,
    Speaker,
    SpeakerKind,
    Stance,
    Standing,
    Verdict,
)
from onrecord.pipeline.adding import Outcome, add_reading
from onrecord.pipeline.judging import judge
from tests.ledger.made import BRASK, BRIDGE, CALL, LORNE, MAYOR, REED, UNNAMED, Says, make_reading

FIRST = make_reading([Says(LORNE, CALL), Says(MAYOR, BRIDGE)], outlet="Harbour Post")
SECOND = make_reading(
    [Says(REED, CALL, Stance.NEITHER, evidence=(EvidenceKind.RECORDING, False))],
    outlet="Northgate Wire",
    published="2025-02-10",
)


def test_statements_of_two_articles_meet_in_one_claim(ledger: Ledger) -> None:
    for each in (FIRST, SECOND):
        assert add_reading(ledger, each).outcome == Outcome.ADDED
    claims = list_claims(ledger, Wanted()).items
    assert sorted(each.standing for each in claims) == [Standing.SINGLE_SOURCE, Standing.UNANSWERED]
    call = show_claim(ledger, claims[0].id)
    assert (call.label, call.outlets) == (CALL, ("Harbour Post", "Northgate Wire"))
    assert call.sentence == (
        "Unanswered: Ada Lorne says so; Kellund Palace (Jon Reed) neither confirms nor denies it. "
        "Evidence withheld: a recording. Reported by 2 outlets, from 2 independent origins."
    )
    assert [(each.kind, each.shown) for each in call.evidence] == [(EvidenceKind.RECORDING, False)]


def test_adding_twice_changes_nothing(ledger: Ledger) -> None:
    added = add_reading(ledger, FIRST)
    before = count_all(ledger), list_claims(ledger, Wanted())
    again = add_reading(ledger, FIRST)
    assert (again.article, again.outcome) == (added.article, Outcome.KNOWN)
    assert (count_all(ledger), list_claims(ledger, Wanted())) == before


def test_a_changed_article_is_a_new_version(ledger: Ledger) -> None:
    url = "https://harbour.example/call"
    old = make_reading([Says(LORNE, CALL), Says(MAYOR, BRIDGE)], url=url)
    new = make_reading([Says(LORNE, CALL, Stance.RETRACTS)], url=url, published="2025-02-12")
    first, second = add_reading(ledger, old), add_reading(ledger, new)
    assert second.outcome == Outcome.NEW_VERSION
    assert [each.id for each in list_articles(ledger).items] == [second.article]
    before = show_article(ledger, first.article)
    assert before.line.until is not None
    assert [each.id for each in before.versions] == [second.article]
    assert len(before.statements) == 2
    assert [each.standing for each in list_claims(ledger, Wanted()).items] == [Standing.RETRACTED]


def test_a_text_that_comes_back_is_a_version_again(ledger: Ledger) -> None:
    url = "https://harbour.example/call"
    old, new = (make_reading([Says(LORNE, each)], url=url) for each in (CALL, BRIDGE))
    outcomes = [add_reading(ledger, each).outcome for each in (old, new, old, old)]
    assert outcomes == ["added", "new_version", "new_version", "known"]


def test_a_newer_reader_reads_again_and_claims_keep_their_ids(ledger: Ledger) -> None:
    add_reading(ledger, FIRST)
    before = {each.label: each.id for each in list_claims(ledger, Wanted()).items}
    added = add_reading(ledger, replace(FIRST, reader=ReaderVersion("2.0", "en-by-hand")))
    assert added.outcome == Outcome.READ_AGAIN
    assert {each.label: each.id for each in list_claims(ledger, Wanted()).items} == before
    assert count_all(ledger).statements == 2
    assert show_article(ledger, added.article).reader == "2.0"


def test_a_spokesman_counts_for_whom_he_speaks(ledger: Ledger) -> None:
    add_reading(ledger, SECOND)
    palace = show_party(ledger, "Kellund Palace")
    assert palace.counts == {Stance.NEITHER: 1}
    (said,) = palace.said.items
    assert (said.voice, said.spoke_for) == ("Jon Reed", "Kellund Palace")
    assert show_party(ledger, "reed").said.items == palace.said.items


def test_the_same_speaker_is_one_party_across_articles(ledger: Ledger) -> None:
    add_reading(ledger, FIRST)
    other = Speaker("Lorne", SpeakerKind.PERSON, role="president")
    add_reading(ledger, make_reading([Says(other, BRIDGE)], outlet="Kellund Post"))
    lorne = show_party(ledger, "Ada Lorne")
    assert (lorne.statements, set(lorne.names)) == (2, {"Ada Lorne", "Lorne"})


def test_unnamed_sources_are_no_party(ledger: Ledger) -> None:
    add_reading(ledger, make_reading([Says(UNNAMED, BRIDGE)]))
    assert count_all(ledger).parties == 0
    (claim,) = list_claims(ledger, Wanted()).items
    assert (claim.standing, claim.parties) == (Standing.UNATTRIBUTED, 0)


def test_an_outlet_only_relays(ledger: Ledger) -> None:
    outlet = Speaker("Kellund Post", SpeakerKind.OUTLET)
    says = [Says(outlet, CALL), Says(LORNE, CALL, via=0)]
    add_reading(ledger, make_reading(says, outlet="Harbour Post"))
    (line,) = list_claims(ledger, Wanted()).items
    claim = show_claim(ledger, line.id)
    assert claim.standing == Standing.SINGLE_SOURCE
    assert "Ada Lorne (through Kellund Post) says so" in claim.sentence
    assert claim.sources[0].relayed_from == ("Kellund Post",)


def test_a_participant_confirms_by_asserting(ledger: Ledger) -> None:
    add_reading(ledger, FIRST)
    add_reading(ledger, make_reading([Says(BRASK, CALL)], outlet="Wire", published="2025-02-11"))
    assert _find(ledger, CALL).standing == Standing.CONFIRMED


def test_copies_are_one_origin(ledger: Ledger) -> None:
    says = [Says(LORNE, CALL), Says(MAYOR, BRIDGE), Says(BRASK, f"{CALL} for 40 minutes")]
    add_reading(ledger, make_reading(says, outlet="Harbour Post"))
    add_reading(ledger, make_reading(says, outlet="Wire", published="2025-02-10", ending="\n"))
    claim = show_claim(ledger, _find(ledger, BRIDGE).id)
    assert (len(claim.outlets), claim.origins) == (2, 1)
    assert [each.kind for each in claim.sources[1].steps] == ["copy"]


@pytest.mark.parametrize("bad", ["\x00", "\ud800"])
def test_a_text_that_cannot_be_kept_is_skipped_whole(ledger: Ledger, bad: str) -> None:
    reading = make_reading([Says(LORNE, CALL)], ending=bad)
    with pytest.raises(ArticleError):
        add_reading(ledger, reading)
    assert count_all(ledger).articles == 0


def test_an_article_without_statements_is_kept(ledger: Ledger) -> None:
    empty = Reading(FIRST.article, (), FIRST.reader)
    added = add_reading(ledger, empty)
    assert show_article(ledger, added.article, clocks=NOW).statements == ()


def _find(ledger: Ledger, label: str):  # type: ignore[no-untyped-def]
    return next(each for each in list_claims(ledger, Wanted()).items if each.label == label)


def test_nobody_takes_a_position_by_an_unsure_assertion(ledger: Ledger) -> None:
    sure = make_reading([Says(LORNE, CALL), Says(BRASK, CALL, Stance.DENIES)])
    statements = tuple(replace(each, confidence=0.19) for each in sure.statements)
    added = add_reading(ledger, replace(sure, statements=statements))
    (claim,) = list_claims(ledger, Wanted()).items
    assert (claim.standing, claim.statements) == (Standing.DENIED, 1)
    unsure, denial = show_article(ledger, added.article).statements
    assert (unsure.stance, unsure.is_unsure) == (None, True)
    assert (denial.stance, denial.is_unsure) == (Stance.DENIES, False)
    waiting = [each.statement.id for each in list_waiting(ledger, Doubt.STATEMENT).items]
    assert set(waiting) == {unsure.statement.id, denial.statement.id}
    given = Judgement(Verdict.STANCE, unsure.statement.id, stance=Stance.ASSERTS, who="Ines")
    judge(ledger, given)
    add_reading(ledger, replace(sure, statements=statements, reader=ReaderVersion("2", "x")))
    (claim,) = list_claims(ledger, Wanted()).items
    assert (claim.standing, claim.statements) == (Standing.DISPUTED, 2)


def test_how_sure_is_sure_enough_can_be_chosen(ledger: Ledger) -> None:
    sure = make_reading([Says(LORNE, CALL)])
    statements = tuple(replace(each, confidence=0.6) for each in sure.statements)
    add_reading(ledger, replace(sure, statements=statements), least_confidence=0.7)
    assert list_claims(ledger, Wanted()).items == ()
