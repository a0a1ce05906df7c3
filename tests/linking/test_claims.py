import json

import pytest

from onrecord.linking import LINK, SUGGEST, Match, match_claims, sign_statements
from onrecord.model import Stance
from tests.linking.writing import write_reading

ASSERTS, DENIES = Stance.ASSERTS, Stance.DENIES
CALL = {
    "en": "Velland said [he had spoken by phone with President Ilona Brask on 12 March].",
    "fr": "Velland a dit [avoir parlé au téléphone avec la présidente Ilona Brask le 12 mars].",
    "ru": "Велланд сказал, [что 12 марта говорил по телефону с президентом Илоной Браск].",
    "vi": "Velland nói [ông đã nói chuyện điện thoại với Tổng thống Ilona Brask ngày 12 tháng 3].",
}
OTHER = "Velland said [wheat exports to the islands would double within five years]."


def match(one: str, other: str, *, one_in: str = "en", other_in: str = "en") -> list[Match]:
    first = write_reading(one, [("Velland", ASSERTS)], language=one_in)
    second = write_reading(other, [("Velland", ASSERTS)], language=other_in)
    mine = sign_statements(first, {"s1": "p1"})["s1"]
    theirs = sign_statements(second, {"s1": "p1"})["s1"]
    assert len(mine.keys) <= 48
    if set(mine.keys) & set(theirs.keys):
        return match_claims(mine.data, [theirs.data])
    return []


@pytest.mark.parametrize("language", ["fr", "ru", "vi"])
def test_one_claim_in_two_languages(language: str) -> None:
    found = match(CALL["en"], CALL[language], other_in=language)
    assert found
    assert found[0].score >= LINK
    assert "both speak of" in found[0].because


def test_another_claim_of_the_same_speaker_is_another_claim() -> None:
    assert match(CALL["en"], OTHER) == []


def test_a_denial_is_about_the_same_claim() -> None:
    text = (
        "Velland said [he had spoken by phone with President Ilona Brask on 12 March]. "
        "Brask denied [that she had spoken with Velland by phone on 12 March]."
    )
    reading = write_reading(text, [("Velland", ASSERTS), ("Brask", DENIES)])
    signed = sign_statements(reading, {"s1": "p1", "s2": "p2"})
    assert match_claims(signed["s2"].data, [signed["s1"].data])


def test_matches_come_best_first_and_none_below_the_threshold() -> None:
    signed = [
        sign_statements(write_reading(text, [("Velland", ASSERTS)], language=code), {"s1": "p1"})
        for text, code in ((OTHER, "en"), (CALL["fr"], "fr"), (CALL["en"], "en"))
    ]
    found = match_claims(signed[2]["s1"].data, [each["s1"].data for each in signed])
    scores = [each.score for each in found]
    assert {each.index for each in found} == {1, 2}
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] >= SUGGEST


def test_a_signature_is_small_and_plain() -> None:
    reading = write_reading(CALL["en"], [("Velland", ASSERTS)])
    signature = sign_statements(reading, {})["s1"]
    assert len(signature.data) < 2000
    assert json.loads(signature.data)["language"] == "en"


def test_a_content_without_words_is_signed_too() -> None:
    reading = write_reading("Brask did not answer[].", [("Brask", Stance.NO_RESPONSE)])
    assert sign_statements(reading, {})["s1"].data


def test_what_an_answer_points_at_is_the_same_claim() -> None:
    text = (
        "Velland said [he had spoken with Ilona Brask by phone for an hour]. "
        "Werrel could not confirm [this information]."
    )
    reading = write_reading(text, [("Velland", ASSERTS), ("Werrel", Stance.NEITHER)])
    signed = sign_statements(reading, {"s1": "p1", "s2": "p2"})
    (found,) = match_claims(signed["s2"].data, [signed["s1"].data])
    assert found.score >= LINK
    assert "points at" in found.because
