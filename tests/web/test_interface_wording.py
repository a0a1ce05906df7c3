import pytest
from babel.messages.pofile import read_po

from onrecord.web.wording import (
    CATALOGUES,
    choose_language,
    interface_languages,
    load_translations,
    name_language,
)
from tests.web.messages import find_messages

TRANSLATED = [code for code in interface_languages() if code != "en"]


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_message_is_translated(code: str) -> None:
    catalogue = load_translations(code)
    for message in find_messages():
        first = message if isinstance(message, str) else message[0]
        told = (
            catalogue.gettext(first)
            if isinstance(message, str)
            else catalogue.ngettext(*message, 1)
        )
        assert told, first
    with (CATALOGUES / code / "onrecord.po").open("rb") as file:
        known = {each.id if isinstance(each.id, str) else tuple(each.id) for each in read_po(file)}
    assert known - {""} == set(find_messages())


@pytest.mark.parametrize("code", TRANSLATED)
def test_placeholders_are_kept(code: str) -> None:
    with (CATALOGUES / code / "onrecord.po").open("rb") as file:
        for message in read_po(file):
            assert not list(message.check()), message.id
            assert not message.fuzzy


@pytest.mark.parametrize(
    ("asked", "chosen", "accepted", "language"),
    [
        ("fr", "en", "en", "fr"),
        (None, "fr", "en", "fr"),
        ("xx", None, "de, fr;q=0.8, en;q=0.9", "en"),
        (None, None, "fr-CA,fr;q=0.9", "fr"),
        (None, None, ";;q=,,q", "en"),
        (None, "../../etc", "", "en"),
    ],
)
def test_the_language_that_is_wanted(
    asked: str | None, chosen: str | None, accepted: str, language: str
) -> None:
    assert choose_language(asked, chosen, accepted) == language


def test_languages_have_names() -> None:
    assert name_language("fr") == "Français"
    assert name_language("fr", "en") == "French"
    assert name_language("not a code") == "not a code"
