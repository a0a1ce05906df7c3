"""What stands before a cue is its content only where the cue can credit it."""

import pytest

from onrecord.attribution.context import Context
from onrecord.attribution.find import find_all
from onrecord.languages import load_language
from onrecord.parsing import load_parser


def _trailing(text: str) -> list[str]:
    context = Context.of(load_parser("en").parse(text), load_language("en"))
    return [
        text[each.cue[0][0] : each.cue[0][1]]
        for each in find_all(context)
        if each.rule == "verb with trailing cue"
    ]


def test_a_saying_behind_a_clause_credits_it() -> None:
    assert _trailing("The bridge was open, the mayor said.") == ["said"]


@pytest.mark.parametrize(
    "text",
    [
        "The bridge is looked after by Rosa Quell, who understands.",
        "The town closed the bridge, having rejected offers from Velm.",
        "The old road was closed for good, and talks between the two towns have continued.",
    ],
)
def test_what_only_tells_of_a_noun_or_how_credits_nothing(text: str) -> None:
    assert _trailing(text) == []
