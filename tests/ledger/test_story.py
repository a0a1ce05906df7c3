"""The report that onrecord was made for, from its text to where its claim stands."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.ledger import Ledger, open_ledger
from onrecord.ledger.views import ClaimView, Wanted, list_claims, show_claim, show_party
from onrecord.model import EvidenceKind, Stance, Standing
from onrecord.pipeline import read
from onrecord.pipeline.adding import add_reading

STORY = Path(__file__).parents[2].parent / "shared/story/article.fr.txt"
pytestmark = pytest.mark.skipif(not STORY.exists(), reason="the report is not in this checkout")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    place = str(tmp_path_factory.mktemp("story") / "story.db")
    with open_ledger(place, create=True) as opened:
        add_reading(opened, read(STORY))
        yield opened


@pytest.fixture(scope="module")
def call(ledger: Ledger) -> ClaimView:
    lines = list_claims(ledger, Wanted(party="Donald Trump", most=100)).items
    views = [show_claim(ledger, each.id, language="fr") for each in lines]
    return next(view for view in views if any("conversation" in e.words for e in _said(view)))


def _said(view: ClaimView):  # type: ignore[no-untyped-def]
    return [each.statement for each in view.timeline.items]


def test_the_call_is_one_unanswered_claim(call: ClaimView) -> None:
    assert call.standing == Standing.UNANSWERED
    taken = {each.name: (each.stance, each.voice, each.through) for each in call.positions}
    assert taken["Donald Trump"] == (Stance.ASSERTS, None, "New York Post")
    assert taken["Kremlin"] == (Stance.NEITHER, "Dmitri Peskov", None)


def test_the_evidence_was_withheld(call: ClaimView) -> None:
    assert {(each.kind, each.shown) for each in call.evidence} == {(EvidenceKind.EXCERPT, False)}


def test_the_sentence_says_so(call: ClaimView) -> None:
    assert call.sentence.startswith(
        "Sans réponse : Donald Trump (par New York Post) l'affirme ; "
        "Kremlin (Dmitri Peskov) ne confirme ni ne dément. Preuve non montrée : un extrait."
    )


def test_who_peskov_is(ledger: Ledger) -> None:
    peskov = show_party(ledger, "Peskov")
    assert peskov.roles == ("porte-parole",)
    assert {each.spoke_for for each in peskov.said.items} == {"Kremlin"}
    assert Stance.NEITHER in peskov.counts
