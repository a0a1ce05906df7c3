import unicodedata

import pytest

from onrecord.linking.units import read_units
from onrecord.linking.words import split_words, write_number


@pytest.mark.parametrize(
    ("raw", "written"),
    [("1,127", "1127"), ("2 706", "2706"), ("2.706", "2706"), ("3,5", "3.5"), ("0.375", "0.375")],
)
def test_numbers_are_written_one_way(raw: str, written: str) -> None:
    assert write_number(raw) == written


def test_letters_with_marks_apart_are_the_same_words() -> None:
    text = "Bộ Ngoại giao Triều Tiên"
    apart = [each.stem for each in split_words(unicodedata.normalize("NFD", text), "vi")]
    assert apart == [each.stem for each in split_words(text, "vi")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("the White House and North Korea", "en"),
        ("la Maison-Blanche et la Corée du Nord", "fr"),
        ("в Белом доме и Северной Корее", "ru"),
        ("Nhà Trắng và Bắc Triều Tiên", "vi"),
    ],
)
def test_places_and_bodies_are_the_same_in_four_languages(text: str, language: str) -> None:
    keys = {unit.key for unit in read_units(text, language)}
    assert {"b:white-house", "t:KP"} <= keys


def test_a_pronoun_at_the_start_of_a_sentence_is_no_country() -> None:
    assert "t:GB" not in {unit.key for unit in read_units("Anh nói.", "vi")}
    assert "t:GB" in {unit.key for unit in read_units("Theo chính phủ Anh", "vi")}


@pytest.mark.parametrize(("text", "language"), [("санкции", "ru"), ("trừng phạt", "vi")])
def test_a_word_shares_a_concept_with_its_translation(text: str, language: str) -> None:
    shares = {key for unit in read_units(text, language) for key, _ in unit.shares}
    assert shares & {"c:sanction", "c:punish"}


def test_a_language_without_tables_is_compared_by_names_and_numbers() -> None:
    keys = {unit.key for unit in read_units("Quando 1.200 Velland disse", "it")}
    assert {"#1200", "n:vlnd"} <= keys
