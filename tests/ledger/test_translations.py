"""A translation calls its speakers by other names: they are no further parties."""

import pytest

from onrecord.ledger import Ledger
from onrecord.ledger.views import Wanted, list_claims
from onrecord.model import Reading, SpeakerKind, Stance, Standing
from onrecord.pipeline.adding import add_reading
from tests.linking.test_origins import ENGLISH, FRENCH, OTHER
from tests.linking.writing import write_reading

ASSERTS = Stance.ASSERTS
ENGLISH_NAMES = ["Islands Airways", "Islands Airways", "Ministry of Grain", "Harbour Union"]
FRENCH_NAMES = ["La compagnie", "La compagnie", "Le gouvernement", "Les dockers"]


def write(text: str, names: list[str], language: str, day: int) -> Reading:
    return write_reading(
        text,
        [(name, ASSERTS) for name in names],
        language=language,
        outlet=f"Outlet {language} {day}",
        published=f"2025-03-{day:02}",
        kind=SpeakerKind.ORGANISATION,
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
