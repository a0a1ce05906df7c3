import pytest

from onrecord.linking.names import fold, likeness, spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Poutine", "Putin"),
        ("Путиным", "Putin"),
        ("Zelensky", "Зеленского"),
        ("Макрон", "Macron"),
        ("Джордж", "George"),
        ("Хьюз", "Hughes"),
        ("Флейшера", "Fleischer"),
        ("Уотерс", "Waters"),
        ("Кавано", "Kavanaugh"),
        ("Tchaïkovski", "Чайковский"),
        ("Си", "Xi"),
    ],
)
def test_one_name_in_two_scripts_shares_a_spelling(one: str, other: str) -> None:
    assert set(spellings(one)) & set(spellings(other))


@pytest.mark.parametrize(("one", "other"), [("Velland", "Brask"), ("Иван", "Anna"), ("Li", "Lo")])
def test_different_names_share_no_spelling(one: str, other: str) -> None:
    assert not set(spellings(one)) & set(spellings(other))


def test_marks_and_scripts_are_folded() -> None:
    assert fold("Nguyễn Đức Ærø") == "nguyen duc æro"
    assert fold("Щукин") == "shchukin"


def test_likeness_is_one_for_the_same_and_none_without_letters() -> None:
    assert likeness("Путин", "Putin") == 1.0
    assert likeness("Putin", "123") == 0.0


def test_a_name_without_letters_has_no_spelling() -> None:
    assert spellings("---") == ()
