"""Mentions of speakers are told apart, and the name last met is what it says."""

import pytest

from evaluation.mentions import kind_of_mention, last_name, name_words
from onrecord.languages import load_language

_NAMED = name_words("Oskar Velland")


@pytest.mark.parametrize(
    ("language", "words", "kind"),
    [
        ("en", "President Oskar Velland", "full name"),
        ("en", "Mr Velland", "surname"),
        ("en", "he", "pronoun"),
        ("en", "the Velorian leader", "description"),
        ("en", "", "implicit"),
        ("en", "a spokesman for Oskar Velland", "spokesperson"),
        ("fr", "la porte-parole", "spokesperson"),
        ("fr", "celui-ci", "pronoun"),
    ],
)
def test_kind_of_mention(language: str, words: str, kind: str) -> None:
    assert kind_of_mention(words, _NAMED, load_language(language).people) == kind


def test_last_name_is_the_one_before_a_pronoun() -> None:
    text = "The call surprised Ilona Brask and her minister. Later she denied it."
    at = text.index("she")
    assert last_name(text, at, at + 3).strip() == "Ilona Brask"


def test_last_name_inside_the_source_wins() -> None:
    text = "Ilona Brask left. The envoy Karel Oram spoke."
    at = text.index("The envoy")
    assert last_name(text, at, at + 20) == "Karel Oram"
