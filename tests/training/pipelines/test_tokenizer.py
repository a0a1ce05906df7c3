from __future__ import annotations

import pytest
from spacy.language import Language


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("l'heure", "l' heure"),
        ("qu’aujourd’hui", "qu’ aujourd’hui"),
        ("a-t-il dit", "a -t-il dit"),
        ("est-ce que", "est -ce que"),
        ("affirment-elles", "affirment -elles"),
        ("M. Peskov", "M. Peskov"),
        ("le Gén. Petit", "le Gén. Petit"),
        ("Nouvelle-Zélande", "Nouvelle-Zélande"),
        ("«Oui», dit-elle.", "« Oui » , dit -elle ."),
    ],
)
def test_french_is_cut_as_the_treebanks_cut_it(french: Language, text: str, tokens: str) -> None:
    assert [token.text for token in french(text)] == tokens.split()


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("I don’t", "I do n’t"),
        ("we cannot", "we can not"),
        ("Lt. Col. Smith", "Lt. Col. Smith"),
        ("$5bn", "$ 5 bn"),
        ("10-year", "10 - year"),
        ("Trump’s “plan”", "Trump ’s “ plan ”"),
    ],
)
def test_english_is_cut_as_the_treebanks_cut_it(english: Language, text: str, tokens: str) -> None:
    assert [token.text for token in english(text)] == tokens.split()
