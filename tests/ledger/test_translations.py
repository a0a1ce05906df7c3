"""A translation calls its speakers by other names: they are no further parties."""

from collections.abc import Sequence

import pytest

from onrecord.ledger import Ledger
from onrecord.ledger.clocks import read_clocks
from onrecord.ledger.views import Wanted, list_claims, show_claim
from onrecord.model import Reading, SpeakerKind, Stance, Standing
from onrecord.pipeline.adding import add_reading
from tests.linking.test_origins import ENGLISH, FRENCH, OTHER
from tests.linking.writing import write_reading

ASSERTS = Stance.ASSERTS
ENGLISH_NAMES = ["Islands Airways", "Islands Airways", "Ministry of Grain", "Harbour Union"]
FRENCH_NAMES = ["La compagnie", "La compagnie", "Le gouvernement", "Les dockers"]


def write(
    text: str,
    names: list[str],
    language: str,
    day: int,
    *,
    kind: SpeakerKind = SpeakerKind.ORGANISATION,
    stances: Sequence[Stance] = (ASSERTS,) * 4,
) -> Reading:
    return write_reading(
        text,
        list(zip(names, stances, strict=False)),
        language=language,
        outlet=f"Outlet {language} {day}",
        published=f"2025-03-{day:02}",
        kind=kind,
    )


@pytest.mark.parametrize("is_first", [True, False])
def test_a_translation_corroborates_nothing(ledger: Ledger, *, is_first: bool) -> None:
    readings = [write(ENGLISH, ENGLISH_NAMES, "en", 13), write(FRENCH, FRENCH_NAMES, "fr", 14)]
    for reading in readings if is_first else reversed(readings):
        add_reading(ledger, reading)
    claims = list_claims(ledger, Wanted()).items
    assert {each.statements for each in claims} == {2}
    assert {each.standing for each in claims} == {Standing.SINGLE_SOURCE}


def test_another_article_brings_parties_of_its_own(ledger: Ledger) -> None:
    add_reading(ledger, write(ENGLISH, ENGLISH_NAMES, "en", 13))
    add_reading(ledger, write(OTHER, ["Le maire", "Les fermiers", "L'école"], "fr", 14))
    assert {each.parties for each in list_claims(ledger, Wanted()).items} == {1}
    assert len(list_claims(ledger, Wanted()).items) == 7


def test_a_translation_that_takes_the_speaker_for_another_adds_no_voice(ledger: Ledger) -> None:
    names = ["Ada Lorne", "Ada Lorne", "Tomas Velk", "Jon Reed"]
    add_reading(ledger, write(ENGLISH, names, "en", 13, kind=SpeakerKind.PERSON))
    names[0] = "Tomas Velk"
    add_reading(ledger, write(FRENCH, names, "fr", 14, kind=SpeakerKind.PERSON))
    claims = list_claims(ledger, Wanted()).items
    assert {each.statements for each in claims} == {2}
    assert {each.standing for each in claims} == {Standing.SINGLE_SOURCE}
    misread = next(each for each in claims if each.parties == 2)
    view = show_claim(ledger, misread.id)
    assert (view.standing, view.origins) == (Standing.SINGLE_SOURCE, 1)
    assert [(each.name, each.counts) for each in view.positions] == [
        ("Ada Lorne", True),
        ("Tomas Velk", False),
    ]
    assert view.sentence == (
        "Single source: Ada Lorne says so. Reported by 2 outlets, all from one origin."
    )
    assert [each.standing for each in view.history] == [Standing.SINGLE_SOURCE]
    before = show_claim(ledger, misread.id, clocks=read_clocks(as_of="2025-03-13"))
    assert [each.name for each in before.positions] == ["Ada Lorne"]


def test_a_translation_that_tells_of_a_denial_is_heard(ledger: Ledger) -> None:
    add_reading(ledger, write(ENGLISH, ENGLISH_NAMES, "en", 13))
    stances = [Stance.DENIES, ASSERTS, ASSERTS, ASSERTS]
    names = ["Harbour Union", *FRENCH_NAMES[1:]]
    add_reading(ledger, write(FRENCH, names, "fr", 14, stances=stances))
    standings = [each.standing for each in list_claims(ledger, Wanted()).items]
    assert sorted(standings) == [Standing.DISPUTED, *[Standing.SINGLE_SOURCE] * 3]
