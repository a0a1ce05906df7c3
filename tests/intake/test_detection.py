from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import LanguageError
from onrecord.intake import detect_language, read_place
from tests.intake.reading import ENGLISH, FOUR, FRENCH, PAGE, RUSSIAN, TWO, VIETNAMESE

_ANNOTATED = [
    path for folder in ("gold", "train") for path in sorted(Path("../shared", folder).glob("*.txt"))
]


@pytest.mark.skipif(not _ANNOTATED, reason="the annotated articles are not at hand")
def test_every_annotated_article_is_in_its_language() -> None:
    wrong = [
        path.name
        for path in _ANNOTATED
        if detect_language(path.read_text("utf-8"))[0] != path.name.split(".")[-2]
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "code"), [(ENGLISH, "en"), (FRENCH, "fr"), (RUSSIAN, "ru"), (VIETNAMESE, "vi")]
)
def test_a_sentence_is_enough(text: str, code: str) -> None:
    found, probability = detect_language(text)
    assert found == code
    assert 0.9 < probability <= 1.0


def test_without_letters_there_is_no_language() -> None:
    assert detect_language(" 12:30 — 50 % !\n") == ("und", 0.0)


@pytest.mark.parametrize("text", ["Bonjour à tous", "Oui, bien sûr.", "Le Kremlin dément"])
def test_a_few_words_are_given_to_a_known_language(text: str) -> None:
    assert detect_language(text, among=TWO.known_languages)[0] == "fr"


def test_a_quotation_does_not_change_the_language() -> None:
    mixed = FRENCH * 3 + "« The call took place. We have nothing to correct », a-t-il ajouté."
    assert detect_language(mixed)[0] == "fr"


def _write(folder: Path, text: str, name: str = "a.txt") -> str:
    path = folder / name
    path.write_text(text)
    return str(path)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("El presidente dijo el lunes que no había hablado con nadie de la llamada.", "es"),
        ("Der Kremlsprecher sagte, er könne das weder bestätigen noch dementieren.", "de"),
        ("Президентът каза, че не е говорил с никого за обаждането.", "bg"),
    ],
)
def test_an_unknown_language_is_named(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(LanguageError, match=rf"\({code}\).*en, fr.*--language"):
        read_place(_write(tmp_path, text), settings=TWO)


def test_numbers_alone_have_no_language(tmp_path: Path) -> None:
    with pytest.raises(LanguageError, match="no words"):
        read_place(_write(tmp_path, "1 2 3"), settings=TWO)


def test_the_language_that_is_asked_for_holds(tmp_path: Path) -> None:
    settings = replace(TWO, language="fr")
    assert read_place(_write(tmp_path, ENGLISH), settings=settings).language == "fr"


def test_a_language_that_is_asked_for_must_be_known(tmp_path: Path) -> None:
    with pytest.raises(LanguageError, match="de"):
        read_place(_write(tmp_path, ENGLISH), settings=replace(TWO, language="de"))


@pytest.mark.parametrize("declared", ['lang="en-GB"', "", 'lang="fr"', 'lang="xx"', 'lang="??"'])
def test_a_page_that_declares_a_wrong_language_is_not_believed(
    tmp_path: Path, declared: str
) -> None:
    page = PAGE.replace('lang="en"', declared)
    assert read_place(_write(tmp_path, page, "a.html"), settings=FOUR).language == "en"
