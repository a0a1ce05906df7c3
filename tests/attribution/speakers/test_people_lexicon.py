from pathlib import Path

import pytest

import onrecord.languages
from onrecord.languages.people import PeopleLexicon, read_people

_FOLDER = Path(onrecord.languages.__file__).parent


@pytest.fixture(scope="module", params=["en", "fr"])
def people(request: pytest.FixtureRequest) -> PeopleLexicon:
    return read_people(_FOLDER / str(request.param) / "people.toml")


def test_every_country_has_a_name_and_most_a_people(people: PeopleLexicon) -> None:
    assert len(people.country_names) >= 200
    with_people = {code for codes in people.peoples.values() for code in codes}
    assert len(with_people) >= 0.95 * len(people.country_names)


def test_both_languages_know_the_same_countries() -> None:
    codes = [
        set(read_people(_FOLDER / code / "people.toml").country_names) for code in ("en", "fr")
    ]
    assert codes[0] == codes[1]


def test_no_given_name_has_two_genders(people: PeopleLexicon) -> None:
    assert set(people.given_names.values()) == {"masculine", "feminine"}


def test_forms_are_lower_case_with_straight_apostrophes(people: PeopleLexicon) -> None:
    tables = (people.roles, people.nouns, people.titles, people.countries, people.given_names)
    forms = [form for table in tables for form in table]
    assert [form for form in forms if form != form.lower() or "’" in form] == []


def test_french_words_are_known_in_their_other_forms() -> None:
    people = read_people(_FOLDER / "fr" / "people.toml")
    assert people.peoples["américaines"] == {"US"}
    assert "lawmaker" in people.roles["sénatrice"]
    assert "executive" in people.roles["directrice"]
    assert "organisation" in people.nouns["sociétés"]
